"""The link at the foot of a mail, and the one click of a mail program (RFC 8058): an end of what the mail is about."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import jwt

from goccia.core.database import Transaction
from goccia.core.errors import NotFound
from goccia.core.settings import Settings
from goccia.notifications import kinds
from goccia.notifications.rules import Schedule

Leave = Callable[[Transaction, UUID, str], Awaitable[None]]
"""Ends it for a person; the text says which of its things is meant."""

_NO_MORE = """
INSERT INTO notification_preference (user_id, quiet_from, quiet_to, digest_at, mail_off, updated_at)
SELECT u.id, $2, $3, $4, true, $5 FROM app_user u WHERE u.id = $1 AND u.deleted_at IS NULL
ON CONFLICT (user_id) DO UPDATE SET mail_off = true, updated_at = $5
"""
_NOT_THIS = """
INSERT INTO notification_preference AS p (user_id, choices, quiet_from, quiet_to, digest_at, updated_at)
SELECT u.id, jsonb_build_object($6::text, '{"mail": "off"}'::jsonb), $2, $3, $4, $5
FROM app_user u WHERE u.id = $1 AND u.deleted_at IS NULL
ON CONFLICT (user_id) DO UPDATE SET updated_at = $5,
  choices = p.choices || jsonb_build_object($6::text, coalesce(p.choices -> $6::text, '{}') || '{"mail": "off"}')
"""
_leaves: dict[str, Leave] = {}


def declare(topic: str, leave: Leave) -> None:
    """Make known how a topic that is no kind of notice is left (called by app.wiring)."""
    _leaves[topic] = leave


def token(settings: Settings, user_id: UUID, about: str | None = None) -> str:
    """What a mail's link ends in: whom it is for and what it ends. It serves as long as the mail is kept.

    `about`: a kind, or "topic:which" of a declared topic; None: all notices.
    """
    claims = {"sub": str(user_id)} | ({"about": about} if about else {})
    return jwt.encode(claims, settings.derived("unsubscribe"), algorithm="HS256")


def headers(settings: Settings, written: str) -> dict[str, str]:
    """What lets a mail program show its own button."""
    return {
        "List-Unsubscribe": f"<{settings.base_url}/api/unsubscribe?token={written}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def page(settings: Settings, written: str) -> str:
    """The page that asks, for the mail's foot."""
    return f"{settings.base_url}/unsubscribe#{written}"


async def unsubscribe(tx: Transaction, settings: Settings, written: str) -> None:
    """Send no more of what the mail was about to whom it was for (as goccia_system). Again is no error.

    Raises:
        NotFound: the token is none of ours, or the user is gone.
    """
    try:
        claims = jwt.decode(
            written, settings.derived("unsubscribe"), algorithms=["HS256"], options={"require": ["sub"]}
        )
        user_id, about = UUID(claims["sub"]), str(claims.get("about", ""))
    except (jwt.InvalidTokenError, ValueError):
        raise NotFound from None
    topic, _, which = about.partition(":")
    if not about:
        await _leave_all(tx, user_id)
    elif leave := _leaves.get(topic):
        await leave(tx, user_id, which)
    elif kind := kinds.get(about):
        await _write(tx, _NOT_THIS, user_id, kind.name)
    else:
        raise NotFound


async def _leave_all(tx: Transaction, user_id: UUID) -> None:
    await _write(tx, _NO_MORE, user_id)
    await tx.execute(
        "UPDATE notification SET mail_at = NULL WHERE user_id = $1 AND mail_at IS NOT NULL", user_id
    )


async def _write(tx: Transaction, statement: str, user_id: UUID, *values: object) -> None:
    begin = Schedule()
    times = (begin.quiet_from, begin.quiet_to, begin.digest_at)
    if not await tx.execute(statement, user_id, *times, tx.now, *values):
        raise NotFound
