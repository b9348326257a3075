"""What a person wants to be told of, how and when."""

from datetime import time
from typing import Any

from goccia.core.database import Transaction
from goccia.core.errors import NotFound, invalid
from goccia.identity.access import User
from goccia.notifications import kinds
from goccia.notifications.preferences_schemas import KindChoice, Preferences, PreferencesPatch
from goccia.notifications.rules import Schedule, choice

_MINE = """
SELECT p.choices, p.quiet_from, p.quiet_to, p.digest_at, p.mail_off, u.email, u.email_bounced_at
FROM app_user u LEFT JOIN notification_preference p ON p.user_id = u.id WHERE u.id = $1
"""
_SAVE = """
INSERT INTO notification_preference (user_id, choices, quiet_from, quiet_to, digest_at, mail_off, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (user_id) DO UPDATE
SET choices = $2, quiet_from = $3, quiet_to = $4, digest_at = $5, mail_off = $6, updated_at = $7
"""


def schedule_of(row: Any) -> Schedule:
    """The schedule of a row of `notification_preference`, or the one that everybody begins with."""
    if row["digest_at"] is None:
        return Schedule()
    return Schedule(row["quiet_from"], row["quiet_to"], row["digest_at"], row["mail_off"])


async def read(tx: Transaction, user: User) -> Preferences:
    """One's own choices, for each kind that people of the role can be told of."""
    async with tx.as_system():
        row = await tx.fetchrow(_MINE, user.id)
    if row is None:
        raise NotFound
    schedule, chosen = schedule_of(row), row["choices"] or {}
    return Preferences(
        kinds=[
            KindChoice(
                kind=kind.name,
                label=kind.words(user.language).label,
                mail_only=kind.mail_only,
                **{
                    name: getattr(choice(kind, chosen.get(kind.name)), name)
                    for name in ("page", "mail", "push")
                },
            )
            for kind in kinds.of_role(user.role)
        ],
        quiet_from=_shown(schedule.quiet_from),
        quiet_to=_shown(schedule.quiet_to),
        digest_at=_shown(schedule.digest_at) or "",
        mail_off=schedule.mail_off,
        email=row["email"],
        email_bounced=row["email_bounced_at"] is not None,
    )


async def change(tx: Transaction, user: User, wanted: PreferencesPatch) -> Preferences:
    """Change one's own choices; what is not named stays.

    Raises:
        Invalid: a kind that the caller cannot be told of, or quiet hours with only one end.
    """
    said = wanted.said()
    known = {kind.name for kind in kinds.of_role(user.role)}
    async with tx.as_system():
        await tx.fetchval("SELECT 1 FROM app_user WHERE id = $1 FOR NO KEY UPDATE", user.id)
        row = await tx.fetchrow(_MINE, user.id)
        if row is None:
            raise NotFound
        schedule, chosen = schedule_of(row), dict(row["choices"] or {})
        for one in wanted.kinds or ():
            if one.kind not in known:
                raise invalid("kinds", f"Avviso sconosciuto: {one.kind}.", f"Unknown kind: {one.kind}.")
            chosen[one.kind] = {"page": one.page, "mail": one.mail, "push": one.push}
        times = {name: _read(said[name]) for name in ("quiet_from", "quiet_to", "digest_at") if name in said}
        quiet_from = times.get("quiet_from", schedule.quiet_from)
        quiet_to = times.get("quiet_to", schedule.quiet_to)
        if (quiet_from is None) != (quiet_to is None):
            raise invalid(
                "quiet_to",
                "Le ore di quiete hanno un inizio e una fine.",
                "Quiet hours have a beginning and an end.",
            )
        digest_at = times.get("digest_at") or schedule.digest_at
        mail_off = said.get("mail_off", schedule.mail_off)
        await tx.execute(_SAVE, user.id, chosen, quiet_from, quiet_to, digest_at, mail_off, tx.now)
    return await read(tx, user)


def _shown(moment: time | None) -> str | None:
    return moment.strftime("%H:%M") if moment else None


def _read(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
