"""(e) From the moment a delivery is sent to the moment the agent's open page has the event."""

import asyncio
import itertools
import time

import orjson

from bench.intake import CONNECTIONS, body, leads
from bench.load import post, send
from bench.network import AGENTS
from bench.report import Section, milliseconds, percentile
from bench.stage import Stage, Viewer
from tests.crash.stack import Stack

UNIT = 11
DELIVERIES = 150
LIMIT_SECONDS = 1.0


class _Page:
    """An agent's open stream: when lead.assigned came for each lead."""

    def __init__(self, viewer: Viewer, seen: dict[str, float]) -> None:
        self.viewer = viewer
        self.seen = seen
        self.ready = asyncio.Event()

    async def listen(self, port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(
            b"GET /api/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n"
            % self.viewer.token.encode()
        )
        kind = b""
        try:
            async for line in reader:
                if line.startswith(b"event: "):
                    kind = line[7:].strip()
                    self.ready.set()
                elif line.startswith(b"data: ") and kind == b"lead.assigned":
                    self.seen[orjson.loads(line[6:])["lead_id"]] = time.perf_counter()
        finally:
            writer.close()


async def _deliver(port: int, number: int, sent: dict[str, float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    began = time.perf_counter()
    writer.write(post(f"/hooks/in/bench-{UNIT}", body(f"+39 388 {number:07d}", f"feed{number}@example.it")))
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length: ", 1)[1].split(b"\r\n", 1)[0])
    answer = orjson.loads(await reader.readexactly(length))
    writer.close()
    if answer["status"] != "created":
        raise RuntimeError(f"not a new lead: {answer}")
    sent[answer["lead_id"]] = began


async def _measure(stack: Stack, viewers: list[Viewer], *, busy: bool) -> list[float]:
    seen: dict[str, float] = {}
    sent: dict[str, float] = {}
    pages = [_Page(viewer, seen) for viewer in viewers]
    listening = [asyncio.create_task(page.listen(stack.port)) for page in pages]
    await asyncio.wait_for(asyncio.gather(*(page.ready.wait() for page in pages)), 30)
    load = asyncio.create_task(
        send(stack.port, leads(8 if busy else 9), CONNECTIONS if busy else 0, 20 if busy else 0)
    )
    numbers = itertools.count(1_000 if busy else 0)
    for _ in range(DELIVERIES):
        await _deliver(stack.port, next(numbers), sent)
        await asyncio.sleep(0.05)
    deadline = time.perf_counter() + 10
    while not sent.keys() <= seen.keys() and time.perf_counter() < deadline:  # noqa: ASYNC110 - several pages
        await asyncio.sleep(0.05)
    load.cancel()
    for task in listening:
        task.cancel()
    await asyncio.gather(load, *listening, return_exceptions=True)
    missing = sent.keys() - seen.keys()
    if missing:
        raise RuntimeError(f"{len(missing)} leads never reached their agent's page")
    return [seen[lead] - began for lead, began in sent.items()]


def run(stage: Stage) -> Section:
    """All agents of a unit have the page open; deliveries come one by one, alone and beside a full load."""
    section = Section("e", f"Delivery sent → event on the agent's page ({AGENTS} pages of one unit open)")
    stack = stage.serve()
    viewers = [stage.agent(UNIT, place) for place in range(1, AGENTS + 1)]
    for busy in (False, True):
        measured = asyncio.run(_measure(stack, viewers, busy=busy))
        p50, p99 = percentile(measured, 0.5), percentile(measured, 0.99)
        name = f"p50 / p99, {f'beside {CONNECTIONS} busy senders' if busy else 'quiet'}"
        section.add(name, f"{milliseconds(p50)} / {milliseconds(p99)}", "p99 < 1 s", p99 < LIMIT_SECONDS)
    return section
