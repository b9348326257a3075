"""`/api/notifications/preferences`, and `/api/unsubscribe` for the link of a mail, which needs no login."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from goccia.identity.access import Anyone, Everyone, Public
from goccia.notifications import preferences, unsubscribing
from goccia.notifications.preferences_schemas import Preferences, PreferencesPatch

router = APIRouter(tags=["notifications"])
Token = Annotated[
    str, Query(max_length=1000, pattern=r"^[A-Za-z0-9._-]+$", description="Of the mail's link.")
]


@router.get("/api/notifications/preferences")
async def get_preferences(access: Everyone) -> Preferences:
    """What the caller wants to be told of, how and when."""
    return await preferences.read(access.tx, access.user)


@router.patch("/api/notifications/preferences")
async def change_preferences(access: Everyone, body: PreferencesPatch) -> Preferences:
    """Change one's own choices; kinds that are not named stay as they are."""
    return await preferences.change(access.tx, access.user, body)


@router.post("/api/unsubscribe", status_code=204)
async def unsubscribe(request: Request, tx: Public, token: Token) -> None:
    """Send no more of what a mail was about (all notices, the briefing, a report): what mail programs call with one click
    (RFC 8058), and the page of the link."""
    await unsubscribing.unsubscribe(tx, request.app.state.settings, token)


@router.get("/api/unsubscribe", status_code=303, response_class=RedirectResponse, dependencies=[Anyone])
async def unsubscribe_page(token: Token) -> RedirectResponse:
    """For mail programs that only open links: the page that asks. A link that is merely fetched changes nothing."""
    return RedirectResponse(f"/unsubscribe#{token}", status_code=303)
