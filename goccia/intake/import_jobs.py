"""Background work about imports: read, write, take back; and again what was left lying by a process that died."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from goccia.core.database import Database
from goccia.core.jobs import Job
from goccia.core.settings import Settings
from goccia.core.worker import Periodic
from goccia.intake import imports
from goccia.intake.import_commit import commit
from goccia.intake.import_staging import folder_of, read_import
from goccia.intake.import_undo import undo

IDLE: Final = timedelta(minutes=1)
_JOB_OF: Final = {
    "reading": imports.READ_JOB,
    "committing": imports.COMMIT_JOB,
    "undoing": imports.UNDO_JOB,
}
Work = Callable[[Database, UUID], Awaitable[object]]


def jobs(settings: Settings) -> list[Job]:
    """The jobs; two files at once are enough for two cores."""

    def job(name: str, work: Work) -> Job:
        async def run(database: Database, payload: dict[str, Any]) -> None:
            await work(database, UUID(payload["import_id"]))

        return Job(name, run, at_once=2)

    return [
        job(imports.READ_JOB, lambda database, import_id: read_import(database, settings.home, import_id)),
        job(imports.COMMIT_JOB, lambda database, import_id: commit(database, settings.home, import_id)),
        job(imports.UNDO_JOB, undo),
    ]


def periodic(settings: Settings) -> list[Periodic]:
    """Work done again and again."""
    return [
        Periodic("imports left lying", timedelta(seconds=30), sweep),
        Periodic("uploads nobody knows", timedelta(hours=1), partial(tidy, home=settings.home)),
    ]


async def sweep(database: Database) -> None:
    """Queue again what nobody has touched for a minute."""
    async with database.transaction() as tx:
        for found in await imports.at_work(tx, tx.now - IDLE):
            await imports.queue(tx, _JOB_OF[found["state"]], found["id"])


async def tidy(database: Database, home: Path) -> None:
    """Remove files of a day ago that no import knows: uploads that were broken off."""
    folder = folder_of(home)
    old = datetime.now(UTC) - timedelta(days=1)
    paths = [path for path in folder.glob("*") if path.stat().st_mtime < old.timestamp()]
    if not paths:
        return
    async with database.transaction() as tx:
        known = {row["path"] for row in await tx.fetch("SELECT path FROM import WHERE path <> ''")}
    for path in paths:
        if path.name not in known:
            path.unlink(missing_ok=True)
