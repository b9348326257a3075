"""A callback that really listens on loopback, and a simulator around it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import pytest
from starlette.applications import Starlette

from goccia.sim.graph import Simulator, create_graph_simulator

SECRET = "segreto-di-prova"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@dataclass
class Received:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Callback:
    """Records what comes; answers `statuses` in turn, then 200; a GET gets `body`, or its challenge back."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    body: bytes | None = None
    more: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = head.strip().split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.received.append(Received(method, target, headers, body))
        self.more.set()
        status = self.statuses.pop(0) if self.statuses else 200
        answer = self.body
        if answer is None:
            answer = httpx.QueryParams(target.partition("?")[2]).get("hub.challenge", "").encode()
        writer.write(f"HTTP/1.1 {status} x\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@pytest.fixture
async def callback() -> AsyncIterator[Callback]:
    made = Callback()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hooks/meta"
    yield made
    server.close()
    await server.wait_closed()


@pytest.fixture
async def app(callback: Callback) -> AsyncIterator[Starlette]:
    made = create_graph_simulator(
        app_secret=SECRET,
        verify_token="verifica",
        callback_url=callback.url,
        redeliver_after=(0.0, 0.01, 0.01),
        now=lambda: NOW,
    )
    yield made
    await made.state.simulator.aclose()


@pytest.fixture
def simulator(app: Starlette) -> Simulator:
    made: Simulator = app.state.simulator
    return made


Connect = Callable[[Starlette], httpx.AsyncClient]


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://graph.test") as made:
        yield made
