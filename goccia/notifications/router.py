"""`/api/notifications`: the bell."""

from typing import Annotated

from fastapi import APIRouter, Query

from goccia.core.schemas import Page
from goccia.identity.access import Everyone
from goccia.notifications import reading
from goccia.notifications.schemas import NoticeGroup, ReadInput, Unread

router = APIRouter(prefix="/api/notifications", tags=["notifications"])


@router.get("")
async def list_notifications(
    access: Everyone,
    limit: Annotated[int, Query(ge=1, le=500, description="Of notices; a burst is one line of many.")] = 100,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Page[NoticeGroup]:
    """What the caller was told, by day and burst, the newest first. A lead that left them takes its notices along."""
    return await reading.notices(access.tx, access.user, limit, cursor)


@router.get("/unread")
async def count_unread(access: Everyone) -> Unread:
    """How many notices wait."""
    return await reading.unread(access.tx, access.user)


@router.post("/read")
async def mark_notifications_read(access: Everyone, body: ReadInput) -> Unread:
    """Mark notices as read: with an empty object all of them."""
    return await reading.mark_read(access.tx, access.user, body)
