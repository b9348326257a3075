"""What a person does with their own account, and the end of somebody's access."""

from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import Conflict, NotFound, invalid
from goccia.core.events import Actor
from goccia.core.settings import Settings
from goccia.identity import events
from goccia.identity.access import User
from goccia.identity.events import record_of_user
from goccia.identity.passwords import hash_password, initial_password, verify_password
from goccia.identity.schemas import ProfileInput


async def change_profile(tx: Transaction, user: User, change: ProfileInput) -> None:
    """Change one's own name or language."""
    values = change.said()
    if not values:
        return
    async with tx.as_system():
        await tx.execute(
            "UPDATE app_user SET first_name = coalesce($2, first_name), last_name = coalesce($3, last_name),"
            " language = coalesce($4, language) WHERE id = $1",
            *(user.id, values.get("first_name"), values.get("last_name"), values.get("language")),
        )
        await record_of_user(tx, user.actor, user.id, events.UserChanged, fields=sorted(values))


async def change_password(tx: Transaction, settings: Settings, user: User, current: str, new: str) -> None:
    """Choose another password; every other session of the user ends.

    Raises:
        Invalid: the current password is wrong, or the new one is the same or the e-mail address.
    """
    async with tx.as_system():
        row = await tx.fetchrow(
            "SELECT email, password_hash FROM app_user WHERE id = $1 FOR NO KEY UPDATE", user.id
        )
        if row is None:
            raise NotFound
        if not await verify_password(settings, current, row["password_hash"]):
            raise invalid(
                "current_password", "La password attuale non è corretta.", "The current password is wrong."
            )
        if new == current:
            raise invalid(
                "new_password", "Scegli una password diversa da quella attuale.", "Choose another password."
            )
        refuse_the_email("new_password", new, row["email"])
        await tx.execute(
            "UPDATE app_user SET password_hash = $2, must_change_password = false WHERE id = $1",
            *(user.id, await hash_password(settings, new)),
        )
        await tx.execute("DELETE FROM session WHERE user_id = $1 AND family <> $2", user.id, user.session)
        await record_of_user(tx, user.actor, user.id, events.UserPasswordChanged)


async def log_out_everywhere(tx: Transaction, user: User) -> None:
    """End every session of the user, this one included."""
    async with tx.as_system():
        await end_sessions(tx, user.id)
        await record_of_user(tx, user.actor, user.id, events.UserLoggedOutEverywhere)


async def reset_password(tx: Transaction, settings: Settings, actor: Actor, user_id: UUID) -> str:
    """Make a new password for a user, to be shown once and changed at the next login (as goccia_system)."""
    made = initial_password()
    await tx.execute(
        "UPDATE app_user SET password_hash = $2, must_change_password = true WHERE id = $1",
        *(user_id, await hash_password(settings, made)),
    )
    await end_sessions(tx, user_id)
    await record_of_user(tx, actor, user_id, events.UserPasswordReset)
    return made


async def deactivate(tx: Transaction, actor: Actor, user_id: UUID) -> None:
    """Stop the drip to a user and end all their sessions (as goccia_system, after the permission check).

    What becomes of the open leads is `distribution.handover`'s. A user who is not active stays so.

    Raises:
        NotFound: there is no such user.
        Conflict: the only Admin left.
    """
    if await tx.fetchval("SELECT role = 'admin' FROM app_user WHERE id = $1", user_id):
        await require_another_admin(
            tx, user_id
        )  # before their own row: all Admins in one order, never in a ring
    row = await tx.fetchrow(
        "SELECT active FROM app_user WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE", user_id
    )
    if row is None:
        raise NotFound
    if not row["active"]:
        return
    await tx.execute("UPDATE app_user SET active = false WHERE id = $1", user_id)
    await end_sessions(tx, user_id)
    await record_of_user(tx, actor, user_id, events.UserDeactivated)


async def end_sessions(tx: Transaction, user_id: UUID) -> None:
    """End all sessions of a user (as goccia_system)."""
    # The user's row first: a login or renewal at work holds it, and its session must be seen here.
    await tx.execute("UPDATE app_user SET epoch = epoch + 1 WHERE id = $1", user_id)
    await tx.execute("DELETE FROM session WHERE user_id = $1", user_id)


async def require_another_admin(tx: Transaction, user_id: UUID) -> None:
    """Refuse to take away the last Admin (as goccia_system; their rows are locked until the transaction ends).

    Raises:
        Conflict: nobody else is an active Admin.
    """
    admins = await tx.fetch(
        "SELECT id FROM app_user WHERE role = 'admin' AND active AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE"
    )
    if all(row["id"] == user_id for row in admins):
        raise Conflict(
            it="È l'unico Admin attivo: prima creane o attivane un altro.",
            en="This is the only active Admin: make or activate another one first.",
        )


def refuse_the_email(field: str, password: str, email: str) -> None:
    """A password that everybody can guess.

    Raises:
        Invalid: it is the e-mail address.
    """
    if password.strip().lower() == email.lower():
        raise invalid(
            field,
            "La password non può essere l'indirizzo e-mail.",
            "The password cannot be the e-mail address.",
        )
