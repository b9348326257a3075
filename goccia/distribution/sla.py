"""No act within the container's time: the agent and the Referente are warned, then the lead falls on the next.

Minutes are those of the agent's working hours. Who has lost a lead this way is not given it again: when nobody else may
have it, it stays where it is.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog

from goccia.core import events
from goccia.core.database import Database, Transaction
from goccia.distribution.drain import START, Place, give, known_to
from goccia.distribution.events import LeadSlaWarned, LeadTakenBack
from goccia.distribution.line import Line, stand_in_line
from goccia.distribution.rules import Choice, Drop, SlaStep, sla_step
from goccia.kit.calendars import Calendar, open_time, without_hours

log = structlog.get_logger()
AT_ONCE = 200

# Coarse: by the clock on the wall, which is never behind the working hours. Every lead whose warning or end may have come.
# Only of containers that have an SLA, so that the round costs nothing where there is none.
_LATE = """
SELECT l.id, l.unit_id, l.container_id, l.agent_id, l.assigned_at, l.province, l.phone, l.household, w.warned,
  c.sla_warn_minutes, c.sla_take_back_minutes, u.calendar, a.hours,
  ARRAY(SELECT d.previous_agent_id FROM decision d WHERE d.lead_id = l.id AND d.result = 'sla_reassigned') AS losers
FROM container c JOIN lead l ON l.container_id = c.id JOIN unit u ON u.id = c.unit_id JOIN app_user a ON a.id = l.agent_id
CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM event e WHERE e.lead_id = l.id AND e.kind = 'lead.sla_warned'
  AND e.at >= l.assigned_at) AS warned) AS w
WHERE c.sla_since IS NOT NULL AND (c.sla_warn_minutes IS NOT NULL OR c.sla_take_back_minutes IS NOT NULL)
  AND c.active AND u.active AND c.deleted_at IS NULL AND u.deleted_at IS NULL
  AND l.worked_at IS NULL AND l.closed_at IS NULL AND l.deleted_at IS NULL AND l.assigned_at >= c.sla_since
  AND ((NOT w.warned AND l.assigned_at <= $1::timestamptz - make_interval(mins => c.sla_warn_minutes))
       OR l.assigned_at <= $1::timestamptz - make_interval(mins => c.sla_take_back_minutes))
"""
_LATE_HERE = f"""{_LATE} AND c.id = $2 AND (l.assigned_at, l.id) > ($3, $4)
ORDER BY l.assigned_at, l.id LIMIT {AT_ONCE} FOR NO KEY UPDATE OF l
"""


async def look_at_slas(database: Database, now: datetime | None = None) -> None:
    """Warn of what waits too long, and take back what has waited longer, container by container."""
    async with database.transaction(now=now) as tx:
        rows = await tx.fetch(_LATE, tx.now)
        due = {row["container_id"] for row in rows if _step(row, tx.now)}
    for container_id in sorted(due):
        try:
            place: Place | None = START
            while place is not None:
                async with database.transaction(now=now) as tx:
                    place = await _look_at(tx, await stand_in_line(tx, container_id, 0), place)
        except Exception:  # whatever it is, the others' leads do not wait for it; the next round tries again
            log.exception("sla not looked at", container_id=str(container_id))


async def _look_at(tx: Transaction, line: Line, after: Place) -> Place | None:
    """What is due in one container, its unit's line stopped: nobody else decides about these leads meanwhile.

    Answers the place reached, None at the end.
    """
    rows = await tx.fetch(_LATE_HERE, tx.now, line.container_id, *after)
    told: list[events.Event] = []
    given: list[tuple[Any, Choice]] = []
    if line.ground.policy == "first_to_claim":  # it was offered once: now it falls on the next in turn
        line.ground = replace(line.ground, policy="round_robin")
    for lead in rows:
        step = _step(lead, tx.now)
        place = {"unit_id": line.unit_id, "lead_id": lead["id"], "agent": lead["agent_id"]}
        choice = await _next(tx, line, lead) if step == "take_back" else None
        if choice is not None:
            given.append((lead, choice))
            told.append(LeadTakenBack(**place))
        elif step and not lead["warned"]:
            told.append(LeadSlaWarned(**place))
    if given:
        await give(tx, line, given)
    if told:
        await events.record(tx, events.SYSTEM, *told)
    return (rows[-1]["assigned_at"], rows[-1]["id"]) if len(rows) == AT_ONCE else None


async def _next(tx: Transaction, line: Line, lead: Any) -> Choice | None:
    """The next who may have the lead; None: nobody but those who had it."""
    had = frozenset({lead["agent_id"], *lead["losers"]})
    known: list[UUID] = [
        agent for agent in await known_to(tx, line, lead["phone"], lead["household"]) if agent not in had
    ]
    drop = Drop(lead["province"], known, had)
    choice = line.decide(lead["id"], drop, lead["agent_id"], result="sla_reassigned")
    if choice.agent_id is None:
        line.decisions.pop()
        return None
    return choice


def _step(row: Any, now: datetime) -> SlaStep | None:
    unit = Calendar.model_validate(row["calendar"])
    working = [unit]
    if row["hours"]:
        working = [Calendar.model_validate(row["hours"]), without_hours(unit)]
    waited = open_time(working, row["assigned_at"], now)
    warn, take_back = row["sla_warn_minutes"], row["sla_take_back_minutes"]
    return sla_step(
        waited,
        timedelta(minutes=warn) if warn else None,
        timedelta(minutes=take_back) if take_back else None,
        warned=row["warned"],
    )
