"""The container that a record goes to, with what intake must know of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from goccia.core.database import Transaction
from goccia.intake.recognition.custom import CustomFieldSpec


@dataclass(frozen=True, slots=True)
class Destination:
    """A container as intake sees it."""

    container_id: UUID
    unit_id: UUID
    google_key: str | None
    own_people_only: bool
    """Only leads of this container count as the same person (else those of the whole unit)."""
    source: str | None
    mapping: Mapping[str, str]
    initial_esito: UUID | None
    custom_fields: tuple[CustomFieldSpec, ...]


_SELECT = """
SELECT c.id, c.unit_id, c.google_key, c.identity_scope, c.source, c.mapping,
       (SELECT e.id FROM esito e WHERE e.initial AND e.active AND e.deleted_at IS NULL
        AND (e.unit_id IS NULL OR e.unit_id = c.unit_id) ORDER BY e.unit_id NULLS LAST, e.position, e.id LIMIT 1) AS esito_id,
       (SELECT coalesce(jsonb_agg(jsonb_build_array(f.key, f.label, f.type, f.choices) ORDER BY f.position), '[]')
        FROM custom_field f WHERE f.unit_id = c.unit_id AND f.active AND f.deleted_at IS NULL) AS fields
FROM container c JOIN unit u ON u.id = c.unit_id
WHERE c.deleted_at IS NULL AND u.deleted_at IS NULL AND
"""


async def by_token(tx: Transaction, token: str) -> Destination | None:
    """The container of an intake address."""
    return await _one(tx, "c.intake_token = $1", token)


async def by_id(tx: Transaction, container_id: UUID) -> Destination | None:
    """A container by its id."""
    return await _one(tx, "c.id = $1", container_id)


async def _one(tx: Transaction, condition: str, value: object) -> Destination | None:
    row = await tx.fetchrow(_SELECT + condition, value)
    if row is None:
        return None
    return Destination(
        container_id=row["id"],
        unit_id=row["unit_id"],
        google_key=row["google_key"],
        own_people_only=row["identity_scope"] == "container",
        source=row["source"],
        mapping=row["mapping"],
        initial_esito=row["esito_id"],
        custom_fields=tuple(
            CustomFieldSpec(key, label, kind, tuple(choices)) for key, label, kind, choices in row["fields"]
        ),
    )
