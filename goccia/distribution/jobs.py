"""Background work of the distribution: queues drain when somebody becomes eligible, by an event or by the clock."""

import asyncio
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import structlog

from goccia.core import jobs
from goccia.core.database import Database
from goccia.core.jobs import Job
from goccia.distribution.drain import DRAIN_JOB
from goccia.distribution.offers import forget_old, settle_ended
from goccia.distribution.queues import drain_container

log = structlog.get_logger()
WAKE_JOB = "distribution.wake"
_QUEUES = """
SELECT c.id FROM container c JOIN unit u ON u.id = c.unit_id
WHERE c.id IN (SELECT container_id FROM lead WHERE queued_at IS NOT NULL AND deleted_at IS NULL)
AND c.deleted_at IS NULL AND u.deleted_at IS NULL
"""
# Someone may have become eligible in the containers of this unit, person, or in this container alone.
_CONCERNED = """
SELECT c.id FROM container c WHERE c.id IN (SELECT container_id FROM lead WHERE queued_at IS NOT NULL AND deleted_at IS NULL)
AND c.deleted_at IS NULL
AND (c.unit_id = $1 OR c.id = $2 OR c.id IN (SELECT container_id FROM container_member WHERE user_id = $2))
"""


async def drain(database: Database, payload: dict[str, Any]) -> None:
    """Drain one container's queue."""
    await drain_container(database, UUID(payload["container_id"]))


async def wake(database: Database, payload: dict[str, Any]) -> None:
    """After an event that may have made someone eligible: drain the queues it concerns."""
    containers: set[UUID] = set()
    async with database.transaction() as tx:
        for event in payload["events"]:
            unit = UUID(event["unit_id"]) if event.get("unit_id") else None
            subject = UUID(event["subject_id"]) if event.get("subject_id") else None
            containers |= {row["id"] for row in await tx.fetch(_CONCERNED, unit, subject)}
    await _drain_each(database, sorted(containers))


async def sweep(database: Database) -> None:
    """Drain every queue: hours open, days change and pauses end by the clock, without an event."""
    async with database.transaction() as tx:
        waiting = [row["id"] for row in await tx.fetch(_QUEUES)]
        await settle_ended(tx)
    await _drain_each(database, waiting)


async def tidy(database: Database) -> None:
    """Forget offers that ended long ago."""
    async with database.transaction() as tx:
        await forget_old(tx)


async def _drain_each(database: Database, containers: Iterable[UUID]) -> None:
    """Drain one queue after the other; one that fails stops none of the rest.

    Raises:
        ExceptionGroup: what went wrong with each that failed, after all the others.
    """
    failed: list[Exception] = []
    for container_id in containers:
        try:
            await drain_container(database, container_id)
        except Exception as error:  # whatever it is, the others' leads do not wait for it
            log.exception("queue not drained", container_id=str(container_id))
            failed.append(error)
        await asyncio.sleep(0)  # other work of the process goes on between two containers
    if failed:
        raise ExceptionGroup("queues not drained", failed)


JOBS = (Job(DRAIN_JOB, drain), Job(WAKE_JOB, wake))


def register() -> None:
    """Make these jobs known to the worker."""
    for job in JOBS:
        jobs.register(job)
