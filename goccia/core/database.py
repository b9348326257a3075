"""The pool and the transaction: who it sees as, what time it is, what to wake after the commit."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal, TypeVar
from uuid import UUID

import asyncpg
import orjson
import structlog

from goccia.core.hints import Hints

log = structlog.get_logger()
LOST = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
"""Nobody's fault and nothing was saved: the same work done again finds the other one finished."""
Answer = TypeVar("Answer")
Row = asyncpg.Record
Role = Literal["admin", "referente", "agente", "system"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose eyes a transaction sees with; PostgreSQL's policies read it."""

    role: Role
    user_id: UUID | None = None
    unit_ids: tuple[UUID, ...] = ()

    @property
    def statement(self) -> str:
        """The SQL that puts this scope in force until the transaction ends."""
        units = "{" + ",".join(str(unit) for unit in self.unit_ids) + "}"
        return (
            f"SELECT set_config('role', 'goccia_{self.role}', true),"
            f" set_config('goccia.user', '{self.user_id or ''}', true), set_config('goccia.units', '{units}', true)"
        )


SYSTEM = Scope("system")


@dataclass(frozen=True, slots=True)
class Write:
    """One INSERT, UPDATE or DELETE (without WITH) and its values, to be sent together with others."""

    statement: str
    args: tuple[object, ...]


class CommitLostError(RuntimeError):
    """The server answered COMMIT with ROLLBACK: a statement had failed and its error was swallowed."""


@dataclass(slots=True)
class Transaction:
    """One open transaction. Feature code reads and writes through it and never commits."""

    connection: asyncpg.Connection
    scope: Scope
    now: datetime
    hints: set[str] = field(default_factory=set)

    async def fetch(self, query: str, *args: object) -> list[asyncpg.Record]:
        """All rows of a query."""
        return await self.connection.fetch(query, *args)

    async def fetchrow(self, query: str, *args: object) -> asyncpg.Record | None:
        """The first row, or None."""
        return await self.connection.fetchrow(query, *args)

    async def fetchval(self, query: str, *args: object) -> Any:
        """The first column of the first row, or None."""
        return await self.connection.fetchval(query, *args)

    async def execute(self, query: str, *args: object) -> int:
        """Run a statement; answers how many rows it touched."""
        status: str = await self.connection.execute(query, *args)
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0

    async def executemany(self, query: str, rows: list[tuple[object, ...]]) -> None:
        """Run a statement once for each row, in one round trip."""
        await self.connection.executemany(query, rows)

    async def write(self, *writes: Write) -> None:
        """Run several writes in one round trip. None sees what another does, so no two may touch the same row."""
        joined = _joined(tuple(write.statement for write in writes))
        await self.connection.execute(joined, *(value for write in writes for value in write.args))

    def wake(self, channel: str) -> None:
        """After the commit, hint those who listen on this channel."""
        self.hints.add(channel)

    async def see_as(self, scope: Scope) -> None:
        """From here on see with other eyes (after the permission check of the edge)."""
        await self.connection.execute(scope.statement)
        self.scope = scope

    @asynccontextmanager
    async def as_system(self) -> AsyncIterator["Transaction"]:
        """A stretch that runs as goccia_system: ownership changes, dedupe, the Registro's counts."""
        before = self.scope
        if before.role == "system":
            yield self
            return
        await self.see_as(Scope("system", before.user_id, before.unit_ids))
        try:
            yield self
        finally:
            if not _is_gone(self.connection) and self.connection.is_in_transaction():
                await _restore(self, before)


@lru_cache(maxsize=64)
def _joined(statements: tuple[str, ...]) -> str:
    """The statements as one, their parameters numbered on."""
    parts: list[str] = []
    taken = 0
    for number, statement in enumerate(statements):
        numbers = [int(found) for found in re.findall(r"\$(\d+)", statement)]
        shifted = re.sub(r"\$(\d+)", lambda found, by=taken: f"${int(found[1]) + by}", statement)  # type: ignore[misc]
        parts.append(f"w{number} AS ({shifted})")
        taken += max(numbers, default=0)
    return f"WITH {', '.join(parts)} SELECT"


async def _restore(tx: Transaction, scope: Scope) -> None:
    """Put a scope back; in a failed transaction there is nothing to put back to."""
    try:
        await tx.see_as(scope)
    except asyncpg.InFailedSQLTransactionError:
        tx.scope = scope


class Database:
    """The connections of one process."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool
        self.hints = Hints(pool)

    @asynccontextmanager
    async def transaction(
        self, scope: Scope = SYSTEM, now: datetime | None = None
    ) -> AsyncIterator[Transaction]:
        """A transaction with the given eyes: commits at the end, rolls back on any error.

        `now` is the time that the rules see; it defaults to the clock.
        """
        async with self.pool.acquire() as connection:
            tx = Transaction(connection, scope, now or datetime.now(UTC))  # type: ignore[arg-type]
            try:
                await _begin(connection, scope)
                yield tx
            except BaseException:
                await _roll_back(connection)
                raise
            if (status := await connection.execute("COMMIT")) != "COMMIT":
                raise CommitLostError(status)
        if tx.hints:
            self.hints.send(tx.hints)

    async def run(
        self,
        work: Callable[[Transaction], Awaitable[Answer]],
        scope: Scope = SYSTEM,
        now: datetime | None = None,
    ) -> Answer:
        """Do the work in a transaction of its own, and once more from its start if it lost against another one."""

        async def once() -> Answer:
            async with self.transaction(scope, now) as tx:
                return await work(tx)

        return await again_if_lost(once)

    async def close(self) -> None:
        """End the hints and the pool."""
        await self.hints.close()
        await asyncio.wait_for(self.pool.close(), timeout=5)


async def again_if_lost(work: Callable[[], Awaitable[Answer]]) -> Answer:
    """Do what ends in its own transactions; once more if PostgreSQL broke it off for another (its error is raised then)."""
    try:
        return await work()
    except LOST as error:
        log.warning("done again after a conflict", error=repr(error))
    return await work()


async def _begin(connection: Any, scope: Scope) -> None:
    """Raise ConnectionDoesNotExistError where the server ended the idle connection and asyncpg is not through with it."""
    try:
        await connection.execute("BEGIN; " + scope.statement)
    except asyncpg.InternalClientError as error:
        _drop(connection)
        raise asyncpg.ConnectionDoesNotExistError("ended while it was idle") from error


async def _roll_back(connection: Any) -> None:
    """Roll back; a connection that cannot (it is dying, or we are cancelled meanwhile) is closed, never handed on."""
    if _is_gone(connection):
        return
    try:
        await connection.execute("ROLLBACK")
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError):
        _drop(connection)  # the server rolls back by itself; the caller's error is the one to be told
    except asyncio.CancelledError:
        _drop(connection)
        raise


def _drop(connection: Any) -> None:
    if not _is_gone(connection):
        connection.terminate()


def _is_gone(connection: Any) -> bool:
    try:
        return bool(connection.is_closed())
    except asyncpg.InterfaceError:  # it died, and the pool has taken it back already
        return True


def _encode_jsonb(value: object) -> bytes:
    # jsonb's binary form begins with its version; asyncpg's UUIDs are a subclass that orjson does not take for one
    return b"\x01" + orjson.dumps(value, default=str)


def _decode_jsonb(raw: bytes) -> object:
    return orjson.loads(raw[1:])


async def prepare_connection(connection: Any) -> None:
    """JSON as Python objects, on every connection we open."""
    for name in ("json", "jsonb"):
        await connection.set_type_codec(
            name,
            schema="pg_catalog",
            encoder=_encode_jsonb if name == "jsonb" else orjson.dumps,
            decoder=_decode_jsonb if name == "jsonb" else orjson.loads,
            format="binary",
        )


async def _keep(_connection: Any) -> None:
    """Nothing to reset: scope and role end with each transaction."""


async def connect(url: str, *, size: int = 16, smallest: int = 2) -> Database:
    """Open the pool that web and worker use (as `goccia_web`)."""
    pool = await asyncpg.create_pool(
        url,
        min_size=min(smallest, size),
        max_size=size,
        init=prepare_connection,
        reset=_keep,
        command_timeout=60,
        server_settings={"application_name": "goccia", "jit": "off", "timezone": "UTC"},
    )
    return Database(pool)
