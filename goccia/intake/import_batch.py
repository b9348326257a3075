"""One batch of records, written in one transaction: recognised anew under the unit's lock, then made or joined."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.events import Actor
from goccia.distribution.arrival import Arrival, arrive
from goccia.distribution.line import Line, stand_in_line
from goccia.distribution.rehome import rehome_if_orphan
from goccia.intake.destination import Destination
from goccia.intake.import_rows import Staged, arrival_of, submission_of
from goccia.intake.import_twins import find_twins_of
from goccia.leads.arrival import CONSENTS, FILLABLE, Recognition, Twin, recognise, resubmit_all

_ROOTS = """
SELECT r.number, CASE WHEN r.done AND l.deleted_at IS NULL THEN l.id END AS lead_id,
       NOT r.done AND r.verdict = 'review' AS waits
FROM import_row r LEFT JOIN lead l ON l.id = r.lead_id WHERE r.import_id = $1 AND r.number = ANY ($2::int[])
"""
_LIVE = "SELECT id FROM lead WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL"
# A record that its lead knows already: the same submission, by whatever way it came, or one of the same provider id
# that says nothing new. What depends on the hour of the reading does not count.
_KNOWN = f"""
SELECT j.number FROM jsonb_to_recordset($1::jsonb)
  AS j (number int, lead_id uuid, provider text, received_at timestamptz, record jsonb)
WHERE EXISTS (
  SELECT 1 FROM submission s WHERE s.lead_id = j.lead_id AND s.provider_lead_id IS NOT DISTINCT FROM j.provider
  AND (j.received_at IS NULL OR s.received_at = j.received_at)
  AND s.record - '{{consents,warnings}}'::text[] = j.record - '{{consents,warnings}}'::text[]
) OR (j.provider IS NOT NULL AND EXISTS (
  SELECT 1 FROM submission s JOIN lead l ON l.id = s.lead_id
  WHERE s.lead_id = j.lead_id AND s.provider_lead_id = j.provider
  AND l.answers ?& ARRAY(SELECT jsonb_object_keys(j.record -> 'answers'))
  AND l.custom ?& ARRAY(SELECT jsonb_object_keys(j.record -> 'custom'))
  AND {" AND ".join(f"(j.record -> '{name}' IS NULL OR coalesce(l.{name}, '') <> '')" for name in FILLABLE)}
  AND {" AND ".join(f"(j.record ->> '{name}_consent' IN ('not_asked', l.{name}_consent))" for name in CONSENTS)}
))
"""  # fmt: skip
_MARK = """
UPDATE import_row r SET done = m.done, made = m.made, lead_id = m.lead_id, verdict = m.verdict
FROM unnest($2::int[], $3::bool[], $4::bool[], $5::uuid[], $6::text[]) AS m (number, done, made, lead_id, verdict)
WHERE r.import_id = $1 AND r.number = m.number
"""
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
    actor: Actor
    destination: Destination
    import_id: UUID
    line: Line
    arrivals: list[Arrival] = field(default_factory=list)
    leads: dict[int, UUID] = field(default_factory=dict)
    households: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    fates: list[tuple[Staged, Fate]] = field(default_factory=list)

    def add(self, row: Staged, found: Recognition, twins: Sequence[Twin], roots: "Roots") -> None:
        """Decide what a record becomes; a new one is the lead of those that are like it from now on."""
        fate = _fate(row, found, roots, self.leads)
        if fate.kind == "new":
            kin = self.households[row.household] if row.household else []
            arrival = arrival_of(self.tx, self.destination, self.import_id, row, twins, list(kin))
            lead_id: UUID = arrival.lead["id"]
            kin.append(lead_id)
            self.arrivals.append(arrival)
            fate = Fate("new", lead_id)
        if fate.kind != "review" and fate.lead_id:
            self.leads[row.number] = fate.lead_id
        self.fates.append((row, fate))


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
    batch = Batch(tx, actor, destination, import_id, line)
    for row, mine in zip(rows, twins, strict=True):
        batch.add(row, recognise(mine, row.phone, scope), mine, roots)
    if batch.arrivals:
        await arrive(tx, actor, line, batch.arrivals)
    joined = await _join(batch)
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


async def _join(batch: Batch) -> set[UUID]:
    """Join the duplicates, in rounds: of several records of one lead each sees what the one before has left."""
    waiting = [(row, fate.lead_id) for row, fate in batch.fates if fate.kind == "join" and fate.lead_id]
    joined: set[UUID] = set()
    while waiting:
        round_: dict[UUID, Staged] = {}
        later: list[tuple[Staged, UUID]] = []
        for row, lead_id in waiting:
            if lead_id in round_:
                later.append((row, lead_id))
            else:
                round_[lead_id] = row
        known = await _known(batch.tx, round_)
        fresh = [
            submission_of(batch.tx, batch.destination, batch.import_id, row, lead_id)
            for lead_id, row in round_.items()
            if row.number not in known
        ]
        if fresh:
            await resubmit_all(batch.tx, batch.actor, fresh)
            joined |= {submission["lead_id"] for submission in fresh}
        waiting = later
    return joined


async def _known(tx: Transaction, round_: dict[UUID, Staged]) -> set[int]:
    asked: list[dict[str, Any]] = [
        {
            "number": row.number,
            "lead_id": lead_id,
            "provider": row.provider_lead_id,
            "received_at": row.received_at if row.received_at and row.received_at < tx.now else None,
            "record": row.draft,
        }
        for lead_id, row in round_.items()
    ]
    return {row["number"] for row in await tx.fetch(_KNOWN, asked)}


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
