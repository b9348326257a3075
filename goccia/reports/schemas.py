"""What goes in and out of the routes of reports."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from goccia.core.schemas import Ref
from goccia.core.validation import unusable
from goccia.kit.dates import parse_date
from goccia.reports.periods import MOST_DAYS, Name


def _day(value: object) -> date:
    day = parse_date(value) if isinstance(value, str | date) else None
    if day is None or not 1900 < day.year < 2200:
        raise unusable(it="Serve un giorno (2026-11-23).", en="A day is needed (2026-11-23).")
    return day


Day = Annotated[date, BeforeValidator(_day)]


def _few(units: list[UUID]) -> list[UUID]:
    return list(dict.fromkeys(units))


class DashboardQuery(BaseModel):
    """Which leads the figures are of, and of which days."""

    model_config = ConfigDict(extra="forbid")

    period: Name = Field(
        "7d", description="`today`, the last `7d` or `30d`, this `month`, or `custom`: `from` to `to`."
    )
    first: Day | None = Field(
        None, alias="from", description="First day, in Rome, of `custom`.", examples=["2026-11-01"]
    )
    last: Day | None = Field(None, alias="to", description="Last day of `custom`.", examples=["2026-11-23"])
    unit_id: UUID | None = Field(None, description="Leads of this unit.")
    container_id: Annotated[list[UUID], AfterValidator(_few)] = Field(
        default=[], max_length=100, description="Leads of these containers."
    )
    agent_id: UUID | None = Field(None, description="Leads of this agent.")

    @model_validator(mode="after")
    def _has_its_days(self) -> "DashboardQuery":
        if self.period != "custom":
            return self
        if self.first is None or self.last is None or self.last < self.first:
            raise unusable(
                it="Un periodo libero vuole `from` e `to`, nell'ordine.",
                en="A free period needs `from` and `to`, in order.",
            )
        if (self.last - self.first).days >= MOST_DAYS:
            raise unusable(
                it=f"Il periodo è troppo lungo: al massimo {MOST_DAYS} giorni.",
                en=f"The period is too long: {MOST_DAYS} days at most.",
            )
        return self


class Span(BaseModel):
    """From a moment (included) to another (not included)."""

    start: datetime
    end: datetime


class Figures(BaseModel):
    """The leads that arrived in a period, and how far they have come until now."""

    leads: int = Field(description="Arrived in the period; those in the trash are not counted.")
    contacted: int = Field(description="Reached at least once (an Esito with the flag contacted).")
    median_seconds: float | None = Field(
        description="Half of those contacted waited less, from arrival to first contact."
    )
    p90_seconds: float | None = Field(description="Nine in ten of those contacted waited less.")
    attempts: int = Field(description="Attempts to reach them.")
    appointments: int = Field(description="Had an appointment fixed at least once.")
    contracts: int = Field(description="Have an Esito with the flag won.")
    cost: float | None = Field(description="Price per lead of their containers, in euro; null for an Agente.")


class Step(BaseModel):
    """An hour, a day, a week or a month of the period."""

    at: datetime
    leads: int
    contacted: int
    contracts: int


class Bucket(BaseModel):
    """How long leads waited for their first contact."""

    speed: Literal["5m", "1h", "24h", "later", "never"]
    leads: int


class EsitoCount(BaseModel):
    """Leads that have this Esito now; null: none yet."""

    esito: Ref | None
    colour: str
    leads: int


class Yield(BaseModel):
    """What came of the leads of a source, campaign, container or province. `key` is what the lead list filters by."""

    key: str | None
    name: str | None
    leads: int
    contacted: int
    appointments: int
    contracts: int
    cost: float | None


class AgentRow(BaseModel):
    """An agent and the leads of the period that are theirs now; null: nobody's."""

    agent: Ref | None
    leads: int
    contacted: int
    attempts: int
    appointments: int
    contracts: int
    expected: float | None = Field(
        description="How many would be theirs, had each container's leads fallen by its team's weights; null for an Agente."
    )


class ReasonCount(BaseModel):
    """A reason given with an Esito that is no contract."""

    reason: str
    leads: int


class HeatCell(BaseModel):
    """Leads who answered on this weekday (1 is Monday) in this hour, in Rome."""

    weekday: int
    hour: int
    leads: int


class Dashboard(BaseModel):
    """The figures of a period, each with those it is compared with; lists are the largest first, and bounded."""

    period: Span
    before: Span
    same_weekday: Span
    figures: Figures
    figures_before: Figures
    figures_same_weekday: Figures
    step: Literal["hour", "day", "week", "month"]
    flow: list[Step]
    speed: list[Bucket]
    esiti: list[EsitoCount]
    sources: list[Yield]
    campaigns: list[Yield]
    containers: list[Yield]
    provinces: list[Yield]
    agents: list[AgentRow]
    reasons: list[ReasonCount]
    heat: list[HeatCell]


class BriefLead(BaseModel):
    """A lead of the briefing; `since`: assigned, due, asked again or received at."""

    id: UUID
    name: str
    since: datetime
    agent: Ref | None
    container: Ref


class Untouched(BaseModel):
    """Leads that their agent has had for over an hour and not touched: the ten oldest, and how many in all."""

    total: int
    leads: list[BriefLead]


class AgentCalls(BaseModel):
    """What an agent has promised: from before today, today, and appointments of today."""

    agent: Ref
    overdue: int
    today: int
    appointments: int


class PausedAgent(BaseModel):
    """An agent on whom nothing drips now; `until` null: until they resume."""

    agent: Ref
    until: datetime | None
    absent: bool
    open_leads: int


class ContainerState(BaseModel):
    """A container in whose queue somebody waits over an hour, or that got under a quarter of its usual leads in a day."""

    container: Ref
    state: Literal["overflowing", "dry"]
    queued: int
    oldest_queued_at: datetime | None
    last_day: int
    usual_a_day: float


class BriefSource(BaseModel):
    """Where too many bad leads come from (as the alert was raised), or what is paused."""

    container: Ref
    level: Literal["ad", "ad_set", "campaign", "form", "source", "container"]
    name: str
    state: Literal["over", "paused"]
    worked: int | None
    bad: int | None


class WorthACall(BriefLead):
    """A lead that deserves a call from whoever leads: a good Esito whose next step is late, asked again and waits, or
    tried three times and never reached."""

    why: Literal["late", "asked_again", "never_reached"]


class Briefing(BaseModel):
    """What to know before the day begins."""

    at: datetime
    day_start: datetime
    untouched: Untouched
    calls: list[AgentCalls]
    paused: list[PausedAgent]
    containers: list[ContainerState]
    sources: list[BriefSource]
    worth_a_call: list[WorthACall]
