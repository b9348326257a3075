"""The worker's loops: jobs by pgqueuer, periodic work, the heartbeat that /api/health reads."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import asyncpg
import orjson
import structlog
from pgqueuer import AsyncpgDriver, Queries, QueueManager, RetryRequested
from pgqueuer.models import Job as QueuedJob

from goccia.core import jobs
from goccia.core.database import Database, again_if_lost

log = structlog.get_logger()
HEARTBEAT_SECONDS = 2.0
SILENT_AFTER = timedelta(seconds=HEARTBEAT_SECONDS * 5)
"""Without a sign of life for so long, no worker is there."""


@dataclass(frozen=True, slots=True)
class Periodic:
    """Work done again and again by each worker; safe to run in several at once."""

    name: str
    every: timedelta
    run: Callable[[Database], Awaitable[None]]


async def run_worker(database: Database, url: str, periodic: list[Periodic], stop: asyncio.Event) -> None:
    """Work until `stop` is set."""
    connection = await asyncpg.connect(
        url, server_settings={"application_name": "goccia worker", "jit": "off"}
    )
    try:
        await connection.execute("SET ROLE goccia_system")
        await _work(database, connection, periodic, stop)
    finally:
        await connection.close(timeout=2)


async def _work(
    database: Database, connection: asyncpg.Connection, periodic: list[Periodic], stop: asyncio.Event
) -> None:
    manager = QueueManager(Queries(AsyncpgDriver(connection)))
    for job in jobs.registered():
        manager.entrypoint(job.name, concurrency_limit=job.at_once, on_failure="hold")(_runner(database, job))
    loops = [asyncio.create_task(_repeat(database, task, stop)) for task in periodic]
    loops.append(
        asyncio.create_task(
            _repeat(database, Periodic("heartbeat", timedelta(seconds=HEARTBEAT_SECONDS), beat), stop)
        )
    )
    queue = asyncio.create_task(
        manager.run(
            dequeue_timeout=timedelta(seconds=1), batch_size=20, heartbeat_timeout=timedelta(seconds=30)
        )
    )
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({queue, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    manager.shutdown.set()
    await asyncio.gather(*loops)
    await queue


async def beat(database: Database) -> None:
    """Say that this worker lives."""
    async with database.transaction() as tx:
        await tx.execute(
            "INSERT INTO heartbeat (name, at) VALUES ('worker', now()) ON CONFLICT (name) DO UPDATE SET at = now()"
        )


def _runner(database: Database, job: jobs.Job) -> Callable[[QueuedJob], Awaitable[None]]:
    async def run(queued: QueuedJob) -> None:
        try:
            await again_if_lost(lambda: job.run(database, orjson.loads(queued.payload or b"{}")))
        except jobs.RetryAt as again:
            raise RetryRequested(delay=again.after, reason=str(again)) from again
        except Exception as error:
            log.exception("job failed", job=job.name, attempt=queued.attempts)
            if queued.attempts + 1 >= job.tries:
                raise
            delay = min(timedelta(seconds=2**queued.attempts), timedelta(minutes=5))
            raise RetryRequested(delay=delay, reason=repr(error)) from error

    return run


async def _repeat(database: Database, task: Periodic, stop: asyncio.Event) -> None:
    """Run a periodic task until stop; a failure is logged and the next round comes as usual."""
    while not stop.is_set():
        try:
            await task.run(database)
        except Exception:  # whatever it was, the next round comes: a loop that ends would end in silence
            log.exception("periodic work failed", task=task.name)
        try:
            await asyncio.wait_for(stop.wait(), timeout=task.every.total_seconds())
        except TimeoutError:
            continue
