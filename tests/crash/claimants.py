"""Agents who race for what is offered to them: each takes whatever they see, and asks again until they are answered."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from tests.crash.sales import Agent
from tests.crash.stack import Stack

LOST = ("offer_taken", "offer_ended")


@dataclass
class Claimant:
    """One agent with their thumb on the button."""

    stack: Stack
    agent: Agent
    token: str
    taken: set[str] = field(default_factory=set)
    """The leads that they were told they have."""
    lost: int = 0
    """How often they were told that another was faster."""

    async def run(self, going_on: Callable[[], bool]) -> None:
        headers = {"Authorization": f"Bearer {self.token}"}
        async with httpx.AsyncClient(base_url=self.stack.url, headers=headers, timeout=10) as client:
            while going_on():
                seen = await self._answered(client, "GET", "/api/offers", going_on)
                offers = seen.json()["items"] if seen else []
                for offer in offers[:5]:
                    await self._take(client, offer["id"], going_on)
                await asyncio.sleep(0.05)  # people do not look more often

    async def _take(self, client: httpx.AsyncClient, offer: str, going_on: Callable[[], bool]) -> None:
        answer = await self._answered(client, "POST", f"/api/offers/{offer}/claim", going_on)
        if answer is None:
            return
        if answer.status_code == 200:
            self.taken.add(answer.json()["lead_id"])
            return
        assert answer.status_code == 409, answer.text
        assert answer.json()["code"] in LOST, answer.text
        self.lost += 1

    async def _answered(
        self, client: httpx.AsyncClient, method: str, path: str, going_on: Callable[[], bool]
    ) -> httpx.Response | None:
        """The answer, however often it takes; None where the race is over before."""
        while going_on():
            try:
                answer = await client.request(method, path)
            except httpx.HTTPError:
                await asyncio.sleep(0.1)
                continue
            if answer.status_code < 500:
                return answer
            await asyncio.sleep(0.1)
        return None
