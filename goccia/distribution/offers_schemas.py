"""What the routes of offers answer."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from goccia.distribution.schemas import Named


class Offer(BaseModel):
    """A lead that the caller may take, and no more of it than is theirs to see."""

    id: UUID
    container: Named
    initial: str | None = Field(description="Of the first name.", examples=["M"])
    province: str | None = Field(examples=["MI"])
    source: str | None
    offered_at: datetime
    expires_at: datetime
    seconds_left: int = Field(description="Until the offer ends, by the server's clock.")


class OfferList(BaseModel):
    """What is offered to the caller now, what ends first at the top."""

    items: list[Offer]
    next_cursor: None = None


class Claimed(BaseModel):
    """The lead is the caller's."""

    lead_id: UUID
