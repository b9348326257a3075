"""An agent leaves: the drip stops, the sessions end, and the open leads go where the leader says."""

from typing import Literal
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import invalid
from goccia.core.events import Actor
from goccia.distribution.assign import assign_a_goccia, assign_to_agent
from goccia.identity.service import deactivate
from goccia.organisation.lines import stop_lines

_OPEN = """
SELECT id FROM lead WHERE agent_id = $1 AND closed_at IS NULL AND deleted_at IS NULL ORDER BY received_at, id
"""


async def deactivate_agent(
    tx: Transaction, actor: Actor, user_id: UUID, open_leads: Literal["keep", "goccia"] | UUID
) -> int:
    """Deactivate a user and hand over their open leads (as goccia_system, after the permission check).

    open_leads: `keep` them until the return, let them fall `goccia`, or the id of the agent who takes them.
    Answers how many leads changed hands.

    Raises:
        Invalid: the agent who should take them is the one who leaves, not active, or of another unit.
    """
    if open_leads == user_id:
        raise invalid(
            "open_leads",
            "Scegli un altro agente: questo si sta disattivando.",
            "Choose another agent: this one leaves.",
        )
    await stop_lines(tx, [user_id, open_leads] if isinstance(open_leads, UUID) else [user_id])
    await deactivate(tx, actor, user_id)
    if open_leads == "keep":
        return 0
    leads = [row["id"] for row in await tx.fetch(_OPEN, user_id)]
    if open_leads == "goccia":
        return await assign_a_goccia(tx, actor, leads)
    return await assign_to_agent(tx, actor, leads, open_leads)
