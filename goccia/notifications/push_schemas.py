"""What goes in and out of push."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from goccia.core.schemas import Input, Raw

Key = Annotated[Raw, Field(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_-]+=*$")]


class SubscriptionKeys(Input):
    """What only this browser can read with."""

    p256dh: Key
    auth: Key


class SubscriptionInput(Input):
    """A browser's subscription, as its `PushSubscription.toJSON()` says."""

    endpoint: Annotated[Raw, Field(max_length=1000, pattern=r"^https://[\x21-\x7e]+$")]
    keys: SubscriptionKeys


class SubscriptionOut(BaseModel):
    """A browser that is told."""

    id: UUID
    endpoint: str
    created_at: datetime


class PushState(BaseModel):
    """What a browser needs to subscribe, and the caller's browsers that have."""

    public_key: Annotated[str, Field(description="VAPID: the browser's `applicationServerKey`.")]
    subscriptions: list[SubscriptionOut]
