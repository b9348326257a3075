"""A day lived again under some rules, pure: the very rules that decide in earnest, asked in the order of the day.

Time goes from moment to moment: a lead comes, a person takes a lead by hand, a pause (of a person, of an origin) or an hour
begins or ends, a lead is worked. Between two moments nobody's eligibility changes but that of the chosen. Whenever somebody
may have become eligible, the queue drains in order, as it does in earnest.
"""

import heapq
from bisect import bisect_right, insort
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import count, islice
from uuid import UUID

from goccia.distribution.replay_facts import Act, Away, Coming, Day, Fate
from goccia.distribution.rules import (
    NOBODY_CLAIMED,
    OFFERED,
    OFFERED_AT_ONCE,
    ORIGIN_PAUSED,
    Candidate,
    Choice,
    Drop,
    Ground,
    Reason,
    Result,
    after,
    choose,
    choose_again,
    claim,
    provinces_of,
    why_not,
)
from goccia.kit.calendars import changes_between

Key = tuple[datetime, UUID]
FIRST, THEN = 0, 1
"""Of what happens at the same moment: who becomes free, then who comes."""


def replay(day: Day) -> dict[UUID, Fate]:
    """What becomes of each lead of the day, by its id."""
    lived = _Replay(day)
    lived.live()
    return lived.fates


class _Replay:
    def __init__(self, day: Day) -> None:
        self.day = day
        self.now = day.start
        self.ground: Ground = day.ground
        self.team: list[Candidate] = list(day.team)
        self.place = {candidate.user_id: number for number, candidate in enumerate(self.team)}
        self.turn = day.turn
        self.leads: dict[UUID, Coming] = {coming.lead_id: coming for coming in day.comings}
        self.fates: dict[UUID, Fate] = {}
        self.owner: dict[UUID, UUID] = {c.lead_id: c.holder for c in day.comings if c.holder}
        self.open: dict[UUID, dict[UUID, datetime]] = {user: {} for user in self.place}
        self.queued: dict[UUID, Key] = {}
        self.waiting: dict[str | None, list[Key]] = {}
        self.offers: dict[UUID, datetime] = {}
        self.barred: dict[UUID, Reason | None] = {}
        self.moments: list[tuple[datetime, int, int, int, Callable[[], None]]] = []
        self.number = count()

    def live(self) -> None:
        """Go through the day's moments in their order."""
        self._begin()
        while self.moments:
            self.now, kind, _, _, happen = heapq.heappop(self.moments)
            happen()
            more = self.moments and self.moments[0][:2] == (self.now, FIRST)
            if kind == THEN or not more:
                self._drain()

    def _begin(self) -> None:
        day = self.day
        for lead in day.open_leads:
            if lead.agent_id in self.open:
                self.open[lead.agent_id][lead.lead_id] = lead.since
                if lead.until is not None:
                    self._at(lead.until, FIRST, 0, self._closer(lead.lead_id, lead.agent_id))
        for user in self.place:
            self._recount(user)
        for coming in day.comings:
            if coming.holder is None and coming.at < day.start:
                self._enqueue(coming, coming.at)
            elif coming.holder is None:
                self._at(coming.at, THEN, coming.turn, lambda coming=coming: self._come(coming))  # type: ignore[misc]
        for act in day.acts:
            self._at(act.at, THEN, act.turn, lambda act=act: self._act(act))  # type: ignore[misc]
        self._expect_changes()

    def _expect_changes(self) -> None:
        """Hours and pauses begin and end."""
        day = self.day
        calendars = [day.ground.calendar, *(c.hours for c in self.team if c.hours)]
        for moment in {day.start, *changes_between(calendars, day.start, day.end)}:
            self._at(moment, FIRST, 0, self._look_at_all)
        for stretches in day.away.values():
            for stretch in stretches:
                for edge in (stretch.since, stretch.until):
                    if edge is not None:
                        self._at(edge, FIRST, 0, self._look_at_all)
        for moment in {day.start} | {edge for held in day.held for edge in (held.since, held.until) if edge}:
            self._at(moment, FIRST, 0, self._look_at_origins)

    def _at(self, moment: datetime, kind: int, turn: int, happen: Callable[[], None]) -> None:
        if self.day.start <= moment < self.day.end:
            heapq.heappush(self.moments, (moment, kind, turn, next(self.number), happen))

    # --- who may have a lead

    def _look_at_all(self) -> None:
        for user in self.place:
            self._look(user)

    def _look_at_origins(self) -> None:
        """What is paused now; offers of it are withdrawn."""
        paused = frozenset(held.origin for held in self.day.held if held.holds(self.now))
        self.ground = replace(self.ground, paused=paused)
        self.offers = {
            lead_id: until
            for lead_id, until in self.offers.items()
            if self.leads[lead_id].origin not in paused or until <= self.now
        }

    def _look(self, user: UUID) -> None:
        """Ask anew why a member may have no drop now."""
        candidate = self.team[self.place[user]]
        if stretches := self.day.away.get(user):
            on = [stretch for stretch in stretches if stretch.holds(self.now)]
            candidate = replace(
                candidate,
                active=not _any(on, "deactivated"),
                paused=_any(on, "paused") or _any(on, "absent"),
                absent=_any(on, "absent"),
            )
            self.team[self.place[user]] = candidate
        self.barred[user] = why_not(self.ground, candidate, self.now)

    def _free(self) -> list[Candidate]:
        return [candidate for candidate in self.team if self.barred[candidate.user_id] is None]

    # --- decisions

    def _decide(
        self,
        lead: Coming,
        returned_by: frozenset[UUID],
        ground: Ground | None = None,
        *,
        by_itself: bool = True,
    ) -> Choice:
        had_by = (
            self.owner.get(kin.lead_id) if kin.lead_id in self.leads else kin.agent_id for kin in lead.kin
        )
        known = [user for user in had_by if user and user not in returned_by]
        drop = Drop(lead.province, known, returned_by, lead.origin if by_itself else None)
        decided = choose_again if lead.returned_by else choose
        return decided(ground or self.ground, self.team, drop, self.now, self.barred)

    def _give(
        self, lead: Coming, choice: Choice, result: Result | None = None, reason: str | None = None
    ) -> None:
        """Carry out a decision for an agent."""
        agent = choice.agent_id
        assert agent is not None  # noqa: S101 - the callers give only to somebody
        if result:
            choice = replace(choice, result=result)
        before = self.owner.get(lead.lead_id)
        self.turn += 1
        self.ground, self.team = after(self.ground, self.team, choice, self.turn, self.now)
        if before is not None:
            self._close(lead.lead_id, before)
        self._owned(lead, agent)
        self._look(agent)
        self._tell(lead, agent, choice.result, reason, choice.trace)

    def _owned(self, lead: Coming, agent: UUID) -> None:
        """The lead is this agent's from now on, and unworked for as long as it really was after it fell."""
        self._dequeue(lead)
        self.owner[lead.lead_id] = agent
        if agent not in self.open:
            return
        self.open[agent][lead.lead_id] = self.now
        since = [stint for stint in lead.stints if stint.at <= self.now] or list(lead.stints[:1])
        if since and (worked_after := since[-1].worked_after) is not None:
            self._at(self.now + worked_after, FIRST, 0, self._closer(lead.lead_id, agent))
        if self.ground.policy == "paced" and self.ground.pace is not None:
            self._at(self.now + self.ground.pace, FIRST, 0, lambda: self._look(agent))

    def _tell(
        self,
        lead: Coming,
        agent: UUID | None,
        result: str,
        reason: str | None = None,
        trace: tuple[tuple[UUID, Reason | None], ...] = (),
        by: UUID | None = None,
    ) -> None:
        before = self.fates.get(lead.lead_id)
        first = (before.first_at if before else None) or (self.now if agent else None)
        self.fates[lead.lead_id] = Fate(agent, result, self.now, first, reason, trace, by)

    def _closer(self, lead_id: UUID, agent: UUID) -> Callable[[], None]:
        since = self.open[agent][lead_id]
        return lambda: self._close(lead_id, agent, since)

    def _close(self, lead_id: UUID, agent: UUID, since: datetime | None = None) -> None:
        """The agent has worked the lead, or lost it; `since`: if they still have it since then."""
        held = self.open.get(agent, {})
        if lead_id in held and since in (None, held[lead_id]):
            del held[lead_id]
            self._recount(agent)
            self._look(agent)

    def _recount(self, agent: UUID) -> None:
        held = self.open[agent]
        place = self.place[agent]
        last = max(held.values(), default=None)
        self.team[place] = replace(self.team[place], open_count=len(held), last_drop_at=last)

    # --- what happens

    def _come(self, lead: Coming) -> None:
        choice = self._decide(lead, frozenset())
        if choice.agent_id is not None:
            self._give(lead, choice)
            return
        offered = self.ground.policy == "first_to_claim" and any(why is None for _, why in choice.trace)
        reason = ORIGIN_PAUSED if lead.origin in self.ground.paused else OFFERED if offered else None
        self._tell(lead, None, "queued", reason, choice.trace)
        self._enqueue(lead, self.now)

    def _act(self, act: Act) -> None:
        lead = self.leads[act.lead_id]
        if self.owner.get(act.lead_id) != act.previous:
            return  # under these rules it is not where they found it
        if act.kind == "claim":
            self._claim(lead, act)
        elif act.kind == "hand":
            self._by_hand(lead, act)
        else:
            self._fall_again(lead, act)

    def _by_hand(self, lead: Coming, act: Act) -> None:
        if act.previous is not None:
            self._close(act.lead_id, act.previous)
        if act.agent_id is None:
            return
        self._owned(lead, act.agent_id)
        self._tell(lead, act.agent_id, "manual", by=act.by)
        if (place := self.place.get(act.agent_id)) is not None:
            self._recount(act.agent_id)
            self.team[place] = replace(self.team[place], today_count=self.team[place].today_count + 1)
            self._look(act.agent_id)

    def _fall_again(self, lead: Coming, act: Act) -> None:
        previous = self.owner.get(act.lead_id)
        ground = self.ground
        if act.kind == "taken_back" and ground.policy == "first_to_claim":
            ground = replace(ground, policy="round_robin")
        had = act.returned_by | ({previous} if previous else frozenset())
        choice = self._decide(lead, had, ground, by_itself=False)
        if choice.agent_id is not None:
            self._give(lead, choice, "sla_reassigned" if act.kind == "taken_back" else None)
        elif act.kind == "again" and previous is not None:
            self._close(act.lead_id, previous)
            del self.owner[act.lead_id]
            self._tell(lead, None, "queued", None, choice.trace)
            self._enqueue(lead, self.now)

    def _claim(self, lead: Coming, act: Act) -> None:
        if self.offers.get(lead.lead_id, self.now) <= self.now or act.agent_id is None:
            return
        choice = claim(self.ground, self.team, Drop(lead.province), act.agent_id, self.now)
        if isinstance(choice, Choice):
            self._give(lead, choice)

    # --- the queue

    def _enqueue(self, lead: Coming, queued_at: datetime) -> None:
        key = self.queued[lead.lead_id] = (queued_at, lead.lead_id)
        insort(self.waiting.setdefault(lead.province, []), key)

    def _dequeue(self, lead: Coming) -> None:
        if (key := self.queued.pop(lead.lead_id, None)) is not None:
            bucket = self.waiting[lead.province]
            del bucket[bisect_right(bucket, key) - 1]
            self.offers.pop(lead.lead_id, None)

    def _in_order(self, free: list[Candidate], place: Key | None) -> Iterator[Coming]:
        """The waiting leads of which these may have some, behind a place of the queue."""
        covered = provinces_of(self.ground, free)
        buckets = [
            bucket for province, bucket in self.waiting.items() if covered is None or province in covered
        ]
        behind = [islice(bucket, bisect_right(bucket, place) if place else 0, None) for bucket in buckets]
        for _, lead_id in heapq.merge(*behind):
            yield self.leads[lead_id]

    def _drain(self) -> None:
        """Give what waits to whoever may have it now; under first to claim, let fall what nobody took and offer more."""
        if not self.queued or self.ground.policy == "manual":
            return
        if self.ground.policy == "first_to_claim":
            self._let_fall()
            self._offer()
            return
        place: Key | None = None
        while free := self._free():
            found = next(
                ((lead, c) for lead, c in self._deciding(free, place) if c.agent_id is not None), None
            )
            if found is None:
                return
            lead, choice = found
            place = self.queued[lead.lead_id]
            self._give(lead, choice)

    def _deciding(self, free: list[Candidate], place: Key | None) -> Iterator[tuple[Coming, Choice]]:
        for lead in self._in_order(free, place):
            is_held = lead.origin in self.ground.paused
            if not is_held and (lead.gone_at is None or self.now < lead.gone_at):
                yield lead, self._decide(lead, lead.returned_by)

    def _let_fall(self) -> None:
        ended = sorted(self.queued[lead_id] for lead_id, until in self.offers.items() if until <= self.now)
        ground = replace(self.ground, policy="round_robin")
        for _, lead_id in ended:
            if not self._free():
                return
            lead = self.leads[lead_id]
            if lead.origin in self.ground.paused or (lead.gone_at is not None and lead.gone_at <= self.now):
                continue
            choice = self._decide(lead, lead.returned_by, ground)
            if choice.agent_id is not None:
                self._give(lead, choice, reason=NOBODY_CLAIMED)

    def _offer(self) -> None:
        if not (free := self._free()):
            return
        room = OFFERED_AT_ONCE - sum(1 for until in self.offers.values() if until > self.now)
        known: list[tuple[Coming, Choice]] = []
        if room <= 0:
            return
        for lead, choice in self._deciding(free, None):
            if lead.lead_id in self.offers:
                continue
            if choice.agent_id is not None:
                known.append((lead, choice))
            elif any(why is None for _, why in choice.trace):
                until = self.offers[lead.lead_id] = self.now + self.day.claim
                self._at(until, FIRST, 0, lambda: None)
                self._tell(lead, None, "queued", OFFERED, choice.trace)
                room -= 1
            if room <= 0:
                break
        for lead, choice in known:
            self._give(lead, choice)


def _any(stretches: list[Away], why: str) -> bool:
    return any(stretch.why == why for stretch in stretches)
