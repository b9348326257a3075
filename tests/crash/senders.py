"""Providers that deliver leads and, as providers do, deliver again whatever got no 2xx."""

import asyncio
import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from tests.crash.sales import Box, Network
from tests.crash.stack import Stack

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Accepted:
    """A delivery that got its 2xx."""

    person: int
    provider_lead_id: str
    status: str
    lead_id: str
    delivery_id: str
    tries: int


@dataclass
class Senders:
    """Several at once; each delivers until its 2xx, then takes the next person."""

    stack: Stack
    network: Network
    seed: int
    most: int
    accepted: list[Accepted] = field(default_factory=list)
    unanswered: int = 0
    _persons: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def run(self, at_once: int, going_on: Callable[[], bool]) -> None:
        limits = httpx.Limits(max_connections=at_once)
        async with httpx.AsyncClient(base_url=self.stack.url, timeout=10, limits=limits) as client:
            await asyncio.gather(*(self._send(client, number, going_on) for number in range(at_once)))

    async def _send(self, client: httpx.AsyncClient, number: int, going_on: Callable[[], bool]) -> None:
        chance = random.Random(self.seed * 1000 + number)
        while going_on() and (person := next(self._persons)) <= self.most:
            first = await self._deliver(client, person, f"crash-{person}", chance)
            if chance.random() < 0.1:  # the provider lost our answer and sends it again
                await self._deliver(client, person, first.provider_lead_id, chance)
            if chance.random() < 0.1:  # the same person fills in the form again
                await self._deliver(client, person, f"again-{person}", chance)

    def have_accepted(self, number: int) -> bool:
        """Tell whether so many deliveries got their 2xx."""
        return len(self.accepted) >= number

    def box(self, person: int) -> Box:
        """Where the person's campaign leads: a fifth each to the full, the closed and the raced container."""
        others = {0: self.network.full, 1: self.network.closed, 2: self.network.raced}
        return others.get(person % 5, self.network.fair)

    async def _deliver(
        self, client: httpx.AsyncClient, person: int, provider_lead_id: str, chance: random.Random
    ) -> Accepted:
        lead = {"nome": f"Cliente {person}", "telefono": f"+39 333 {person:07d}", "lead_id": provider_lead_id}
        path = f"/hooks/in/{self.box(person).token}"
        form = chance.random() < 0.3
        deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        for tries in itertools.count(1):
            assert asyncio.get_running_loop().time() < deadline, (
                f"no 2xx for lead {person} in {PATIENCE_SECONDS} s"
            )
            try:
                answer = await (client.post(path, data=lead) if form else client.post(path, json=lead))
            except httpx.HTTPError:
                answer = None
            if answer is not None and answer.status_code == 200:
                found = answer.json()
                accepted = Accepted(
                    person, provider_lead_id, found["status"], found["lead_id"], found["delivery_id"], tries
                )
                self.accepted.append(accepted)
                return accepted
            assert answer is None or answer.status_code >= 500, f"{answer.status_code}: {answer.text}"
            self.unanswered += 1
            await asyncio.sleep(0.05 + chance.random() / 10)  # a provider's own pause between attempts
        raise AssertionError
