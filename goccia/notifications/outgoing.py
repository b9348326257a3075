"""Mails on their way out: a row saved with its cause, handed over after the commit by a job, at most once a key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from goccia.core import events, jobs, secrets
from goccia.core.database import Database, Transaction
from goccia.core.secrets import SecretUnreadableError
from goccia.core.settings import Settings
from goccia.identity.events import record_of_user
from goccia.kit.ids import uuid7
from goccia.notifications.events import MailChanged, UserMailBounced
from goccia.notifications.letters import LINK, Letter, render
from goccia.notifications.ports import Attachment, Mail, MailPutOff, MailRefused, MailUncertain, OutgoingMail

SEND_JOB = "notifications.send_mail"
PAUSES = (1, 5, 15, 60, 180, 360, 720)
"""Minutes before each new try of a mail that was put off; after the last it has failed."""
STUCK = timedelta(minutes=10)
KEPT = timedelta(days=90)
MOST_ATTACHED = 5 * 2**20
"""Bytes that a mail may bring along; who writes one leaves out what is larger, and says so."""
HELD = timedelta(days=7)
"""So long the outbox holds the files of a mail that did not leave; those of one that did, not at all."""
DEAD = "The address refuses mail for good: correct it, or send again by hand."
GONE = "The user is not active any more."

_INSERT = """
INSERT INTO outbound_mail (id, key, kind, user_id, recipient, subject, html, text, headers, secret, created_at, next_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) ON CONFLICT (key) DO NOTHING
"""
_CLAIM = """
UPDATE outbound_mail m SET state = 'sending', attempts = attempts + 1, touched_at = $2
WHERE id = $1 AND state = 'queued' AND next_at <= $2
RETURNING id, user_id, recipient, subject, html, text, headers, secret, attempts,
  EXISTS (SELECT 1 FROM app_user u WHERE u.id = m.user_id AND lower(u.email) = lower(m.recipient)
          AND u.email_bounced_at IS NOT NULL) AS dead,
  EXISTS (SELECT 1 FROM app_user u WHERE u.id = m.user_id AND (NOT u.active OR u.deleted_at IS NOT NULL)) AS gone
"""
_END = """
UPDATE outbound_mail SET state = $2, error = $3, touched_at = $4::timestamptz,
  sent_at = CASE WHEN $2 IN ('sent', 'kept') THEN $4::timestamptz END,
  next_at = coalesce($5, next_at), secret = CASE WHEN $2 IN ('kept', 'queued') THEN secret END
WHERE id = $1 AND state = 'sending'
"""


_ATTACH = """
INSERT INTO mail_attachment (mail_id, number, name, media_type, size, content) VALUES ($1, $2, $3, $4, $5, $6)
"""
_ATTACHED = """
SELECT name, media_type, content FROM mail_attachment WHERE mail_id = $1 AND content IS NOT NULL ORDER BY number
"""
_LET_GO = """
UPDATE mail_attachment a SET content = NULL FROM outbound_mail m
WHERE m.id = a.mail_id AND a.content IS NOT NULL AND m.state NOT IN ('queued', 'sending') AND m.created_at < $1
"""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a mail."""

    user_id: UUID
    address: str
    language: str


async def put(
    tx: Transaction,
    settings: Settings,
    to: Recipient,
    letter: Letter,
    *,
    key: str,
    kind: str,
    headers: Mapping[str, str] | None = None,
    link: str | None = None,
    attachments: Sequence[Attachment] = (),
) -> UUID | None:
    """Save a mail that goes out after the commit; None where one with this key exists.

    `link` is the secret that stands for LINK in the letter. Attachments are at most MOST_ATTACHED bytes together.
    """
    if sum(len(one.content) for one in attachments) > MOST_ATTACHED:
        raise ValueError("a mail cannot bring so much along")
    mail_id, written = uuid7(), render(letter, to.language)
    secret = secrets.encrypt(settings, link) if link else None
    async with tx.as_system():
        saved = await tx.execute(
            _INSERT,
            *(mail_id, key, kind, to.user_id, to.address, written.subject, written.html, written.text),
            *(dict(headers or {}), secret, tx.now),
        )
        if not saved:
            return None
        await tx.executemany(
            _ATTACH,
            [
                (mail_id, number, one.name, one.media_type, len(one.content), one.content)
                for number, one in enumerate(attachments)
            ],
        )
        await _tell(tx, mail_id)
        await jobs.enqueue(tx, SEND_JOB, {"mail_id": mail_id})
    return mail_id


async def deliver(
    database: Database, settings: Settings, carrier: Mail, mail_id: UUID, now: datetime
) -> None:
    """Hand a mail over, if it waits and nobody else does."""
    async with database.transaction(now=now) as tx:
        row = await tx.fetchrow(_CLAIM, mail_id, now)
        if row is None:
            return
        if row["dead"] or row["gone"]:
            await _end(tx, mail_id, "refused", DEAD if row["dead"] else GONE)
            return
        attached = tuple(Attachment(**one) for one in await tx.fetch(_ATTACHED, mail_id))
    state, error, next_at, bounced = "sent" if carrier.leaves else "kept", None, None, False
    try:
        await carrier.send(replace(outgoing(settings, row, reveal=True), attachments=attached))
    except SecretUnreadableError as reason:  # the installation's key has changed: the link has ended anyway
        state, error = "failed", str(reason)
    except MailPutOff as reason:
        error, tried = str(reason), row["attempts"]
        state = "queued" if tried <= len(PAUSES) else "failed"
        next_at = now + timedelta(minutes=PAUSES[tried - 1]) if state == "queued" else None
    except MailRefused as reason:
        state, error, bounced = "refused", str(reason), reason.address_is_dead
    except MailUncertain as reason:
        state, error = "uncertain", str(reason)
    async with database.transaction(now=now) as tx:
        await _end(tx, mail_id, state, error, next_at)
        if bounced:
            await _mark_dead(tx, row["user_id"], row["recipient"], error or "")


def outgoing(settings: Settings, row: Any, *, reveal: bool) -> OutgoingMail:
    """A saved mail as it goes out, with its secret link if `reveal`."""
    link = secrets.decrypt(settings, row["secret"]) if reveal and row["secret"] else None
    shown = link or f"{settings.base_url}/…"
    host = settings.sender.rpartition("@")[2].rstrip(">")
    return OutgoingMail(
        message_id=f"<{row['id']}@{host}>",
        sender=settings.sender,
        recipient=row["recipient"],
        subject=row["subject"],
        html=row["html"].replace(LINK, shown),
        text=row["text"].replace(LINK, shown),
        headers=row["headers"],
    )


async def sweep(database: Database, now: datetime) -> None:
    """Queue again what was put off or lost its job; own up to what broke off half-way; forget what is old."""
    async with database.transaction(now=now) as tx:
        stuck = await tx.fetch(
            "UPDATE outbound_mail SET state = 'uncertain', error = 'Broken off while it was being handed over.', secret = NULL"
            " WHERE state = 'sending' AND touched_at < $1 RETURNING id",
            now - STUCK,
        )
        for row in stuck:
            await _tell(tx, row["id"])
        due = await tx.fetch(
            "SELECT id FROM outbound_mail WHERE state = 'queued' AND next_at <= $1 ORDER BY next_at LIMIT 500",
            now,
        )
        for row in due:
            await jobs.enqueue(tx, SEND_JOB, {"mail_id": row["id"]}, key=f"mail:{row['id']}")
        await tx.execute(_LET_GO, now - HELD)
        await tx.execute("DELETE FROM outbound_mail WHERE created_at < $1", now - KEPT)


async def _end(
    tx: Transaction, mail_id: UUID, state: str, error: str | None, next_at: datetime | None = None
) -> None:
    await tx.execute(_END, mail_id, state, error, tx.now, next_at)
    if state == "sent":
        await tx.execute("UPDATE mail_attachment SET content = NULL WHERE mail_id = $1", mail_id)
    await _tell(tx, mail_id)


async def _mark_dead(tx: Transaction, user_id: UUID | None, address: str, reason: str) -> None:
    marked = await tx.execute(
        "UPDATE app_user SET email_bounced_at = $3, email_bounce = $4 WHERE id = $1 AND lower(email) = lower($2)",
        *(user_id, address, tx.now, reason),
    )
    if marked and user_id:
        await record_of_user(tx, events.SYSTEM, user_id, UserMailBounced)


async def _tell(tx: Transaction, mail_id: UUID) -> None:
    await events.record(tx, events.SYSTEM, MailChanged(subject_id=mail_id))
