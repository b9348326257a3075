"""The briefing by mail, at 8:45: to each Referente, with their own eyes, once a day for ever."""

from datetime import datetime
from typing import Any
from uuid import UUID

from goccia.core import jobs
from goccia.core.database import SYSTEM, Database, Scope, Transaction
from goccia.core.settings import Settings
from goccia.kit.dates import ROME
from goccia.notifications import kinds, outgoing, unsubscribing
from goccia.notifications.letters import Letter
from goccia.notifications.outgoing import Recipient
from goccia.notifications.preferences import schedule_of
from goccia.notifications.rules import Schedule, choice
from goccia.reports import briefing
from goccia.reports.briefing_words import day_in_words, in_short, sections
from goccia.reports.mail_times import briefing_day
from goccia.reports.notices import BRIEFING

BRIEFING_JOB = "reports.briefing_mail"
# Whoever has today's already, or leads nothing, is left out; who does not want it is told apart by the rules.
_WHO = """
SELECT u.id, u.email, u.language, p.choices, p.quiet_from, p.quiet_to, p.digest_at, p.mail_off,
  ARRAY(SELECT unit_id FROM user_unit WHERE user_id = u.id) AS unit_ids
FROM app_user u LEFT JOIN notification_preference p ON p.user_id = u.id
WHERE u.role = 'referente' AND u.active AND u.deleted_at IS NULL AND u.email_bounced_at IS NULL
  AND EXISTS (SELECT 1 FROM user_unit m JOIN unit t ON t.id = m.unit_id
              WHERE m.user_id = u.id AND t.active AND t.deleted_at IS NULL)
"""
_DUE = f"""
{_WHO} AND NOT EXISTS (SELECT 1 FROM outbound_mail m WHERE m.key = 'briefing:' || u.id || ':' || $1::text) ORDER BY u.id
"""
_ONE = f"{_WHO} AND u.id = $1 FOR NO KEY UPDATE OF u"
_WORDS = (
    (
        "Briefing di {day}",
        "Apri il briefing",
        "Arriva alle 8:45 da lunedì a sabato, esclusi i festivi. Si sceglie nel proprio profilo.",
        "Non ricevere più il briefing per mail",
    ),
    (
        "Briefing of {day}",
        "Open the briefing",
        "It comes at 8:45, Monday to Saturday, not on Italian holidays. It is chosen in your profile.",
        "Stop the briefing by mail",
    ),
)


async def sweep(database: Database, now: datetime) -> None:
    """Queue the briefings that are due and not written yet, each as a job of its own."""
    day = briefing_day(now, Schedule(None, None))
    if day is None:
        return
    async with database.transaction(now=now) as tx:
        for row in await tx.fetch(_DUE, day.isoformat()):
            if _wants(row, now):
                payload = {"user_id": row["id"], "day": day.isoformat()}
                await jobs.enqueue(tx, BRIEFING_JOB, payload, key=f"briefing:{row['id']}")


async def write(tx: Transaction, settings: Settings, user_id: UUID, day: str) -> None:
    """Write one person's briefing of this day, if it is still to be sent and not written yet (as goccia_system)."""
    person = await tx.fetchrow(_ONE, user_id)
    if person is None or _wants(person, tx.now) != day:
        return
    await tx.see_as(Scope("referente", user_id, tuple(person["unit_ids"])))
    found = await briefing.read(tx, None)
    await tx.see_as(SYSTEM)
    token = unsubscribing.token(settings, user_id, BRIEFING)
    await outgoing.put(
        tx,
        settings,
        Recipient(user_id, person["email"], person["language"]),
        letter(settings, found, person["language"], token),
        key=f"briefing:{user_id}:{day}",
        kind=BRIEFING,
        headers=unsubscribing.headers(settings, token),
    )


def letter(settings: Settings, found: dict[str, Any], language: str, token: str) -> Letter:
    """What the mail says: the figures of the page."""
    place = 1 if language == "en" else 0
    title, button, why, stop = _WORDS[place]
    title = title.format(day=day_in_words(found["at"].astimezone(ROME).date(), place))
    short = in_short(found, place)
    return Letter(
        subject=f"{title}: {short}",
        title=title,
        lines=(short[0].upper() + short[1:] + ".",),
        sections=sections(found, settings.base_url, place),
        button=(button, f"{settings.base_url}/briefing"),
        footer=(why,),
        footer_link=(stop, unsubscribing.page(settings, token)),
    )


def _wants(person: Any, now: datetime) -> str | None:
    """The day of which they want the briefing now, by their choices and quiet hours."""
    kind, peace = kinds.get(BRIEFING), schedule_of(person)
    if kind is None or peace.mail_off:
        return None
    chosen = choice(kind, (person["choices"] or {}).get(BRIEFING))
    day = briefing_day(now, peace)
    return day.isoformat() if day and chosen.mail != "off" else None
