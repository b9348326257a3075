"""Agents with the live feed open: reconnecting with Last-Event-ID, they write down every event they saw."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

import httpx
import orjson

from tests.crash.sales import Agent
from tests.crash.stack import Stack


@dataclass
class Listener:
    """One agent's browser tab."""

    stack: Stack
    agent: Agent
    token: str
    seen: Counter[str] = field(default_factory=Counter)
    """How often each event id came."""
    assigned: Counter[str] = field(default_factory=Counter)
    """How often lead.assigned came for each lead."""
    connections: int = 0
    open: asyncio.Event = field(default_factory=asyncio.Event)
    _last: str | None = None

    async def run(self) -> None:
        """Listen until cancelled."""
        timeout = httpx.Timeout(10, read=30)
        async with httpx.AsyncClient(base_url=self.stack.url, timeout=timeout) as client:
            while True:
                try:
                    await self._listen(client)
                except httpx.HTTPError:
                    await asyncio.sleep(0.1)  # as EventSource does, only sooner

    async def _listen(self, client: httpx.AsyncClient) -> None:
        headers = {"Authorization": f"Bearer {self.token}"}
        if self._last is not None:
            headers["Last-Event-ID"] = self._last
        async with client.stream("GET", "/api/stream", headers=headers) as answer:
            if answer.status_code != 200:
                raise httpx.HTTPError(f"the stream answered {answer.status_code}")
            self.connections += 1
            place = kind = ""
            async for line in answer.aiter_lines():
                name, _, value = line.partition(": ")
                if name == "id":
                    place = value
                elif name == "event":
                    kind = value
                elif name == "data":
                    self._take(kind, orjson.loads(value))
                elif (
                    not line and place
                ):  # an event counts, and its id is remembered, once its blank line is there
                    self._last, place = place, ""
                    self.open.set()

    def _take(self, kind: str, data: dict[str, str]) -> None:
        if "id" in data:
            self.seen[str(data["id"])] += 1
        if kind == "lead.assigned":
            self.assigned[data["lead_id"]] += 1
