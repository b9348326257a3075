"""Links by mail that let a person choose a password: they serve once, for a while, and are stored as hashes."""

import hashlib
import secrets
from datetime import timedelta
from typing import Literal
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import Refusal
from goccia.core.events import Actor
from goccia.core.settings import Settings
from goccia.identity import events, service
from goccia.identity.events import record_of_user
from goccia.identity.passwords import hash_password

Purpose = Literal["reset", "invitation"]
LIFE: dict[Purpose, timedelta] = {"reset": timedelta(hours=1), "invitation": timedelta(days=7)}
_PERSON = """
SELECT u.id, u.email FROM account_link k JOIN app_user u ON u.id = k.user_id
WHERE k.token_hash = $1 AND k.used_at IS NULL AND k.expires_at > $2 AND u.active AND u.deleted_at IS NULL
FOR NO KEY UPDATE OF k, u
"""


class LinkEnded(Refusal):
    """The same answer for a link that was used, is too old, or never was one."""

    status = 410
    code = "link_ended"
    it = "Il link non vale più: è già stato usato o è scaduto. Chiedine un altro."
    en = "This link is no longer valid: it was used or has expired. Ask for another one."


async def make(tx: Transaction, user_id: UUID, purpose: Purpose) -> str:
    """A fresh link's token (as goccia_system)."""
    token = secrets.token_urlsafe(32)
    await tx.execute(
        "INSERT INTO account_link (token_hash, user_id, purpose, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
        *(_hashed(token), user_id, purpose, tx.now, tx.now + LIFE[purpose]),
    )
    return token


async def made_since(tx: Transaction, user_id: UUID, purpose: Purpose, age: timedelta) -> int:
    """How many links of a kind were made for a user lately (as goccia_system)."""
    count: int = await tx.fetchval(
        "SELECT count(*) FROM account_link WHERE user_id = $1 AND purpose = $2 AND created_at > $3",
        *(user_id, purpose, tx.now - age),
    )
    return count


async def choose_password(tx: Transaction, settings: Settings, token: str, password: str) -> None:
    """Set the password of whom the link is for (as goccia_system). All their sessions and other links end.

    Raises:
        LinkEnded: used, expired, or unknown; or the user is not active.
        Invalid: the password is the e-mail address.
    """
    person = await tx.fetchrow(_PERSON, _hashed(token), tx.now)
    if person is None:
        raise LinkEnded
    service.refuse_the_email("new_password", password, person["email"])
    await tx.execute(
        "UPDATE app_user SET password_hash = $2, must_change_password = false WHERE id = $1",
        *(person["id"], await hash_password(settings, password)),
    )
    await service.end_sessions(tx, person["id"])
    await tx.execute(
        "UPDATE account_link SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL", person["id"], tx.now
    )
    await record_of_user(tx, Actor("user", person["id"]), person["id"], events.UserPasswordChanged)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
