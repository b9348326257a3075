"""The work behind: large files, workers that die between batches, two at once."""

import asyncio
import multiprocessing
import resource
import time
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.intake import import_batch, import_commit, import_jobs, import_staging, imports
from goccia.intake.import_reading import Look, Order, read
from goccia.intake.reading.table import open_table
from goccia.intake.recognition.plan import compile_mapping
from tests.intake.imports.conftest import Desk

MB = 1024 * 1024


def long_file(folder: Path, rows: int, name: str = "lunga.csv") -> Path:
    path = folder / name
    note = "x" * 60
    with path.open("w", encoding="utf-8") as file:
        file.write("Nome;Cognome;Telefono;E-mail;Provincia;Città;Indirizzo;CAP;Note\n")
        for n in range(rows):
            file.write(f"Ada{n};Neri;333{n:07d};ada{n}@example.it;MI;Milano;Via Roma {n};20100;{note} {n}\n")
    return path


class DiedError(Exception):
    """The worker was killed."""


async def job(database: Database, settings: Settings, name: str, import_id: str) -> None:
    (found,) = [one for one in import_jobs.jobs(settings) if one.name == name]
    await found.run(database, {"import_id": import_id})


async def queued(database: Database, name: str, import_id: str) -> int:
    async with database.transaction() as tx:
        return await tx.fetchval(  # type: ignore[no-any-return]
            "SELECT count(*) FROM pgqueuer WHERE entrypoint = $1 AND convert_from(payload, 'UTF8') LIKE $2",
            name,
            f"%{import_id}%",
        )


async def check_each_once(database: Database, container: UUID, rows: int) -> None:
    """Every row is one lead, with one event of each kind and one submission."""
    async with database.transaction() as tx:
        found = await tx.fetchrow(
            """
            SELECT count(*) AS leads, count(DISTINCT phone) AS phones, count(agent_id) AS given,
              (SELECT count(*) FROM submission s WHERE s.container_id = $1) AS submissions,
              (SELECT count(*) FROM decision d WHERE d.container_id = $1) AS decisions,
              (SELECT count(*) FROM event e JOIN lead l ON l.id = e.lead_id
               WHERE l.container_id = $1 AND e.kind = 'lead.created') AS created,
              (SELECT count(*) FROM event e JOIN lead l ON l.id = e.lead_id
               WHERE l.container_id = $1 AND e.kind = 'lead.assigned') AS assigned
            FROM lead WHERE container_id = $1 AND deleted_at IS NULL
            """,
            container,
        )
    assert found is not None
    assert dict(found) == dict.fromkeys(found.keys(), rows)


async def test_a_large_file_is_read_and_written_by_the_worker_in_bounded_memory(
    desk: Desk, database: Database, settings: Settings, tmp_path: Path
) -> None:
    rows = 20_000
    path = long_file(tmp_path, rows)
    answer = await desk.upload(path)
    assert answer.status_code == 201, answer.text
    found = answer.json()
    assert found["state"] == "reading"
    assert await queued(database, imports.READ_JOB, found["id"]) == 1
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    working = asyncio.create_task(job(database, settings, imports.READ_JOB, found["id"]))
    most = 0
    while not (await asyncio.wait({working}, timeout=0.1))[0]:
        most = max(most, *(memory(child.pid) for child in multiprocessing.active_children()), 0)
    await working
    reading = time.perf_counter() - started
    # a process of its own read it, and this one has only seen it pass by
    assert 10 * MB < most < 200 * MB
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < 60 * MB
    shown = (await desk.http.get(f"/api/imports/{found['id']}")).json()
    assert (shown["state"], shown["counts"]["new"], len(shown["rows"])) == ("preview", rows, 50)
    assert reading < 25 * plain_reading(path)
    await desk.do(found, "commit")
    assert await queued(database, imports.COMMIT_JOB, found["id"]) == 1
    await job(database, settings, imports.COMMIT_JOB, found["id"])
    shown = (await desk.http.get(f"/api/imports/{found['id']}")).json()
    assert (shown["state"], shown["counts"]["new"]) == ("committed", rows)
    await check_each_once(database, desk.container, rows)
    assert not list(import_staging.folder_of(settings.home).glob(f"*{found['id']}*"))


def memory(pid: int | None) -> int:
    """The most bytes a process has held; 0 where it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if "VmHWM" in line), 0)


def plain_reading(path: Path) -> float:
    """Seconds of drafting the rows and nothing else, in this very moment of this very machine."""
    started = time.perf_counter()
    table = open_table(path, path.name)
    plan = compile_mapping(table.headers)
    now = datetime.now(UTC)
    for row in table.rows():
        plan.draft(row.cells, now)
    return time.perf_counter() - started


def test_reading_holds_a_batch_and_the_keys_of_the_rows_before(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        path = long_file(tmp_path, rows)
        tracemalloc.start()
        reading = read(path, path.name, None)
        look = next(reading)
        assert isinstance(look, Look)
        reading.send(Order(look.guess, (), datetime.now(UTC)))
        for _ in reading:
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(12_000) - peak(4_000) < 8_000 * 700


@pytest.mark.parametrize("moment", ["in the batch", "after the batch"])
async def test_a_commit_that_dies_between_batches_goes_on_without_loss_or_doubles(
    desk: Desk,
    database: Database,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
) -> None:
    monkeypatch.setattr(import_commit, "BATCH", 200)
    found = await desk.preview(long_file(tmp_path, 900))
    real, calls = import_batch.write_batch, 0

    async def dying(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 3 and moment == "after the batch":
            raise DiedError
        changed = await real(*args)
        if calls == 3:
            raise DiedError
        return changed

    monkeypatch.setattr("goccia.intake.import_commit.write_batch", dying)
    answer = await desk.http.post(f"/api/imports/{found['id']}/commit", json={})
    assert answer.status_code == 500
    monkeypatch.setattr("goccia.intake.import_commit.write_batch", real)
    shown = (await desk.http.get(f"/api/imports/{found['id']}")).json()
    assert (shown["state"], shown["progress"]) == ("committing", {"done": 400, "total": 900})
    await job(database, settings, imports.COMMIT_JOB, found["id"])
    await check_each_once(database, desk.container, 900)
    await job(database, settings, imports.COMMIT_JOB, found["id"])
    await check_each_once(database, desk.container, 900)


async def test_two_workers_at_one_commit_write_each_row_once(
    desk: Desk, database: Database, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = await desk.preview(long_file(tmp_path, 900))
    monkeypatch.setattr(imports, "SMALL_COMMIT", -1)
    monkeypatch.setattr(import_commit, "BATCH", 100)
    await desk.do(found, "commit")
    await asyncio.gather(*(job(database, settings, imports.COMMIT_JOB, found["id"]) for _ in range(3)))
    await check_each_once(database, desk.container, 900)


async def test_of_two_readings_at_once_one_counts_and_no_row_is_doubled(
    desk: Desk, database: Database, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_staging, "SMALL_ROWS", 10)
    found = (await desk.upload(long_file(tmp_path, 3_000))).json()
    assert found["state"] == "reading"
    await asyncio.gather(*(job(database, settings, imports.READ_JOB, found["id"]) for _ in range(2)))
    shown = (await desk.http.get(f"/api/imports/{found['id']}")).json()
    assert (shown["state"], shown["counts"]["new"]) == ("preview", 3_000)
    async with database.transaction() as tx:
        assert await tx.fetchval("SELECT count(*) FROM import_row WHERE import_id = $1", found["id"]) == 3_000


async def test_what_a_dead_worker_left_is_queued_again(
    desk: Desk, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "SMALL_COMMIT", -1)
    found = await desk.preview(long_file(tmp_path, 20))
    async with database.transaction() as tx:
        await tx.execute(
            "UPDATE import SET state = 'reading', touched_at = now() - interval '2 minutes' WHERE id = $1",
            found["id"],
        )
    await import_jobs.sweep(database)
    await import_jobs.sweep(database)
    assert await queued(database, imports.READ_JOB, found["id"]) == 1


async def test_an_undo_that_dies_goes_on(
    desk: Desk, database: Database, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = await desk.commit(long_file(tmp_path, 700))
    monkeypatch.setattr(imports, "SMALL_COMMIT", -1)
    assert (await desk.do(done, "undo"))["state"] == "undoing"
    for _ in range(2):
        await job(database, settings, imports.UNDO_JOB, done["id"])
    shown = (await desk.http.get(f"/api/imports/{done['id']}")).json()
    assert (shown["state"], shown["undo"]["taken_back"]) == ("undone", 700)
    assert not await desk.leads()


async def test_a_file_of_too_many_rows_fails_and_leaves_no_rows(
    desk: Desk, database: Database, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goccia.intake.reading.table.MAX_ROWS", 1_500)
    answer = await desk.upload(long_file(tmp_path, 2_000))
    assert answer.status_code == 422
    assert (answer.json()["code"], answer.json()["where"]) == ("too_many_rows", "1502")
    async with database.transaction() as tx:
        left = await tx.fetchval("SELECT count(*) FROM import_row WHERE import_id = $1", answer.json()["id"])
    assert left == 0


async def test_a_file_whose_reading_breaks_off_again_and_again_fails_in_the_end(
    desk: Desk, database: Database, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_staging, "SMALL_ROWS", -1)
    found = (await desk.upload(long_file(tmp_path, 20))).json()
    async with database.transaction() as tx:
        await tx.execute(
            "UPDATE import SET progress = $2 WHERE id = $1", found["id"], {"tries": import_staging.MOST_TRIES}
        )
    await job(database, settings, imports.READ_JOB, found["id"])
    shown = (await desk.http.get(f"/api/imports/{found['id']}")).json()
    assert (shown["state"], shown["problem"]["code"]) == ("failed", "gave_up")


async def test_a_container_deleted_meanwhile_leaves_a_clear_state(
    desk: Desk, database: Database, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = long_file(tmp_path, 20)
    previewed = await desk.preview(path)
    monkeypatch.setattr(import_staging, "SMALL_ROWS", -1)
    unread = (await desk.upload(path)).json()
    async with database.transaction() as tx:
        await tx.execute("UPDATE container SET deleted_at = now() WHERE id = $1", desk.container)
    await job(database, settings, imports.READ_JOB, unread["id"])
    shown = (await desk.http.get(f"/api/imports/{unread['id']}")).json()
    assert (shown["state"], shown["problem"]["code"]) == ("failed", "container_gone")
    done = await desk.do(previewed, "commit")
    assert (done["state"], done["problem"]["code"]) == ("committed", "container_gone")
    assert not await desk.leads()
