"""Pauses: the drip to a person stops, the session goes on."""

from datetime import datetime
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import NotFound, invalid
from goccia.identity import events
from goccia.identity.access import User
from goccia.identity.events import record_of_user
from goccia.organisation.lines import stop_lines
from goccia.organisation.queries import pause_of
from goccia.organisation.users import require
from goccia.organisation.users_schemas import PauseInput, PauseState

_SET = """
UPDATE app_user SET paused_at = $2, paused_until = $3, absent = $4, pause_reason = $5 WHERE id = $1
RETURNING id, paused_at, paused_until, absent, pause_reason
"""


async def pause(tx: Transaction, actor: User, user_id: UUID, wanted: PauseInput) -> PauseState:
    """Stop the drip to a user from now on.

    Raises:
        NotFound: not there to see.
        Forbidden: neither oneself nor the caller's to change.
        Invalid: the end has passed already.
    """
    await _require(tx, actor, user_id)
    if wanted.until is not None and wanted.until <= tx.now:
        raise invalid(
            "until", "La fine della pausa è già passata.", "The end of the pause has passed already."
        )
    state = await _set(tx, user_id, tx.now, wanted.until, wanted.absent, wanted.reason)
    async with tx.as_system():
        until = wanted.until.isoformat() if wanted.until else None
        await record_of_user(tx, actor.actor, user_id, events.UserPaused, until=until, absent=wanted.absent)
    return state


async def resume(tx: Transaction, actor: User, user_id: UUID) -> PauseState:
    """End a user's pause; a user without one stays as they are.

    Raises:
        NotFound: not there to see.
        Forbidden: neither oneself nor the caller's to change.
    """
    await _require(tx, actor, user_id)
    async with tx.as_system():
        await stop_lines(tx, [user_id])
        was = await tx.fetchval("SELECT paused_at FROM app_user WHERE id = $1 FOR NO KEY UPDATE", user_id)
    state = await _set(tx, user_id, None, None, False, None)
    if was is not None:
        async with tx.as_system():
            await record_of_user(tx, actor.actor, user_id, events.UserResumed)
    return state


async def _require(tx: Transaction, actor: User, user_id: UUID) -> None:
    if user_id == actor.id:
        return
    if actor.role == "agente":
        raise NotFound
    await require(tx, actor, user_id)


async def _set(
    tx: Transaction,
    user_id: UUID,
    since: datetime | None,
    until: datetime | None,
    absent: bool,
    reason: str | None,
) -> PauseState:
    async with tx.as_system():
        await stop_lines(tx, [user_id])
        row = await tx.fetchrow(_SET, user_id, since, until, absent, reason)
    if row is None:
        raise NotFound
    state = pause_of(row, tx.now)
    return PauseState(id=row["id"], pause_reason=row["pause_reason"], **state)
