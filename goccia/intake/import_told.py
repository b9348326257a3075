"""What an import says to the agents who got its leads: one notice each, with their number, when it is done."""

from uuid import UUID

from goccia.core.database import Row, Transaction
from goccia.intake.import_twins import BY_INDEX
from goccia.leads.notices import LEAD_ASSIGNED
from goccia.notifications import bell
from goccia.notifications.bell import Notice

_GIVEN = """
SELECT l.agent_id, count(*)::int AS leads, (array_agg(l.id))[1] AS one
FROM import_row r JOIN lead l ON l.id = r.lead_id
WHERE r.import_id = $1 AND r.made AND l.agent_id IS NOT NULL AND l.deleted_at IS NULL GROUP BY l.agent_id
"""
_AGENTS = "SELECT user_id FROM user_unit WHERE unit_id = $1"


async def notices_of(tx: Transaction, taken: Row) -> list[Notice]:
    """What its agents are to be told of a written import. Reads every lead of it."""
    await tx.connection.execute(BY_INDEX)
    return [
        Notice(
            LEAD_ASSIGNED,
            row["agent_id"],
            f"import:{taken['id']}",
            taken["unit_id"],
            taken["container_id"],
            row["one"] if row["leads"] == 1 else None,
            taken["id"],
            stands_for=row["leads"],
        )
        for row in await tx.fetch(_GIVEN, taken["id"])
    ]


async def settle(tx: Transaction, import_id: UUID, unit_id: UUID) -> None:
    """The leads of an import are taken back: what was told of them is settled (as goccia_system)."""
    agents = [row["user_id"] for row in await tx.fetch(_AGENTS, unit_id)]
    await bell.settle(tx, LEAD_ASSIGNED, agents, [import_id])
