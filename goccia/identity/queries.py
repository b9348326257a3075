"""Reads about users."""

from datetime import datetime
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import NotFound
from goccia.identity.schemas import Me

_ME = """
SELECT u.id, u.email, u.first_name, u.last_name, u.role, u.language, u.must_change_password,
       u.can_export OR u.role <> 'agente' AS can_export, u.can_configure OR u.role = 'admin' AS can_configure,
       u.paused_at, u.paused_until, u.absent,
       ARRAY(SELECT unit_id FROM user_unit m WHERE m.user_id = u.id ORDER BY unit_id) AS unit_ids,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) ORDER BY lower(t.name), t.id), '[]')
        FROM unit t WHERE t.deleted_at IS NULL AND (u.role = 'admin'
          OR EXISTS (SELECT 1 FROM user_unit m WHERE m.user_id = u.id AND m.unit_id = t.id))) AS units
FROM app_user u WHERE u.id = $1 AND u.deleted_at IS NULL
"""


def is_paused(paused_at: datetime | None, paused_until: datetime | None, now: datetime) -> bool:
    """Whether a pause is in force: a pause whose end has come counts as none, without anybody ending it."""
    return paused_at is not None and paused_at <= now and (paused_until is None or paused_until > now)


async def me(tx: Transaction, user_id: UUID) -> Me:
    """The person themselves (their own row, read as goccia_system: an Agente's role reads no addresses).

    Raises:
        NotFound: deleted meanwhile.
    """
    async with tx.as_system():
        row = await tx.fetchrow(_ME, user_id)
    if row is None:
        raise NotFound
    values = dict(row)
    paused = is_paused(values.pop("paused_at"), row["paused_until"], tx.now)
    return Me.model_validate(
        values
        | {
            "paused": paused,
            "paused_until": row["paused_until"] if paused else None,
            "absent": paused and row["absent"],
        }
    )
