"""The bell: what people are told of, each of each thing once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.kit.ids import uuid7
from goccia.notifications import kinds
from goccia.notifications.events import BellChanged
from goccia.notifications.preferences import schedule_of
from goccia.notifications.rules import choice, plan

KEPT = timedelta(days=90)
_PEOPLE = """
SELECT u.id, u.role, p.choices, p.quiet_from, p.quiet_to, p.digest_at, p.mail_off
FROM app_user u LEFT JOIN notification_preference p ON p.user_id = u.id
WHERE u.id = ANY ($1::uuid[]) AND u.active AND u.deleted_at IS NULL
"""
_INSERT = """
INSERT INTO notification (id, user_id, key, kind, unit_id, container_id, lead_id, subject_id, at, in_page, mail_at, digest,
  push_at, stands_for)
SELECT id, user_id, key, kind, unit_id, container_id, lead_id, subject_id, at, in_page, mail_at, digest, push_at, stands_for
FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, user_id uuid, key text, kind text, unit_id uuid, container_id uuid,
  lead_id uuid, subject_id uuid, at timestamptz, in_page boolean, mail_at timestamptz, digest boolean, push_at timestamptz,
  stands_for integer)
ON CONFLICT (user_id, key) DO NOTHING RETURNING user_id, unit_id, in_page
"""
# Whoever reads theirs at this moment settles them too: nobody waits for anybody.
_SETTLE = """
UPDATE notification SET read_at = $4, mail_at = NULL, push_at = NULL WHERE id IN (
  SELECT id FROM notification WHERE user_id = ANY ($2::uuid[]) AND in_page AND read_at IS NULL
  AND kind = $1 AND subject_id = ANY ($3::uuid[]) FOR UPDATE SKIP LOCKED)
RETURNING user_id, unit_id
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
    at: datetime | None = None
    """When it happened; None: now."""
    stands_for: int = 1
    """How many things of its kind it tells of at once, as the leads of one import; of many it names none."""


async def tell(tx: Transaction, notices: Sequence[Notice]) -> int:
    """Tell people, in this transaction (as goccia_system); answers how many notices are new.

    Who is not active, of a role that the kind is not for, or does not want to be told, is left out.
    """
    if not notices:
        return 0
    people = {row["id"]: row for row in await tx.fetch(_PEOPLE, list({one.user_id for one in notices}))}
    rows = [row for one in notices if (row := _row(one, people.get(one.user_id), tx.now))]
    written = await tx.fetch(_INSERT, rows) if rows else []
    told: dict[UUID, UUID | None] = {row["user_id"]: row["unit_id"] for row in written if row["in_page"]}
    await ring(tx, told)
    return len(written)


async def settle(tx: Transaction, kind: str, people: Sequence[UUID], subjects: Sequence[UUID]) -> None:
    """Mark as read what people were told of subjects that are no more (as goccia_system). What was to go out by mail
    or push and has not gone does not go."""
    settled = await tx.fetch(_SETTLE, kind, people, subjects, tx.now)
    await ring(tx, {row["user_id"]: row["unit_id"] for row in settled})


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


def _row(notice: Notice, person: Any, now: datetime) -> dict[str, Any] | None:
    """What is written, by the person's choices; None: nothing."""
    kind = kinds.get(notice.kind)
    if kind is None or person is None or person["role"] not in kind.roles:
        return None
    chosen = choice(kind, (person["choices"] or {}).get(kind.name))
    ways = plan(chosen, schedule_of(person), now)
    if not ways.tells:
        return None
    return {
        "id": uuid7(),
        "user_id": notice.user_id,
        "key": f"{notice.kind}:{notice.key}",
        "kind": notice.kind,
        "unit_id": notice.unit_id,
        "container_id": notice.container_id,
        "lead_id": notice.lead_id,
        "subject_id": notice.subject_id,
        "at": notice.at or now,
        "in_page": ways.in_page,
        "mail_at": ways.mail_at,
        "digest": ways.digest,
        "push_at": ways.push_at,
        "stands_for": notice.stands_for,
    }
