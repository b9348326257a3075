"""What a person does with returns: confirm, discard, write down the vendor's answer. All of them, or none."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, NotFound, invalid
from goccia.core.events import Actor, Event
from goccia.organisation.vendor_terms import is_late
from goccia.vendors.events import (
    VendorReturnAccepted,
    VendorReturnConfirmed,
    VendorReturnDiscarded,
    VendorReturnRefused,
)
from goccia.vendors.rules import Verdict, credit, may_answer, may_decide
from goccia.vendors.schemas import AnswerInput, DecisionInput

_SEEN = "SELECT count(*) FROM vendor_return WHERE id = ANY ($1::uuid[])"
_TAKE = "SELECT * FROM vendor_return WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE"
_DECIDE = """
UPDATE vendor_return SET state = $2, decided_by = $3, decided_at = $4, note = $5 WHERE id = ANY ($1::uuid[])
"""
_ANSWER = """
UPDATE vendor_return r SET state = $2, answered_by = $3, answered_at = $4, answer_note = $5, credited = a.credited
FROM jsonb_to_recordset($1::jsonb) AS a (id uuid, credited numeric) WHERE r.id = a.id
"""


class NotInThisState(Conflict):
    """Somebody was quicker, or it is not this return's turn."""

    code = "return_state"
    it = "{count} dei resi scelti non si possono più modificare così: aggiorna la pagina e guarda il loro stato."
    en = "{count} of the chosen returns can no longer be changed like this: reload the page and look at their state."


async def decide(tx: Transaction, actor: Actor, said: DecisionInput) -> int:
    """Confirm or discard returns; answers how many were not so already.

    Raises:
        NotFound: one is not there to see.
        NotInThisState: one is in a file already, or was withdrawn.
        Invalid: the window of one has ended and no note says why it is asked for all the same.
    """
    rows = await _taken(tx, said.ids)

    def verdict(row: Any) -> Verdict:
        return may_decide(said.decision, row["state"], row["last_day"], tx.now, said.note)

    going = _allowed(rows, verdict)
    if not going:
        return 0
    ids = [row["id"] for row in going]
    async with tx.as_system():
        await tx.execute(_DECIDE, ids, said.decision, actor.id, tx.now, said.note or None)
        told: list[Event] = [
            VendorReturnConfirmed(**_of(row), late=is_late(row["last_day"], tx.now))
            if said.decision == "confirmed"
            else VendorReturnDiscarded(**_of(row))
            for row in going
        ]
        await events.record(tx, actor, *told)
    return len(going)


async def answer(tx: Transaction, actor: Actor, said: AnswerInput) -> int:
    """Write down what the vendor answered; answers to how many.

    Raises:
        NotFound: one is not there to see.
        NotInThisState: one is in no file yet.
        Invalid: an amount above the price, or none where the price is not known.
    """
    rows = _allowed(await _taken(tx, said.ids), lambda row: may_answer(row["state"]))
    credited = [{"id": row["id"], "credited": _credit(said, row["price"])} for row in rows]
    kind = VendorReturnAccepted if said.answer == "accepted" else VendorReturnRefused
    async with tx.as_system():
        await tx.execute(_ANSWER, credited, said.answer, actor.id, tx.now, said.note or None)
        await events.record(tx, actor, *(kind(**_of(row)) for row in rows))
    return len(rows)


async def _taken(tx: Transaction, ids: list[UUID]) -> list[Any]:
    """Lock returns that the caller sees, in the order of their ids."""
    wanted = list(set(ids))
    if await tx.fetchval(_SEEN, wanted) != len(wanted):
        raise NotFound
    async with tx.as_system():
        return await tx.fetch(_TAKE, wanted)


def _allowed(rows: list[Any], verdict: Callable[[Any], Verdict]) -> list[Any]:
    verdicts = [verdict(row) for row in rows]
    if count := verdicts.count("not_now"):
        raise NotInThisState(count=count)
    if "needs_note" in verdicts:
        raise invalid(
            "note",
            "La finestra del fornitore è scaduta: scrivi perché lo chiedi lo stesso.",
            "The vendor's window has ended: say why it is asked for all the same.",
        )
    return [row for row, one in zip(rows, verdicts, strict=True) if one == "done"]


def _credit(said: AnswerInput, price: Decimal | None) -> str | None:
    try:
        amount = credit(said.answer, price, said.amount)
    except ValueError:
        if said.amount is None:
            raise invalid(
                "amount",
                "Il prezzo di questo lead non si conosce: scrivi quanto viene accreditato.",
                "The price of this lead is not known: say how much is credited.",
            ) from None
        raise invalid(
            "amount",
            "Non si accredita più del prezzo del lead.",
            "No more than the price of the lead is credited.",
        ) from None
    return None if amount is None else str(amount)


def _of(row: Any) -> dict[str, Any]:
    return {
        "unit_id": row["unit_id"],
        "lead_id": row["lead_id"],
        "subject_id": row["id"],
        "return_reason": row["reason"],
    }
