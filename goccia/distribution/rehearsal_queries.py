"""What really happened on a past day in a container, read for its Prova (as goccia_system, after the permission check)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goccia.core.database import Row, Transaction
from goccia.leads.origin import origin_sql

MOST = 5_000
# Each decision of the day; who was passed over is read only where the lead falls again.
_DECISIONS = """
SELECT d.id, d.lead_id, d.at, d.result, d.agent_id, d.previous_agent_id, d.decided_by,
  CASE WHEN d.previous_agent_id IS NOT NULL THEN d.candidates END AS candidates
FROM decision d WHERE d.container_id = $1 AND d.at >= $2 AND d.at < $3 ORDER BY d.id
"""
# Who waited when the day began: they wait still, or the first decision after it takes them out of the queue.
_WAITED = """
SELECT id FROM lead WHERE container_id = $1 AND queued_at < $2 AND (deleted_at IS NULL OR deleted_at >= $2)
UNION
SELECT d.lead_id FROM decision d JOIN lead l ON l.id = d.lead_id AND l.created_at < $2
WHERE d.container_id = $1 AND d.at >= $3 AND d.at < $3::timestamptz + interval '31 days' AND d.previous_agent_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM decision e WHERE e.lead_id = l.id AND e.at < $2 AND e.agent_id IS NOT NULL)
LIMIT $4
"""
_LEADS = f"""
SELECT l.id, l.first_name, l.last_name, l.province, l.created_at, l.agent_id, l.assigned_at, l.worked_at, l.closed_at,
  l.deleted_at, l.queued_at, {origin_sql("l")} AS origin,
  (SELECT d.at FROM decision d WHERE d.lead_id = l.id AND d.at < $2 AND d.result = 'queued'
   AND d.previous_agent_id IS NOT NULL ORDER BY d.id DESC LIMIT 1) AS queued_again_at,
  ARRAY(SELECT d.previous_agent_id FROM decision d WHERE d.lead_id = l.id AND d.reason = 'recycled' AND d.at < $3
    AND d.previous_agent_id IS NOT NULL) AS returned_by
FROM lead l WHERE l.id = ANY ($1::uuid[])
"""
_HELD = """
SELECT origin, paused_at, resumed_at FROM origin_pause WHERE container_id = $1 AND paused_at < $3
  AND (resumed_at IS NULL OR resumed_at > $2) ORDER BY paused_at, id LIMIT 2000
"""
# Newest first, as the drip itself looks for them; the agent is that of the moment at which ours came.
_KIN = """
SELECT l.id AS lead_id, t.id, CASE WHEN t.assigned_at <= l.created_at THEN t.agent_id ELSE (
  SELECT d.agent_id FROM decision d WHERE d.lead_id = t.id AND d.at <= l.created_at ORDER BY d.id DESC LIMIT 1) END AS agent_id
FROM lead l JOIN LATERAL (
  SELECT id, agent_id, assigned_at, received_at FROM lead WHERE unit_id = l.unit_id AND phone = l.phone
    AND id <> l.id AND created_at < $2 AND (deleted_at IS NULL OR deleted_at > l.created_at)
  UNION SELECT id, agent_id, assigned_at, received_at FROM lead WHERE unit_id = l.unit_id AND household = l.household
    AND id <> l.id AND created_at < $2 AND (deleted_at IS NULL OR deleted_at > l.created_at)
  ORDER BY received_at DESC LIMIT 50) AS t ON true
WHERE l.id = ANY ($1::uuid[]) ORDER BY l.id, t.received_at DESC
"""
# Acts that end a lead's being unworked, for leads that have changed hands since.
_ACTS = """
SELECT lead_id, at FROM event WHERE lead_id = ANY ($1::uuid[]) AND kind IN ('lead.esito_set', 'lead.trashed') AND at >= $2
ORDER BY at
"""
# Unworked when the day began: in the same hands still, or until a decision made since.
_OPEN = """
SELECT l.id, l.agent_id, l.assigned_at AS since, least(l.worked_at, l.closed_at, l.deleted_at) AS until, false AS moved
FROM lead l WHERE l.container_id = $1 AND l.agent_id = ANY ($3::uuid[]) AND l.assigned_at < $2
  AND (l.worked_at IS NULL OR l.worked_at >= $2) AND (l.closed_at IS NULL OR l.closed_at >= $2)
  AND (l.deleted_at IS NULL OR l.deleted_at >= $2)
UNION ALL
SELECT * FROM (
  SELECT DISTINCT ON (d.lead_id) d.lead_id, d.previous_agent_id, p.at, NULL::timestamptz, true
  FROM decision d JOIN LATERAL (SELECT at, agent_id FROM decision WHERE lead_id = d.lead_id AND id < d.id
    ORDER BY id DESC LIMIT 1) AS p ON p.at < $2 AND p.agent_id = d.previous_agent_id
  WHERE d.container_id = $1 AND d.at >= $2 AND d.previous_agent_id = ANY ($3::uuid[])
    AND NOT EXISTS (SELECT 1 FROM event e WHERE e.lead_id = d.lead_id AND e.kind IN ('lead.esito_set', 'lead.trashed')
      AND e.at >= p.at AND e.at < $2)
  ORDER BY d.lead_id, d.id) AS moved
"""
# The turn of each member when the day began: that of their last drop, or of their joining.
_PEOPLE = """
SELECT a.id, btrim(a.first_name || ' ' || a.last_name) AS name, a.hours, a.active AND a.deleted_at IS NULL AS active,
  a.paused_at, a.paused_until, a.absent, m.user_id IS NOT NULL AS member, m.joined_at, m.joined_virtual_time, m.joined_turn,
  d.at AS last_at, d.virtual_time, d.turn
FROM app_user a LEFT JOIN container_member m ON m.user_id = a.id AND m.container_id = $1
LEFT JOIN LATERAL (
  SELECT at, virtual_time, turn FROM decision WHERE container_id = $1 AND agent_id = a.id AND at < $4 AND result <> 'manual'
  AND (m.joined_at IS NULL OR m.joined_at > $4 OR at >= m.joined_at) ORDER BY at DESC, id DESC LIMIT 1) AS d ON true
WHERE a.id = ANY ($3::uuid[]) AND (m.user_id IS NOT NULL OR (a.active AND a.deleted_at IS NULL AND a.role <> 'admin'
  AND EXISTS (SELECT 1 FROM user_unit u WHERE u.user_id = a.id AND u.unit_id = $2)))
"""
_CLOCK = """
SELECT virtual_time FROM decision WHERE container_id = $1 AND at < $2 AND result IN ('assigned', 'sla_reassigned')
ORDER BY at DESC, id DESC LIMIT 1
"""
_TURN = "SELECT max(turn) FROM (SELECT turn FROM decision WHERE container_id = $1 AND at < $2 ORDER BY at DESC LIMIT 500) AS d"
_FIRST_TRACE = """
SELECT candidates FROM decision WHERE container_id = $1 AND at >= $2 AND at < $3 AND candidates <> '[]'
ORDER BY id LIMIT 1
"""
_PRESENCE = """
SELECT subject_id, kind, at, payload FROM event WHERE subject_id = ANY ($1::uuid[]) AND at < $2
  AND kind IN ('user.paused', 'user.resumed', 'user.deactivated', 'user.activated') ORDER BY at, id
"""
_CHANGES = """
SELECT kind, payload -> 'fields' AS fields FROM event WHERE at >= $2
  AND ((subject_id = ANY ($1::uuid[]) AND kind IN ('container.changed', 'team.changed', 'unit.changed', 'user.changed')))
"""
_DAYS = """
SELECT (at AT TIME ZONE 'Europe/Rome')::date AS day, count(*) AS decisions FROM decision
WHERE container_id = $1 AND at >= $2 AND at < $3 GROUP BY day ORDER BY day DESC
"""


@dataclass(frozen=True, slots=True)
class Log:
    """A day of a container as the tables have it."""

    decisions: list[Row]
    leads: dict[UUID, Row]
    kin: list[Row]
    acts: list[Row]
    open_leads: list[Row]
    held: list[Row]
    cut: bool


async def days_with_decisions(
    tx: Transaction, container_id: UUID, since: datetime, until: datetime
) -> list[Row]:
    """How many decisions fell on each day, newest first."""
    return await tx.fetch(_DAYS, container_id, since, until)


async def people_of(
    tx: Transaction, container_id: UUID, unit_id: UUID, ids: Sequence[UUID], start: datetime
) -> dict[UUID, Row]:
    """Of these people the members and those who may join, with their turn when the day began."""
    rows = await tx.fetch(_PEOPLE, container_id, unit_id, list(ids), start)
    return {row["id"]: row for row in rows}


async def turns_at(
    tx: Transaction, container_id: UUID, start: datetime, end: datetime
) -> tuple[Row | None, int, list[Any] | None]:
    """The last drop in turn before the day, the last turn, and the order of the day's first decision."""
    clock = await tx.fetchrow(_CLOCK, container_id, start)
    turn = await tx.fetchval(_TURN, container_id, start)
    return clock, turn or 0, await tx.fetchval(_FIRST_TRACE, container_id, start, end)


async def presence_of(tx: Transaction, ids: Sequence[UUID], until: datetime) -> list[Row]:
    """Pauses and absences of people, as the log has them, in order."""
    return await tx.fetch(_PRESENCE, list(ids), until)


async def changes_since(tx: Transaction, ids: Sequence[UUID], since: datetime) -> list[Row]:
    """What was changed since in a container, its unit and its people."""
    return await tx.fetch(_CHANGES, list(ids), since)


async def log_of(
    tx: Transaction, container_id: UUID, start: datetime, end: datetime, team: Sequence[UUID]
) -> Log:
    """The day: its decisions, their leads and those that waited, who is kin, what was unworked when it began, and which
    origins were paused."""
    decisions = await tx.fetch(_DECISIONS, container_id, start, end)
    waited = await tx.fetch(_WAITED, container_id, start, end, MOST + 1)
    ids = list(dict.fromkeys([row["id"] for row in waited] + [row["lead_id"] for row in decisions]))
    cut, ids = len(ids) > MOST, ids[:MOST]
    kept = set(ids)
    decisions = [row for row in decisions if row["lead_id"] in kept]
    leads = {row["id"]: row for row in await tx.fetch(_LEADS, ids, start, end)}
    open_leads = await tx.fetch(_OPEN, container_id, start, list(team))
    moved = [row["id"] for row in open_leads if row["moved"]]
    return Log(
        decisions=decisions,
        leads=leads,
        kin=await tx.fetch(_KIN, ids, end),
        acts=await tx.fetch(_ACTS, list({*ids, *moved}), start),
        open_leads=open_leads,
        held=await tx.fetch(_HELD, container_id, start, end),
        cut=cut,
    )
