"""Queues drain in order, the moment someone becomes eligible."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.events import Actor
from goccia.distribution.line import Line
from goccia.distribution.rules import RECYCLED, Choice, Drop
from goccia.leads.arrival import find_twins
from goccia.leads.events import LeadAssigned, LeadLeft
from goccia.leads.origin import origin_sql

DRAIN_JOB = "distribution.drain"
AT_ONCE = 100

_WAITING = f"""
SELECT id, province, phone, household, queued_at, agent_id, returns FROM lead
WHERE container_id = $1 AND queued_at IS NOT NULL AND deleted_at IS NULL
  AND (queued_at, id) > ($2, $3) AND ($5::text[] IS NULL OR province = ANY ($5::text[]))
  AND ($6::text[] = '{{}}' OR {origin_sql()} <> ALL ($6::text[]))
ORDER BY queued_at, id LIMIT $4 FOR NO KEY UPDATE
"""
_GIVE = """
UPDATE lead SET agent_id = g.agent_id, assigned_at = $2, queued_at = NULL, worked_at = NULL, updated_at = $2
FROM jsonb_to_recordset($1::jsonb) AS g (lead_id uuid, agent_id uuid) WHERE lead.id = g.lead_id
"""
Place = tuple[datetime, UUID]
START: Place = (datetime(1, 1, 2, tzinfo=UTC), UUID(int=0))


async def drain_line(tx: Transaction, line: Line, after: Place = START) -> Place | None:
    """Give the next hundred waiting leads of the line's container to whoever may have them now.

    Answers the place reached, None at the end of the queue. What nobody may have stays, in its place: leads of a
    province that nobody free covers, or of a paused origin, are not even looked at, however many they are.
    """
    if not (free := line.free()):
        return None
    waiting = await tx.fetch(_WAITING, line.container_id, *after, AT_ONCE, line.covered_by(free), line.paused)
    given: list[tuple[Any, Choice]] = []
    for lead in waiting:
        drop = await drop_of(tx, line, lead)
        choice = line.decide(lead["id"], drop, lead["agent_id"], again=lead["returns"] > 0)
        if choice.agent_id is None:
            line.decisions.pop()  # it waits as before: no new trace
        else:
            given.append((lead, choice))
    if given:
        await give(tx, line, given)
    return (waiting[-1]["queued_at"], waiting[-1]["id"]) if len(waiting) == AT_ONCE else None


async def known_to(tx: Transaction, line: Line, phone: str | None, household: str | None) -> list[UUID]:
    """The agents of the unit who already have this person or household, nearest first; what the line has decided and
    not written yet counts."""
    if not household and not phone:
        return []
    twins = await find_twins(tx, line.unit_id, phone, None, household, None)
    agents = (line.given.get(twin.lead_id, twin.agent_id) for twin in twins)
    return [agent for agent in agents if agent]


_RETURNED_BY = """
SELECT previous_agent_id FROM decision WHERE lead_id = $1 AND reason = $2 AND previous_agent_id IS NOT NULL
"""


async def drop_of(tx: Transaction, line: Line, lead: Any) -> Drop:
    """A lead that waits, as the rules see it: who knows its household, and who let it return."""
    known = await known_to(tx, line, lead["phone"], lead["household"])
    if not lead["returns"]:
        return Drop(lead["province"], known)
    rows = await tx.fetch(_RETURNED_BY, lead["id"], RECYCLED)
    had = frozenset(row["previous_agent_id"] for row in rows)
    return Drop(lead["province"], [agent for agent in known if agent not in had], had)


async def give(
    tx: Transaction, line: Line, given: list[tuple[Any, Choice]], actor: Actor = events.SYSTEM
) -> None:
    """Write decisions about leads that exist: their agent, the trace, the events."""
    told: list[events.Event] = []
    for lead, choice in given:
        place = {"unit_id": line.unit_id, "lead_id": lead["id"]}
        if lead["agent_id"]:
            told.append(LeadLeft(**place, agent_id=lead["agent_id"]))
        assert choice.agent_id is not None  # noqa: S101 - only decisions for an agent are given
        told.append(
            LeadAssigned(
                **place,
                container=line.container_id,
                agent=choice.agent_id,
                result=choice.result,
                previous=lead["agent_id"],
            )
        )
    await tx.connection.execute(
        _GIVE, [{"lead_id": lead["id"], "agent_id": choice.agent_id} for lead, choice in given], tx.now
    )
    await line.write()
    await events.record(tx, actor, *told)
