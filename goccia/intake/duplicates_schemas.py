"""What goes in and out of the routes of duplicates."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from goccia.core.schemas import Input, Raw
from goccia.leads.schemas import Lead

Side = Literal["this", "other"]


class OtherLead(Input):
    """The other lead of a pair."""

    other_id: UUID


class MergeInput(OtherLead):
    """The lead to merge into the one of the address, and whose value each field gets."""

    take: dict[Annotated[Raw, Field(max_length=210)], Side] = Field(
        default_factory=dict,
        max_length=300,
        description="By field (`phone`, `esito`, `agent`, `next_action`, `custom.<key>`, …): `this`, the lead of the address, or "
        "`other`. Fields not named keep the value of this lead, or get the other's where it has none; of two consents the "
        "one said last.",
        examples=[{"email": "other", "esito": "this"}],
    )


class Pair(BaseModel):
    """Two leads that may be one person, and why."""

    reasons: list[Literal["phone", "email", "marked"]]
    newer: Lead
    older: Lead


class PairPage(BaseModel):
    """Pairs to look at. It may be empty and have a `next_cursor`: there are older leads to look through."""

    items: list[Pair]
    looked_until: datetime | None = Field(
        description="Leads received before this were not looked at yet; null: all were."
    )
    next_cursor: str | None


class Choice(BaseModel):
    """A field of two leads."""

    field: str = Field(examples=["phone", "custom.tetto"])
    label: str | None = Field(description="Of a custom field.")
    differs: bool
    stays: Side = Field(description="Whose value stays if nobody chooses.")


class Comparison(BaseModel):
    """Two leads side by side, with the fields that one of them has."""

    this: Lead
    other: Lead
    choices: list[Choice]
