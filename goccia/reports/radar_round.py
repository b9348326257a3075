"""The radar's round: alerts are raised once, taken back when the share falls, and called to mind when their rest ends.

Any number of workers may be at it: an alert is raised by whoever writes its row, and only they tell of it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Database, Transaction
from goccia.kit.ids import uuid7
from goccia.reports.events import RadarClosed, RadarRaised
from goccia.reports.radar_counts import Source, in_window, norms, suspects
from goccia.reports.radar_rules import Counts, is_over

_OPEN = "SELECT id, unit_id, container_id, origin, snoozed_until FROM radar_alert WHERE closed_at IS NULL"
_UNITS = """
SELECT c.id, c.unit_id FROM container c JOIN unit u ON u.id = c.unit_id
WHERE c.id = ANY ($1::uuid[]) AND c.deleted_at IS NULL AND u.deleted_at IS NULL
"""
_PAUSED = "SELECT container_id, origin FROM origin_pause WHERE container_id = ANY ($1::uuid[]) AND resumed_at IS NULL"
_RAISE = """
INSERT INTO radar_alert (id, unit_id, container_id, origin, raised_at, worked, bad, norm)
SELECT id, unit_id, container_id, origin, $2, worked, bad, norm
FROM jsonb_to_recordset($1::jsonb) AS a (id uuid, unit_id uuid, container_id uuid, origin text, worked integer, bad integer,
  norm double precision)
ON CONFLICT (container_id, origin) WHERE closed_at IS NULL DO NOTHING RETURNING id, unit_id, container_id
"""
_CLOSE = """
UPDATE radar_alert SET closed_at = $2 WHERE id = ANY ($1::uuid[]) AND closed_at IS NULL
RETURNING id, unit_id, container_id
"""
_REMIND = """
UPDATE radar_alert SET snoozed_until = NULL WHERE id = ANY ($1::uuid[]) AND closed_at IS NULL AND snoozed_until <= $2
RETURNING id, unit_id, container_id
"""


async def look(database: Database, now: datetime | None = None) -> None:
    """Look at where bad leads come from, everywhere."""
    async with database.transaction(now=now) as tx:
        open_alerts = await tx.fetch(_OPEN)
        suspected = await suspects(tx)
        if open_alerts or suspected:
            await _compare(tx, suspected, open_alerts)


async def _compare(tx: Transaction, suspected: set[Source], open_alerts: list[Any]) -> None:
    known = {(row["container_id"], row["origin"]): row for row in open_alerts}
    units: dict[UUID, UUID] = {
        row["id"]: row["unit_id"]
        for row in await tx.fetch(_UNITS, sorted({container for container, _ in suspected | known.keys()}))
    }
    counts = await in_window(tx, units)
    usual = await norms(tx, list(units.values()))
    paused = {(row["container_id"], row["origin"]) for row in await tx.fetch(_PAUSED, list(units))}
    raised: list[dict[str, Any]] = []
    fallen: list[UUID] = []
    due: list[UUID] = []
    for source in sorted(suspected | known.keys()):
        container, origin = source
        alert = known.get(source)
        found = counts.get(source, Counts()) if container in units else Counts()
        norm = usual.of(units[container], container) if container in units else 1.0
        over = is_over(found, norm, raised=alert is not None)
        if alert is not None and not over:
            fallen.append(alert["id"])
        elif alert is not None and alert["snoozed_until"] and source not in paused:
            due.append(alert["id"])
        elif alert is None and over and source not in paused:  # of what is paused somebody knows already
            raised.append(
                {"id": uuid7(), "unit_id": units[container], "container_id": container, "origin": origin,
                 "worked": found.worked, "bad": found.bad, "norm": norm}
            )  # fmt: skip
    await _write(tx, raised, fallen, due)


async def _write(tx: Transaction, raised: list[dict[str, Any]], fallen: list[UUID], due: list[UUID]) -> None:
    new = await tx.fetch(_RAISE, raised, tx.now) if raised else []
    again = await tx.fetch(_REMIND, due, tx.now) if due else []
    closed = await tx.fetch(_CLOSE, fallen, tx.now) if fallen else []
    told: list[events.Event] = [
        *(RadarRaised(**_place(row)) for row in new),
        *(RadarRaised(**_place(row), again=True) for row in again),
        *(RadarClosed(**_place(row)) for row in closed),
    ]
    if told:
        await events.record(tx, events.SYSTEM, *told)


def _place(row: Any) -> dict[str, Any]:
    return {"unit_id": row["unit_id"], "subject_id": row["id"], "container": row["container_id"]}
