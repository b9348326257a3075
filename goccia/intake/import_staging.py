"""From a stored file to a preview: records with their verdicts, in short transactions.

Short, because the live page sees only what is older than every running transaction.
"""

import asyncio
import contextlib
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from goccia.core import events
from goccia.core.database import Database
from goccia.core.events import Actor
from goccia.intake.destination import by_id
from goccia.intake.import_preview import SupersededError, Work, check, show_columns, store
from goccia.intake.import_process import CannotReadError, Problem, Reader, open_reader
from goccia.intake.import_reading import Look, Order, Read
from goccia.intake.imports_events import ImportFailed, ImportRead

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
_BEGIN = """
UPDATE import SET version = version + 1, touched_at = $2, counts = '{}', skipped = '{}',
       progress = jsonb_build_object('done', 0, 'total', 0, 'tries', coalesce((progress ->> 'tries')::int, 0) + 1)
WHERE id = $1 AND state = 'reading' RETURNING *
"""
_FORGET_ROWS = """
DELETE FROM import_row WHERE import_id = $1 AND number IN (
  SELECT number FROM import_row WHERE import_id = $1 ORDER BY number LIMIT $2)
"""


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
        mapping = await show_columns(tx, work, look)
        order = Order(mapping, work.goal.custom_fields, tx.now)
    counts: Counter[str] = Counter()
    piece = await reader.next(order)
    while isinstance(piece, list):
        coming = asyncio.create_task(reader.next())
        try:
            counts += await store(database, work, piece, counts, look.estimated_rows, now)
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


async def _finish(
    database: Database, work: Work, counts: Counter[str], skipped: dict[str, int], now: datetime | None
) -> None:
    async with database.transaction(now=now) as tx:
        await check(tx, work)
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
            await check(tx, work)
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
