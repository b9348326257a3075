"""Who gets the next drop, and why not the others: pure rules, given the facts and the time (PRODUCT §5).

Turn order: each member carries a virtual time that grows by 1/weight with every drop. The next drop goes to whoever
would finish it first, the one served longest ago where two are equal. With equal weights that is round robin; with 5:2
it gives A A B A A B A. A member who comes back is taken at the container's present virtual time: one drop soon, no
catching up (start-time fair queueing; Goyal, Vin, Cheng 1996).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from goccia.kit.calendars import Calendar, state_at

SCALE = 232_792_560
"""One drop of weight 1 in virtual time: divisible by 1 to 20, so that ties between such weights are exact."""

Reason = Literal[
    "deactivated", "paused", "absent", "outside_hours", "holiday", "province_not_covered", "daily_cap", "open_cap",
    "not_in_container", "already_returned_it", "awaiting_previous_esito", "not_next", "not_first",
]  # fmt: skip
Result = Literal["assigned", "same_household", "sla_reassigned", "claimed", "queued"]
SlaStep = Literal["warn", "take_back"]
OFFERED = "offered"
NOBODY_CLAIMED = "nobody_claimed"
RECYCLED = "recycled"
ORIGIN_PAUSED = "origin_paused"
OFFERED_AT_ONCE = 20
"""So many leads of a container are offered at the same time; the rest of the queue follows."""
WAITING_POLICIES = frozenset({"manual", "first_to_claim"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member of the team with the facts the rules look at. Counts are of this container."""

    user_id: UUID
    weight: int = 1
    daily_cap: int | None = None
    open_cap: int | None = None
    provinces: frozenset[str] = frozenset()
    virtual_time: int = 0
    last_turn: int = 0
    active: bool = True
    paused: bool = False
    absent: bool = False
    hours: Calendar | None = None
    open_count: int = 0
    today_count: int = 0
    last_drop_at: datetime | None = None
    """When the newest of the open leads fell."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a decision stands on besides the candidates."""

    policy: str = "round_robin"
    active: bool = True
    requires_province: bool = True
    virtual_time: int = 0
    calendar: Calendar = field(default_factory=Calendar)
    pace: timedelta | None = None
    """Paced: after so long the next drop falls even without an Esito; None: never without."""
    paused: frozenset[str] = frozenset()
    """Origins whose leads do not fall by themselves now."""


@dataclass(frozen=True, slots=True)
class Drop:
    """The lead as the rules see it: its province, the agents who know the person or household (nearest first), who has
    already given it back, and its origin (None: a person makes it fall, whatever it came from)."""

    province: str | None = None
    known_to: Sequence[UUID] = ()
    returned_by: frozenset[UUID] = frozenset()
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The decision: who (None: it waits in the queue), and each candidate with why not, in the order of turn."""

    agent_id: UUID | None
    result: Result
    trace: tuple[tuple[UUID, Reason | None], ...]


def why_not(  # noqa: PLR0911 - one line a reason, in the order in which people ask
    ground: Ground, candidate: Candidate, now: datetime
) -> Reason | None:
    """Why this member may receive no drop at all now; None: they may."""
    if not candidate.active:
        return "deactivated"
    if candidate.paused:
        return "absent" if candidate.absent else "paused"
    unit_state = state_at(ground.calendar, now)
    state = (
        unit_state if candidate.hours is None or unit_state == "holiday" else state_at(candidate.hours, now)
    )
    if state != "open":
        return state
    if candidate.daily_cap is not None and candidate.today_count >= candidate.daily_cap:
        return "daily_cap"
    if candidate.open_cap is not None and candidate.open_count >= candidate.open_cap:
        return "open_cap"
    if ground.policy == "paced" and _awaits_esito(ground, candidate, now):
        return "awaiting_previous_esito"
    return None


def _awaits_esito(ground: Ground, candidate: Candidate, now: datetime) -> bool:
    if candidate.open_count == 0:
        return False
    last = candidate.last_drop_at
    return ground.pace is None or last is None or now < last + ground.pace


def why_not_this(ground: Ground, candidate: Candidate, drop: Drop) -> Reason | None:
    """Why this member may not receive this lead; None: they may."""
    if candidate.user_id in drop.returned_by:
        return "already_returned_it"
    if ground.requires_province and candidate.provinces and drop.province not in candidate.provinces:
        return "province_not_covered"
    return None


def provinces_of(ground: Ground, free: Sequence[Candidate]) -> frozenset[str] | None:
    """The provinces of which these may have leads; None: all."""
    if not ground.requires_province or not all(candidate.provinces for candidate in free):
        return None
    return frozenset[str]().union(*(candidate.provinces for candidate in free))


def finish(ground: Ground, candidate: Candidate) -> int:
    """The virtual time at which this member would finish the next drop."""
    weight = candidate.weight if ground.policy == "weighted" else 1
    return max(candidate.virtual_time + SCALE // weight, ground.virtual_time)


def in_turn(ground: Ground, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, who is next first."""
    by_turn = [(finish(ground, c), c.last_turn, c.user_id, c) for c in candidates]
    by_turn.sort()  # never compares candidates: no two have the same id
    return [c for *_, c in by_turn]


def choose(
    ground: Ground,
    candidates: Sequence[Candidate],
    drop: Drop,
    now: datetime,
    barred: Mapping[UUID, Reason | None] | None = None,
) -> Choice:
    """Decide about one lead. `barred`: what `why_not` says of each candidate, where it was asked before. Of a paused
    origin nobody is asked."""
    if drop.origin in ground.paused:
        return Choice(None, "queued", ())
    if barred is None:
        barred = {candidate.user_id: why_not(ground, candidate, now) for candidate in candidates}
    order = in_turn(ground, candidates)
    users = [candidate.user_id for candidate in order]
    reasons = [barred[user] for user in users]
    if drop.returned_by or any(candidate.provinces for candidate in order):
        both = zip(reasons, order, strict=True)
        reasons = [reason or why_not_this(ground, candidate, drop) for reason, candidate in both]
    eligible = [user for user, reason in zip(users, reasons, strict=True) if reason is None]
    known = next((agent for agent in drop.known_to if agent in eligible), None)
    waits = ground.policy == "manual" or (ground.policy == "first_to_claim" and known is None)
    if not eligible or not ground.active or waits:
        return Choice(None, "queued", tuple(zip(users, reasons, strict=True)))
    chosen = known or eligible[0]
    reasons = [reason or "not_next" for reason in reasons]
    reasons[users.index(chosen)] = None
    trace = tuple(zip(users, reasons, strict=True))
    return Choice(chosen, "same_household" if known else "assigned", trace)


PASSING: frozenset[Reason | None] = frozenset(
    {None, "outside_hours", "holiday", "daily_cap", "open_cap", "awaiting_previous_esito"}
)


def choose_again(
    ground: Ground,
    candidates: Sequence[Candidate],
    drop: Drop,
    now: datetime,
    barred: Mapping[UUID, Reason | None] | None = None,
) -> Choice:
    """Decide about a lead that has returned: it waits for the others as long as only hours, caps or pace keep it from
    them; where nobody else is left, who had it may have it again."""
    choice = choose(ground, candidates, drop, now, barred)
    if choice.agent_id is not None or any(reason in PASSING for _, reason in choice.trace):
        return choice
    return choose(ground, candidates, replace(drop, returned_by=frozenset()), now, barred)


def sla_step(
    waited: timedelta, warn_after: timedelta | None, take_back_after: timedelta | None, *, warned: bool
) -> SlaStep | None:
    """What is due for a lead that its agent has not touched for so long of their working time."""
    if take_back_after is not None and waited >= take_back_after:
        return "take_back"
    if warn_after is not None and waited >= warn_after and not warned:
        return "warn"
    return None


def claim(
    ground: Ground, candidates: Sequence[Candidate], drop: Drop, user_id: UUID, now: datetime
) -> Choice | Reason:
    """A member takes a lead that is offered: the decision, or why they may not have it."""
    order = in_turn(ground, candidates)
    reasons = {c.user_id: why_not(ground, c, now) or why_not_this(ground, c, drop) for c in order}
    if user_id not in reasons:
        return "not_in_container"
    if refused := reasons[user_id]:
        return refused
    others = ((user, reason or "not_first") for user, reason in reasons.items())
    return Choice(
        user_id, "claimed", tuple((user, None if user == user_id else reason) for user, reason in others)
    )


def after(
    ground: Ground, candidates: Sequence[Candidate], choice: Choice, turn: int, now: datetime
) -> tuple[Ground, list[Candidate]]:
    """The facts after a decision, for the next one of the same transaction."""
    if choice.agent_id is None:
        return ground, list(candidates)
    following: list[Candidate] = []
    for candidate in candidates:
        if candidate.user_id == choice.agent_id:
            done = finish(ground, candidate)
            following.append(
                replace(
                    candidate, virtual_time=done, last_turn=turn,
                    open_count=candidate.open_count + 1, today_count=candidate.today_count + 1, last_drop_at=now,
                )
            )  # fmt: skip
            # A drop given out of turn (same household, claimed) does not move the container's clock.
            in_turn_too = choice.result in {"assigned", "sla_reassigned"}
            ground = replace(ground, virtual_time=done) if in_turn_too else ground
        else:
            following.append(candidate)
    return ground, following
