"""A known lead comes again and nobody has it, or its agent is gone: it falls a goccia like a new one."""

from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.distribution.drain import give, known_to
from goccia.distribution.line import Line, stand_in_line
from goccia.distribution.rules import Drop
from goccia.leads.events import LeadLeft, LeadQueued
from goccia.leads.origin import origin_sql

_ORPHAN = f"""
SELECT l.id, l.province, l.phone, l.household, l.agent_id, l.container_id, {origin_sql("l")} AS origin
FROM lead l JOIN container c ON c.id = l.container_id AND c.deleted_at IS NULL LEFT JOIN app_user u ON u.id = l.agent_id
WHERE l.id = ANY ($1::uuid[]) AND l.unit_id = $2 AND l.queued_at IS NULL AND l.deleted_at IS NULL
  AND (l.agent_id IS NULL OR NOT u.active OR u.deleted_at IS NOT NULL)
ORDER BY l.id
"""


async def rehome_if_orphan(tx: Transaction, line: Line, *lead_ids: UUID) -> None:
    """Give each lead to the next in turn of its own container if nobody at work has it; with nobody eligible it waits
    in that container's queue, also if it was closed: its person has just asked again.

    The caller stands in the line of one container of the unit, and so holds that of the others.
    """
    for lead in await tx.fetch(_ORPHAN, lead_ids, line.unit_id):
        if lead["container_id"] == line.container_id:
            await _rehome(tx, line, lead)
        else:
            own = await stand_in_line(tx, lead["container_id"], 0)
            await _rehome(tx, own, lead)
            line.turn = own.turn  # the turns are the unit's


async def _rehome(tx: Transaction, line: Line, lead: Any) -> None:
    known = await known_to(tx, line, lead["phone"], lead["household"])
    choice = line.decide(lead["id"], Drop(lead["province"], known, origin=lead["origin"]), lead["agent_id"])
    if choice.agent_id is not None:
        await give(tx, line, [(lead, choice)])
        return
    await tx.execute(
        "UPDATE lead SET queued_at = $2, agent_id = NULL, updated_at = $2 WHERE id = $1", lead["id"], tx.now
    )
    await line.write()
    place = {"unit_id": line.unit_id, "lead_id": lead["id"]}
    left = [LeadLeft(**place, agent_id=lead["agent_id"])] if lead["agent_id"] else []
    await events.record(tx, events.SYSTEM, *left, LeadQueued(**place, container=line.container_id))
