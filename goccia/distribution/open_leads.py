"""What an agent has open, in the groups a leader decides about when the agent pauses or leaves."""

from datetime import timedelta
from uuid import UUID

from goccia.core.database import Transaction
from goccia.distribution.schemas import Group, OpenGroup
from goccia.kit.dates import day_bounds

GROUPS: tuple[Group, ...] = ("appointments", "call_backs_today", "call_backs_later", "new", "warm", "cold")
WARM_FOR = timedelta(days=7)
"""So long after the last contact a lead without a next action counts as warm."""

# Each open lead is in one group: what has a date first, then what nobody has worked, then by temperature.
_GROUPED = """
SELECT l.id, l.next_action_at, l.received_at, CASE
  WHEN l.next_action_kind = 'appointment' THEN 'appointments'
  WHEN l.next_action_at < $2 THEN 'call_backs_today'
  WHEN l.next_action_at IS NOT NULL THEN 'call_backs_later'
  WHEN l.worked_at IS NULL THEN 'new'
  WHEN e.positive OR l.last_contact_at >= $3 THEN 'warm'
  ELSE 'cold' END AS kind
FROM lead l LEFT JOIN esito e ON e.id = l.esito_id
WHERE l.agent_id = $1 AND l.closed_at IS NULL AND l.deleted_at IS NULL
"""
_COUNTS = f"""
SELECT kind, count(*) AS leads, min(next_action_at) AS first_at, max(next_action_at) AS last_at
FROM ({_GROUPED}) AS open GROUP BY kind
"""
_IDS = f"SELECT kind, array_agg(id ORDER BY received_at, id) AS ids FROM ({_GROUPED}) AS open GROUP BY kind"


async def groups_of(tx: Transaction, agent_id: UUID) -> list[OpenGroup]:
    """How many open leads of an agent are in each group, with the moments of their next actions.

    Counts what the caller may see.
    """
    found = {row["kind"]: row for row in await tx.fetch(_COUNTS, agent_id, *_moments(tx))}
    return [
        OpenGroup(
            group=group,
            leads=found[group]["leads"],
            first_at=found[group]["first_at"],
            last_at=found[group]["last_at"],
        )
        for group in GROUPS
        if group in found
    ]


async def ids_by_group(tx: Transaction, agent_id: UUID) -> dict[Group, list[UUID]]:
    """The open leads of an agent that the caller may see, by group, the oldest first."""
    return {row["kind"]: row["ids"] for row in await tx.fetch(_IDS, agent_id, *_moments(tx))}


def _moments(tx: Transaction) -> tuple[object, object]:
    return day_bounds(tx.now)[1], tx.now - WARM_FOR
