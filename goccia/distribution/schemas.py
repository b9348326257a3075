"""What the distribution's routes take and answer."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from goccia.leads.selection import Selection

Result = Literal["assigned", "same_household", "sla_reassigned", "manual", "claimed", "queued", "removed"]


class Named(BaseModel):
    """A record by id and name."""

    id: UUID
    name: str | None = None


class ToAgent(BaseModel):
    """One agent takes them."""

    model_config = ConfigDict(extra="forbid")
    agent_id: UUID


Destination = Literal["goccia"] | ToAgent


class AssignInput(Selection):
    """Which leads (a selection, or everything a filter finds) and to whom."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"lead_ids": ["01970000-0000-7000-8000-000000000001"], "to": "goccia"}]
        },
    )
    to: Destination


class AssignResult(BaseModel):
    """How many leads changed hands or were put in the queue."""

    assigned: int


Group = Literal["appointments", "call_backs_today", "call_backs_later", "new", "warm", "cold"]
Heir = Literal["keep", "goccia"] | ToAgent


class OpenGroup(BaseModel):
    """Open leads of an agent that are alike."""

    group: Annotated[
        Group,
        Field(
            description="`call_backs_today` holds the overdue ones; without a next action a lead is `new` while nobody "
            "has worked it, `warm` with a positive Esito or a contact within 7 days, else `cold`."
        ),
    ]
    leads: int
    first_at: Annotated[datetime | None, Field(description="The first next action.")]
    last_at: Annotated[datetime | None, Field(description="The last next action.")]


class ByGroup(BaseModel):
    """What becomes of each group; one that is left out stays with its agent."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"groups": {"new": "goccia"}}]})
    groups: dict[Group, Heir]


class HandOverResult(BaseModel):
    """How many open leads changed hands."""

    leads_moved: int


class DeactivateInput(BaseModel):
    """What becomes of the open leads: of all of them, or group by group."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"open_leads": "goccia"}]})
    open_leads: Heir | ByGroup


class DeactivateResult(BaseModel):
    """How many open leads changed hands."""

    id: UUID
    active: bool = False
    leads_moved: int


class CandidateTrace(BaseModel):
    """One candidate and why not; `reason` null: chosen."""

    agent: Named
    reason: str | None


class DecisionRead(BaseModel):
    """One decision about a lead, with every candidate in the order of turn."""

    id: int
    at: datetime
    turn: int
    result: Result
    reason: str | None
    agent: Named | None
    previous_agent: Named | None
    decided_by: Named | None
    candidates: list[CandidateTrace]
    text: str = Field(description="The decision in words, in the caller's language.")


class Trace(BaseModel):
    """All decisions about a lead, newest first."""

    items: list[DecisionRead]
    next_cursor: None = None


class RegisterMember(BaseModel):
    """A member of the team in the Registro."""

    agent: Named
    received: int = Field(description="Drops received in the period.")
    share: float = Field(description="Their part of all drops of the period, 0 to 1.")
    expected_share: float = Field(description="The part their weight stands for, 0 to 1.")
    reason_now: str | None = Field(description="Why no drop could fall on them now; null: one could.")
    next_in_turn: int | None = Field(
        description="1: the next drop is theirs; null where none may fall on them."
    )


class RegisterEntry(BaseModel):
    """One decision in the Registro: no lead, no client data."""

    id: int
    at: datetime
    result: Result
    reason: str | None = Field(
        description="`offered`, `nobody_claimed`, `behind_the_queue`, `recycled`, `origin_paused`; null: no more to say."
    )
    agent: Named | None
    reasons: dict[str, int] = Field(description="How many candidates were passed over, by reason.")


class Register(BaseModel):
    """The public Registro della goccia of a container."""

    container: Named
    policy: str
    active: bool
    days: int
    queue_length: int
    oldest_queued_at: datetime | None
    members: list[RegisterMember]
    items: list[RegisterEntry]
    next_cursor: str | None
