"""Imports: a file comes in, is read, corrected, committed or undone. What a person asks for; the work is elsewhere."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from goccia.core import events, jobs
from goccia.core.database import Row, Transaction
from goccia.core.errors import Conflict, NotFound, invalid
from goccia.core.events import Actor
from goccia.intake.destination import by_id
from goccia.intake.import_mapping import check_mapping, remember_mapping
from goccia.intake.import_upload import Upload
from goccia.intake.imports_events import ImportCreated
from goccia.intake.imports_schemas import ImportPatch

READ_JOB: Final = "imports.read"
COMMIT_JOB: Final = "imports.commit"
UNDO_JOB: Final = "imports.undo"
SMALL_COMMIT: Final = 2_000
"""Records that are written while the caller waits; should that fail, the sweep hands them to the worker."""
_INSERT = """
INSERT INTO import (id, unit_id, container_id, user_id, filename, path, size, state, created_at, touched_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'reading', $8, $8)
"""


class NotNow(Conflict):
    """The import is in a state in which this cannot be done."""

    code = "import_state"


async def queue(tx: Transaction, job: str, import_id: UUID) -> None:
    """Have the worker do it; once, however often it is asked."""
    await jobs.enqueue(tx, job, {"import_id": str(import_id)}, key=f"{job}:{import_id}")


async def create(tx: Transaction, actor: Actor, import_id: UUID, path: Path, upload: Upload) -> None:
    """Note an uploaded file for a container that the caller sees.

    Raises:
        NotFound: no such container for these eyes.
    """
    unit_id = await tx.fetchval(
        "SELECT unit_id FROM container WHERE id = $1 AND deleted_at IS NULL", upload.container_id
    )
    if unit_id is None:
        raise NotFound
    async with tx.as_system():
        await tx.execute(
            _INSERT,
            import_id,
            unit_id,
            upload.container_id,
            actor.id,
            upload.filename,
            path.name,
            upload.size,
            tx.now,
        )
        await events.record(
            tx, actor, ImportCreated(unit_id=unit_id, subject_id=import_id, container=upload.container_id)
        )


async def change(tx: Transaction, import_id: UUID, patch: ImportPatch) -> int:
    """Read the file otherwise; answers its size in bytes. A mapping is remembered for files of these columns.

    Raises:
        NotFound: no such import for these eyes.
        NotNow: it was committed or has failed.
        Invalid: a column, field or sheet that does not exist.
    """
    row = await take(tx, import_id, ("preview", "reading"))
    said = patch.said()
    sheets = [sheet["name"] for sheet in row["sheets"] if sheet["readable"]]
    sheet = said.get("sheet", row["sheet"])
    if "sheet" in said and sheet not in sheets:
        raise invalid(
            "sheet",
            "Questo foglio non c'è, è nascosto o non ha un'intestazione.",
            "There is no such sheet, it is hidden, or it has no header.",
        )
    told: dict[str, str] = said.get("mapping") or {}
    async with tx.as_system():
        destination = await by_id(tx, row["container_id"])
        if destination is None:
            raise NotFound
        if sheet == row["sheet"]:
            check_mapping(told, [column["header"] for column in row["columns"]], destination.custom_fields)
            told = {**row["mapping"], **told}
            if said.get("mapping"):
                await remember_mapping(tx, row["unit_id"], row["fingerprint"], told)
        await tx.execute(
            "UPDATE import SET state = 'reading', version = version + 1, sheet = $2, mapping = $3, touched_at = $4,"
            " progress = '{}' WHERE id = $1",
            import_id,
            sheet,
            told,
            tx.now,
        )
    return int(row["size"])


async def begin_commit(tx: Transaction, actor: Actor, import_id: UUID) -> int:
    """Let the writing begin; answers how many records there are to write. Asked again, it changes nothing.

    Raises:
        NotFound: no such import for these eyes.
        NotNow: it is still read, was undone or has failed.
    """
    row = await take(tx, import_id, ("preview", "committing", "committed"))
    if row["state"] != "preview":
        return 0
    counts: dict[str, int] = row["counts"]
    total = sum(counts.values()) - counts.get("rejected", 0)
    async with tx.as_system():
        await _begin(tx, import_id, "committing", actor, {"done": 0, "total": total})
        await remember_mapping(tx, row["unit_id"], row["fingerprint"], row["mapping"])
        if total > SMALL_COMMIT:
            await queue(tx, COMMIT_JOB, import_id)
    return total


async def begin_undo(tx: Transaction, actor: Actor, import_id: UUID) -> int:
    """Let the taking back begin; answers how many records were written. Asked again, it changes nothing.

    Raises:
        NotFound: no such import for these eyes.
        NotNow: it was not committed.
    """
    row = await take(tx, import_id, ("committed", "undoing", "undone"))
    if row["state"] != "committed":
        return 0
    counts: dict[str, int] = row["counts"]
    total = counts.get("new", 0) + counts.get("duplicate", 0)
    async with tx.as_system():
        await _begin(tx, import_id, "undoing", actor, {"done": 0, "total": total, "after": -1})
        if total > SMALL_COMMIT:
            await queue(tx, UNDO_JOB, import_id)
    return total


async def _begin(
    tx: Transaction, import_id: UUID, state: str, actor: Actor, progress: dict[str, int]
) -> None:
    await tx.execute(
        "UPDATE import SET state = $2, acted_by = $3, progress = $4, touched_at = $5 WHERE id = $1",
        import_id,
        state,
        actor.id,
        progress,
        tx.now,
    )


async def take(tx: Transaction, import_id: UUID, states: tuple[str, ...]) -> Row:
    """The import, seen with the caller's eyes and locked, if it is in one of these states.

    Raises:
        NotFound: no such import for these eyes.
        NotNow: it is in another state.
    """
    if await tx.fetchval("SELECT 1 FROM import WHERE id = $1", import_id) is None:
        raise NotFound
    async with tx.as_system():
        row = await tx.fetchrow("SELECT * FROM import WHERE id = $1 FOR UPDATE", import_id)
    if row is None:
        raise NotFound
    if row["state"] not in states:
        it, en = _STATES[row["state"]]
        raise NotNow(it=it, en=en)
    return row


_STATES: Final = {
    "reading": ("Il file è ancora in lettura: attendi l'anteprima.", "The file is still read: wait for the preview."),
    "preview": ("L'importazione non è ancora stata confermata.", "The import was not committed yet."),
    "committing": ("L'importazione è in corso: attendi la fine.", "The import is being written: wait for its end."),
    "committed": ("L'importazione è già stata confermata.", "The import was already committed."),
    "undoing": ("L'annullamento è in corso: attendi la fine.", "The import is being undone: wait for its end."),
    "undone": ("L'importazione è stata annullata: carica di nuovo il file.", "The import was undone: upload again."),
    "failed": ("Il file non è importabile: vedi il problema.", "The file cannot be imported: see its problem."),
}  # fmt: skip


async def at_work(tx: Transaction, idle_since: datetime) -> list[dict[str, Any]]:
    """Imports that somebody should be working on and nobody has touched for a while."""
    rows = await tx.fetch(
        "SELECT id, state FROM import WHERE state IN ('reading', 'committing', 'undoing') AND touched_at < $1",
        idle_since,
    )
    return [dict(row) for row in rows]
