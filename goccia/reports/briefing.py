"""The briefing of 8:45: what whoever leads should know before the day begins. Days are Europe/Rome's."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from goccia.core.database import Transaction
from goccia.identity.queries import is_paused
from goccia.kit.dates import day_bounds
from goccia.leads.origin import parts_of
from goccia.organisation.queries import require_unit

UNTOUCHED: Final = timedelta(hours=1)
FRESH: Final = timedelta(days=3)
"""For so long a re-submission is warm."""
USUAL_DAYS: Final = 14
FEWEST_A_DAY: Final = 2
"""A container that usually gets fewer leads than this does not run dry."""
DRY_SHARE: Final = 0.25
MOST_SHOWN: Final = 10
MOST_PEOPLE: Final = 200
WORTH_A_CALL: Final = 3

_UNTOUCHED = """
SELECT l.id, btrim(l.first_name || ' ' || l.last_name) AS name, l.assigned_at AS since, l.agent_id, p.name AS agent_name,
  l.container_id, c.name AS container_name, count(*) OVER () AS total
FROM lead l LEFT JOIN person p ON p.id = l.agent_id LEFT JOIN container c ON c.id = l.container_id
WHERE l.agent_id IS NOT NULL AND l.worked_at IS NULL AND l.closed_at IS NULL AND l.deleted_at IS NULL
  AND l.assigned_at < $2 AND ($1::uuid IS NULL OR l.unit_id = $1)
ORDER BY l.assigned_at, l.id LIMIT $3
"""
_CALLS = """
SELECT l.agent_id AS id, p.name, count(*) FILTER (WHERE l.next_action_at < $2) AS overdue,
  count(*) FILTER (WHERE l.next_action_at >= $2 AND l.next_action_kind <> 'appointment') AS today,
  count(*) FILTER (WHERE l.next_action_at >= $2 AND l.next_action_kind = 'appointment') AS appointments
FROM lead l LEFT JOIN person p ON p.id = l.agent_id
WHERE l.next_action_at IS NOT NULL AND l.next_action_at < $3 AND l.agent_id IS NOT NULL AND l.deleted_at IS NULL
  AND ($1::uuid IS NULL OR l.unit_id = $1)
GROUP BY 1, 2 ORDER BY count(*) DESC, p.name LIMIT $4
"""
_PAUSED = """
SELECT u.id, btrim(u.first_name || ' ' || u.last_name) AS name, u.paused_at, u.paused_until, u.absent,
  (SELECT count(*) FROM lead l WHERE l.agent_id = u.id AND l.closed_at IS NULL AND l.deleted_at IS NULL) AS open_leads
FROM app_user u
WHERE u.role = 'agente' AND u.active AND u.deleted_at IS NULL AND u.paused_at IS NOT NULL
  AND ($1::uuid IS NULL OR EXISTS (SELECT 1 FROM user_unit m WHERE m.user_id = u.id AND m.unit_id = $1))
ORDER BY name, u.id LIMIT $2
"""
_CONTAINERS = """
SELECT c.id, c.name, coalesce(k.last_day, 0) AS last_day, coalesce(k.usual, 0)::float8 / $4 AS usual,
  q.queued, q.oldest_queued_at
FROM container c JOIN unit u ON u.id = c.unit_id
LEFT JOIN (
  SELECT container_id, count(*) FILTER (WHERE received_at >= $3) AS last_day, count(*) FILTER (WHERE received_at < $3) AS usual
  FROM lead WHERE received_at >= $3::timestamptz - make_interval(days => $4) AND deleted_at IS NULL
    AND ($1::uuid IS NULL OR unit_id = $1) GROUP BY 1
) k ON k.container_id = c.id
CROSS JOIN LATERAL (
  SELECT count(*) AS queued, min(l.queued_at) AS oldest_queued_at FROM lead l
  WHERE l.container_id = c.id AND l.queued_at IS NOT NULL AND l.deleted_at IS NULL
) q
WHERE c.active AND u.active AND c.deleted_at IS NULL AND u.deleted_at IS NULL AND ($1::uuid IS NULL OR c.unit_id = $1)
  AND (q.oldest_queued_at < $2 OR coalesce(k.usual, 0) >= $5::int * $4)
ORDER BY c.name, c.id LIMIT 200
"""
# A good Esito whose next step is late; who asked again and waits; who was tried often and never reached.
_WORTH = """
SELECT id, name, why, since, agent_id, agent_name, container_id, container_name, amount FROM (
  SELECT DISTINCT ON (l.id) l.id, btrim(l.first_name || ' ' || l.last_name) AS name, w.why, w.rank, w.since, l.agent_id,
    p.name AS agent_name, l.container_id, c.name AS container_name, l.amount
  FROM (
    SELECT l.id, 'late' AS why, 1 AS rank, l.next_action_at AS since FROM lead l JOIN esito e ON e.id = l.esito_id
    WHERE e.positive AND NOT e.final AND l.next_action_at < $2 AND l.deleted_at IS NULL
      AND ($1::uuid IS NULL OR l.unit_id = $1)
    UNION ALL
    SELECT l.id, 'asked_again', 2, l.last_activity_at FROM lead l
    WHERE l.submissions > 1 AND l.last_activity_at >= $3 AND l.closed_at IS NULL AND l.deleted_at IS NULL
      AND (l.worked_at IS NULL OR l.worked_at < l.last_activity_at)
      AND coalesce(l.last_contact_at, '-infinity') < l.last_activity_at
      AND ($1::uuid IS NULL OR l.unit_id = $1)
    UNION ALL
    SELECT l.id, 'never_reached', 3, l.received_at FROM lead l
    WHERE l.received_at >= $3 AND l.attempts >= 3 AND l.first_contact_at IS NULL AND l.closed_at IS NULL
      AND l.deleted_at IS NULL AND ($1::uuid IS NULL OR l.unit_id = $1)
  ) w JOIN lead l ON l.id = w.id LEFT JOIN person p ON p.id = l.agent_id LEFT JOIN container c ON c.id = l.container_id
  ORDER BY l.id, w.rank
) x ORDER BY rank, amount DESC NULLS LAST, since, id LIMIT $4
"""
# What the radar has found, or somebody paused: both tables hold only what is so now, and a little more.
_SOURCES = """
SELECT c.id, c.name, s.origin, s.paused, s.worked, s.bad FROM (
  SELECT container_id, origin, true AS paused, NULL::integer AS worked, NULL::integer AS bad, paused_at AS since
  FROM origin_pause WHERE resumed_at IS NULL AND ($1::uuid IS NULL OR unit_id = $1)
  UNION ALL
  SELECT a.container_id, a.origin, false, a.worked, a.bad, a.raised_at FROM radar_alert a
  WHERE a.closed_at IS NULL AND (a.snoozed_until IS NULL OR a.snoozed_until <= $2) AND ($1::uuid IS NULL OR a.unit_id = $1)
    AND NOT EXISTS (SELECT 1 FROM origin_pause p
      WHERE p.container_id = a.container_id AND p.origin = a.origin AND p.resumed_at IS NULL)
) s JOIN container c ON c.id = s.container_id AND c.deleted_at IS NULL
JOIN unit u ON u.id = c.unit_id AND u.deleted_at IS NULL
ORDER BY s.paused, s.since DESC, c.id, s.origin LIMIT $3
"""


async def read(tx: Transaction, unit_id: UUID | None) -> dict[str, Any]:
    """The briefing of a unit, or of all that the caller leads.

    Raises:
        NotFound: no such unit for these eyes.
    """
    if unit_id is not None:
        await require_unit(tx, unit_id)
    start, end = day_bounds(tx.now)
    late = tx.now - UNTOUCHED
    untouched = await tx.fetch(_UNTOUCHED, unit_id, late, MOST_SHOWN)
    paused = await tx.fetch(_PAUSED, unit_id, MOST_PEOPLE)
    containers = await tx.fetch(
        _CONTAINERS, unit_id, late, tx.now - timedelta(days=1), USUAL_DAYS, FEWEST_A_DAY
    )
    return {
        "at": tx.now,
        "day_start": start,
        "untouched": {
            "total": untouched[0]["total"] if untouched else 0,
            "leads": [_lead(row) for row in untouched],
        },
        "calls": [
            {"agent": _named(row), **{name: row[name] for name in ("overdue", "today", "appointments")}}
            for row in await tx.fetch(_CALLS, unit_id, start, end, MOST_PEOPLE)
        ],
        "paused": [
            {
                "agent": _named(row),
                "until": row["paused_until"],
                "absent": row["absent"],
                "open_leads": row["open_leads"],
            }
            for row in paused
            if is_paused(row["paused_at"], row["paused_until"], tx.now)
        ],
        "containers": [found for row in containers if (found := _container(row, late))],
        "sources": [_source(row) for row in await tx.fetch(_SOURCES, unit_id, tx.now, MOST_SHOWN)],
        "worth_a_call": [
            _lead(row) | {"why": row["why"]}
            for row in await tx.fetch(_WORTH, unit_id, tx.now, tx.now - FRESH, WORTH_A_CALL)
        ],
    }


def _named(row: Any) -> dict[str, Any]:
    return {"id": row["id"], "name": row["name"] or ""}


def _lead(row: Any) -> dict[str, Any]:
    agent = {"id": row["agent_id"], "name": row["agent_name"] or ""} if row["agent_id"] else None
    container = {"id": row["container_id"], "name": row["container_name"] or ""}
    return {
        "id": row["id"],
        "name": row["name"],
        "since": row["since"],
        "agent": agent,
        "container": container,
    }


def _source(row: Any) -> dict[str, Any]:
    level, name = parts_of(row["origin"])
    return {
        "container": _named(row),
        "level": level,
        "name": name,
        "state": "paused" if row["paused"] else "over",
        "worked": row["worked"],
        "bad": row["bad"],
    }


def _container(row: Any, late: Any) -> dict[str, Any] | None:
    """A container that overflows (somebody waits over an hour) or runs dry; None: it is well."""
    overflows = row["oldest_queued_at"] is not None and row["oldest_queued_at"] < late
    runs_dry = row["usual"] >= FEWEST_A_DAY and row["last_day"] < row["usual"] * DRY_SHARE
    if not overflows and not runs_dry:
        return None
    return {
        "container": _named(row),
        "state": "overflowing" if overflows else "dry",
        "queued": row["queued"],
        "oldest_queued_at": row["oldest_queued_at"],
        "last_day": row["last_day"],
        "usual_a_day": row["usual"],
    }
