"""Reads of users, with the caller's eyes: a Referente sees those of their units, and of their units only."""

from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import NotFound
from goccia.core.schemas import Page, cut, like, read_place
from goccia.organisation.queries import pause_of
from goccia.organisation.users_schemas import User, UserBrief

_COLUMNS = """
SELECT u.id, u.email, u.first_name, u.last_name, btrim(u.first_name || ' ' || u.last_name) AS name, u.role, u.active,
       u.language, u.can_export OR u.role <> 'agente' AS can_export, u.can_configure OR u.role = 'admin' AS can_configure,
       u.must_change_password, u.email_bounced_at, u.email_bounce, u.paused_at, u.paused_until,
       u.absent, u.pause_reason, u.hours, u.created_at,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) ORDER BY lower(t.name), t.id), '[]')
        FROM user_unit m JOIN unit t ON t.id = m.unit_id WHERE m.user_id = u.id AND t.deleted_at IS NULL) AS units,
       lower(u.last_name || ' ' || u.first_name) AS place
"""
_OPEN = """
, (SELECT count(*) FROM lead l WHERE l.agent_id = u.id AND l.closed_at IS NULL AND l.deleted_at IS NULL) AS open_leads
"""
_ONE = "FROM app_user u WHERE u.id = $1 AND u.deleted_at IS NULL"
_LIST = """
FROM app_user u WHERE u.deleted_at IS NULL AND ($1::text IS NULL OR u.role = $1) AND ($2::boolean IS NULL OR u.active = $2)
AND ($3::uuid IS NULL OR EXISTS (SELECT 1 FROM user_unit m WHERE m.user_id = u.id AND m.unit_id = $3))
AND ($4::text IS NULL OR f_unaccent(u.first_name || ' ' || u.last_name || ' ' || u.first_name) ILIKE f_unaccent($4)
     OR u.email ILIKE $4)
AND ($5::text IS NULL OR (lower(u.last_name || ' ' || u.first_name), u.id) > ($5, $6::uuid)) ORDER BY place, u.id LIMIT $7
"""


async def users(
    tx: Transaction, *, role: str | None, active: bool | None, unit_id: UUID | None, q: str | None, limit: int,
    cursor: str | None,
) -> Page[UserBrief]:  # fmt: skip
    """The users that the caller may see, by surname."""
    search = like(q) if q else None
    rows = await tx.fetch(_COLUMNS + _LIST, role, active, unit_id, search, *read_place(cursor), limit + 1)
    rows, following = cut(rows, limit)
    return Page(items=[UserBrief(**_shape(tx, row)) for row in rows], next_cursor=following)


async def user(tx: Transaction, user_id: UUID) -> User:
    """One user.

    Raises:
        NotFound: missing, or not the caller's to see.
    """
    row = await tx.fetchrow(_COLUMNS + _OPEN + _ONE, user_id)
    if row is None:
        raise NotFound
    return User(**_shape(tx, row))


def _shape(tx: Transaction, row: Any) -> dict[str, Any]:
    values = {name: value for name, value in row.items() if name not in ("place", "paused_at")}
    pause = pause_of(row, tx.now)
    units = [unit["id"] for unit in row["units"]]
    return (
        values | pause | {"unit_ids": units, "pause_reason": row["pause_reason"] if pause["paused"] else None}
    )
