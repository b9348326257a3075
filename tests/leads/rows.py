"""Rows of the leads' tests, straight into the database."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from goccia.core.database import Database
from goccia.kit.ids import uuid7
from tests.people import Cast

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday, ten in the morning in Rome."""


async def add_lead(database: Database, cast: Cast, **columns: Any) -> UUID:
    """A lead of Nord without agent, received at NOW, unless told otherwise."""
    lead = uuid7()
    row = {
        "id": lead, "unit_id": cast.nord, "container_id": cast.nord_container, "first_name": "Maria",
        "last_name": "Verdi", "received_at": NOW, "last_activity_at": NOW, "created_at": NOW, "updated_at": NOW,
    } | columns  # fmt: skip
    names = ", ".join(row)
    places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
    async with database.transaction() as tx:
        await tx.execute(f"INSERT INTO lead ({names}) VALUES ({places})", *row.values())
    return lead


async def add_leads(database: Database, cast: Cast, count: int, **columns: Any) -> list[UUID]:
    """Leads received one minute after the other, the oldest first."""
    return [
        await add_lead(database, cast, **{"received_at": NOW + timedelta(minutes=number)} | columns)
        for number in range(count)
    ]


async def add_esito(database: Database, cast: Cast, **columns: Any) -> UUID:
    """An Esito of Nord, unless told otherwise: one of every unit would be seen by the other tests of the worker."""
    esito = uuid7()
    row = {"id": esito, "unit_id": cast.nord, "label": "Esito di prova", "created_at": NOW} | columns
    names = ", ".join(row)
    places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
    async with database.transaction() as tx:
        await tx.execute(f"INSERT INTO esito ({names}) VALUES ({places})", *row.values())
    return esito


async def add_custom_field(database: Database, unit: UUID, key: str, **columns: Any) -> UUID:
    """A text field, unless told otherwise."""
    field = uuid7()
    row = {
        "id": field,
        "unit_id": unit,
        "key": key,
        "label": key.title(),
        "type": "text",
        "created_at": NOW,
    } | columns
    names = ", ".join(row)
    places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
    async with database.transaction() as tx:
        await tx.execute(f"INSERT INTO custom_field ({names}) VALUES ({places})", *row.values())
    return field


async def events_of(database: Database, lead: UUID) -> list[Any]:
    """The lead's events, oldest first."""
    async with database.transaction() as tx:
        return await tx.fetch(
            "SELECT kind, payload, personal, actor_id FROM event WHERE lead_id = $1 ORDER BY id", lead
        )
