"""Leads: taken for a change with the caller's eyes, put into the trash, taken out again."""

from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, NotFound
from goccia.core.events import Actor
from goccia.leads.arrival import find_twins, recognise
from goccia.leads.events import LeadQueued, LeadRestored, LeadTrashed
from goccia.leads.reading import VISIBLE, gone

# FOR NO KEY UPDATE: a change waits for the one before it, and sees what that has made of the lead.
_TAKE = "SELECT l.* FROM lead l WHERE l.id = ANY ($1::uuid[]) AND {} ORDER BY l.id FOR NO KEY UPDATE OF l"
_TAKE_LIVE = _TAKE.format("l.deleted_at IS NULL")
_TAKE_ANY = _TAKE.format(VISIBLE)
# Units before leads, everywhere: here so that none is deleted while its lead comes back.
_HOLD_UNITS = """
SELECT 1 FROM unit WHERE id IN (SELECT unit_id FROM lead WHERE id = ANY ($1::uuid[])) ORDER BY id FOR SHARE
"""
_HAS_NO_PLACE = """
SELECT true FROM container c JOIN unit u ON u.id = c.unit_id
WHERE c.id = ANY ($1::uuid[]) AND (c.deleted_at IS NOT NULL OR u.deleted_at IS NOT NULL) LIMIT 1
"""
# Of these, the agents who are still there and in the unit; one who is only deactivated keeps what is theirs.
_AGENTS = """
SELECT u.id, m.unit_id FROM app_user u JOIN user_unit m ON m.user_id = u.id
WHERE u.id = ANY ($1::uuid[]) AND u.deleted_at IS NULL
"""
_RESTORE = """
UPDATE lead SET deleted_at = NULL, updated_at = $2,
  possible_duplicate_of = coalesce(lead.possible_duplicate_of, d.double),
  agent_id = CASE WHEN NOT d.alone THEN lead.agent_id END, assigned_at = CASE WHEN NOT d.alone THEN lead.assigned_at END,
  worked_at = CASE WHEN NOT d.alone THEN lead.worked_at END,
  queued_at = CASE WHEN d.alone AND lead.closed_at IS NULL THEN $2::timestamptz ELSE lead.queued_at END
FROM jsonb_to_recordset($1::jsonb) AS d (id uuid, double uuid, alone boolean) WHERE lead.id = d.id
"""


async def take(
    tx: Transaction, lead_ids: list[UUID], *, trash_too: bool = False, every_one: bool = True
) -> list[Any]:
    """Lock leads for a change, as the caller: the rows whole, in the order of their ids.

    Raises:
        NotFound: one of them is missing, in the trash, or not for these eyes (where `every_one` is wanted).
    """
    rows = await tx.fetch(_TAKE_ANY if trash_too else _TAKE_LIVE, lead_ids)
    if every_one and len(rows) != len(lead_ids):
        raise NotFound
    return rows


async def take_for_more(tx: Transaction, lead_id: UUID) -> Any:
    """Lock one lead, as the caller, for something that is added to it. What a person has to say of a lead that was
    merged meanwhile is said of the one it was merged into.

    Raises:
        NotFound: missing, in the trash, or not for these eyes.
        Moved: it was merged into another.
    """
    rows = await take(tx, [lead_id], every_one=False)
    if not rows:
        raise await gone(tx, lead_id)
    return rows[0]


async def trash(tx: Transaction, actor: Actor, lead_ids: list[UUID]) -> int:
    """Put leads into the trash; those that are there already stay. Answers how many went.

    Raises:
        NotFound: one is missing, or not for these eyes.
    """
    going = [lead for lead in await take(tx, lead_ids, trash_too=True) if lead["deleted_at"] is None]
    if going:
        async with tx.as_system():
            await tx.execute(
                "UPDATE lead SET deleted_at = $2, updated_at = $2 WHERE id = ANY ($1::uuid[])",
                [lead["id"] for lead in going],
                tx.now,
            )
            told = [LeadTrashed(unit_id=lead["unit_id"], lead_id=lead["id"]) for lead in going]
            await events.record(tx, actor, *told)
    return len(going)


async def restore(tx: Transaction, actor: Actor, lead_ids: list[UUID]) -> int:
    """Take leads out of the trash. Where the person has come again meanwhile, the lead is marked as a possible double.
    Where its agent has gone, it waits in the queue, or, if it is closed, has nobody. Answers how many came back.

    Raises:
        NotFound: one is missing, or not for these eyes.
        Conflict: the container or unit of one was deleted meanwhile.
    """
    async with tx.as_system():
        await tx.execute(_HOLD_UNITS, lead_ids)
    coming = [lead for lead in await take(tx, lead_ids, trash_too=True) if lead["deleted_at"] is not None]
    if coming:
        async with tx.as_system():
            if await tx.fetchval(_HAS_NO_PLACE, list({lead["container_id"] for lead in coming})):
                raise Conflict(
                    it="Il contenitore del lead è stato eliminato: inserisci il lead in un altro contenitore.",
                    en="The container of the lead was deleted: add the lead to another container.",
                )
            alone = await _left_alone(tx, coming)
            rows = [
                {"id": lead["id"], "double": await _double_of(tx, lead), "alone": lead["id"] in alone}
                for lead in coming
            ]
            await tx.execute(_RESTORE, rows, tx.now)
            told: list[events.Event] = []
            for lead in coming:
                place = {"unit_id": lead["unit_id"], "lead_id": lead["id"]}
                told.append(LeadRestored(**place))
                if lead["id"] in alone and lead["closed_at"] is None:
                    told.append(LeadQueued(**place, container=lead["container_id"]))
            await events.record(tx, actor, *told)
    return len(coming)


async def _left_alone(tx: Transaction, leads: list[Any]) -> set[UUID]:
    """Those of the leads whose agent was deleted or has left their unit."""
    rows = await tx.fetch(_AGENTS, [lead["agent_id"] for lead in leads if lead["agent_id"]])
    there = {(row["id"], row["unit_id"]) for row in rows}
    return {
        lead["id"] for lead in leads if lead["agent_id"] and (lead["agent_id"], lead["unit_id"]) not in there
    }


async def _double_of(tx: Transaction, lead: Any) -> UUID | None:
    twins = await find_twins(tx, lead["unit_id"], lead["phone"], lead["email"], None, None)
    twin = recognise(twins, lead["phone"], None).twin
    return twin.lead_id if twin else None
