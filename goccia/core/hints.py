"""NOTIFY after the commit, many in one: a hint beside polling, never a promise.

Sent inside a transaction, NOTIFY would make each commit of the whole server wait for the one before it.
"""

import asyncio
from typing import Any

PAUSE_SECONDS = 0.02
EVENTS = "goccia_event"
JOBS = "ch_pgqueuer"

_PAYLOADS = {
    EVENTS: "''",
    # What pgqueuer's own trigger would have sent.
    JOBS: "json_build_object('channel', 'ch_pgqueuer', 'operation', 'insert', 'sent_at', now(),"
    " 'table', 'pgqueuer', 'type', 'table_changed_event')::text",
}


class Hints:
    """Sends the hints of a process: the first at once, those that come soon after it together."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool
        self._waiting: set[str] = set()
        self._task: asyncio.Task[None] | None = None

    def send(self, channels: set[str]) -> None:
        """Hint these channels soon."""
        self._waiting |= channels
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        while self._waiting:
            channels, self._waiting = self._waiting, set()
            calls = ", ".join(f"pg_notify('{channel}', {_PAYLOADS[channel]})" for channel in sorted(channels))
            async with self._pool.acquire() as connection:
                await connection.execute(f"SELECT {calls}")
            await asyncio.sleep(PAUSE_SECONDS)

    async def close(self) -> None:
        """Send what waits."""
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=2)
