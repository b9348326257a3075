"""One batch of records, written in one transaction: recognised anew under the unit's lock, then made or joined."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.events import Actor
from goccia.distribution.arrival import Arrival, arrive
from goccia.distribution.line import stand_in_line
from goccia.distribution.rehome import rehome_if_orphan
from goccia.intake.destination import Destination
from goccia.intake.import_join import join
from goccia.intake.import_rows import Staged, arrival_of, leads_from, origins_of
from goccia.intake.import_twins import find_twins_of
from goccia.leads.arrival import Recognition, Twin, recognise

_ROOTS = """
SELECT r.number, CASE WHEN r.done AND l.deleted_at IS NULL THEN l.id END AS lead_id,
       NOT r.done AND r.verdict = 'review' AS waits
FROM import_row r LEFT JOIN merged_lead m ON m.id = r.lead_id
LEFT JOIN lead l ON l.id = coalesce(m.into_id, r.lead_id) WHERE r.import_id = $1 AND r.number = ANY ($2::int[])
"""
_LIVE = "SELECT id FROM lead WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL"
_MARK = """
UPDATE import_row r SET done = m.done, made = m.made, lead_id = m.lead_id, verdict = m.verdict
FROM unnest($2::int[], $3::bool[], $4::bool[], $5::uuid[], $6::text[]) AS m (number, done, made, lead_id, verdict)
WHERE r.import_id = $1 AND r.number = m.number
"""
NOBODY = Recognition("created")
Kind = Literal["new", "join", "review", "wait"]


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a record. `lead_id` is the lead it joins, or is maybe like."""

    kind: Kind
    lead_id: UUID | None = None


@dataclass(slots=True)
class Batch:
    """A batch in the making."""

    tx: Transaction
    import_id: UUID
    origins: dict[int, str] = field(default_factory=dict)
    """Where the records came from, by their numbers; empty where no origin is held back."""
    leads: dict[int, UUID] = field(default_factory=dict)
    households: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    fates: list[tuple[Staged, Fate]] = field(default_factory=list)

    def arrivals(
        self, rows: Iterable[tuple[Staged, Sequence[Twin]]], roots: "Roots", scope: UUID | None
    ) -> Iterator[Arrival]:
        """Decide what each record becomes, and yield those that are new leads as they are asked for."""
        for row, twins in rows:
            found = recognise(twins, row.phone, scope) if twins else NOBODY
            fate = _fate(row, found, roots, self.leads)
            if fate.kind == "new":
                kin = self.households[row.household] if row.household else []
                arrival = arrival_of(row, twins, tuple(kin), self.origins.get(row.number))
                lead_id: UUID = arrival.lead["id"]
                kin.append(lead_id)
                fate = Fate("new", lead_id)
            if fate.kind != "review" and fate.lead_id:
                self.leads[row.number] = fate.lead_id
            self.fates.append((row, fate))
            if fate.kind == "new":
                yield arrival


@dataclass(frozen=True, slots=True)
class Roots:
    """The earlier records that those of a batch are like: the lead of each, those that still wait; and live leads."""

    leads: dict[int, UUID | None]
    waiting: frozenset[int]
    live: frozenset[UUID]


def _fate(row: Staged, found: Recognition, roots: Roots, leads: dict[int, UUID]) -> Fate:
    if row.verdict == "review":
        return Fate("wait")
    twin = found.twin.lead_id if found.twin else None
    if row.decided == "join" and row.lead_id in roots.live:
        return Fate("join", row.lead_id)
    if row.decided == "new":
        same = found.status in ("duplicate", "resubmitted") and found.twin and found.twin.by != "email"
        return Fate("join", twin) if same else Fate("new")
    if found.status in ("duplicate", "resubmitted"):
        return Fate("join", twin)
    known = leads.get(row.twin_row) or roots.leads.get(row.twin_row) if row.twin_row is not None else None
    if known or row.twin_row in roots.waiting:
        return Fate("join", known) if known else Fate("wait")
    doubtful = found.status == "review" and row.decided is None
    return Fate("review", twin) if doubtful else Fate("new")


async def write_batch(
    tx: Transaction, actor: Actor, destination: Destination, import_id: UUID, rows: Sequence[Staged]
) -> Counter[str]:
    """Write records in their order (as goccia_system), each once: what is done is marked in this transaction.

    Answers by how much the counts of verdicts change: a lead that came meanwhile makes a new record a duplicate.

    Raises:
        NotFound: the container does not exist any more.
    """
    line = await stand_in_line(tx, destination.container_id, len(rows))
    twins = await find_twins_of(tx, destination.unit_id, rows)
    roots = await _roots(tx, import_id, rows)
    scope = destination.container_id if destination.own_people_only else None
    held = line.ground.paused
    batch = Batch(tx, import_id, await origins_of(tx, import_id, destination, rows) if held else {})
    arrivals = batch.arrivals(zip(rows, twins, strict=True), roots, scope)
    if first := next(arrivals, None):
        await arrive(tx, actor, line, chain([first], arrivals), leads_from(import_id, destination))
    joining = [
        (row.number, fate.lead_id) for row, fate in batch.fates if fate.kind == "join" and fate.lead_id
    ]
    joined = await join(tx, actor, destination, import_id, joining)
    if joined:
        await rehome_if_orphan(tx, line, *joined)
    return await _mark(batch)


async def _roots(tx: Transaction, import_id: UUID, rows: Sequence[Staged]) -> Roots:
    numbers = {row.twin_row for row in rows if row.twin_row is not None}
    leads = {row.lead_id for row in rows if row.decided == "join" and row.lead_id}
    found = await tx.fetch(_ROOTS, import_id, numbers) if numbers else []
    live = await tx.fetch(_LIVE, leads) if leads else []
    return Roots(
        leads={row["number"]: row["lead_id"] for row in found},
        waiting=frozenset(row["number"] for row in found if row["waits"]),
        live=frozenset(row["id"] for row in live),
    )


async def _mark(batch: Batch) -> Counter[str]:
    verdicts = {"new": "new", "join": "duplicate", "review": "review"}
    marked = [(row, fate) for row, fate in batch.fates if fate.kind != "wait"]
    changed: Counter[str] = Counter()
    for row, fate in marked:
        changed[verdicts[fate.kind]] += 1
        changed[row.verdict] -= 1
    await batch.tx.execute(
        _MARK,
        batch.import_id,
        [row.number for row, _ in marked],
        [fate.kind != "review" for _, fate in marked],
        [fate.kind == "new" for _, fate in marked],
        [fate.lead_id for _, fate in marked],
        [verdicts[fate.kind] for _, fate in marked],
    )
    return changed
