"""Background jobs on pgqueuer: the only module that knows it. At least once, retried, kept when they fail for good."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from pgqueuer.adapters.persistence.qb import QueryQueueBuilder

from goccia.core import hints
from goccia.core.database import Database, Transaction

Handler = Callable[[Database, dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of job: what runs, and how often it is tried."""

    name: str
    run: Handler
    tries: int = 8
    at_once: int = 4


_registry: dict[str, Job] = {}
_ENQUEUE = QueryQueueBuilder().build_enqueue_query("skip")


class RetryAt(Exception):  # noqa: N818 - an instruction to the queue
    """Raised by a handler: try again after this long, without counting it as a failure."""

    def __init__(self, after: timedelta) -> None:
        super().__init__(f"again after {after}")
        self.after = after


def register(job: Job) -> None:
    """Make a kind of job known to the worker (called by app.wiring)."""
    _registry[job.name] = job


def registered() -> list[Job]:
    """Every kind of job."""
    return list(_registry.values())


async def enqueue(
    tx: Transaction,
    name: str,
    payload: dict[str, Any],
    *,
    after: timedelta = timedelta(0),
    key: str | None = None,
) -> None:
    """Queue a job in this transaction; with `key`, not if one with that key already waits or runs."""
    raw = orjson.dumps(payload, default=str)
    async with tx.as_system():
        await tx.connection.fetch(_ENQUEUE, [0], [name], [raw], [after], [key], [None])
    tx.wake(hints.JOBS)
