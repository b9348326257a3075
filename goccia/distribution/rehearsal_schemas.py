"""What the Prova del distributore takes and answers."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from goccia.core.schemas import Input
from goccia.distribution.schemas import Named
from goccia.organisation.schemas import ClaimMinutes, PaceMinutes, Policy, TeamInput

Result = Literal["assigned", "same_household", "sla_reassigned", "manual", "claimed", "queued"]
Kind = Literal["arrived", "waiting", "again"]
NoteCode = Literal[
    "rules_changed", "team_changed", "hours_changed", "turns_estimated", "by_hand", "taken_back", "fell_again",
    "claims_guessed", "manual_waits", "container_off", "truncated", "work_as_then",
]  # fmt: skip


class RehearsalInput(Input):
    """A past day, and the rules to try. A rule that is left out is the container's own."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"day": "2026-11-20", "policy": "weighted", "ignore_pauses": True}]},
    )
    day: Annotated[date, Field(description="A past day, counted in Europe/Rome.")]
    policy: Policy | None = None
    pace_minutes: Annotated[
        PaceMinutes | None, Field(description="Named with null: only the Esito lets the next one fall.")
    ] = None
    claim_minutes: ClaimMinutes | None = None
    requires_province: bool | None = None
    team: Annotated[TeamInput | None, Field(description="The whole team; null: the container's own.")] = None
    ignore_hours: Annotated[bool, Field(description="As if everybody were always at work.")] = False
    ignore_pauses: Annotated[bool, Field(description="As if nobody had paused.")] = False


class RehearsalNote(BaseModel):
    """Something to know about the answer."""

    code: Annotated[
        NoteCode,
        Field(
            description="`rules_changed`, `team_changed`, `hours_changed`: since that day, so the present ones are not "
            "those of then. `turns_estimated`: the turns at the start of the day are read from the order of its first "
            "decision. `by_hand`, `taken_back`, `fell_again`: so many acts of that day are done again where they find "
            "the lead as they found it then. `claims_guessed`: who took a lead first takes it again, else it falls in "
            "turn. `work_as_then`: leads are worked as long after their drop as they really were. `truncated`: only "
            "the first 5,000 leads."
        ),
    ]
    count: int | None = None


class Totals(BaseModel):
    """A day in figures."""

    given: int
    waited: Annotated[int, Field(description="Leads that did not fall at once.")]
    still_waiting: Annotated[int, Field(description="Leads without an agent at midnight.")]
    median_wait_seconds: Annotated[int | None, Field(description="Of those that waited.")]
    longest_wait_seconds: int | None


class AgentDay(BaseModel):
    """What one agent got."""

    leads: int
    share: Annotated[float, Field(description="Their part of what was given, 0 to 1.")]
    household: Annotated[int, Field(description="Of these, leads of a person or household they follow.")]


class RehearsedAgent(BaseModel):
    """An agent, as it went and as it would go."""

    agent: Named
    in_team: Annotated[bool, Field(description="Of the team that is tried.")]
    real: AgentDay
    tried: AgentDay


class RealFate(BaseModel):
    """Who had the lead at the end of the day."""

    agent: Named | None
    result: Result
    at: datetime


class TriedFate(RealFate):
    """Who would have had it, and why."""

    text: Annotated[str, Field(description="The decision in words, in the caller's language.")]


class RehearsedLead(BaseModel):
    """A lead of the day."""

    id: UUID
    name: str
    province: str | None
    trashed: bool
    kind: Annotated[
        Kind, Field(description="It arrived that day, waited when it began, or fell again from an agent.")
    ]
    at: Annotated[datetime, Field(description="When it arrived or was queued.")]
    changed: bool
    real: RealFate
    tried: TriedFate


class Rehearsal(BaseModel):
    """A past day under other rules, beside how it went. Nothing was written."""

    day: date
    leads: int
    changed: Annotated[int, Field(description="Leads that another agent would have had.")]
    real: Totals
    tried: Totals
    agents: list[RehearsedAgent]
    notes: list[RehearsalNote]
    items: list[RehearsedLead]
    next_cursor: str | None


class RehearsalDay(BaseModel):
    """A past day with decisions."""

    day: date
    decisions: int


class RehearsalDays(BaseModel):
    """The days of the last month that a Prova can replay, newest first."""

    items: list[RehearsalDay]
    next_cursor: None = None
    suggested: Annotated[
        date,
        Field(
            description="Yesterday; where nothing fell then, the busiest of the last seven days with leads."
        ),
    ]
