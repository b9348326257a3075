"""Writing what a preview announced: batch after batch, each a transaction that also says how far it came.

Killed at any moment, it goes on where it was: a record is marked in the transaction that writes it. Of two writers at
once the second finds that the first has gone on, and reads anew what is left.
"""

import asyncio
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from goccia.core import events
from goccia.core.database import Database, Transaction
from goccia.core.errors import NotFound
from goccia.core.events import Actor
from goccia.intake.destination import Destination, by_id
from goccia.intake.import_batch import write_batch
from goccia.intake.import_rows import COLUMNS, Staged
from goccia.intake.import_staging import folder_of
from goccia.intake.import_told import notices_of
from goccia.intake.import_twins import BY_INDEX
from goccia.intake.imports_events import ImportCommitted
from goccia.notifications import bell

BATCH: Final = 500
"""Records of a transaction: it holds the unit's lock, and an arriving lead waits for it, a tenth of a second."""
_TO_DO = f"""
SELECT {COLUMNS} FROM import_row WHERE import_id = $1 AND number > $2 AND NOT done ORDER BY number LIMIT $3
"""
_GONE: Final = {
    "code": "container_gone",
    "it": "Il contenitore è stato eliminato durante l'importazione: le righe rimanenti non sono state scritte",
    "en": "The container was deleted during the import: the remaining rows were not written",
    "where": None,
}


async def commit(database: Database, home: Path, import_id: UUID, now: datetime | None = None) -> None:
    """Write an import's records, if that was asked for, from wherever it stands."""
    start = await _start(database, import_id, now)
    if start is None:
        return
    destination, actor, done = start
    after = -1
    rows = await _to_do(database, import_id, after)
    while rows:
        following = asyncio.create_task(_to_do(database, import_id, rows[-1].number))
        try:
            reached = await _write(database, destination, actor, import_id, rows, done, now)
        except NotFound:
            await following
            await _finish(database, home, import_id, now, _GONE)
            return
        except BaseException:
            following.cancel()
            raise
        coming = await following
        if reached is None:
            return
        if reached != done + len(rows):  # another writer was at it: what we have read ahead may be done
            after, done = -1, reached
            rows = await _to_do(database, import_id, after)
        else:
            done, rows = reached, coming
    await _finish(database, home, import_id, now, None)


async def _to_do(database: Database, import_id: UUID, after: int) -> list[Staged]:
    async with database.transaction() as tx:
        await tx.connection.execute(BY_INDEX)
        return [Staged.of(row) for row in await tx.fetch(_TO_DO, import_id, after, BATCH)]


async def _start(
    database: Database, import_id: UUID, now: datetime | None
) -> tuple[Destination, Actor, int] | None:
    async with database.transaction(now=now) as tx:
        row = await tx.fetchrow(
            "UPDATE import SET touched_at = $2 WHERE id = $1 AND state = 'committing' RETURNING *",
            import_id,
            tx.now,
        )
        if row is None:
            return None
        destination = await by_id(tx, row["container_id"])
    if destination is None:
        async with database.transaction(now=now) as tx:
            await _close(tx, row, _GONE)
        return None
    return destination, Actor("import", row["acted_by"]), row["progress"]["done"]


async def _write(
    database: Database,
    destination: Destination,
    actor: Actor,
    import_id: UUID,
    rows: list[Staged],
    done: int,
    now: datetime | None,
) -> int | None:
    """Write a batch; answers how many records are behind us now, None where there is nothing to write any more."""
    async with database.transaction(now=now) as tx:
        row = await tx.fetchrow(
            "SELECT state, counts, progress FROM import WHERE id = $1 FOR UPDATE", import_id
        )
        if row is None or row["state"] != "committing":
            return None
        if row["progress"]["done"] != done:
            return int(row["progress"]["done"])
        await tx.connection.execute(BY_INDEX)
        changed = await write_batch(tx, actor, destination, import_id, rows)
        counts = Counter(row["counts"])
        counts.update(changed)
        done += len(rows)
        await tx.execute(
            "UPDATE import SET progress = $2, counts = $3, touched_at = $4 WHERE id = $1",
            import_id,
            {"done": done, "total": max(done, row["progress"]["total"])},
            dict(counts),
            tx.now,
        )
    return done


async def _finish(
    database: Database, home: Path, import_id: UUID, now: datetime | None, problem: dict[str, Any] | None
) -> None:
    async with database.transaction(now=now) as tx:  # takes a while, and nobody waits for one that only reads
        row = await tx.fetchrow("SELECT * FROM import WHERE id = $1 AND state = 'committing'", import_id)
        if row is None:
            return
        notices = await notices_of(tx, row)
    async with database.transaction(now=now) as tx:
        row = await tx.fetchrow(
            "SELECT * FROM import WHERE id = $1 AND state = 'committing' FOR UPDATE", import_id
        )
        if row is None:
            return
        await _close(tx, row, problem)
        await bell.tell(tx, notices)
    if row["path"]:
        await asyncio.to_thread((folder_of(home) / row["path"]).unlink, missing_ok=True)


async def _close(tx: Transaction, row: Any, problem: dict[str, Any] | None) -> None:
    await tx.execute(
        "UPDATE import SET state = 'committed', committed_at = $2, problem = $3, progress = '{}', path = ''"
        " WHERE id = $1",
        row["id"],
        tx.now,
        problem,
    )
    await events.record(
        tx,
        Actor("user", row["acted_by"]),
        ImportCommitted(unit_id=row["unit_id"], subject_id=row["id"], counts=row["counts"]),
    )
