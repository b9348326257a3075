"""What the radar counts, by container and origin. A worked lead is one whose Esito is beyond that of arriving leads.

What is bad is found over the index of the Esiti, and the rest is read only for containers where there is enough of it: a
round that finds nothing has read a few hundred entries of an index, whatever the size of the database. OFFSET 0 keeps the
planner from reading all leads of the window instead: after the import of a large list they are very many.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goccia.core.database import Transaction
from goccia.leads.origin import origin_sql
from goccia.reports.radar_rules import FEWEST_BAD, NEWEST, NORM_OF, WINDOW, Counts, norm_of

_ORIGIN = origin_sql("l")
SUSPECTS = f"""
SELECT b.container_id, b.origin FROM (
  SELECT bad.container_id, bad.origin FROM esito e CROSS JOIN LATERAL (
    SELECT l.container_id, {_ORIGIN} AS origin FROM lead l
    WHERE l.esito_id = e.id AND l.received_at >= $1 AND l.deleted_at IS NULL OFFSET 0
  ) AS bad WHERE e.bad_lead
  GROUP BY 1, 2 HAVING count(*) >= $2
) AS b JOIN container c ON c.id = b.container_id AND c.deleted_at IS NULL
JOIN unit u ON u.id = c.unit_id AND u.deleted_at IS NULL
"""
IN_WINDOW = f"""
SELECT container_id, origin, count(*) AS worked, count(*) FILTER (WHERE bad_lead) AS bad FROM (
  SELECT l.container_id, {_ORIGIN} AS origin, e.bad_lead,
    row_number() OVER (PARTITION BY l.container_id, {_ORIGIN} ORDER BY l.received_at DESC, l.id DESC) AS place
  FROM lead l JOIN esito e ON e.id = l.esito_id AND NOT e.initial
  WHERE l.container_id = ANY ($1::uuid[]) AND l.received_at >= $2 AND l.deleted_at IS NULL
) AS w WHERE place <= $3 GROUP BY 1, 2
"""
BEFORE = """
SELECT l.unit_id, l.container_id, count(*) AS worked, count(*) FILTER (WHERE e.bad_lead) AS bad
FROM lead l JOIN esito e ON e.id = l.esito_id AND NOT e.initial
WHERE l.unit_id = ANY ($1::uuid[]) AND l.received_at >= $2 AND l.received_at < $3 AND l.deleted_at IS NULL GROUP BY 1, 2
"""
Source = tuple[UUID, str]
"""A container and an origin in it."""


@dataclass(frozen=True, slots=True)
class Norms:
    """The counts of the time before the window, by container and by unit."""

    by_container: dict[UUID, Counts]
    by_unit: dict[UUID, Counts]

    def of(self, unit_id: UUID, container_id: UUID) -> float:
        """The norm of a container."""
        return norm_of(self.by_unit.get(unit_id, Counts()), self.by_container.get(container_id, Counts()))


async def suspects(tx: Transaction) -> set[Source]:
    """Where enough bad leads came from to be looked at."""
    rows = await tx.fetch(SUSPECTS, tx.now - WINDOW, FEWEST_BAD)
    return {(row["container_id"], row["origin"]) for row in rows}


async def in_window(tx: Transaction, container_ids: Iterable[UUID]) -> dict[Source, Counts]:
    """What every origin of these containers gave in the window."""
    rows = await tx.fetch(IN_WINDOW, sorted(set(container_ids)), tx.now - WINDOW, NEWEST)
    return {(row["container_id"], row["origin"]): Counts(row["worked"], row["bad"]) for row in rows}


async def norms(tx: Transaction, unit_ids: Sequence[UUID]) -> Norms:
    """What is usual in the containers of these units."""
    until: datetime = tx.now - WINDOW
    rows = await tx.fetch(BEFORE, sorted(set(unit_ids)), until - NORM_OF, until)
    by_unit: dict[UUID, Counts] = {}
    for row in rows:
        counts = Counts(row["worked"], row["bad"])
        by_unit[row["unit_id"]] = by_unit.get(row["unit_id"], Counts()) + counts
    return Norms({row["container_id"]: Counts(row["worked"], row["bad"]) for row in rows}, by_unit)
