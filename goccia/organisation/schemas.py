"""What goes in and out of units, containers and teams."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from goccia.core.schemas import Absent, Amount, Input, Line, Patch, Raw, Ref, Word
from goccia.core.validation import unusable
from goccia.kit.calendars import Calendar, State
from goccia.kit.provinces import parse_province
from goccia.organisation.vendor_terms import ReturnReason

Policy = Literal["round_robin", "weighted", "paced", "first_to_claim", "manual"]
IdentityScope = Literal["unit", "container"]
Cap = Annotated[int, Field(ge=0, le=100_000)]


def _province(text: str) -> str:
    code = parse_province(text)
    if code is None:
        raise unusable(
            it=f"Provincia italiana sconosciuta: «{text[:60]}».",
            en=f"Not an Italian province: “{text[:60]}”.",
        )
    return code


Province = Annotated[
    Raw, AfterValidator(_province), Field(max_length=60, description="Code or name.", examples=["MI", "Roma"])
]
Mapping = Annotated[
    dict[Annotated[Raw, Field(max_length=200)], Annotated[Raw, Field(max_length=100)]],
    Field(
        max_length=500,
        description="The sender's keys and the fields they go to.",
        examples=[{"cell": "phone"}],
    ),
]


class UnitInput(Input):
    """A new unit: only the name is needed; it is born active and always open."""

    name: Annotated[Line, Field(examples=["Nord"])]
    active: bool = True
    calendar: Calendar = Field(default_factory=Calendar)


class UnitPatch(Patch):
    """Changes to a unit; `active` is the Admin's."""

    name: Line | Absent = None
    active: bool | Absent = None
    calendar: Calendar | Absent = None


class Unit(BaseModel):
    """A business unit."""

    id: UUID
    name: str
    active: bool
    calendar: Calendar
    state: Annotated[State, Field(description="What the calendar says now.")]
    containers: int
    people: Annotated[int | None, Field(description="Active people; null for an Agente.")]
    created_at: datetime


_GOOGLE_KEY = "A delivery that carries another key is refused and kept. Without one, keys are not looked at."


ClaimMinutes = Annotated[
    int,
    Field(ge=1, le=1440, description="First to claim: how long a lead is offered before it falls in turn."),
]


PaceMinutes = Annotated[
    int, Field(ge=1, le=1440, description="Paced: the next drop falls after so long even without an Esito.")
]


SlaMinutes = Annotated[
    int, Field(ge=1, le=43_200, description="Working minutes without a first act; null: never.")
]


Vendor = Annotated[
    Word,
    Field(
        min_length=1, max_length=120, description="Whom the leads are bought from.", examples=["LeadItalia"]
    ),
]
ReturnReasons = Annotated[
    list[ReturnReason],
    AfterValidator(lambda reasons: list(dict.fromkeys(reasons))),
    Field(max_length=20, description="What the vendor takes a lead back for."),
]
WindowDays = Annotated[
    int,
    Field(
        ge=1,
        le=365,
        description="Days after that of the receipt, in Rome, in which a lead may be proposed back; null: any.",
    ),
]


class ContainerInput(Input):
    """A new container: only unit and name are needed; it is born active."""

    unit_id: UUID
    name: Annotated[Line, Field(examples=["Fotovoltaico Lombardia"])]
    active: bool = True
    policy: Policy = "round_robin"
    claim_minutes: ClaimMinutes = 5
    pace_minutes: PaceMinutes | None = None
    sla_warn_minutes: SlaMinutes | None = None
    sla_take_back_minutes: SlaMinutes | None = None
    google_key: Annotated[Word, Field(min_length=1, description=_GOOGLE_KEY)] | None = None
    requires_province: Annotated[bool, Field(description="The provinces of the members count.")] = True
    identity_scope: Annotated[IdentityScope, Field(description="Where the same person is looked for.")] = (
        "unit"
    )
    source: Word | None = None
    price_per_lead: Amount | None = None
    vendor: Vendor | None = None
    return_reasons: ReturnReasons = Field(default_factory=list)
    return_window_days: WindowDays | None = None
    mapping: Mapping = Field(default_factory=dict)


class ContainerPatch(Patch):
    """Changes to a container. A container that is not active keeps arriving leads in its queue."""

    nullable: ClassVar[frozenset[str]] = frozenset(
        {
            "google_key",
            "source",
            "price_per_lead",
            "vendor",
            "return_window_days",
            "pace_minutes",
            "sla_warn_minutes",
            "sla_take_back_minutes",
        }
    )

    name: Line | Absent = None
    active: bool | Absent = None
    policy: Policy | Absent = None
    claim_minutes: ClaimMinutes | Absent = None
    pace_minutes: PaceMinutes | None = None
    sla_warn_minutes: SlaMinutes | None = None
    sla_take_back_minutes: SlaMinutes | None = None
    google_key: Annotated[Word, Field(min_length=1, description=_GOOGLE_KEY)] | None = None
    requires_province: bool | Absent = None
    identity_scope: IdentityScope | Absent = None
    source: Word | None = None
    price_per_lead: Amount | None = None
    vendor: Vendor | None = None
    return_reasons: ReturnReasons | Absent = None
    return_window_days: WindowDays | None = None
    mapping: Mapping | Absent = None


class TeamMemberInput(Input):
    """A member of a team. A cap of null is none; a field left out has its default."""

    user_id: UUID
    weight: Annotated[int, Field(ge=1, le=100, description="Share, where the policy is weighted.")] = 1
    daily_cap: Annotated[Cap | None, Field(description="Drops a day; null: any number.")] = None
    open_cap: Annotated[Cap | None, Field(description="Unworked leads at once; null: any number.")] = 30
    provinces: Annotated[list[Province], Field(max_length=200, description="Empty: all.")] = Field(
        default_factory=list
    )


TeamInput = Annotated[list[TeamMemberInput], Field(max_length=500)]


class TeamMember(BaseModel):
    """A member of a team, with what keeps the drip from them."""

    user_id: UUID
    name: str
    weight: int
    daily_cap: int | None
    open_cap: int | None
    provinces: list[str]
    active: bool
    paused: bool
    paused_until: datetime | None
    absent: bool
    joined_at: datetime


class ContainerCounts(BaseModel):
    """Leads of a container."""

    today: Annotated[int, Field(description="Received since midnight in Rome.")]
    unworked: Annotated[int, Field(description="Assigned and not worked yet.")]
    queued: int


class Container(BaseModel):
    """A bucket of leads. An Agente sees its name, unit, state and policy; the rest is null."""

    model_config = ConfigDict(
        json_schema_extra={"required": ["id", "unit", "unit_id", "name", "active", "policy", "created_at"]}
    )

    id: UUID
    unit: Ref
    unit_id: UUID
    name: str
    active: bool
    policy: Policy
    created_at: datetime
    claim_minutes: int | None = None
    pace_minutes: int | None = None
    sla_warn_minutes: int | None = None
    sla_take_back_minutes: int | None = None
    intake_token: str | None = None
    intake_url: str | None = None
    google_key: str | None = None
    requires_province: bool | None = None
    identity_scope: IdentityScope | None = None
    source: str | None = None
    price_per_lead: Amount | None = None
    vendor: str | None = None
    return_reasons: list[ReturnReason] | None = None
    return_window_days: int | None = None
    mapping: dict[str, str] | None = None
    team: list[TeamMember] | None = None
    queue_length: int | None = None
    oldest_queued_at: datetime | None = None
    counts: ContainerCounts | None = None
