"""What a reading leaves behind for the preview: columns and mapping, then records with their verdicts and the counts.

A reading begins by raising the import's version; whoever finds another version stops, so that of two readings the later
one counts.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import orjson

from goccia.core.database import Database, Transaction
from goccia.intake.destination import Destination
from goccia.intake.import_mapping import choose_mapping
from goccia.intake.import_process import CannotReadError, Problem
from goccia.intake.import_reading import Look, Record
from goccia.intake.import_twins import PREVIEWED, find_twins_of
from goccia.leads.arrival import recognise

_GONE: Final = Problem(
    "container_gone", "Il contenitore è stato eliminato: scegline un altro",
    "The container was deleted: choose another one", None,
)  # fmt: skip
_INSERT = """
INSERT INTO import_row (import_id, number, verdict, cells, draft, notices, phone, email, provider_lead_id, household,
                        received_at, twin_row, lead_id, done)
SELECT $1, * FROM unnest($2::int[], $3::text[], $4::jsonb[], $5::jsonb[], $6::jsonb[], $7::text[], $8::text[],
                         $9::text[], $10::text[], $11::timestamptz[], $12::int[], $13::uuid[], $14::bool[])
"""


class SupersededError(Exception):
    """Another reading of this import has begun, or its state has changed: this one stops."""


@dataclass(frozen=True, slots=True)
class Work:
    """One reading of one import."""

    import_id: UUID
    version: int
    tries: int
    path: Path
    filename: str
    sheet: str | None
    unit_id: UUID
    destination: Destination | None
    told: dict[str, str]
    """The mapping a person has set."""
    user_id: UUID

    @property
    def goal(self) -> Destination:
        """The container, which a reading has.

        Raises:
            CannotReadError: it was deleted.
        """
        if self.destination is None:
            raise CannotReadError(_GONE)
        return self.destination


async def check(tx: Transaction, work: Work) -> None:
    """Lock the import for a write of this reading.

    Raises:
        SupersededError: it is not this reading's any more.
    """
    row = await tx.fetchrow("SELECT state, version FROM import WHERE id = $1 FOR UPDATE", work.import_id)
    if row is None or row["state"] != "reading" or row["version"] != work.version:
        raise SupersededError


async def show_columns(tx: Transaction, work: Work, look: Look) -> dict[str, str]:
    """Store what the file is, and the mapping it will be read with."""
    await check(tx, work)
    mapping = await choose_mapping(tx, work.goal, look, work.told)
    await tx.execute(
        "UPDATE import SET columns = $2, sheets = $3, sheet = $4, mapping = $5, fingerprint = $6, progress = progress || $7"
        " WHERE id = $1",
        work.import_id,
        [
            {"header": header, "samples": samples}
            for header, samples in zip(look.headers, look.samples, strict=True)
        ],
        look.sheets,
        look.sheet,
        mapping,
        look.fingerprint,
        {"done": 0, "total": look.estimated_rows},
    )
    return mapping


async def store(
    database: Database,
    work: Work,
    records: list[Record],
    before: Counter[str],
    estimated: int,
    now: datetime | None,
) -> Counter[str]:
    """Store records, compared with the leads of the unit; answers how many of each verdict, to be added to `before`.

    Raises:
        SupersededError: another reading has begun.
    """
    async with database.transaction(now=now) as tx:
        await check(tx, work)
        await tx.connection.execute(PREVIEWED)
        usable = [record for record in records if record.verdict != "rejected"]
        scope = work.goal.container_id if work.goal.own_people_only else None
        judged: dict[int, tuple[Record, UUID | None]] = {}
        for record, twins in zip(usable, await find_twins_of(tx, work.unit_id, usable), strict=True):
            if twins:
                found = recognise(twins, record.phone, scope)
                judged[record.number] = _judge(
                    record, found.status, found.twin.lead_id if found.twin else None
                )
        rows = [judged.get(record.number, (record, None)) for record in records]
        await tx.connection.execute(_INSERT, work.import_id, *_arrays(rows))
        counts = Counter(record.verdict for record, _ in rows)
        total = before + counts
        done = total.total()
        await tx.execute(
            "UPDATE import SET progress = progress || $2, counts = $3, touched_at = $4 WHERE id = $1",
            work.import_id,
            {"done": done, "total": max(done, estimated)},
            dict(total),
            tx.now,
        )
    return counts


def _judge(record: Record, status: str, lead_id: UUID | None) -> tuple[Record, UUID | None]:
    """A lead that is surely the same person goes before the file; a doubtful one only before nobody."""
    if status in ("duplicate", "resubmitted"):
        return replace(record, verdict="duplicate"), lead_id
    if status == "review" and record.verdict in ("new", "review"):
        return replace(record, verdict="review"), lead_id
    return record, None


def _arrays(rows: list[tuple[Record, UUID | None]]) -> tuple[list[Any], ...]:
    records = [record for record, _ in rows]
    return (
        [one.number for one in records],
        [one.verdict for one in records],
        [orjson.Fragment(one.cells) for one in records],
        [orjson.Fragment(one.draft) if one.draft else None for one in records],
        [orjson.Fragment(one.notices) for one in records],
        [one.phone for one in records],
        [one.email for one in records],
        [one.provider_lead_id for one in records],
        [one.household for one in records],
        [one.received_at for one in records],
        [one.twin_row for one in records],
        [lead for _, lead in rows],
        [one.verdict == "rejected" for one in records],
    )
