"""What a replay starts from: the rules, the people, and a day's leads with what happened to them from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from goccia.distribution.rules import Candidate, Ground, Reason


@dataclass(frozen=True, slots=True)
class Kin:
    """A lead of the same person or household, and who had it when ours came (for one that is not replayed)."""

    lead_id: UUID
    agent_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Stint:
    """A real drop: when, and how long the lead then stayed unworked; None: for good."""

    at: datetime
    worked_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """A lead of the day. `at` is its arrival, or the time it had been queued at, where it waited when the day began."""

    lead_id: UUID
    at: datetime
    turn: int = 0
    province: str | None = None
    kin: Sequence[Kin] = ()
    holder: UUID | None = None
    """Who had it when the day began: it falls only if it falls again."""
    gone_at: datetime | None = None
    """When it left the queue by being closed or trashed."""
    stints: Sequence[Stint] = ()
    returned_by: frozenset[UUID] = frozenset()
    """Who let it return after the days of an Esito."""
    origin: str | None = None
    """Where it came from, if that was paused at some time of the day."""


ActKind = Literal["taken_back", "again", "hand", "claim"]


@dataclass(frozen=True, slots=True)
class Act:
    """What people or the clock did to a lead: it is done again where it finds the lead as it found it then."""

    kind: ActKind
    at: datetime
    turn: int
    lead_id: UUID
    previous: UUID | None = None
    agent_id: UUID | None = None
    returned_by: frozenset[UUID] = frozenset()
    by: UUID | None = None
    """Who did it by hand."""


@dataclass(frozen=True, slots=True)
class Open:
    """A lead that its agent had unworked when the day began, and when that ended."""

    lead_id: UUID
    agent_id: UUID
    since: datetime
    until: datetime | None = None


Why = Literal["paused", "absent", "deactivated"]


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch in which nothing falls on a person."""

    why: Why
    since: datetime
    until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether it is on at this moment."""
        return self.since <= now and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class Held:
    """A stretch in which an origin was paused: its leads do not fall by themselves."""

    origin: str
    since: datetime
    until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether it is on at this moment."""
        return self.since <= now and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class Day:
    """Everything a replay knows."""

    start: datetime
    end: datetime
    ground: Ground
    team: Sequence[Candidate]
    claim: timedelta = timedelta(minutes=5)
    comings: Sequence[Coming] = ()
    acts: Sequence[Act] = ()
    open_leads: Sequence[Open] = ()
    away: Mapping[UUID, Sequence[Away]] = field(default_factory=dict)
    held: Sequence[Held] = ()
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a lead: its agent (None: it waits), how, since when, and each candidate's reason."""

    agent_id: UUID | None
    result: str
    at: datetime
    first_at: datetime | None = None
    """When it first had an agent."""
    reason: str | None = None
    trace: tuple[tuple[UUID, Reason | None], ...] = ()
    by: UUID | None = None
    """Who gave it by hand."""
