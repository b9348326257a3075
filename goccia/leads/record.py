"""One lead: taken for a change with the caller's eyes, put into the trash, taken out again."""

from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, NotFound
from goccia.core.events import Actor
from goccia.leads.arrival import find_twins, recognise
from goccia.leads.events import LeadRestored, LeadTrashed
from goccia.leads.reading import VISIBLE, read_lead

# FOR NO KEY UPDATE: a change waits for the one before it, and sees what that has made of the lead.
_TAKE = "SELECT l.* FROM lead l WHERE l.id = ANY ($1::uuid[]) AND {} ORDER BY l.id FOR NO KEY UPDATE OF l"
_TAKE_LIVE = _TAKE.format("l.deleted_at IS NULL")
_TAKE_ANY = _TAKE.format(VISIBLE)
# Units before leads, everywhere: here so that none is deleted while its lead comes back.
_HOLD_UNIT = "SELECT 1 FROM unit WHERE id = (SELECT unit_id FROM lead WHERE id = $1) FOR SHARE"
_HAS_PLACE = """
SELECT true FROM container c JOIN unit u ON u.id = c.unit_id
WHERE c.id = $1 AND c.deleted_at IS NULL AND u.deleted_at IS NULL
"""


async def take(tx: Transaction, lead_ids: list[UUID], *, trash_too: bool = False) -> list[Any]:
    """Lock leads for a change, as the caller: the rows whole, in the order of their ids.

    Raises:
        NotFound: one of them is missing, in the trash, or not for these eyes.
    """
    rows = await tx.fetch(_TAKE_ANY if trash_too else _TAKE_LIVE, lead_ids)
    if len(rows) != len(lead_ids):
        raise NotFound
    return rows


async def trash(tx: Transaction, actor: Actor, lead_id: UUID) -> None:
    """Put a lead into the trash; a lead that is there already stays.

    Raises:
        NotFound: missing, or not for these eyes.
    """
    (lead,) = await take(tx, [lead_id], trash_too=True)
    if lead["deleted_at"] is not None:
        return
    async with tx.as_system():
        await tx.execute("UPDATE lead SET deleted_at = $2, updated_at = $2 WHERE id = $1", lead_id, tx.now)
        await events.record(tx, actor, LeadTrashed(unit_id=lead["unit_id"], lead_id=lead_id))


async def restore(tx: Transaction, actor: Actor, lead_id: UUID) -> dict[str, Any]:
    """Take a lead out of the trash. Where the person has come again meanwhile, it is marked as a possible double.

    Raises:
        NotFound: missing, or not for these eyes.
        Conflict: its container or unit was deleted meanwhile.
    """
    async with tx.as_system():
        await tx.execute(_HOLD_UNIT, lead_id)
    (lead,) = await take(tx, [lead_id], trash_too=True)
    if lead["deleted_at"] is not None:
        async with tx.as_system():
            if not await tx.fetchval(_HAS_PLACE, lead["container_id"]):
                raise Conflict(
                    it="Il contenitore di questo lead è stato eliminato: inserisci il lead in un altro contenitore.",
                    en="The container of this lead was deleted: add the lead to another container.",
                )
            twins = await find_twins(tx, lead["unit_id"], lead["phone"], lead["email"], None, None)
            twin = recognise(twins, lead["phone"], None).twin
            await tx.execute(
                "UPDATE lead SET deleted_at = NULL, updated_at = $2,"
                " possible_duplicate_of = coalesce(possible_duplicate_of, $3) WHERE id = $1",
                lead_id,
                tx.now,
                twin.lead_id if twin else None,
            )
            await events.record(tx, actor, LeadRestored(unit_id=lead["unit_id"], lead_id=lead_id))
    return await read_lead(tx, lead_id)
