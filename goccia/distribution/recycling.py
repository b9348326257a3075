"""Leads return to their container so many days after an Esito, and fall again with a fresh start.

The day was said with the Esito (`lead.pool_at`); an act in between moves it. The round looks at what is due over an
index, without a lock; only containers where something is due stop their unit's line, a hundred leads a transaction.
A lead of a paused origin stays with its agent until the pause ends.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from goccia.core import events
from goccia.core.database import Database, Transaction
from goccia.distribution.drain import drop_of
from goccia.distribution.events import LeadRecycled
from goccia.distribution.line import Line, stand_in_line
from goccia.distribution.rules import RECYCLED, Choice, Drop
from goccia.leads.esiti_returns import COMES_BACK, DUE
from goccia.leads.events import LeadAssigned, LeadLeft, LeadQueued
from goccia.leads.origin import origin_sql

log = structlog.get_logger()
AT_ONCE = 100
_CONTAINERS = f"""
SELECT DISTINCT l.container_id FROM lead l JOIN container c ON c.id = l.container_id AND c.deleted_at IS NULL
JOIN unit u ON u.id = c.unit_id AND u.deleted_at IS NULL WHERE l.pool_at <= $1 AND {DUE}
"""
_LEADS = f"""
SELECT l.id, l.agent_id, l.province, l.phone, l.household, l.esito_id, l.returns + 1 AS returns, {COMES_BACK} AS comes_back
FROM lead l JOIN esito e ON e.id = l.esito_id WHERE l.container_id = $2 AND l.pool_at <= $1 AND {DUE}
  AND {origin_sql("l")} <> ALL ($3::text[])
ORDER BY l.pool_at, l.id LIMIT {AT_ONCE} FOR NO KEY UPDATE OF l
"""
_START = """
SELECT id FROM esito WHERE initial AND active AND deleted_at IS NULL AND (unit_id IS NULL OR unit_id = $1)
ORDER BY unit_id NULLS LAST, position, id LIMIT 1
"""
_RETURN = """
UPDATE lead SET agent_id = g.agent_id, esito_id = $3, assigned_at = CASE WHEN g.agent_id IS NOT NULL THEN $2::timestamptz END,
  queued_at = CASE WHEN g.agent_id IS NULL THEN $2::timestamptz END, worked_at = NULL, closed_at = NULL,
  next_action_at = NULL, next_action_kind = NULL, reason = NULL, pool_at = NULL, returns = lead.returns + 1,
  attempts_before = lead.attempts, updated_at = $2
FROM jsonb_to_recordset($1::jsonb) AS g (lead_id uuid, agent_id uuid) WHERE lead.id = g.lead_id
"""
_STAY = "UPDATE lead SET pool_at = NULL WHERE id = ANY ($1::uuid[])"


async def return_due(database: Database, now: datetime | None = None) -> None:
    """Bring back every lead whose day has come, container by container."""
    async with database.transaction(now=now) as tx:
        due = [row["container_id"] for row in await tx.fetch(_CONTAINERS, tx.now)]
    for container_id in sorted(due):
        try:
            more = True
            while more:
                async with database.transaction(now=now) as tx:
                    more = await _return_some(tx, await stand_in_line(tx, container_id, 0))
        except Exception:  # whatever it is, the others' leads do not wait for it; the next round tries again
            log.exception("leads not returned", container_id=str(container_id))


async def _return_some(tx: Transaction, line: Line) -> bool:
    """Bring back a hundred leads of one container, its unit's line stopped; answers whether there may be more."""
    rows = await tx.fetch(_LEADS, tx.now, line.container_id, line.paused)
    coming = [row for row in rows if row["comes_back"]]
    if staying := [row["id"] for row in rows if not row["comes_back"]]:
        await tx.execute(_STAY, staying)
    if coming:
        start = await tx.fetchval(_START, line.unit_id)
        decided = [(lead, await _fall(tx, line, lead)) for lead in coming]
        given = [{"lead_id": lead["id"], "agent_id": choice.agent_id} for lead, choice in decided]
        await tx.execute(_RETURN, given, tx.now, start)
        await line.write()
        told = [event for lead, choice in decided for event in _told(line, lead, choice, start)]
        await events.record(tx, events.SYSTEM, *told)
    return len(rows) == AT_ONCE


async def _fall(tx: Transaction, line: Line, lead: Any) -> Choice:
    drop = await drop_of(tx, line, lead)
    had = drop.returned_by | ({lead["agent_id"]} if lead["agent_id"] else frozenset())
    known = [agent for agent in drop.known_to if agent not in had]
    return line.decide(lead["id"], Drop(lead["province"], known, had), lead["agent_id"], RECYCLED, again=True)


def _told(line: Line, lead: Any, choice: Choice, start: UUID | None) -> list[events.Event]:
    place = {"unit_id": line.unit_id, "lead_id": lead["id"]}
    before = lead["agent_id"]
    told: list[events.Event] = [
        LeadRecycled(
            **place, agent=before, esito_from=lead["esito_id"], esito_to=start, times=lead["returns"]
        )
    ]
    if before and before != choice.agent_id:
        told.append(LeadLeft(**place, agent_id=before))
    if choice.agent_id is None:
        return [*told, LeadQueued(**place, container=line.container_id)]
    return [
        *told,
        LeadAssigned(
            **place,
            container=line.container_id,
            agent=choice.agent_id,
            result=choice.result,
            previous=before,
        ),
    ]
