"""The post of the tests: a mail server that answers as it is told, a carrier that remembers, and the jobs run by hand."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from typing import Any

import orjson
from aiosmtpd import smtp

from goccia.core.database import Database
from goccia.core.jobs import Job
from goccia.notifications.ports import Browser, OutgoingMail


@dataclass
class PostOffice:
    """What a server says to RCPT and DATA, and what it was given."""

    to_recipient: str = "250 OK"
    to_data: str = "250 OK"
    received: list[Message] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        _server: smtp.SMTP,
        _session: smtp.Session,
        envelope: smtp.Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server: smtp.SMTP, _session: smtp.Session, envelope: smtp.Envelope) -> str:  # noqa: N802
        if self.to_data == "hang up":
            assert server.transport is not None
            server.transport.close()
            return "250 OK"
        if self.to_data.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.received.append(message_from_bytes(envelope.content))
        return self.to_data


@asynccontextmanager
async def post_office() -> AsyncIterator[PostOffice]:
    """A mail server on this machine."""
    office = PostOffice()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: smtp.SMTP(office, loop=loop, hostname="post"), "127.0.0.1", 0)
    office.port = server.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        server.close()
        await server.wait_closed()


@dataclass
class Postman:
    """Carries mails by remembering them; raises what it is told to, once for each time."""

    leaves: bool = True
    carried: list[OutgoingMail] = field(default_factory=list)
    refuses: list[Exception] = field(default_factory=list)

    async def send(self, mail: OutgoingMail) -> None:
        self.carried.append(mail)
        if self.refuses:
            raise self.refuses.pop(0)


class Nobody:
    """Reaches no browser."""

    async def send(self, _browser: Browser, _message: bytes, _topic: str) -> None:
        raise AssertionError("nobody asked for push")


async def work(database: Database, jobs: list[Job], *, twice: bool = False) -> int:
    """Run the waiting jobs of these kinds until none is left, as the worker would; answers how many there were."""
    known = {job.name: job for job in jobs}
    done = 0
    while True:
        async with database.transaction() as tx:
            rows = await tx.fetch(
                "DELETE FROM pgqueuer WHERE entrypoint = ANY ($1) AND status = 'queued' RETURNING entrypoint, payload",
                list(known),
            )
        if not rows:
            return done
        for row in rows:
            payload: dict[str, Any] = orjson.loads(row["payload"])
            done += 1
            await asyncio.gather(
                *(known[row["entrypoint"]].run(database, payload) for _ in range(2 if twice else 1))
            )


def at(moment: datetime) -> Callable[[], datetime]:
    """A clock that stands."""
    return lambda: moment


def now() -> datetime:
    return datetime.now(UTC)
