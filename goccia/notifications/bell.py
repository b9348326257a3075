"""The bell: what people are told of, each of each thing once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.kit.ids import uuid7
from goccia.notifications import kinds
from goccia.notifications.events import BellChanged

KEPT = timedelta(days=90)
_PEOPLE = "SELECT id, role FROM app_user WHERE id = ANY ($1::uuid[]) AND active AND deleted_at IS NULL"
_INSERT = """
INSERT INTO notification (id, user_id, key, kind, unit_id, container_id, lead_id, subject_id, at)
SELECT id, user_id, key, kind, unit_id, container_id, lead_id, subject_id, $2
FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, user_id uuid, key text, kind text, unit_id uuid, container_id uuid,
  lead_id uuid, subject_id uuid)
ON CONFLICT (user_id, key) DO NOTHING RETURNING user_id, unit_id
"""


@dataclass(frozen=True, slots=True)
class Notice:
    """One person is to be told of one thing; `key` says what, so that it is told once."""

    kind: str
    user_id: UUID
    key: str
    unit_id: UUID | None = None
    container_id: UUID | None = None
    lead_id: UUID | None = None
    subject_id: UUID | None = None


async def tell(tx: Transaction, notices: Sequence[Notice]) -> int:
    """Tell people, in this transaction (as goccia_system); answers how many notices are new.

    Who is not active, or of a role that the kind is not for, is left out.
    """
    if not notices:
        return 0
    people = {row["id"]: row for row in await tx.fetch(_PEOPLE, list({one.user_id for one in notices}))}
    rows = [_row(one) for one in notices if _concerns(one, people.get(one.user_id))]
    written = await tx.fetch(_INSERT, rows, tx.now) if rows else []
    told: dict[UUID, UUID | None] = {row["user_id"]: row["unit_id"] for row in written}
    await ring(tx, told)
    return len(written)


async def forget_old(tx: Transaction) -> None:
    """Delete notices that nobody looks for any more (as goccia_system)."""
    await tx.execute("DELETE FROM notification WHERE at < $1", tx.now - KEPT)


async def ring(tx: Transaction, people: dict[UUID, UUID | None]) -> None:
    """Say to the open pages of people (each with a unit that they see) that their bell has changed."""
    if people:
        async with tx.as_system():
            await events.record(
                tx,
                events.SYSTEM,
                *(BellChanged(agent_id=person, unit_id=unit) for person, unit in sorted(people.items())),
            )


def _concerns(notice: Notice, person: Any) -> bool:
    kind = kinds.get(notice.kind)
    return kind is not None and person is not None and person["role"] in kind.roles


def _row(notice: Notice) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "user_id": notice.user_id,
        "key": f"{notice.kind}:{notice.key}",
        "kind": notice.kind,
        "unit_id": notice.unit_id,
        "container_id": notice.container_id,
        "lead_id": notice.lead_id,
        "subject_id": notice.subject_id,
    }
