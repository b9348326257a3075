"""`/api/push`: the browsers that are told although no page is open."""

from uuid import UUID

from fastapi import APIRouter

from goccia.identity.access import Everyone
from goccia.notifications import push
from goccia.notifications.push_schemas import PushState, SubscriptionInput, SubscriptionOut

router = APIRouter(prefix="/api/push", tags=["notifications"])


@router.get("")
async def get_push(access: Everyone) -> PushState:
    """The key to subscribe with, and the caller's browsers."""
    return await push.state(access.tx, access.settings, access.user)


@router.post("/subscriptions", status_code=201)
async def subscribe_browser(access: Everyone, body: SubscriptionInput) -> SubscriptionOut:
    """Tell this browser, as long as this login lasts there."""
    return await push.subscribe(access.tx, access.user, body)


@router.delete("/subscriptions/{subscription_id}", status_code=204)
async def forget_browser(access: Everyone, subscription_id: UUID) -> None:
    """Tell a browser no more."""
    await push.forget(access.tx, access.user, subscription_id)
