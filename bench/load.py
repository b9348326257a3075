"""A frugal HTTP/1.1 sender: keep-alive connections that post the next body as soon as the answer is there."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Load:
    """What was measured: seconds of each answer, and how many were not 200."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    refused: int = 0

    @property
    def rate(self) -> float:
        """Accepted answers a second."""
        return len(self.latencies) / self.seconds


class _Sender(asyncio.Protocol):
    def __init__(self, requests: Iterator[bytes], load: Load, going_on: Callable[[], bool]) -> None:
        self.requests = requests
        self.load = load
        self.going_on = going_on
        self.done = asyncio.get_running_loop().create_future()
        self.buffer = b""
        self.sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._next()

    def _next(self) -> None:
        self.sent = time.perf_counter()
        self.transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().split(b"content-length: ", 1)[1].split(b"\r\n", 1)[0])
        if len(body) < length:
            return
        if head.startswith(b"HTTP/1.1 200"):
            self.load.latencies.append(time.perf_counter() - self.sent)
        else:
            self.load.refused += 1
        self.buffer = b""
        if self.going_on():
            self._next()
        else:
            self.transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(error)


def post(path: str, body: bytes) -> bytes:
    """A POST of JSON, ready to be sent."""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def send(port: int, requests: Iterator[bytes], connections: int, seconds: float) -> Load:
    """Keep so many connections busy for so long."""
    load = Load()
    began = time.perf_counter()
    loop = asyncio.get_running_loop()

    def going_on() -> bool:
        return time.perf_counter() - began < seconds

    senders = []
    for _ in range(connections):
        _, sender = await loop.create_connection(lambda: _Sender(requests, load, going_on), "127.0.0.1", port)
        senders.append(sender)
    await asyncio.wait([sender.done for sender in senders], timeout=seconds + 30)
    load.seconds = time.perf_counter() - began
    return load
