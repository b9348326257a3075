"""Notices by mail: those of one person together, as one mail, with their own eyes and once."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from goccia.core.database import SYSTEM, Database, Scope, Transaction
from goccia.core.settings import Settings
from goccia.notifications import kinds, outgoing, unsubscribing
from goccia.notifications.grouping import group
from goccia.notifications.letters import Entry, Letter
from goccia.notifications.outgoing import Recipient
from goccia.notifications.reading import COLUMNS, shown

APART = timedelta(minutes=15)
"""Two mails of notices to one person are at least so far apart: a burst is one mail, or a few."""
AT_ONCE = 200
MOST_LINES = 20
# Daily mails come at their hour, whatever came before.
_DUE = """
SELECT DISTINCT n.user_id, n.digest FROM notification n WHERE n.mail_at <= $1 AND (n.digest OR NOT EXISTS (
  SELECT 1 FROM outbound_mail m WHERE m.user_id = n.user_id AND m.kind = 'notices' AND m.created_at > $2)) LIMIT $3
"""
_PERSON = """
SELECT u.id, u.email, u.role, u.language, u.active AND u.deleted_at IS NULL AND u.email_bounced_at IS NULL AS reachable,
  ARRAY(SELECT unit_id FROM user_unit WHERE user_id = u.id) AS unit_ids
FROM app_user u WHERE u.id = $1 FOR NO KEY UPDATE
"""
_TAKE = (
    "UPDATE notification SET mail_at = NULL WHERE user_id = $1 AND digest = $2 AND mail_at <= $3 RETURNING id"
)
_WORDS = {
    "it": (
        "{count} avvisi",
        "Il riassunto di oggi",
        ("Ecco che cosa è successo.",),
        "Apri Goccia",
        "… e altri {count}.",
        "Quali avvisi ricevere per mail si sceglie nel proprio profilo.",
        "Non ricevere più avvisi per mail",
    ),
    "en": (
        "{count} notices",
        "Today’s summary",
        ("This is what happened.",),
        "Open Goccia",
        "… and {count} more.",
        "Which notices come by mail is chosen in your profile.",
        "Stop notices by mail",
    ),
}


async def sweep(database: Database, settings: Settings, now: datetime) -> None:
    """Write the mails that are due, each in a transaction of its own."""
    async with database.transaction(now=now) as tx:
        due = await tx.fetch(_DUE, now, now - APART, AT_ONCE)
    for row in due:
        async with database.transaction(now=now) as tx:
            await _write(tx, settings, row["user_id"], digest=row["digest"])


async def _write(tx: Transaction, settings: Settings, user_id: UUID, *, digest: bool) -> None:
    person = await tx.fetchrow(_PERSON, user_id)
    taken = [row["id"] for row in await tx.fetch(_TAKE, user_id, digest, tx.now)]
    if not taken or person is None or not person["reachable"]:
        return
    # With the person's own eyes: what they no longer see is not told; what they have read needs no mail.
    await tx.see_as(Scope(person["role"], user_id, tuple(person["unit_ids"])))
    rows = await tx.fetch(f"{COLUMNS} WHERE n.id = ANY ($1) AND n.read_at IS NULL ORDER BY n.id DESC", taken)
    await tx.see_as(SYSTEM)
    rows = [row for row in rows if kinds.get(row["kind"])]
    if not rows:
        return
    token = unsubscribing.token(settings, user_id)
    await outgoing.put(
        tx,
        settings,
        Recipient(user_id, person["email"], person["language"]),
        letter(settings, rows, person["language"], digest=digest, token=token),
        key=f"{'digest' if digest else 'notices'}:{min(taken)}",
        kind="digest" if digest else "notices",
        headers=unsubscribing.headers(settings, token),
    )


def letter(settings: Settings, rows: list[Any], language: str, *, digest: bool, token: str) -> Letter:
    """What a mail of notices says. It names containers, never a client."""
    many, summary, lines, label, more, why, stop = _WORDS[language]
    groups = [shown(one, language, names=False) for one in group(rows)]
    one = groups[0]
    entries = tuple(
        Entry(line.title, line.text, settings.base_url + line.href) for line in groups[:MOST_LINES]
    )
    if digest:
        title = summary
    elif len(groups) == 1:
        title = " · ".join(part for part in (one.title, one.text) if part)
    else:
        title = many.format(count=len(rows))
    alone = len(groups) == 1 and not digest
    return Letter(
        subject=title,
        title=title,
        lines=() if alone else lines,
        entries=() if alone else entries,
        button=(label, settings.base_url + (one.href if alone else "/")),
        after=(more.format(count=len(groups) - MOST_LINES),) if len(groups) > MOST_LINES else (),
        footer=(why,),
        footer_link=(stop, unsubscribing.page(settings, token)),
    )
