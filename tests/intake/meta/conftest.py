"""The simulator served by granian in a process of its own, and servers that misbehave."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from goccia.intake.adapters.meta_graph import MetaGraph

ROOT = Path(__file__).parents[3]
SECRET = "segreto-di-prova"
TOKEN = "SIMULATED-PAGE-TOKEN"
Reply = Callable[[asyncio.StreamWriter], Awaitable[None]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def graph_address() -> Iterator[str]:
    """A running simulator."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--no-ws", "--port", str(port)]
    command += ["--working-dir", str(ROOT / "tests" / "sim"), "--workers-kill-timeout", "3", "served:app"]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 30
    with httpx.Client(trust_env=False) as client:
        while True:
            try:
                client.get(f"{address}/_sim/log").raise_for_status()
                break
            except httpx.TransportError:
                assert process.poll() is None, "the simulator did not start"
                assert time.monotonic() < deadline, "the simulator is too slow to start"
                time.sleep(0.05)
    yield address
    process.send_signal(signal.SIGTERM)
    process.wait(15)


@pytest.fixture
async def controls(graph_address: str) -> AsyncIterator[httpx.AsyncClient]:
    """The simulator's own addresses, over the same HTTP, begun anew for each test."""
    async with httpx.AsyncClient(base_url=f"{graph_address}/_sim", trust_env=False) as client:
        (await client.post("/reset")).raise_for_status()
        yield client


@pytest.fixture
async def graph(graph_address: str, controls: httpx.AsyncClient) -> AsyncIterator[MetaGraph]:
    async with MetaGraph(f"{graph_address}/v23.0", app_secret=SECRET, timeout=5) as made:
        yield made


@asynccontextmanager
async def server_that(reply: Reply) -> AsyncIterator[tuple[str, list[str]]]:
    """A server that reads a request's head into the list and lets `reply` write what it likes."""
    heads: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            heads.append((await reader.readuntil(b"\r\n\r\n")).decode())
            await reply(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heads
    finally:
        server.close()


def answering(status: int, body: bytes = b"", **headers: str) -> Reply:
    async def reply(writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status} x", f"Content-Length: {len(body)}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + body)
        await writer.drain()

    return reply
