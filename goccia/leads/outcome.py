"""Recording an Esito, on one lead or on many at once."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Invalid, invalid
from goccia.core.events import Actor
from goccia.leads import notes, vendor_proposals
from goccia.leads.events import LeadEsitoSet
from goccia.leads.outcome_rules import EsitoFlags, Outcome, Said, Standing, outcome, problems
from goccia.leads.reading import read_lead
from goccia.leads.record import take, take_for_more
from goccia.leads.schemas import EsitoBulk, EsitoInput
from goccia.leads.selection import selected

_ESITO = """
SELECT id, unit_id, final, contacted, do_not_contact, counts_as_attempt, retry_after, max_attempts, asks, effect,
  won, pool_after_days, max_returns, return_reason
FROM esito WHERE id = $1 AND active AND deleted_at IS NULL
"""
# It is not retired before these leads carry it, and then they follow the others.
_HOLD = "SELECT true FROM esito WHERE id = $1 AND active FOR SHARE"
_WRITE = """
UPDATE lead SET esito_id = $2, attempts = o.attempts, first_contact_at = o.first_contact_at,
  last_contact_at = o.last_contact_at, worked_at = o.worked_at, closed_at = o.closed_at, next_action_at = o.next_action_at,
  next_action_kind = o.next_action_kind, appointment_at = o.appointment_at, reason = o.reason, amount = o.amount,
  pool_at = o.pool_at, updated_at = $3,
  queued_at = CASE WHEN o.closed_at IS NULL THEN lead.queued_at END
FROM jsonb_to_recordset($1::jsonb) AS o (id uuid, attempts integer, first_contact_at timestamptz,
  last_contact_at timestamptz, worked_at timestamptz, closed_at timestamptz, next_action_at timestamptz,
  next_action_kind text, appointment_at timestamptz, reason text, amount numeric, pool_at timestamptz)
WHERE lead.id = o.id
"""
_CONTACTS = """
INSERT INTO contact (unit_id, lead_id, agent_id, at, answered)
SELECT unit_id, lead_id, $3, $4, $5 FROM unnest($1::uuid[], $2::uuid[]) AS c (unit_id, lead_id)
"""


async def set_one(tx: Transaction, actor: Actor, lead_id: UUID, said: EsitoInput) -> dict[str, Any]:
    """Record an Esito on a lead; answers the lead as it is then.

    Raises:
        NotFound: the lead is missing, in the trash, or not for these eyes.
        Moved: it was merged into another.
        Invalid: the Esito is not one of the lead's unit, or something it asks for is missing.
    """
    leads = [await take_for_more(tx, lead_id)]
    await _set(
        tx, actor, leads, said.esito_id, Said(said.note, said.next_action_at, said.reason, said.amount)
    )
    return await read_lead(tx, lead_id)


async def set_many(tx: Transaction, actor: Actor, said: EsitoBulk) -> int:
    """Record an Esito on many leads, on all of them or on none; answers how many.

    Raises:
        NotFound: one of them is missing, in the trash, or not for these eyes.
        TooManyLeads: the filter finds more than 5,000.
        Invalid: as for one.
    """
    # Who asks by a filter did not name the lead that went into the trash meanwhile.
    leads = await take(tx, await selected(tx, said), every_one=said.filter is None)
    if leads:
        await _set(
            tx, actor, leads, said.esito_id, Said(said.note, said.next_action_at, said.reason, said.amount)
        )
    return len(leads)


async def _set(tx: Transaction, actor: Actor, leads: list[Any], esito_id: UUID, said: Said) -> None:
    flags = await _usable(tx, esito_id, {lead["unit_id"] for lead in leads})
    if errors := problems(flags, said, tx.now):
        raise Invalid(errors=errors)
    outcomes = [(lead, outcome(flags, _standing(lead), said, tx.now)) for lead in leads]
    async with tx.as_system():
        if not await tx.fetchval(_HOLD, esito_id):
            raise _not_usable()
        await tx.execute(
            _WRITE, [{"id": lead["id"], **_json(after)} for lead, after in outcomes], esito_id, tx.now
        )
        if flags.contacted or flags.counts_as_attempt:
            units = [lead["unit_id"] for lead in leads]
            ids = [lead["id"] for lead in leads]
            await tx.execute(_CONTACTS, units, ids, actor.id, tx.now, flags.contacted)
        texts = [(lead["unit_id"], lead["id"], said.note) for lead, _ in outcomes if said.note]
        written = await notes.insert(tx, actor, texts)
        told = [_event(lead, esito_id, after, said, written.get(lead["id"])) for lead, after in outcomes]
        reason = flags.return_reason if flags.effect == "vendor_return" else None
        proposed = await vendor_proposals.follow(tx, actor, leads, esito_id, reason)
        await events.record(tx, actor, *told, *proposed)


async def _usable(tx: Transaction, esito_id: UUID, units: set[UUID]) -> EsitoFlags:
    """The Esito, if it is active and of every unit that the leads are of."""
    row = await tx.fetchrow(_ESITO, esito_id)
    if row is None or (row["unit_id"] is not None and units != {row["unit_id"]}):
        raise _not_usable()
    names = (
        "final",
        "contacted",
        "do_not_contact",
        "counts_as_attempt",
        "retry_after",
        "max_attempts",
        "effect",
        "won",
        "pool_after_days",
        "max_returns",
        "return_reason",
    )
    return EsitoFlags(**{name: row[name] for name in names}, asks=frozenset(row["asks"]))


def _not_usable() -> Invalid:
    return invalid(
        "esito_id",
        "Questo Esito non esiste, non è attivo o non è della unità del lead.",
        "This Esito does not exist, is not active, or is not of the lead's unit.",
    )


def _standing(lead: Any) -> Standing:
    names = (
        "attempts", "first_contact_at", "last_contact_at", "worked_at", "next_action_at", "next_action_kind", "appointment_at",
        "amount", "returns", "attempts_before",
    )  # fmt: skip
    return Standing(**{name: lead[name] for name in names})


def _json(after: Outcome) -> dict[str, Any]:
    return asdict(after) | {"amount": None if after.amount is None else str(after.amount)}


def _event(lead: Any, esito_id: UUID, after: Outcome, said: Said, nota: UUID | None) -> LeadEsitoSet:
    personal = {"reason": said.reason, "text": said.note}
    return LeadEsitoSet(
        unit_id=lead["unit_id"],
        lead_id=lead["id"],
        esito_from=lead["esito_id"],
        esito_to=esito_id,
        attempt=after.attempts,
        next_action_at=after.next_action_at,
        next_action_kind=after.next_action_kind,
        amount=None if said.amount is None else str(said.amount),
        nota=nota,
        personal={name: value for name, value in personal.items() if value} or None,
    )
