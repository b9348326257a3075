"""The line of a unit: decisions one after the other, under the lock of the unit's row, written together.

`Line` is opened for a container, decides about any number of leads, and writes turn, traces and counters at the end.
One webhook uses it for one lead, an import or a draining queue for a hundred.
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from goccia.core.database import Row, Transaction, Write
from goccia.core.errors import NotFound
from goccia.distribution.rules import (
    OFFERED,
    ORIGIN_PAUSED,
    WAITING_POLICIES,
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
from goccia.kit.calendars import Calendar
from goccia.kit.dates import day_bounds
from goccia.leads.origin import origin_sql

_LOCK = """
UPDATE unit SET turn = turn + $2 WHERE id = (SELECT unit_id FROM container WHERE id = $1)
RETURNING id, turn - $2 AS turn, calendar
"""
_LOOK = "SELECT id, turn, calendar FROM unit WHERE id = (SELECT unit_id FROM container WHERE id = $1)"
# The container with each member of its team, one row of nulls where there is none. One agent's open leads and today's
# drops are counted only where a rule looks at them. A pause counts from the moment it is saved: a delivery that waited for
# the lock is older than the pause saved meanwhile. So does the pause of an origin; what it holds back is no queue to drain.
_PAUSED = "ARRAY(SELECT origin FROM origin_pause WHERE container_id = $1 AND resumed_at IS NULL)"
_FACTS = f"""
SELECT c.policy, c.active AND u.active AS container_active, c.requires_province, c.virtual_time AS clock,
       c.claim_minutes, c.pace_minutes,
       (SELECT EXISTS (SELECT 1 FROM lead WHERE container_id = $1 AND queued_at IS NOT NULL AND deleted_at IS NULL
         AND {origin_sql()} <> ALL ({_PAUSED}))) AS queue, {_PAUSED} AS paused_origins,
       m.user_id, m.weight, m.daily_cap, m.open_cap, m.provinces, m.virtual_time, m.last_turn, a.absent, a.hours,
       a.active AND a.deleted_at IS NULL AS active,
       a.paused_at IS NOT NULL AND (a.paused_until IS NULL OR a.paused_until > $4) AS paused,
       CASE WHEN m.open_cap IS NULL AND c.policy <> 'paced' THEN 0 ELSE (
         SELECT count(*) FROM lead l WHERE l.container_id = m.container_id AND l.agent_id = m.user_id
         AND l.worked_at IS NULL AND l.closed_at IS NULL AND l.deleted_at IS NULL) END AS open_count,
       CASE WHEN c.policy = 'paced' AND c.pace_minutes IS NOT NULL THEN (
         SELECT max(l.assigned_at) FROM lead l WHERE l.container_id = m.container_id AND l.agent_id = m.user_id
         AND l.worked_at IS NULL AND l.closed_at IS NULL AND l.deleted_at IS NULL) END AS last_drop_at,
       CASE WHEN m.daily_cap IS NULL THEN 0 ELSE (
         SELECT count(*) FROM decision d WHERE d.container_id = m.container_id AND d.agent_id = m.user_id
         AND d.at >= $2 AND d.at < $3) END AS today_count
FROM container c JOIN unit u ON u.id = c.unit_id
LEFT JOIN (container_member m JOIN app_user a ON a.id = m.user_id) ON m.container_id = c.id
WHERE c.id = $1 AND c.deleted_at IS NULL
"""


@dataclass(slots=True)
class Line:
    """Decisions of one container in one transaction. Open it with `stand_in_line`."""

    tx: Transaction
    container_id: UUID
    unit_id: UUID
    turn: int
    ground: Ground
    team: list[Candidate]
    has_queue: bool
    claim_minutes: int
    touched: set[UUID] = field(default_factory=set)
    given: dict[UUID, UUID] = field(default_factory=dict)
    """Who got which lead in this line."""
    decisions: list[dict[str, Any]] = field(default_factory=list)
    _barred: dict[UUID, Reason | None] = field(default_factory=dict)
    """Why a member may have no drop at all now: from one decision to the next that changes for the chosen one alone."""
    _text: dict[UUID, str] = field(default_factory=dict)

    def free(self) -> list[Candidate]:
        """Who may be given leads now; nobody where the container is off, or its policy waits for a person."""
        return [] if self.ground.policy in WAITING_POLICIES else self.able()

    def able(self) -> list[Candidate]:
        """Who could have a lead now, whatever the policy; nobody where the container is off."""
        if not self.ground.active:
            return []
        return [candidate for candidate in self.team if why_not(self.ground, candidate, self.tx.now) is None]

    @property
    def paused(self) -> list[str]:
        """The origins whose leads do not fall by themselves now."""
        return sorted(self.ground.paused)

    def covered_by(self, free: list[Candidate]) -> list[str] | None:
        """The provinces of which these may have leads; None: all."""
        covered = provinces_of(self.ground, free)
        return None if covered is None else sorted(covered)

    def decide(
        self,
        lead_id: UUID,
        drop: Drop,
        previous: UUID | None = None,
        reason: str | None = None,
        result: Result | None = None,
        *,
        again: bool = False,
    ) -> Choice:
        """Decide about one lead; written by `write`. `result`: how it is called if an agent has it; `again`: it has
        returned."""
        if not self._barred:
            self._barred = {c.user_id: why_not(self.ground, c, self.tx.now) for c in self.team}
        decided = choose_again if again else choose
        choice = decided(self.ground, self.team, drop, self.tx.now, self._barred)
        if result and choice.agent_id:
            choice = replace(choice, result=result)
        offers = self.ground.policy == "first_to_claim" and self.ground.active
        if choice.agent_id is None and drop.origin in self.ground.paused:
            reason = ORIGIN_PAUSED
        elif choice.agent_id is None and offers and reason is None:
            reason = OFFERED if any(why is None for _, why in choice.trace) else None
        self._take(lead_id, choice, previous, reason)
        return choice

    def claim(self, lead_id: UUID, drop: Drop, user_id: UUID) -> Choice | Reason:
        """Let a member take a lead that is offered, or say why they may not have it; written by `write`."""
        choice = claim(self.ground, self.team, drop, user_id, self.tx.now)
        if isinstance(choice, Choice):
            self._take(lead_id, choice, None, None)
        return choice

    def _take(self, lead_id: UUID, choice: Choice, previous: UUID | None, reason: str | None) -> None:
        self.turn += 1
        if not self._text:
            self._text = {c.user_id: str(c.user_id) for c in self.team}
        self.ground, self.team = after(self.ground, self.team, choice, self.turn, self.tx.now)
        virtual_time: int | None = None
        if choice.agent_id is not None:
            self.touched.add(choice.agent_id)
            self.given[lead_id] = choice.agent_id
            chosen = next(c for c in self.team if c.user_id == choice.agent_id)
            virtual_time = chosen.virtual_time
            self._barred[choice.agent_id] = why_not(self.ground, chosen, self.tx.now)
        self.decisions.append(
            {
                "unit_id": self.unit_id,
                "container_id": self.container_id,
                "lead_id": lead_id,
                "at": self.tx.now,
                "turn": self.turn,
                "result": choice.result,
                "agent_id": choice.agent_id,
                "previous_agent_id": previous,
                "reason": reason,
                "candidates": [(self._text[user], why) for user, why in choice.trace],
                "virtual_time": virtual_time,
            }
        )

    def enqueue(self, lead_id: UUID, reason: str = "behind_the_queue") -> None:
        """Say why a lead waits in the queue without asking anybody: others wait before it, its origin is paused."""
        self.turn += 1
        self.decisions.append(
            {
                "unit_id": self.unit_id,
                "container_id": self.container_id,
                "lead_id": lead_id,
                "at": self.tx.now,
                "turn": self.turn,
                "result": "queued",
                "reason": reason,
                "candidates": [],
            }
        )

    def traces(self) -> list[Write]:
        """Hand out, once, the write of the traces alone: more decisions follow in this transaction."""
        decided, self.decisions = self.decisions, []
        return [Write(_TRACES, (decided,))]

    def writes(self) -> list[Write]:
        """Hand out, once, the writes of what was decided: traces, turns and counters."""
        turns = [
            {"user_id": c.user_id, "virtual_time": c.virtual_time, "last_turn": c.last_turn}
            for c in self.team
            if c.user_id in self.touched
        ]
        found = [*self.traces(), Write(_UNIT_TURN, (self.unit_id, self.turn))]
        if turns:
            found.append(Write(_TURNS, (turns, self.container_id)))
            found.append(Write(_CLOCK, (self.container_id, self.ground.virtual_time)))
        self.touched = set()
        return found

    async def write(self) -> None:
        """Write traces, turns and counters of what was decided, by themselves."""
        await self.tx.write(*self.writes())


_TRACES = """
INSERT INTO decision (unit_id, container_id, lead_id, at, turn, result, agent_id, previous_agent_id, reason, candidates,
  virtual_time)
SELECT unit_id, container_id, lead_id, at, turn, result, agent_id, previous_agent_id, reason, coalesce(candidates, '[]'),
  virtual_time
FROM jsonb_to_recordset($1::jsonb) AS d (unit_id uuid, container_id uuid, lead_id uuid, at timestamptz, turn bigint,
  result text, agent_id uuid, previous_agent_id uuid, reason text, candidates jsonb, virtual_time bigint)
"""
_TURNS = """
UPDATE container_member m SET virtual_time = t.virtual_time, last_turn = t.last_turn
FROM jsonb_to_recordset($1::jsonb) AS t (user_id uuid, virtual_time bigint, last_turn bigint)
WHERE m.container_id = $2 AND m.user_id = t.user_id
"""
_CLOCK = "UPDATE container SET virtual_time = $2 WHERE id = $1 AND virtual_time <> $2"
_UNIT_TURN = "UPDATE unit SET turn = $2 WHERE id = $1 AND turn <> $2"


async def stand_in_line(tx: Transaction, container_id: UUID, turns: int = 1) -> Line:
    """Lock the container's unit and read the facts of a decision. Run as goccia_system.

    The lock is a statement of its own, so that the next ones see what the transaction before us has written.
    `turns` is how many decisions are expected; a wrong guess costs one more row version, nothing else.

    Raises:
        NotFound: the container does not exist.
    """
    return await _line(tx, container_id, await tx.fetchrow(_LOCK, container_id, turns))


async def look_at_line(tx: Transaction, container_id: UUID) -> Line:
    """The same facts without the lock, to be shown and not decided upon.

    Raises:
        NotFound: the container does not exist.
    """
    return await _line(tx, container_id, await tx.fetchrow(_LOOK, container_id))


async def _line(tx: Transaction, container_id: UUID, unit: Row | None) -> Line:
    rows = await tx.fetch(_FACTS, container_id, *day_bounds(tx.now), tx.now) if unit else []
    if unit is None or not rows:
        raise NotFound
    container = rows[0]
    return Line(
        tx=tx,
        container_id=_plain(container_id),
        unit_id=_plain(unit["id"]),
        turn=unit["turn"],
        ground=Ground(
            policy=container["policy"],
            active=container["container_active"],
            requires_province=container["requires_province"],
            virtual_time=container["clock"],
            calendar=Calendar.model_validate(unit["calendar"]),
            pace=timedelta(minutes=container["pace_minutes"]) if container["pace_minutes"] else None,
            paused=frozenset(container["paused_origins"]),
        ),
        team=[
            Candidate(
                user_id=row["user_id"],
                weight=row["weight"],
                daily_cap=row["daily_cap"],
                open_cap=row["open_cap"],
                provinces=frozenset(row["provinces"]),
                virtual_time=row["virtual_time"],
                last_turn=row["last_turn"],
                active=row["active"],
                paused=row["paused"],
                absent=row["absent"],
                hours=Calendar.model_validate(row["hours"]) if row["hours"] else None,
                open_count=row["open_count"],
                today_count=row["today_count"],
                last_drop_at=row["last_drop_at"],
            )
            for row in rows
            if row["user_id"]
        ],
        has_queue=container["queue"],
        claim_minutes=container["claim_minutes"],
    )


def _plain(found: UUID) -> UUID:
    """The id as Python's own UUID: orjson writes it without a call for each."""
    return UUID(int=found.int)
