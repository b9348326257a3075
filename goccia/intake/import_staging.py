"""From a stored file to a preview: records with their verdicts, in short transactions.

Short, because the live page sees only what is older than every running transaction. A reading begins by raising the
import's version; whoever finds another version stops, so that of two readings the later one counts.
"""

import asyncio
import contextlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import orjson

from goccia.core import events
from goccia.core.database import Database, Transaction
from goccia.core.events import Actor
from goccia.intake.destination import Destination, by_id
from goccia.intake.import_mapping import choose_mapping
from goccia.intake.import_process import CannotReadError, Problem, Reader, open_reader
from goccia.intake.import_reading import Look, Order, Read, Record
from goccia.intake.import_twins import BY_INDEX, find_twins_of
from goccia.intake.imports_events import ImportFailed, ImportRead
from goccia.leads.arrival import recognise

SMALL_BYTES: Final = 2 * 1024 * 1024
SMALL_ROWS: Final = 5_000
MOST_TRIES: Final = 20
_FORGET: Final = 5_000
_GAVE_UP: Final = Problem(
    "gave_up",
    "La lettura del file si è interrotta più volte: dividilo in file più piccoli o salvalo in CSV",
    "Reading the file broke off several times: split it into smaller files or save it as CSV",
    None,
)
_GONE: Final = Problem(
    "container_gone", "Il contenitore è stato eliminato: scegline un altro",
    "The container was deleted: choose another one", None,
)  # fmt: skip
_BEGIN = """
UPDATE import SET version = version + 1, touched_at = $2, counts = '{}', skipped = '{}',
       progress = jsonb_build_object('done', 0, 'total', 0, 'tries', coalesce((progress ->> 'tries')::int, 0) + 1)
WHERE id = $1 AND state = 'reading' RETURNING *
"""
_FORGET_ROWS = """
DELETE FROM import_row WHERE import_id = $1 AND number IN (
  SELECT number FROM import_row WHERE import_id = $1 ORDER BY number LIMIT $2)
"""
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


def folder_of(home: Path) -> Path:
    """Where uploaded files lie until they are committed."""
    return home / "imports"


async def read_import(
    database: Database, home: Path, import_id: UUID, now: datetime | None = None, *, small_only: bool = False
) -> bool:
    """Read an import's file, if it is to be read. With `small_only` a file of many rows is left to the worker.

    Answers whether there is nothing left to do: it was read, has failed, or is read by somebody else.
    """
    work = await _begin(database, home, import_id, now)
    if work is None:
        return True
    try:
        if work.tries > MOST_TRIES:
            raise CannotReadError(_GAVE_UP)
        async with open_reader(work.path, work.filename, work.sheet, apart=not small_only) as reader:
            return await _read(database, work, reader, now, small_only)
    except CannotReadError as refused:
        await _fail(database, work, refused.problem, now)
    except SupersededError:
        pass
    return True


async def _begin(database: Database, home: Path, import_id: UUID, now: datetime | None) -> Work | None:
    async with database.transaction(now=now) as tx:
        row = await tx.fetchrow(_BEGIN, import_id, tx.now)
        if row is None:
            return None
        destination = await by_id(tx, row["container_id"])
    while await _forget_some(database, import_id):
        pass
    return Work(
        import_id=import_id,
        version=row["version"],
        tries=row["progress"]["tries"],
        path=folder_of(home) / row["path"],
        filename=row["filename"],
        sheet=row["sheet"],
        unit_id=row["unit_id"],
        destination=destination,
        told=row["mapping"],
        user_id=row["user_id"],
    )


async def _forget_some(database: Database, import_id: UUID) -> bool:
    async with database.transaction() as tx:
        return await tx.execute(_FORGET_ROWS, import_id, _FORGET) == _FORGET


async def _read(
    database: Database, work: Work, reader: Reader, now: datetime | None, small_only: bool
) -> bool:
    look = await reader.next()
    if not isinstance(look, Look):
        raise TypeError("a reading begins with a look")
    if small_only and look.estimated_rows > SMALL_ROWS:
        return False
    async with database.transaction(now=now) as tx:
        mapping = await _show_columns(tx, work, look)
        order = Order(mapping, work.goal.custom_fields, tx.now)
    counts: Counter[str] = Counter()
    piece = await reader.next(order)
    while isinstance(piece, list):
        coming = asyncio.create_task(reader.next())
        try:
            counts += await _store(database, work, piece, counts, look.estimated_rows, now)
        except BaseException:
            coming.cancel()
            with contextlib.suppress(asyncio.CancelledError, CannotReadError):
                await coming
            raise
        piece = await coming
        if small_only and counts.total() > SMALL_ROWS and piece is not None:
            return False
    skipped = piece.skipped if isinstance(piece, Read) else {}
    await _finish(database, work, counts, skipped, now)
    return True


async def _check(tx: Transaction, work: Work) -> None:
    row = await tx.fetchrow("SELECT state, version FROM import WHERE id = $1 FOR UPDATE", work.import_id)
    if row is None or row["state"] != "reading" or row["version"] != work.version:
        raise SupersededError


async def _show_columns(tx: Transaction, work: Work, look: Look) -> dict[str, str]:
    """Store what the file is, and the mapping it will be read with."""
    await _check(tx, work)
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


async def _store(
    database: Database,
    work: Work,
    records: list[Record],
    before: Counter[str],
    estimated: int,
    now: datetime | None,
) -> Counter[str]:
    async with database.transaction(now=now) as tx:
        await _check(tx, work)
        await tx.connection.execute(BY_INDEX)
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


async def _finish(
    database: Database, work: Work, counts: Counter[str], skipped: dict[str, int], now: datetime | None
) -> None:
    async with database.transaction(now=now) as tx:
        await _check(tx, work)
        await tx.execute(
            "UPDATE import SET state = 'preview', counts = $2, skipped = $3, progress = '{}', touched_at = $4"
            " WHERE id = $1",
            work.import_id,
            dict(counts),
            skipped,
            tx.now,
        )
        await events.record(
            tx,
            Actor("user", work.user_id),
            ImportRead(unit_id=work.unit_id, subject_id=work.import_id, counts=dict(counts)),
        )


async def _fail(database: Database, work: Work, problem: Problem, now: datetime | None) -> None:
    """Nothing of the file is kept but the reason why it is of no use."""
    async with database.transaction(now=now) as tx:
        try:
            await _check(tx, work)
        except SupersededError:
            return
        await tx.execute(
            "UPDATE import SET state = 'failed', problem = $2, counts = '{}', progress = '{}', path = ''"
            " WHERE id = $1",
            work.import_id,
            {"code": problem.code, "it": problem.it, "en": problem.en, "where": problem.where},
        )
        await events.record(
            tx,
            Actor("user", work.user_id),
            ImportFailed(unit_id=work.unit_id, subject_id=work.import_id, code=problem.code),
        )
    while await _forget_some(database, work.import_id):
        pass
    await asyncio.to_thread(work.path.unlink, missing_ok=True)
