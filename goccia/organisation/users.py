"""Make, change and put away users. A Referente does so with the agents of their own units only."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import Conflict, Forbidden, NotFound, invalid
from goccia.core.settings import Settings
from goccia.identity import events, service
from goccia.identity.access import User
from goccia.identity.events import record_of_user
from goccia.identity.passwords import hash_password, initial_password
from goccia.kit.ids import uuid7
from goccia.notifications import account_mails
from goccia.organisation.lines import stop_lines
from goccia.organisation.queries import changes
from goccia.organisation.users_schemas import UserInput, UserPatch

_CREATE = """
INSERT INTO app_user (id, email, first_name, last_name, role, password_hash, must_change_password, language, can_export,
                      can_configure, hours, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (lower(email)) WHERE deleted_at IS NULL DO NOTHING
"""
_OPEN_LEADS = """
SELECT count(*) FROM lead WHERE agent_id = $1 AND ($2::uuid[] IS NULL OR unit_id = ANY ($2))
AND closed_at IS NULL AND deleted_at IS NULL
"""


async def create(
    tx: Transaction, settings: Settings, actor: User, wanted: UserInput
) -> tuple[UUID, str | None]:
    """Make a user; answers the id, and the password where we made it (never to be read again).

    Raises:
        Forbidden: a Referente would make someone who is no Agente.
        Invalid: a unit that the caller does not see.
        Conflict: the e-mail is taken.
    """
    _refuse_beyond_referente(actor, wanted.role, wanted.can_configure)
    await _require_units(tx, actor, wanted.unit_ids)
    made = None if wanted.password else initial_password()
    if wanted.password:
        service.refuse_the_email("password", wanted.password, wanted.email)
    hashed = await hash_password(settings, wanted.password or made or "")
    user_id = uuid7()
    async with tx.as_system():
        inserted = await tx.execute(
            _CREATE,
            *(
                user_id,
                wanted.email,
                wanted.first_name,
                wanted.last_name,
                wanted.role,
                hashed,
                made is not None,
            ),
            *(wanted.language, wanted.can_export, wanted.can_configure, _hours(wanted), tx.now),
        )
        if not inserted:
            raise _taken()
        await _join(tx, user_id, wanted.unit_ids)
        await record_of_user(tx, actor.actor, user_id, events.UserCreated, role=wanted.role)
    return user_id, made


async def change(tx: Transaction, actor: User, user_id: UUID, wanted: UserPatch) -> None:
    """Change a user.

    Raises:
        NotFound: not there to see.
        Forbidden: not the caller's to change, or role and permissions by a Referente.
        Invalid: a unit that the caller does not see.
        Conflict: the e-mail is taken, a unit left has open leads of theirs, or the only Admin would be none.
    """
    row = await require(tx, actor, user_id)
    said = wanted.said()
    if not said:
        return
    if "role" in said or "can_configure" in said:
        _refuse_beyond_referente(actor, wanted.role or row["role"], bool(wanted.can_configure))
    units = said.pop("unit_ids", None)
    if units is not None:
        await _require_units(tx, actor, units)
    if "hours" in said:
        said["hours"] = _hours(wanted)
    if units is not None or said.keys() & {"role", "hours"}:
        async with tx.as_system():
            await stop_lines(tx, [user_id], units or ())
    seen = {
        found["unit_id"]
        for found in await tx.fetch("SELECT unit_id FROM user_unit WHERE user_id = $1", user_id)
    }
    async with tx.as_system():
        if said.get("role", "admin") != "admin":
            await service.require_another_admin(tx, user_id)
        if said.get("role") == "admin":
            await tx.execute("DELETE FROM container_member WHERE user_id = $1", user_id)
        if "email" in said and await _email_of_another(tx, user_id, said["email"]):
            raise _taken()
        if said:
            await tx.execute(f"UPDATE app_user SET {changes(said)} WHERE id = $1", user_id, *said.values())
        if "email" in said:  # another address, or the same one that works again
            await tx.execute(
                "UPDATE app_user SET email_bounced_at = NULL, email_bounce = NULL WHERE id = $1", user_id
            )
        left: set[UUID] = set()
        if units is not None:
            left = seen - set(units)
            await _leave(tx, user_id, left)
            await _join(tx, user_id, units)
            said["unit_ids"] = units
        fields = sorted(said)
        await record_of_user(tx, actor.actor, user_id, events.UserChanged, tuple(left), fields=fields)


async def activate(tx: Transaction, actor: User, user_id: UUID) -> None:
    """Let a deactivated user in again.

    Raises:
        NotFound: not there to see.
        Forbidden: not the caller's to change.
    """
    await require(tx, actor, user_id)
    async with tx.as_system():
        if await tx.execute("UPDATE app_user SET active = true WHERE id = $1 AND NOT active", user_id):
            await record_of_user(tx, actor.actor, user_id, events.UserActivated)


async def reset_password(tx: Transaction, settings: Settings, actor: User, user_id: UUID) -> str:
    """Make a new password for a user; their sessions end.

    Raises:
        NotFound: not there to see.
        Forbidden: not the caller's to change, or the caller's own.
    """
    await require_whole(tx, actor, user_id)
    if user_id == actor.id:
        raise Forbidden
    async with tx.as_system():
        return await service.reset_password(tx, settings, actor.actor, user_id)


async def invite(tx: Transaction, settings: Settings, actor: User, user_id: UUID) -> str:
    """Send a user a mail to choose a password with; answers the address.

    Raises:
        NotFound: not there to see.
        Forbidden: not the caller's to change.
        Conflict: the user is not active, or their address refuses mail.
    """
    await require_whole(tx, actor, user_id)
    return await account_mails.invite(tx, settings, actor.actor, user_id)


async def delete(tx: Transaction, actor: User, user_id: UUID) -> None:
    """Put a user away for good: they leave every team, their e-mail is free again.

    Raises:
        NotFound: not there to see.
        Forbidden: not the caller's to change, or the caller themselves.
        Conflict: open leads are theirs, or the only Admin would go.
    """
    await require_whole(tx, actor, user_id)
    if user_id == actor.id:
        raise Forbidden
    async with tx.as_system():
        await stop_lines(tx, [user_id])
        await service.deactivate(tx, actor.actor, user_id)
        if open_leads := await tx.fetchval(_OPEN_LEADS, user_id, None):
            raise Conflict(
                it=f"Ha ancora {open_leads} lead aperti: prima disattivalo scegliendo a chi vanno.",
                en=f"There are {open_leads} open leads left: deactivate first, choosing who takes them.",
            )
        await tx.execute("DELETE FROM container_member WHERE user_id = $1", user_id)
        await tx.execute("UPDATE app_user SET deleted_at = $2 WHERE id = $1", user_id, tx.now)
        await record_of_user(tx, actor.actor, user_id, events.UserDeleted)


async def require(tx: Transaction, actor: User, user_id: UUID) -> Any:
    """A user that the caller may change: an Admin anybody, a Referente the agents of their own units.

    Raises:
        NotFound: not there to see.
        Forbidden: to be seen, but not to be changed.
    """
    row = await tx.fetchrow(
        "SELECT id, role, active FROM app_user WHERE id = $1 AND deleted_at IS NULL", user_id
    )
    if row is None:
        raise NotFound
    if not actor.is_admin and row["role"] != "agente":
        raise Forbidden
    return row


async def require_whole(tx: Transaction, actor: User, user_id: UUID) -> Any:
    """As `require`, for what touches a user's whole account: a Referente needs to lead all of their units.

    Raises:
        NotFound, Forbidden: as `require`; Forbidden also for an agent who works for another Referente too.
    """
    row = await require(tx, actor, user_id)
    async with tx.as_system():
        units = await tx.fetch("SELECT unit_id FROM user_unit WHERE user_id = $1", user_id)
    if not actor.is_admin and not {unit["unit_id"] for unit in units} <= set(actor.unit_ids):
        raise Forbidden
    return row


def _refuse_beyond_referente(actor: User, role: str, can_configure: bool) -> None:
    if not actor.is_admin and (role != "agente" or can_configure):
        raise Forbidden


async def _require_units(tx: Transaction, actor: User, unit_ids: list[UUID]) -> None:
    rows = await tx.fetch("SELECT id FROM unit WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL", unit_ids)
    if missing := set(unit_ids) - {row["id"] for row in rows}:
        named = ", ".join(sorted(str(unit) for unit in missing))
        raise invalid("unit_ids", f"Unità non trovate: {named}.", f"Units not found: {named}.")
    if not unit_ids and not actor.is_admin:
        raise invalid("unit_ids", "Indica almeno una delle tue unità.", "Name at least one of your units.")


async def _join(tx: Transaction, user_id: UUID, unit_ids: Iterable[UUID]) -> None:
    await tx.executemany(
        "INSERT INTO user_unit (user_id, unit_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        [(user_id, unit) for unit in unit_ids],
    )


async def _leave(tx: Transaction, user_id: UUID, unit_ids: set[UUID]) -> None:
    """Leave units, and the teams of their containers."""
    if not unit_ids:
        return
    if open_leads := await tx.fetchval(_OPEN_LEADS, user_id, list(unit_ids)):
        raise Conflict(
            it=f"Ha ancora {open_leads} lead aperti nelle unità da cui uscirebbe: riassegnali prima.",
            en=f"There are {open_leads} open leads in the units to be left: reassign them first.",
        )
    await tx.execute(
        "DELETE FROM container_member WHERE user_id = $1 AND unit_id = ANY ($2::uuid[])",
        user_id,
        list(unit_ids),
    )
    await tx.execute(
        "DELETE FROM user_unit WHERE user_id = $1 AND unit_id = ANY ($2::uuid[])", user_id, list(unit_ids)
    )


async def _email_of_another(tx: Transaction, user_id: UUID, email: str) -> bool:
    found: bool = await tx.fetchval(
        "SELECT EXISTS (SELECT 1 FROM app_user WHERE lower(email) = $1 AND id <> $2 AND deleted_at IS NULL)",
        email,
        user_id,
    )
    return found


def _taken() -> Conflict:
    return Conflict(
        it="Questo indirizzo e-mail è già di un altro utente.",
        en="Another user has this e-mail address already.",
    )


def _hours(wanted: UserInput | UserPatch) -> dict[str, Any] | None:
    return wanted.hours.model_dump(mode="json") if wanted.hours else None
