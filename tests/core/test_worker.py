"""The worker goes on, whatever one piece of its work does."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from goccia.core import jobs
from goccia.core.database import Database
from goccia.core.migrate import web_url
from goccia.core.settings import Settings
from goccia.core.worker import Periodic, run_worker


class UnforeseenError(Exception):
    """Of no kind that anybody catches by name."""


@pytest.fixture(autouse=True)
async def no_sign_of_life_left(database: Database) -> AsyncIterator[None]:
    """Other tests are of a house without a worker."""
    yield
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM heartbeat")
        await tx.execute("DELETE FROM pgqueuer WHERE entrypoint LIKE 'test.%'")


async def test_periodic_work_that_fails_is_done_again_and_stops_no_other(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_registry", {})
    assert settings.database_url is not None
    stop, failures, others = asyncio.Event(), 0, 0

    async def fails(_database: Database) -> None:
        nonlocal failures
        failures += 1
        raise UnforeseenError

    async def works(_database: Database) -> None:
        nonlocal others
        others += 1
        if others > 3 and failures > 3:
            stop.set()

    soon = timedelta(milliseconds=5)
    periodic = [Periodic("fails", soon, fails), Periodic("works", soon, works)]
    async with asyncio.timeout(20):
        await run_worker(database, web_url(settings.database_url, settings), periodic, stop)
    assert failures > 3


async def test_a_job_that_fails_is_kept_and_the_ones_after_it_run(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings.database_url is not None
    stop = asyncio.Event()
    done: list[int] = []

    async def fails(_database: Database, _payload: dict[str, Any]) -> None:
        raise UnforeseenError

    async def works(_database: Database, payload: dict[str, Any]) -> None:
        done.append(payload["number"])
        if len(done) == 3:
            stop.set()

    registry = {
        "test.fails": jobs.Job("test.fails", fails, tries=1),
        "test.works": jobs.Job("test.works", works),
    }
    monkeypatch.setattr(jobs, "_registry", registry)
    async with database.transaction() as tx:
        for number in range(3):
            await jobs.enqueue(tx, "test.fails", {})
            await jobs.enqueue(tx, "test.works", {"number": number})
    async with asyncio.timeout(20):
        await run_worker(database, web_url(settings.database_url, settings), [], stop)
    assert sorted(done) == [0, 1, 2]
    async with database.transaction() as tx:
        left = await tx.fetch("SELECT status::text FROM pgqueuer WHERE entrypoint = 'test.fails'")
    assert [row["status"] for row in left] == ["failed"] * 3
