"""The live feed: committed events, in order, each viewer's own, with ids that a reconnection replays from.

An event's place is `(tx, id)`: an identity alone would lose events that commit late with a lower id, so only
transactions older than every running one are read.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import structlog

from goccia.core.database import Database, Scope
from goccia.core.hints import EVENTS

log = structlog.get_logger()
POLL_SECONDS = 1.0
SOON_SECONDS = 0.05
SIGN_OF_LIFE_SECONDS = 15.0
PAGE = 500

Place = tuple[int, int]
_SELECT = (
    "SELECT e.tx::text::bigint AS tx, e.id, e.kind, e.at, e.unit_id, e.lead_id, e.subject_id, e.agent_id,"
    " e.actor_id, e.payload"
)
_SETTLED = " WHERE (e.tx, e.id) > ($1::text::xid8, $2) AND e.tx < pg_snapshot_xmin(pg_current_snapshot())"
_IN_ORDER = f" ORDER BY e.tx, e.id LIMIT {PAGE}"
VISIBLE = f"{_SELECT} FROM event e{_SETTLED}{_IN_ORDER}"
"""The events after a place that a viewer may see, read with their eyes."""


@dataclass(frozen=True, slots=True)
class Concern:
    """What the feed knows of an event before looking who may see it: its unit, and the people it is about."""

    unit_id: UUID | None
    people: frozenset[UUID]


class Feed:
    """One per web process: a single reader of the log wakes the viewers whom an event may concern."""

    def __init__(self, database: Database, url: str) -> None:
        self._database = database
        self._url = url
        self._place: Place = (0, 0)
        self._newest_seen = 0
        self._wake = asyncio.Event()
        self._viewers: dict[asyncio.Queue[Place], Scope] = {}
        self._task: asyncio.Task[None] | None = None
        self.stopping = asyncio.Event()

    async def start(self) -> None:
        """Begin to follow the log from its present end."""
        self._place = await self.end_of_log()
        self._task = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        """End every stream and the reader."""
        self.stopping.set()
        for queue in self._viewers:
            queue.put_nowait(self._place)
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def end_of_log(self) -> Place:
        """The place of the newest event that can be read now."""
        async with self._database.transaction() as tx:
            row = await tx.fetchrow(
                "SELECT tx::text::bigint AS tx, id FROM event WHERE tx < pg_snapshot_xmin(pg_current_snapshot())"
                " ORDER BY event.tx DESC, id DESC LIMIT 1"
            )
        return (row["tx"], row["id"]) if row else (0, 0)

    async def view(self, scope: Scope, since: Place | None) -> AsyncIterator[list[dict[str, Any]]]:
        """Batches of the events this viewer may see, after `since` (None: from now on). An empty batch is a sign of life."""
        queue: asyncio.Queue[Place] = asyncio.Queue()
        self._viewers[queue] = scope
        try:
            place = since if since is not None else self._place
            woken = False
            while not self.stopping.is_set():
                batch = await self._visible(scope, place)
                if batch or woken:
                    yield batch
                if batch:
                    place = (batch[-1]["tx"], batch[-1]["id"])
                    if len(batch) == PAGE:
                        continue
                woken = True
                try:
                    await asyncio.wait_for(queue.get(), timeout=SIGN_OF_LIFE_SECONDS)
                except TimeoutError:
                    continue
                while not queue.empty():
                    queue.get_nowait()
        finally:
            del self._viewers[queue]

    async def _visible(self, scope: Scope, place: Place) -> list[dict[str, Any]]:
        async with self._database.transaction(scope) as tx:
            rows = await tx.fetch(VISIBLE, str(place[0]), place[1])
        return [dict(row) for row in rows]

    async def _follow(self) -> None:
        # `wait_for` may swallow a cancellation that comes with a hint: the loops look at `stopping` themselves.
        while not self.stopping.is_set():
            try:
                connection = await asyncpg.connect(
                    self._url, server_settings={"application_name": "goccia feed"}
                )
                try:
                    await connection.add_listener(EVENTS, lambda *_: self._wake.set())
                    while not connection.is_closed() and not self.stopping.is_set():
                        unsettled = await self._read()
                        try:
                            await asyncio.wait_for(
                                self._wake.wait(), SOON_SECONDS if unsettled else POLL_SECONDS
                            )
                        except TimeoutError:
                            continue
                        self._wake.clear()
                finally:
                    connection.terminate()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                log.warning("live feed lost the database, trying again", exc_info=True)
                await asyncio.sleep(POLL_SECONDS)

    async def _read(self) -> bool:
        """Read on and wake viewers; answers whether newer events wait for a running transaction to end."""
        while True:
            async with self._database.transaction() as tx:
                rows = await tx.fetch(
                    f"{_SELECT}, l.agent_id AS lead_agent_id FROM event e LEFT JOIN lead l ON l.id = e.lead_id{_SETTLED}"
                    f"{_IN_ORDER}",
                    str(self._place[0]),
                    self._place[1],
                )
                newest = await tx.fetchval("SELECT max(id) FROM event") or 0
            if rows:
                self._place = (rows[-1]["tx"], rows[-1]["id"])
                self._tell(
                    [
                        Concern(
                            r["unit_id"],
                            frozenset({r["agent_id"], r["lead_agent_id"], r["subject_id"]} - {None}),
                        )
                        for r in rows
                    ]
                )
            if len(rows) < PAGE:
                self._newest_seen = max([self._newest_seen, *(row["id"] for row in rows)])
                return bool(newest > self._newest_seen)

    def _tell(self, concerns: list[Concern]) -> None:
        for queue, scope in self._viewers.items():
            if any(_concerns(scope, concern) for concern in concerns):
                queue.put_nowait(self._place)


def _concerns(scope: Scope, concern: Concern) -> bool:
    """A coarse sieve before the database's policies, which decide."""
    if scope.role == "agente":
        return scope.user_id in concern.people
    return scope.role != "referente" or concern.unit_id in scope.unit_ids
