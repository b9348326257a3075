"""A transaction that cannot be finished: what it leaves behind, and what the next one finds."""

import asyncio
import gc
import os
import signal
from typing import Any

import pytest

from goccia.core.database import Database


async def test_a_roll_back_cut_short_on_a_dying_connection_leaves_no_error_behind_and_no_broken_connection(
    database: Database,
) -> None:
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    pids: list[int] = []
    broken = asyncio.Event()

    async def work() -> None:
        async with database.transaction() as tx:
            pids.append(tx.connection.get_server_pid())
            os.kill(pids[0], signal.SIGSTOP)  # the server answers no more: the roll-back waits
            broken.set()
            raise ZeroDivisionError

    task = asyncio.create_task(work())
    await broken.wait()
    await asyncio.sleep(0)  # into the roll-back
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(asyncio.shield(task), timeout=10)
    os.kill(pids[0], signal.SIGTERM)
    os.kill(pids[0], signal.SIGCONT)
    async with database.transaction() as tx:
        for _ in range(1000):
            if not await tx.fetchval(
                "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pid = $1)", pids[0]
            ):
                break
            await asyncio.sleep(0.01)
    await asyncio.gather(*(use(database) for _ in range(database.pool.get_max_size())))
    gc.collect()
    assert complaints == []


async def use(database: Database) -> None:
    async with database.transaction() as tx:
        assert await tx.fetchval("SELECT pg_sleep(0.01) IS NOT NULL")


async def test_an_error_on_a_dead_connection_is_told_as_it_was(database: Database) -> None:
    async def work() -> None:
        async with database.transaction() as tx:
            tx.connection.terminate()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await work()
    await use(database)
