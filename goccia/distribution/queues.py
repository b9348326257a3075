"""A container's queue is emptied as its policy says: drip by drip, or offered to whoever takes first."""

from datetime import datetime
from uuid import UUID

from goccia.core.database import SYSTEM, Database
from goccia.distribution.drain import START, Place, drain_line
from goccia.distribution.line import stand_in_line
from goccia.distribution.offers import offer_waiting


async def drain_container(database: Database, container_id: UUID, now: datetime | None = None) -> None:
    """Drain a whole queue, a hundred leads a transaction, so that no arrival waits long for the unit's lock."""
    place: Place | None = START
    while place is not None:
        async with database.transaction(SYSTEM, now) as tx:
            line = await stand_in_line(tx, container_id, 0)
            if not line.has_queue:
                return
            if line.ground.policy == "first_to_claim":
                await offer_waiting(tx, line)
                return
            place = await drain_line(tx, line, place)
