"""An origin (an ad, a campaign, a source) is paused in its container: its leads still arrive and are kept, and wait in the
queue out of the drip until a person resumes it, or gives them to somebody.

What holds a lead back is the pause itself, looked at whenever the drip decides: nothing is written on the lead, so the
moment the pause ends it is a waiting lead like any other, in its place of the queue.
"""

from typing import Any
from uuid import UUID

from goccia.core import events, jobs
from goccia.core.database import Transaction
from goccia.core.errors import Conflict
from goccia.distribution.drain import DRAIN_JOB
from goccia.distribution.events import OriginPaused, OriginResumed
from goccia.distribution.line import stand_in_line
from goccia.distribution.offers import tell_of_offers
from goccia.distribution.origin_schemas import OriginState
from goccia.distribution.rules import ORIGIN_PAUSED
from goccia.identity.access import User
from goccia.kit.ids import uuid7
from goccia.leads.origin import origin_sql
from goccia.organisation.containers import unit_of

MOST_PAUSED = 200
_MANY = "SELECT count(*) FROM origin_pause WHERE container_id = $1 AND resumed_at IS NULL"
_PAUSE = """
INSERT INTO origin_pause (id, unit_id, container_id, origin, paused_at, paused_by) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (container_id, origin) WHERE resumed_at IS NULL DO NOTHING RETURNING id
"""
_RESUME = """
UPDATE origin_pause SET resumed_at = $3, resumed_by = $4
WHERE container_id = $1 AND origin = $2 AND resumed_at IS NULL RETURNING id
"""
_WAITING = f"""
SELECT id FROM lead WHERE container_id = $1 AND queued_at IS NOT NULL AND deleted_at IS NULL AND {origin_sql()} = $2
ORDER BY queued_at, id
"""
_WITHDRAW = "DELETE FROM offer WHERE lead_id = ANY ($1::uuid[]) AND expires_at > $2 RETURNING people"
_STATE = f"""
SELECT (SELECT paused_at FROM origin_pause WHERE container_id = $1 AND origin = $2 AND resumed_at IS NULL) AS paused_at,
  (SELECT count(*) FROM ({_WAITING}) AS waiting) AS waiting
"""


async def pause(tx: Transaction, user: User, container_id: UUID, origin: str) -> None:
    """Hold back an origin's leads from now on, those that wait already too; what an agent has stays theirs. Pausing what is
    paused changes nothing.

    Raises:
        NotFound: the container is not there to see.
        Conflict: too many are paused in it.
    """
    await unit_of(tx, container_id)
    async with tx.as_system():
        line = await stand_in_line(tx, container_id, 0)
        if await tx.fetchval(_MANY, container_id) >= MOST_PAUSED:
            raise Conflict(
                it=f"In questo contenitore ci sono già {MOST_PAUSED} fonti in pausa: riprendine qualcuna o ferma il contenitore.",
                en=f"This container has {MOST_PAUSED} paused sources already: resume some or stop the container.",
            )
        pause_id = await tx.fetchval(
            _PAUSE, uuid7(), line.unit_id, container_id, origin, tx.now, user.actor.id
        )
        if pause_id is None:
            return
        waiting = [row["id"] for row in await tx.fetch(_WAITING, container_id, origin)]
        offered = await tx.fetch(_WITHDRAW, waiting, tx.now)
        for lead_id in waiting:
            line.enqueue(lead_id, ORIGIN_PAUSED)
        await line.write()
        await tell_of_offers(tx, line.unit_id, {person for row in offered for person in row["people"]})
        place = {"unit_id": line.unit_id, "subject_id": pause_id}
        await events.record(tx, user.actor, OriginPaused(**place, container=container_id))


async def resume(tx: Transaction, user: User, container_id: UUID, origin: str) -> None:
    """Let an origin's leads fall again; those that wait do so in their order, after the commit.

    Raises:
        NotFound: the container is not there to see.
    """
    unit_id = await unit_of(tx, container_id)
    async with tx.as_system():
        await stand_in_line(tx, container_id, 0)  # behind the decisions under way
        pause_id = await tx.fetchval(_RESUME, container_id, origin, tx.now, user.actor.id)
        if pause_id is None:
            return
        await events.record(
            tx, user.actor, OriginResumed(unit_id=unit_id, subject_id=pause_id, container=container_id)
        )
        await jobs.enqueue(tx, DRAIN_JOB, {"container_id": container_id}, key=f"drain:{container_id}")


async def state(tx: Transaction, container_id: UUID, origin: str) -> OriginState:
    """Whether an origin is paused, and how many of its leads wait, with the caller's eyes.

    Raises:
        NotFound: the container is not there to see.
    """
    await unit_of(tx, container_id)
    row: Any = await tx.fetchrow(_STATE, container_id, origin)
    return OriginState(
        container_id=container_id, origin=origin, paused_at=row["paused_at"], waiting=row["waiting"]
    )
