"""What goes in and out of the routes of leads."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from goccia.core.schemas import Amount, Input, Moment, Raw, Ref
from goccia.kit.text import clean, clean_line
from goccia.leads.filters import LeadFilter
from goccia.leads.selection import Selection
from goccia.organisation.vendor_terms import ReturnReason

MOST_EXPORTED = 20_000
NextActionKind = Literal["call_back", "appointment", "retry"]
Consent = Literal["given", "refused", "not_asked"]
Standard = Literal[
    "-received_at", "received_at", "-last_activity_at", "last_activity_at", "next_action_at", "-next_action_at",
    "name", "-name", "-assigned_at", "assigned_at", "attempts", "-attempts", "esito", "-esito",
]  # fmt: skip
Sort = Standard | Annotated[str, Field(pattern=r"^-?custom\.[a-z][a-z0-9_]*$", max_length=70)]
"""An order of the list: one of ours, or by the values of a custom field."""

Line500 = Annotated[Raw, AfterValidator(clean_line), Field(max_length=500)]
Line2000 = Annotated[Raw, AfterValidator(clean_line), Field(max_length=2_000)]
Nota = Annotated[Raw, AfterValidator(clean), Field(min_length=1, max_length=10_000)]
Reason = Annotated[Raw, AfterValidator(clean), Field(max_length=1_000)]


class EsitoBadge(Ref):
    """An Esito as lists show it."""

    colour: str
    icon: str
    final: bool
    contacted: bool
    positive: bool
    won: bool
    do_not_contact: bool


class Lead(BaseModel):
    """A lead, whole. Times are UTC; `phone` is E.164, `phone_raw` what came."""

    id: UUID
    first_name: str
    last_name: str
    phone: str | None = Field(examples=["+393331234567"])
    phone_raw: str | None
    email: str | None
    province: str | None = Field(examples=["MI"])
    region: str | None
    city: str | None
    postal_code: str | None
    address: str | None
    housing_type: str | None
    campaign: str | None
    ad: str | None
    ad_set: str | None
    form: str | None
    source: str | None
    landing_url: str | None
    ip_address: str | None
    otp: str | None
    privacy_consent: Consent
    marketing_consent: Consent
    consents: dict[str, Any] = Field(description="By `privacy` and `marketing`: text, at, source.")
    custom: dict[str, Any] = Field(description="Values of the unit's custom fields, by key.")
    answers: dict[str, Any] = Field(description="What forms sent and no field wants.")
    warnings: list[Any] = Field(description="What is missing or doubtful, as intake saw it.")
    possible_duplicate_of: UUID | None
    esito: EsitoBadge | None
    agent: Ref | None
    unit: Ref | None
    container: Ref | None
    received_at: datetime
    last_activity_at: datetime
    assigned_at: datetime | None
    worked_at: datetime | None = Field(description="First act of the present agent.")
    first_contact_at: datetime | None
    last_contact_at: datetime | None
    next_action_at: datetime | None
    next_action_kind: NextActionKind | None
    queued_at: datetime | None = Field(description="Waits in its container's queue since.")
    closed_at: datetime | None
    attempts: int
    returns: int = Field(description="How often it has returned to its container after an Esito.")
    submissions: int = Field(description="How many times the person asked.")
    amount: float | None = Field(description="Euro.")
    reason: str | None
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None


class LeadPage(BaseModel):
    """A page of leads; `total` stops at 1,000, then `total_capped` is true."""

    items: list[Lead]
    next_cursor: str | None
    total: int
    total_capped: bool


class PipelineEsito(Ref):
    """The Esito of a column."""

    colour: str
    icon: str


class PipelineColumn(LeadPage):
    """The first leads with an Esito; the following ones are the list's, with this Esito and `next_cursor`."""

    esito: PipelineEsito | None
    final: bool
    settable: Annotated[bool, Field(description="A lead may be moved here: it is no Esito of arrival.")]


class Pipeline(BaseModel):
    """The leads of a filter by their Esito."""

    columns: list[PipelineColumn]
    complete: Annotated[bool, Field(description="False: there are more Esiti than columns; choose a unit.")]


class Neighbours(BaseModel):
    """The leads before and after one, in the same list; `position` from 1, null beyond 1,000."""

    previous: UUID | None
    next: UUID | None
    position: int | None


class LeadPatch(Input):
    """What changes: only the fields sent. Esito and agent have routes of their own."""

    first_name: Line500 | None = None
    last_name: Line500 | None = None
    phone: Line500 | None = Field(
        None, description="Any spelling; stored as E.164.", examples=["333 123 4567"]
    )
    email: Line500 | None = None
    province: Line500 | None = Field(None, description="Code or name: MI, Milano, Roma (RM).")
    city: Line500 | None = None
    postal_code: Line500 | None = None
    address: Line500 | None = None
    housing_type: Line500 | None = None
    campaign: Line500 | None = None
    ad: Line500 | None = None
    ad_set: Line500 | None = None
    form: Line500 | None = None
    source: Line500 | None = None
    landing_url: Line2000 | None = None
    ip_address: Line500 | None = Field(None, description="IPv4 or IPv6.", examples=["93.41.10.7"])
    otp: Line500 | None = None
    privacy_consent: Consent | None = None
    marketing_consent: Consent | None = None
    custom: dict[Line500, Any] | None = Field(
        None, max_length=200, description="Values by key; null empties one."
    )
    next_action_at: Moment | None = Field(None, description="Null takes the next action away.")
    next_action_kind: NextActionKind | None = None


class EsitoInput(Input):
    """An Esito with what it asks for."""

    esito_id: UUID
    note: Nota | None = None
    next_action_at: Moment | None = None
    reason: Reason | None = None
    amount: Amount | None = None


class EsitoBulk(EsitoInput, Selection):
    """One Esito for many leads, with what it asks for."""


class Changed(BaseModel):
    """How many leads a bulk act changed."""

    changed: int


class NoteInput(Input):
    """A Nota."""

    text: Nota = Field(examples=["Richiamare dopo le 18, preferisce WhatsApp."])


class Note(BaseModel):
    """A Nota as written; it is never changed."""

    id: UUID
    lead_id: UUID
    author: Ref
    text: str
    created_at: datetime


class Change(BaseModel):
    """A field's value before and after."""

    old: Any = None
    new: Any = None


class TimelineItem(BaseModel):
    """One event of a lead; the fields that its kind does not have are null."""

    id: str
    kind: str = Field(examples=["lead.esito_set"])
    at: datetime
    actor: Ref | None
    actor_kind: Literal["user", "system", "provider", "import"]
    text: str | None = None
    esito_from: EsitoBadge | None = None
    esito_to: EsitoBadge | None = None
    agent: Ref | None = None
    previous_agent: Ref | None = None
    container: Ref | None = None
    via: str | None = None
    result: str | None = None
    fields: list[str] | None = None
    changes: dict[str, Change] | None = None
    record: dict[str, Any] | None = Field(None, description="Of a lead merged into this one: all it held.")
    reason: str | None = None
    amount: float | None = None
    next_action_at: datetime | None = None
    next_action_kind: NextActionKind | None = None
    attempt: int | None = None
    return_reason: ReturnReason | None = None
    answers: dict[str, Any] | None = None


class Timeline(BaseModel):
    """A lead's events, newest first."""

    items: list[TimelineItem]
    next_cursor: str | None


class TodayLead(Lead):
    """A lead of Oggi."""

    age_seconds: int = Field(
        description="Since it reached its agent (new), or since its next action was due."
    )


class TodayCounts(BaseModel):
    """Whole numbers behind each list."""

    overdue: int
    now: int
    new: int
    appointments: int


class Today(BaseModel):
    """An agent's day, in Europe/Rome; each list has at most 50."""

    overdue: list[TodayLead] = Field(description="Call-backs and retries whose time has passed.")
    now: list[TodayLead] = Field(description="Call-backs and retries due within 15 minutes or later today.")
    new: list[TodayLead] = Field(description="Assigned and not yet worked, newest activity first.")
    appointments: list[TodayLead] = Field(description="Appointments of today.")
    counts: TodayCounts
    next: TodayLead | None = Field(description="The one to work now.")


class ExportOrder(Input):
    """What to export: the leads named, or those of a filter."""

    lead_ids: list[UUID] | None = Field(None, min_length=1, max_length=MOST_EXPORTED)
    filter: LeadFilter | None = None
    columns: Literal["all"] | list[Line500] = Field(
        "all", description="Keys of columns, in order; `custom.<key>` too."
    )
    sort: Sort = "-received_at"
