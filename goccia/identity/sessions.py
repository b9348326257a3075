"""Log in, renew, log out. Each function is its own transaction: what it learns of an attack is kept although it refuses.

Whoever opens or ends sessions locks the user's row first: then nothing that ends them misses one being opened.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from weakref import WeakValueDictionary

from goccia.core.database import Database, Row, Transaction
from goccia.core.errors import NotLoggedIn, Refusal, TooMany
from goccia.core.settings import Settings
from goccia.identity import throttle
from goccia.identity.passwords import verify_password
from goccia.identity.queries import me
from goccia.identity.schemas import LoggedIn
from goccia.identity.tokens import AccessToken, hash_refresh, issue_access, new_refresh
from goccia.kit.ids import uuid7

GRACE = timedelta(seconds=10)
"""Two tabs that renew at once both hold the token that one of them has just used."""
_trying: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
_PERSON = (
    "SELECT id, password_hash, active, epoch FROM app_user WHERE lower(email) = $1 AND deleted_at IS NULL"
)
_SAME_PERSON = f"{_PERSON} AND id = $2 FOR NO KEY UPDATE"
_OWNERS = """
SELECT id, active AND deleted_at IS NULL AS active, epoch FROM app_user
WHERE id = $1 OR id = (SELECT user_id FROM session WHERE token_hash = $2) ORDER BY id FOR NO KEY UPDATE
"""
_RENEW = "SELECT id, family, used_at, expires_at FROM session WHERE token_hash = $1 AND user_id = $2"


class WrongLogin(Refusal):
    """The same answer for an unknown e-mail, a wrong password and a deactivated user."""

    status = 401
    code = "wrong_login"
    it = "E-mail o password non corrette."
    en = "Wrong e-mail or password."


@dataclass(frozen=True, slots=True)
class Opened:
    """A session as the edge needs it: the answer, and the refresh token for its cookie."""

    answer: LoggedIn
    refresh_token: str


async def log_in(
    database: Database,
    settings: Settings,
    now: datetime,
    email: str,
    password: str,
    address: str,
    user_agent: str,
) -> Opened:
    """Open a session.

    Raises:
        TooMany: after failures, until the delay has passed.
        WrongLogin: no such user, wrong password, or deactivated.
    """
    email = email.strip().lower()
    # One try at a time for each e-mail: a burst must not slip through before its first failure is counted.
    lock = _trying.setdefault(email, asyncio.Lock())
    async with lock:
        async with database.transaction(now=now) as tx:
            wait = await throttle.seconds_to_wait(tx, email, address)
            if wait:
                raise TooMany(seconds=wait, headers={"Retry-After": str(wait)})
            person = await tx.fetchrow(_PERSON, email)
        right = await verify_password(settings, password, person["password_hash"] if person else None)
        async with database.transaction(now=now) as tx:
            # The password was checked with nothing locked: it counts if it is still the person's.
            if (
                right
                and person is not None
                and person["active"]
                and person == await _again(tx, email, person)
            ):
                await throttle.forgive(tx, email, address)
                return await _open(tx, settings, person["id"], person["epoch"], uuid7(), user_agent)
            await throttle.count_failure(tx, email, address)
    raise WrongLogin


async def renew(
    database: Database, settings: Settings, now: datetime, refresh_token: str, user_agent: str
) -> Opened:
    """Change a refresh token for a new one. A used one that comes back later was stolen: its whole family ends.

    Raises:
        NotLoggedIn: unknown, expired or used before, or the user is not active.
    """
    token = hash_refresh(refresh_token)
    async with database.transaction(now=now) as tx:
        user = await tx.fetchrow(_OWNERS, None, token)
        row = await tx.fetchrow(_RENEW, token, user["id"]) if user else None
        if row is not None and row["used_at"] is not None and now - row["used_at"] > GRACE:
            await tx.execute("DELETE FROM session WHERE family = $1", row["family"])
        elif user is not None and row is not None and row["expires_at"] > now and user["active"]:
            await tx.execute(
                "UPDATE session SET used_at = coalesce(used_at, $2) WHERE id = $1", row["id"], now
            )
            return await _open(tx, settings, user["id"], user["epoch"], row["family"], user_agent)
    raise NotLoggedIn


async def log_out(
    database: Database, now: datetime, token: AccessToken | None, refresh_token: str | None
) -> None:
    """End the session of an access token or of a refresh token, if there is one."""
    hashed = hash_refresh(refresh_token) if refresh_token else None
    async with database.transaction(now=now) as tx:
        await tx.fetch(_OWNERS, token.user_id if token else None, hashed)
        if token is not None:
            await tx.execute(
                "DELETE FROM session WHERE family = $1 AND user_id = $2", token.session, token.user_id
            )
        if hashed:
            await tx.execute(
                "DELETE FROM session WHERE family = (SELECT family FROM session WHERE token_hash = $1)",
                hashed,
            )


async def _again(tx: Transaction, email: str, person: Row) -> Row | None:
    """The person as they are now, locked until the transaction ends."""
    return await tx.fetchrow(_SAME_PERSON, email, person["id"])


async def _open(
    tx: Transaction, settings: Settings, user_id: UUID, epoch: int, family: UUID, user_agent: str
) -> Opened:
    """A new refresh token of a family, and an access token beside it (as goccia_system)."""
    refresh = new_refresh()
    await tx.execute("DELETE FROM session WHERE user_id = $1 AND expires_at < $2", user_id, tx.now)
    await tx.execute(
        "INSERT INTO session (id, user_id, token_hash, family, created_at, expires_at, user_agent)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        *(uuid7(), user_id, hash_refresh(refresh), family, tx.now),
        *(tx.now + timedelta(days=settings.refresh_days), user_agent.replace("\x00", "")[:200]),
    )
    answer = LoggedIn(
        access_token=issue_access(settings, AccessToken(user_id, epoch, family), tx.now),
        expires_in=settings.access_minutes * 60,
        user=await me(tx, user_id),
    )
    return Opened(answer, refresh)
