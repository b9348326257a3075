"""Oggi: what an agent has to do now. Days are Europe/Rome's."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import NotFound
from goccia.kit.dates import day_bounds
from goccia.leads.reading import COLUMNS, JOINS, shape

MOST_SHOWN = 50
SOON = timedelta(minutes=15)
FRESH = timedelta(days=30)
"""For so long a re-submission asks for an answer."""
PARTS = ("overdue", "now", "new", "appointments")

# Each lead is in one part. A re-submission that no Esito has answered is new again.
_DAY = f"""
WITH mine AS MATERIALIZED (
  SELECT id, CASE
    WHEN next_action_kind = 'appointment' AND next_action_at >= $3 AND next_action_at < $4 THEN 'appointments'
    WHEN next_action_at < CASE WHEN next_action_kind = 'appointment' THEN $3 ELSE $2 END THEN 'overdue'
    WHEN next_action_kind <> 'appointment' AND next_action_at < greatest($4, $5) THEN 'now'
    WHEN worked_at IS NULL AND closed_at IS NULL THEN 'new'
    WHEN submissions > 1 AND last_activity_at > $6 AND NOT EXISTS (
      SELECT 1 FROM event e WHERE e.lead_id = lead.id AND e.kind = 'lead.esito_set' AND e.at >= lead.last_activity_at
    ) AND NOT EXISTS (
      SELECT 1 FROM merged_lead m JOIN event e ON e.lead_id = m.id
      WHERE m.into_id = lead.id AND e.kind = 'lead.esito_set' AND e.at >= lead.last_activity_at
    ) THEN 'new' END AS part,
    next_action_at, greatest(assigned_at, last_activity_at) AS since, last_activity_at
  FROM lead WHERE agent_id = $1 AND deleted_at IS NULL
), ranked AS (
  SELECT id, part, CASE WHEN part = 'new' THEN since ELSE next_action_at END AS since,
    count(*) OVER (PARTITION BY part) AS total,
    row_number() OVER (PARTITION BY part ORDER BY CASE WHEN part = 'new' THEN last_activity_at END DESC,
                       next_action_at, id) AS rank
  FROM mine WHERE part IS NOT NULL
)
SELECT ranked.part, ranked.total, ranked.since, {COLUMNS}
FROM ranked JOIN lead l ON l.id = ranked.id{JOINS}
WHERE ranked.rank <= {MOST_SHOWN} ORDER BY ranked.part, ranked.rank
"""


async def read(tx: Transaction, agent_id: UUID) -> dict[str, Any]:
    """The day of an agent, and the lead to work now.

    Raises:
        NotFound: no such agent for these eyes.
    """
    if not await tx.fetchval("SELECT 1 FROM app_user WHERE id = $1", agent_id):
        raise NotFound
    start, end = day_bounds(tx.now)
    rows = await tx.fetch(_DAY, agent_id, tx.now, start, end, tx.now + SOON, tx.now - FRESH)
    day: dict[str, Any] = {part: [] for part in PARTS}
    counts = dict.fromkeys(PARTS, 0)
    for row in rows:
        age = max(0, int((tx.now - row["since"]).total_seconds()))
        day[row["part"]].append(shape(row) | {"age_seconds": age})
        counts[row["part"]] = row["total"]
    return day | {"counts": counts, "next": _next(day, tx)}


def _next(day: dict[str, Any], tx: Transaction) -> dict[str, Any] | None:
    """An appointment about to begin, then what is overdue or due, then the newest lead; later today can wait."""
    soon = tx.now + SOON
    about_to_begin = [lead for lead in day["appointments"] if tx.now - SOON <= lead["next_action_at"] <= soon]
    due = [lead for lead in day["now"] if lead["next_action_at"] <= soon]
    return next(iter([*about_to_begin, *day["overdue"], *due, *day["new"]]), None)
