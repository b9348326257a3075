"""What the radar shows."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from goccia.core.schemas import Input, Ref
from goccia.distribution.origin_schemas import Origin


class RadarWeek(BaseModel):
    """Seven days of an origin."""

    since: datetime
    worked: int
    bad: int


class RadarSource(BaseModel):
    """Where leads of a container came from, and how many of them are bad. Counted are those received since `since` whose
    Esito is beyond the start one: the filter `container_id`, `origin`, `received_from`, `beyond_start` of GET /api/leads."""

    container: Ref
    unit: Ref
    origin: Annotated[str, Field(description="Level and name, as the filter and the pause take it.")]
    level: Literal["ad", "ad_set", "campaign", "form", "source", "container"]
    name: Annotated[str, Field(description="The ad’s, campaign’s… name; empty where nothing is known.")]
    campaign: str | None
    since: datetime
    worked: int
    bad: int
    share: Annotated[float | None, Field(description="Bad of worked, 0 to 1; null: none was worked.")]
    norm: Annotated[float, Field(description="The share that is usual in the container, 0 to 1.")]
    limit: Annotated[float, Field(description="Surely over this share it is over the norm.")]
    weeks: Annotated[list[RadarWeek], Field(description="Six weeks, the oldest first.")]
    price_per_lead: float | None
    cost: Annotated[float | None, Field(description="Euro paid for the bad ones; null: no price is known.")]
    state: Literal["over", "snoozed", "paused", "normal"]
    raised_at: datetime | None
    snoozed_until: datetime | None
    paused_at: datetime | None
    paused_by: Ref | None
    waiting: Annotated[
        int, Field(description="Its leads that wait in the queue; counted where it is paused.")
    ]


class Radar(BaseModel):
    """Where leads come from: over the norm first, then the paused ones, the alerts put off, and the rest by bad leads."""

    at: datetime
    days: int
    newest: Annotated[int, Field(description="At most so many leads of each are looked at.")]
    fewest_bad: int
    items: list[RadarSource]
    more: Annotated[bool, Field(description="There are more than these 200.")]


class SnoozeInput(Input):
    """When to hear of an alert again."""

    container_id: UUID
    origin: Origin
    days: Annotated[int, Field(ge=0, le=90, description="0: now again.")] = 7
