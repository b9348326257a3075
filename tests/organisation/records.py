"""What the tests of the organisation look up behind the API."""

from typing import Any
from uuid import UUID

from goccia.core.database import Database
from goccia.kit.ids import uuid7


async def events_about(database: Database, subject: UUID | str) -> list[tuple[str, dict[str, Any]]]:
    """Kind and payload of each event about a record, in order."""
    async with database.transaction() as tx:
        rows = await tx.fetch(
            "SELECT kind, payload FROM event WHERE subject_id = $1 ORDER BY id", UUID(str(subject))
        )
    return [(row["kind"], row["payload"]) for row in rows]


async def kinds(database: Database, subject: UUID | str) -> list[str]:
    return [kind for kind, _ in await events_about(database, subject)]


async def add_lead(
    database: Database, unit: UUID, container: UUID, agent: UUID | None = None, **columns: Any
) -> UUID:
    """A lead straight into the database; without an agent it is in the queue."""
    lead = uuid7()
    async with database.transaction() as tx:
        values = {
            "id": lead, "unit_id": unit, "container_id": container, "agent_id": agent,
            "queued_at": None if agent else tx.now, "received_at": tx.now, "last_activity_at": tx.now,
            "created_at": tx.now, "updated_at": tx.now, **columns,
        }  # fmt: skip
        places = ", ".join(f"${number}" for number in range(1, len(values) + 1))
        await tx.execute(f"INSERT INTO lead ({', '.join(values)}) VALUES ({places})", *values.values())
    return lead
