"""What a generic webhook delivers: stored raw, read, admitted, answered; all in one transaction."""

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import NotFound, Refusal
from goccia.core.events import PROVIDER
from goccia.intake.admission import Outcome, admit
from goccia.intake.destination import Destination, by_token
from goccia.intake.meta_events import DeliveryKept
from goccia.intake.recognition.draft import make_draft
from goccia.intake.recognition.payload import PayloadProblem, RawRecord, read_body
from goccia.kit.ids import uuid7


@dataclass(frozen=True, slots=True)
class Request:
    """A delivery as it came."""

    method: str
    content_type: str | None
    query: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What to answer: the outcomes, or a refusal (whose delivery is kept all the same)."""

    delivery_id: UUID
    outcomes: list[Outcome]
    refusal: Refusal | None = None


class UnreadableBody(Refusal):
    """The body is empty or broken; it is kept."""

    status = 400
    code = "unreadable_body"
    it = "{it}. La richiesta è stata conservata: correggi il formato (JSON, modulo o query) e reinvia."
    en = "{en}. The request was kept: mend its format (JSON, form or query) and send it again."


class WrongGoogleKey(Refusal):
    """The google_key of the body is not the container's; the delivery is kept."""

    status = 403
    code = "wrong_google_key"
    it = "La google_key non corrisponde a quella del contenitore. La richiesta è stata conservata."
    en = "The google_key is not the container's. The request was kept."


async def receive(tx: Transaction, token: str, request: Request) -> Receipt:
    """Take a delivery (as goccia_system).

    Raises:
        NotFound: no container has this intake address.
    """
    destination = await by_token(tx, token)
    if destination is None:
        raise NotFound
    delivery_id = uuid7()
    refusal: Refusal | None = None
    outcomes: list[Outcome] = []
    try:
        records = read_body(request.body, request.content_type, request.query)
    except PayloadProblem as found:
        refusal = UnreadableBody(it=found.it, en=found.en)
    else:
        if any(_wrong_key(destination, record) for record in records):
            refusal = WrongGoogleKey()
        else:
            drafts = [
                make_draft(record, destination.mapping, destination.custom_fields, tx.now)
                for record in records
            ]
            outcomes = await admit(tx, PROVIDER, destination, drafts, "hook", delivery_id)
    await _store(tx, destination, delivery_id, request, outcomes, refusal)
    return Receipt(delivery_id, outcomes, refusal)


def _wrong_key(destination: Destination, record: RawRecord) -> bool:
    """Checked only where the body carries a key and the container has one."""
    if not record.google_key or not destination.google_key:
        return False
    return not secrets.compare_digest(record.google_key.encode(), destination.google_key.encode())


async def _store(
    tx: Transaction,
    destination: Destination,
    delivery_id: UUID,
    request: Request,
    outcomes: list[Outcome],
    refusal: Refusal | None,
) -> None:
    kept = next((outcome for outcome in outcomes if outcome.status in ("kept", "test")), None)
    notice = kept.notice if kept else None
    state = overall(outcomes) if not refusal else "kept"
    code = refusal.code if refusal else notice.code if notice else None
    problem: Any = refusal.messages if refusal else {"it": notice.it, "en": notice.en} if notice else None
    await tx.execute(
        "INSERT INTO delivery (id, channel, unit_id, container_id, received_at, method, content_type, query, body, state,"
        " code, problem, lead_ids) VALUES ($1, 'hook', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        delivery_id,
        destination.unit_id,
        destination.container_id,
        tx.now,
        request.method,
        request.content_type,
        request.query,
        request.body,
        state,
        code,
        problem,
        [outcome.lead_id for outcome in outcomes if outcome.lead_id],
    )
    if state == "kept":
        event = DeliveryKept(
            unit_id=destination.unit_id, subject_id=delivery_id, container=destination.container_id, code=code
        )
        await events.record(tx, PROVIDER, event)


def overall(outcomes: list[Outcome]) -> str:
    """One word for a delivery of several records: what most needs to be known."""
    statuses = {outcome.status for outcome in outcomes}
    return next(
        status for status in ("kept", "created", "resubmitted", "duplicate", "test") if status in statuses
    )
