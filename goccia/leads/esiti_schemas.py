"""What goes in and out of esiti."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from goccia.core.schemas import Absent, Input, Line, Patch
from goccia.organisation.vendor_terms import ReturnReason

Tone = Literal["gray", "blue", "cyan", "green", "amber", "orange", "red", "pink", "violet"]
Ask = Literal["datetime", "reason", "amount", "note"]
Effect = Literal["none", "call_back", "appointment", "client", "pool", "vendor_return"]
Icon = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40, examples=["phone-missed"])]
Minutes = Annotated[int, Field(ge=1, le=60 * 24 * 365)]
Attempts = Annotated[int, Field(ge=1, le=1000)]
Days = Annotated[int, Field(ge=1, le=3650)]
Returns = Annotated[int, Field(ge=1, le=20)]
Place = Annotated[int, Field(ge=0, le=1_000_000)]
Label = Annotated[Line, Field(max_length=60, examples=["Richiamare"])]


class NewEsito(Input):
    """A new Esito. Without a unit it belongs to all of them (Admin only)."""

    name: Annotated[Label, Field(description="Its label.")]
    unit_id: UUID | None = None
    colour: Tone = "gray"
    icon: Icon = "circle"
    position: Annotated[Place | None, Field(description="Its place in the list; left out: the last.")] = None
    active: bool = True
    initial: Annotated[
        bool, Field(description="Given to a lead that arrives; one for all, and one for each unit.")
    ] = False
    final: Annotated[bool, Field(description="The lead is closed.")] = False
    contacted: Annotated[bool, Field(description="Somebody spoke with the person.")] = False
    positive: bool = False
    won: Annotated[bool, Field(description="The lead has signed.")] = False
    do_not_contact: bool = False
    counts_as_attempt: bool = False
    bad_lead: Annotated[
        bool, Field(description="The contact is useless: wrong number, never asked… The radar counts it.")
    ] = False
    retry_after: Annotated[Minutes | None, Field(description="Minutes until the next attempt.")] = None
    max_attempts: Attempts | None = None
    asks: Annotated[list[Ask], Field(max_length=4, description="What it asks for.")] = Field(
        default_factory=list
    )
    effect: Effect = "none"
    pool_after_days: Annotated[
        Days | None, Field(description="With the effect `pool`: days until it returns.")
    ] = None
    max_returns: Annotated[
        Returns, Field(description="With the effect `pool`: how often one lead may return.")
    ] = 1
    return_reason: Annotated[
        ReturnReason | None,
        Field(description="With the effect `vendor_return`: what is said to the vendor; left out: `other`."),
    ] = None


class EsitoPatch(Patch):
    """Changes to an Esito."""

    nullable: ClassVar[frozenset[str]] = frozenset(
        {"retry_after", "max_attempts", "pool_after_days", "return_reason"}
    )

    name: Label | Absent = None
    colour: Tone | Absent = None
    icon: Icon | Absent = None
    position: Place | Absent = None
    active: bool | Absent = None
    initial: bool | Absent = None
    final: bool | Absent = None
    contacted: bool | Absent = None
    positive: bool | Absent = None
    won: bool | Absent = None
    do_not_contact: bool | Absent = None
    counts_as_attempt: bool | Absent = None
    bad_lead: bool | Absent = None
    retry_after: Minutes | None = None
    max_attempts: Attempts | None = None
    asks: Annotated[list[Ask], Field(max_length=4)] | Absent = None
    effect: Effect | Absent = None
    pool_after_days: Days | None = None
    max_returns: Returns | Absent = None
    return_reason: ReturnReason | None = None


class Esito(BaseModel):
    """The outcome of working a lead. Logic reads its flags, never its name."""

    id: UUID
    name: str
    unit_id: Annotated[UUID | None, Field(description="Null: of every unit.")]
    colour: str
    icon: str
    position: int
    active: bool
    initial: bool
    final: bool
    contacted: bool
    positive: bool
    won: bool
    do_not_contact: bool
    counts_as_attempt: bool
    bad_lead: bool
    retry_after: int | None
    max_attempts: int | None
    asks: list[Ask]
    effect: Effect
    pool_after_days: int | None
    max_returns: int
    return_reason: ReturnReason | None
    replaced_by: UUID | None = Field(
        description="The Esito that its leads have got, or are getting, instead."
    )


class EsitoReplacement(Input):
    """What stands for an Esito that is retired."""

    replacement_id: UUID


class EsitoUsage(BaseModel):
    """Who carries or names an Esito, whoever may see them."""

    leads: Annotated[int, Field(description="Without the trash.")]
    views: Annotated[int, Field(description="Saved views whose filter names it.")]


class EsitoReturns(BaseModel):
    """Leads that an Esito sends back into their container's drip, as the caller sees them."""

    today: Annotated[int, Field(description="Due by the end of today in Rome.")]
    week: Annotated[int, Field(description="Due within seven days.")]
    staying: Annotated[
        int,
        Field(description="Leads that carry the Esito and do not come back: it was not asked of them then."),
    ]
