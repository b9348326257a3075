"""A known lead comes again and nobody has it, or its agent is gone: it falls a goccia like a new one."""

from uuid import UUID

from goccia.core.database import Transaction
from goccia.distribution.drain import give, known_to
from goccia.distribution.line import Line
from goccia.distribution.rules import Drop

_ORPHAN = """
SELECT l.id, l.province, l.phone, l.household, l.agent_id FROM lead l LEFT JOIN app_user u ON u.id = l.agent_id
WHERE l.id = ANY ($1::uuid[]) AND l.container_id = $2 AND l.queued_at IS NULL
  AND (l.agent_id IS NULL OR NOT u.active OR u.deleted_at IS NOT NULL)
"""


async def rehome_if_orphan(tx: Transaction, line: Line, *lead_ids: UUID) -> None:
    """Give each lead to the next in turn if nobody at work has it; with nobody eligible it waits in the queue."""
    for lead in await tx.fetch(_ORPHAN, lead_ids, line.container_id):
        known = await known_to(tx, line.unit_id, lead["phone"], lead["household"])
        choice = line.decide(lead["id"], Drop(lead["province"], known), lead["agent_id"])
        if choice.agent_id is not None:
            await give(tx, line, [(lead, choice)])
        else:
            await tx.execute(
                "UPDATE lead SET queued_at = $2, agent_id = NULL, updated_at = $2 WHERE id = $1",
                lead["id"],
                tx.now,
            )
            await line.write()
