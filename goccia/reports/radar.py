"""The radar as whoever leads sees it: where leads come from, and how many of them are bad."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import NotFound
from goccia.identity.access import User
from goccia.leads.origin import origin_sql, parts_of
from goccia.organisation.queries import require_unit
from goccia.reports.events import RadarSnoozed
from goccia.reports.radar_counts import norms
from goccia.reports.radar_rules import FACTOR, FEWEST_BAD, NEWEST, WINDOW, Counts

WEEKS: Final = 6
MOST: Final = 200
_COUNTED = "place <= $4 AND received_at >= $2"
_WEEKS = ", ".join(
    f"count(*) FILTER (WHERE {week}) AS worked_{number}, count(*) FILTER (WHERE bad_lead AND {week}) AS bad_{number}"
    for number in range(WEEKS)
    for week in (
        f"received_at >= $3::timestamptz + {number} * interval '7 days'"
        f" AND received_at < $3::timestamptz + {number + 1} * interval '7 days'",
    )
)
_NAMES = ", ".join(f"k.worked_{number}, k.bad_{number}" for number in range(WEEKS))
_SOURCES = f"""
WITH counted AS (
  SELECT container_id, origin, count(*) FILTER (WHERE {_COUNTED}) AS worked,
    count(*) FILTER (WHERE bad_lead AND {_COUNTED}) AS bad, {_WEEKS},
    min(received_at) FILTER (WHERE place = $4 AND received_at >= $2) AS since,
    max(campaign) FILTER (WHERE place = 1) AS campaign
  FROM (
    SELECT l.container_id, {origin_sql("l")} AS origin, l.received_at, e.bad_lead, l.campaign,
      row_number() OVER (PARTITION BY l.container_id, {origin_sql("l")} ORDER BY l.received_at DESC, l.id DESC) AS place
    FROM lead l JOIN esito e ON e.id = l.esito_id AND NOT e.initial
    WHERE l.received_at >= $3 AND l.deleted_at IS NULL AND ($1::uuid IS NULL OR l.unit_id = $1)
  ) AS recent GROUP BY 1, 2
), named AS (
  SELECT container_id, origin FROM counted WHERE worked > 0
  UNION SELECT container_id, origin FROM radar_alert WHERE closed_at IS NULL AND ($1::uuid IS NULL OR unit_id = $1)
  UNION SELECT container_id, origin FROM origin_pause WHERE resumed_at IS NULL AND ($1::uuid IS NULL OR unit_id = $1)
)
SELECT n.container_id, n.origin, c.name AS container_name, c.unit_id, u.name AS unit_name, c.price_per_lead, k.campaign,
  coalesce(k.worked, 0) AS worked, coalesce(k.bad, 0) AS bad, coalesce(k.since, $2) AS since, {_NAMES},
  a.raised_at, a.snoozed_until, p.paused_at, p.paused_by, who.name AS paused_by_name,
  CASE WHEN p.id IS NULL THEN 0 ELSE (
    SELECT count(*) FROM lead l WHERE l.container_id = n.container_id AND l.queued_at IS NOT NULL
    AND l.deleted_at IS NULL AND {origin_sql("l")} = n.origin) END AS waiting
FROM named n JOIN container c ON c.id = n.container_id AND c.deleted_at IS NULL
JOIN unit u ON u.id = c.unit_id AND u.deleted_at IS NULL
LEFT JOIN counted k ON k.container_id = n.container_id AND k.origin = n.origin
LEFT JOIN radar_alert a ON a.container_id = n.container_id AND a.origin = n.origin AND a.closed_at IS NULL
LEFT JOIN origin_pause p ON p.container_id = n.container_id AND p.origin = n.origin AND p.resumed_at IS NULL
LEFT JOIN person who ON who.id = p.paused_by
ORDER BY a.id IS NULL OR p.id IS NOT NULL OR coalesce(a.snoozed_until > $5, false), p.id IS NULL, a.id IS NULL,
  coalesce(k.bad, 0) DESC, coalesce(k.worked, 0) DESC, n.container_id, n.origin LIMIT {MOST + 1}
"""
_ALERT = """
SELECT id, unit_id FROM radar_alert WHERE container_id = $1 AND origin = $2 AND closed_at IS NULL
"""
_SNOOZE = "UPDATE radar_alert SET snoozed_until = $2 WHERE id = $1 AND closed_at IS NULL"


async def read(tx: Transaction, unit_id: UUID | None) -> dict[str, Any]:
    """The origins of a unit, or of all units that the caller sees.

    Raises:
        NotFound: no such unit for these eyes.
    """
    if unit_id is not None:
        await require_unit(tx, unit_id)
    first = tx.now - timedelta(days=7 * WEEKS)
    rows = await tx.fetch(_SOURCES, unit_id, tx.now - WINDOW, first, NEWEST, tx.now)
    usual = await norms(tx, [row["unit_id"] for row in rows])
    return {
        "at": tx.now,
        "days": WINDOW.days,
        "newest": NEWEST,
        "fewest_bad": FEWEST_BAD,
        "items": [
            _source(row, usual.of(row["unit_id"], row["container_id"]), tx.now, first) for row in rows[:MOST]
        ],
        "more": len(rows) > MOST,
    }


async def snooze(tx: Transaction, user: User, container_id: UUID, origin: str, days: int) -> None:
    """Hear of an alert again in so many days, if it is so then; with 0 it is shown now.

    Raises:
        NotFound: there is no such alert for these eyes.
    """
    alert = await tx.fetchrow(_ALERT, container_id, origin)
    if alert is None:
        raise NotFound
    async with tx.as_system():
        await tx.execute(_SNOOZE, alert["id"], tx.now + timedelta(days=days) if days else None)
        place = {"unit_id": alert["unit_id"], "subject_id": alert["id"]}
        await events.record(tx, user.actor, RadarSnoozed(**place, container=container_id))


def _source(row: Any, norm: float, now: Any, first: Any) -> dict[str, Any]:
    level, name = parts_of(row["origin"])
    counts = Counts(row["worked"], row["bad"])
    price = row["price_per_lead"]
    resting = row["snoozed_until"] is not None and row["snoozed_until"] > now
    alerted = "snoozed" if resting else "over" if row["raised_at"] else "normal"
    return {
        "container": {"id": row["container_id"], "name": row["container_name"]},
        "unit": {"id": row["unit_id"], "name": row["unit_name"]},
        "origin": row["origin"],
        "level": level,
        "name": name,
        "campaign": row["campaign"] or None,
        "since": row["since"],
        "worked": counts.worked,
        "bad": counts.bad,
        "share": counts.share,
        "norm": norm,
        "limit": min(1.0, FACTOR * norm),
        "weeks": [
            {
                "since": first + timedelta(days=7 * number),
                "worked": row[f"worked_{number}"] or 0,
                "bad": row[f"bad_{number}"] or 0,
            }
            for number in range(WEEKS)
        ],
        "price_per_lead": price,
        "cost": None if price is None else price * counts.bad,
        "state": "paused" if row["paused_at"] else alerted,
        "raised_at": row["raised_at"],
        "snoozed_until": row["snoozed_until"] if resting else None,
        "paused_at": row["paused_at"],
        "paused_by": None
        if row["paused_by"] is None
        else {"id": row["paused_by"], "name": row["paused_by_name"] or ""},
        "waiting": row["waiting"],
    }
