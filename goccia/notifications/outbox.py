"""The outbox: every mail that went out or will, for the Admin to look at and, where it failed, to send again."""

from typing import Any
from uuid import UUID

from goccia.core import jobs, secrets
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, NotFound
from goccia.core.events import Actor, record
from goccia.core.schemas import Page, cut_by_id, read_id
from goccia.core.settings import Settings
from goccia.notifications.events import MailChanged
from goccia.notifications.letters import LINK
from goccia.notifications.outbox_schemas import MailBrief, MailDetail, MailFile
from goccia.notifications.outgoing import SEND_JOB, outgoing
from goccia.notifications.ports import Attachment

_COLUMNS = """
SELECT id, kind, user_id, recipient, subject, state, attempts, error, created_at, sent_at,
  CASE WHEN state = 'queued' THEN next_at END AS next_at
"""
_LIST = f"""{_COLUMNS} FROM outbound_mail WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR id < $2)
ORDER BY id DESC LIMIT $3"""
_AGAIN = """
UPDATE outbound_mail SET state = 'queued', attempts = 0, error = NULL, next_at = $2
WHERE id = $1 AND state IN ('refused', 'failed', 'uncertain') RETURNING user_id, recipient
"""
_FILES = """
SELECT number, name, size, content IS NOT NULL AS held FROM mail_attachment WHERE mail_id = $1 ORDER BY number
"""
_FILE = """
SELECT name, media_type, content FROM mail_attachment WHERE mail_id = $1 AND number = $2 AND content IS NOT NULL
"""


async def mails(tx: Transaction, state: str | None, limit: int, cursor: str | None) -> Page[MailBrief]:
    """Mails, the newest first."""
    rows = await tx.fetch(_LIST, state, read_id(cursor), limit + 1)
    rows, following = cut_by_id(rows, limit)
    return Page(items=[MailBrief(**dict(row)) for row in rows], next_cursor=following)


async def mail(tx: Transaction, settings: Settings, mail_id: UUID) -> MailDetail:
    """One mail as its recipient sees it. A secret link is shown only where the outbox itself is the mailbox.

    Raises:
        NotFound: there is none.
    """
    async with tx.as_system():  # the secret is not for other roles to read
        row = await tx.fetchrow(
            f"{_COLUMNS}, html, text, headers, secret FROM outbound_mail WHERE id = $1", mail_id
        )
        files = [MailFile(**one) for one in await tx.fetch(_FILES, mail_id)]
    if row is None:
        raise NotFound
    values: dict[str, Any] = {name: value for name, value in row.items() if name not in ("secret", "headers")}
    try:
        written = outgoing(settings, row, reveal=row["state"] == "kept")
    except secrets.SecretUnreadableError:
        written = outgoing(settings, row, reveal=False)
    return MailDetail(
        **values
        | {
            "html": written.html,
            "text": written.text,
            "sender": written.sender,
            "attachments": files,
            "may_send_again": _may_send_again(row["state"], row["text"], files),
        }
    )


async def file(tx: Transaction, mail_id: UUID, number: int) -> Attachment:
    """A file that a mail brings along.

    Raises:
        NotFound: there is none, or it was let go.
    """
    row = await tx.fetchrow(_FILE, mail_id, number)
    if row is None:
        raise NotFound
    return Attachment(**row)


async def send_again(tx: Transaction, actor: Actor, mail_id: UUID) -> None:
    """Send once more what did not arrive, because a person says so; a dead address gets another chance.

    Raises:
        NotFound: there is none.
        Conflict: it is on its way or arrived, or it held a secret link, which has ended, or files that were let go.
    """
    async with tx.as_system():
        row = await tx.fetchrow("SELECT state, text FROM outbound_mail WHERE id = $1 FOR UPDATE", mail_id)
        if row is None:
            raise NotFound
        files = [MailFile(**one) for one in await tx.fetch(_FILES, mail_id)]
        if not _may_send_again(row["state"], row["text"], files):
            raise Conflict(
                it="Questa mail non si può inviare di nuovo: è partita, oppure il suo link segreto o il suo allegato non vale"
                " più.",
                en="This mail cannot be sent again: it is gone, or its secret link or its file is no longer valid.",
            )
        again = await tx.fetchrow(_AGAIN, mail_id, tx.now)
        if again is not None and again["user_id"] is not None:
            await tx.execute(
                "UPDATE app_user SET email_bounced_at = NULL, email_bounce = NULL"
                " WHERE id = $1 AND lower(email) = lower($2)",
                *(again["user_id"], again["recipient"]),
            )
        await record(tx, actor, MailChanged(subject_id=mail_id))
        await jobs.enqueue(tx, SEND_JOB, {"mail_id": mail_id})


def _may_send_again(state: str, text: str, files: list[MailFile]) -> bool:
    whole = LINK not in text and all(one.held for one in files)
    return state in ("refused", "failed", "uncertain") and whole
