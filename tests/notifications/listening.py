"""What people were told, in the tests: the log is read to its present end, and each bell looked at."""

import asyncio
from datetime import datetime
from typing import Any

import httpx

from goccia.core.database import Database
from goccia.notifications.log import read_on
from tests.people import Person

_BEHIND = """
SELECT EXISTS (SELECT 1 FROM event e, notification_place p WHERE p.name = 'log' AND (e.tx, e.id) > (p.tx, p.event_id))
"""


async def read_log(database: Database, readers: int = 1, now: datetime | None = None) -> None:
    """Until every committed event has been read, as at `now` (by default the real time): of what is a day old nobody is
    told. Transactions of other tests may hold the end of the log back."""
    async with asyncio.timeout(20):
        while True:
            await asyncio.gather(*(read_on(database, now) for _ in range(readers)))
            async with database.transaction() as tx:
                if not await tx.fetchval(_BEHIND):
                    return


async def bell_of(client: httpx.AsyncClient, person: Person) -> list[dict[str, Any]]:
    """The lines under somebody's bell."""
    answer = await client.get("/api/notifications", headers=person.headers)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def unread(client: httpx.AsyncClient, person: Person) -> int:
    answer = await client.get("/api/notifications/unread", headers=person.headers)
    return int(answer.json()["count"])
