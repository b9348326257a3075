"""Push: browsers that asked for it, and short messages to them that name no client."""

import hashlib
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import orjson
import structlog

from goccia.core import jobs
from goccia.core.database import SYSTEM, Database, Scope, Transaction
from goccia.core.errors import NotFound, invalid
from goccia.core.settings import Settings
from goccia.identity.access import User
from goccia.kit.ids import uuid7
from goccia.notifications import kinds
from goccia.notifications.grouping import group
from goccia.notifications.ports import Browser, Push, PushGone, PushRefused
from goccia.notifications.push_schemas import PushState, SubscriptionInput, SubscriptionOut
from goccia.notifications.reading import COLUMNS, shown
from goccia.notifications.vapid import public_key

log = structlog.get_logger()
PUSH_JOB = "notifications.push"
AT_ONCE = 200
MOST_BROWSERS = 20
SERVICES = ("fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com")
"""The push services of the browsers there are: the server posts to nobody else because a caller says so."""
_MANY = {"it": "{count} avvisi", "en": "{count} notices"}
_PERSON = """
SELECT u.role, u.language, ARRAY(SELECT unit_id FROM user_unit WHERE user_id = u.id) AS unit_ids
FROM app_user u WHERE u.id = $1 AND u.active AND u.deleted_at IS NULL FOR NO KEY UPDATE
"""
# A browser is told as long as somebody is logged in there as this person: the session that asked for it lives.
_BROWSERS = """
SELECT p.id FROM push_subscription p WHERE p.user_id = $1
AND EXISTS (SELECT 1 FROM session s WHERE s.family = p.family AND s.user_id = p.user_id AND s.expires_at > $2)
"""
_SAVE = """
INSERT INTO push_subscription (id, user_id, family, endpoint, p256dh, auth, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (endpoint) DO UPDATE SET user_id = $2, family = $3, p256dh = $5, auth = $6, created_at = $7
RETURNING id, created_at
"""

_ONLY_THE_NEWEST = """
DELETE FROM push_subscription WHERE user_id = $1 AND id NOT IN (
  SELECT id FROM push_subscription WHERE user_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2)
"""
_ENDED = """
DELETE FROM push_subscription p WHERE NOT EXISTS (
  SELECT 1 FROM session s WHERE s.family = p.family AND s.user_id = p.user_id AND s.expires_at > $1)
"""


async def state(tx: Transaction, settings: Settings, user: User) -> PushState:
    """What a browser needs to subscribe, and those of the caller's that have."""
    async with tx.as_system():
        rows = await tx.fetch(
            "SELECT id, endpoint, created_at FROM push_subscription WHERE user_id = $1 ORDER BY id DESC LIMIT 100",
            user.id,
        )
    return PushState(
        public_key=public_key(settings), subscriptions=[SubscriptionOut(**dict(row)) for row in rows]
    )


async def subscribe(tx: Transaction, user: User, wanted: SubscriptionInput) -> SubscriptionOut:
    """Tell this browser from now on. One that belonged to somebody else is the caller's now.

    Raises:
        Invalid: the address is none of a known push service.
    """
    if not _is_known(wanted.endpoint):
        raise invalid(
            "endpoint",
            "Questo servizio di notifiche non è fra quelli dei browser conosciuti.",
            "This push service is none of the known browsers'.",
        )
    async with tx.as_system():
        row = await tx.fetchrow(
            _SAVE,
            *(uuid7(), user.id, user.session, wanted.endpoint, wanted.keys.p256dh, wanted.keys.auth, tx.now),
        )
        await tx.execute(_ONLY_THE_NEWEST, user.id, MOST_BROWSERS)
    return SubscriptionOut(endpoint=wanted.endpoint, **dict(row or {}))


def _is_known(endpoint: str) -> bool:
    try:
        parts = urlsplit(endpoint)
        plain = parts.scheme == "https" and parts.port in (None, 443) and not parts.username
    except ValueError:  # a port or a bracket that cannot be
        return False
    host = parts.hostname or ""
    return plain and any(host == service or host.endswith(f".{service}") for service in SERVICES)


async def forget(tx: Transaction, user: User, subscription_id: UUID) -> None:
    """Tell a browser no more.

    Raises:
        NotFound: it is none of the caller's.
    """
    async with tx.as_system():
        if not await tx.execute(
            "DELETE FROM push_subscription WHERE id = $1 AND user_id = $2", subscription_id, user.id
        ):
            raise NotFound


async def forget_ended(tx: Transaction) -> None:
    """Forget the browsers where nobody is logged in any more (as goccia_system)."""
    await tx.execute(_ENDED, tx.now)


async def sweep(database: Database, now: datetime) -> None:
    """Send what is due: one message to each browser of a person, whatever its number."""
    async with database.transaction(now=now) as tx:
        due = await tx.fetch(
            "SELECT DISTINCT user_id FROM notification WHERE push_at <= $1 LIMIT $2", now, AT_ONCE
        )
    for row in due:
        async with database.transaction(now=now) as tx:
            await _queue(tx, row["user_id"])


async def deliver(database: Database, carrier: Push, payload: dict[str, Any]) -> None:
    """Hand a message to one browser; one that has withdrawn is forgotten.

    Raises:
        PushPutOff: the service is away; the job is tried again.
    """
    subscription = UUID(payload["subscription_id"])
    async with database.transaction() as tx:
        row = await tx.fetchrow(
            "SELECT endpoint, p256dh, auth FROM push_subscription WHERE id = $1", subscription
        )
    if row is None:
        return
    message = orjson.dumps(payload["message"])
    topic = hashlib.sha256(message).hexdigest()[:32]
    try:
        await carrier.send(Browser(row["endpoint"], row["p256dh"], row["auth"]), message, topic)
    except PushGone:
        async with database.transaction() as tx:
            await tx.execute("DELETE FROM push_subscription WHERE id = $1", subscription)
    except PushRefused as error:  # another try would be refused as well
        log.warning("push refused", error=str(error))


async def _queue(tx: Transaction, user_id: UUID) -> None:
    person = await tx.fetchrow(_PERSON, user_id)
    taken = await tx.fetch(
        "UPDATE notification SET push_at = NULL WHERE user_id = $1 AND push_at <= $2 RETURNING id",
        user_id,
        tx.now,
    )
    if not taken or person is None:
        return
    # With the person's own eyes, as for mails.
    await tx.see_as(Scope(person["role"], user_id, tuple(person["unit_ids"])))
    rows = await tx.fetch(
        f"{COLUMNS} WHERE n.id = ANY ($1) AND n.read_at IS NULL ORDER BY n.id DESC",
        [row["id"] for row in taken],
    )
    await tx.see_as(SYSTEM)
    rows = [row for row in rows if kinds.get(row["kind"])]
    if not rows:
        return
    message = message_of(rows, person["language"])
    for browser in await tx.fetch(_BROWSERS, user_id, tx.now):
        await jobs.enqueue(tx, PUSH_JOB, {"subscription_id": browser["id"], "message": message})


def message_of(rows: list[Any], language: str) -> dict[str, str]:
    """What a browser shows: how many of what, and where; never a client's name."""
    groups = [shown(one, language, names=False) for one in group(rows)]
    if len(groups) == 1:
        return {"title": groups[0].title, "body": groups[0].text, "href": groups[0].href}
    title = _MANY[language].format(count=len(rows))
    return {"title": title, "body": " · ".join(one.title for one in groups[:3]), "href": "/"}
