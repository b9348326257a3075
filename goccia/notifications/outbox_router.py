"""`/api/outbox`: the mails that went out, for the Admin."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response

from goccia.core.schemas import Page
from goccia.identity.access import Admins
from goccia.notifications import outbox
from goccia.notifications.outbox_schemas import MailBrief, MailDetail, MailState

router = APIRouter(prefix="/api/outbox", tags=["outbox"])
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("")
async def list_mails(
    access: Admins,
    state: MailState | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Page[MailBrief]:
    """Mails, the newest first. They are kept for 90 days."""
    return await outbox.mails(access.tx, state, limit, cursor)


@router.get("/{mail_id}")
async def get_mail(access: Admins, mail_id: UUID) -> MailDetail:
    """One mail as its recipient sees it."""
    return await outbox.mail(access.tx, access.settings, mail_id)


@router.get("/{mail_id}/attachments/{number}", response_class=Response, responses=_FILE)
async def get_mail_attachment(
    access: Admins, mail_id: UUID, number: Annotated[int, Path(ge=0, le=2**31 - 1)]
) -> Response:
    """A file that a mail brings along (404 once it was let go: when the mail was sent, or after 7 days)."""
    found = await outbox.file(access.tx, mail_id, number)
    return Response(
        found.content,
        media_type=found.media_type,
        headers={"Content-Disposition": f'attachment; filename="{found.name}"'},
    )


@router.post("/{mail_id}/send-again", status_code=202)
async def send_mail_again(access: Admins, mail_id: UUID) -> MailDetail:
    """Send once more what did not arrive (409 where it did, or where its secret link has ended)."""
    await outbox.send_again(access.tx, access.user.actor, mail_id)
    return await outbox.mail(access.tx, access.settings, mail_id)
