"""Everything is killed with -9 while leads come in; nothing that was answered may be lost, doubled or told twice.

Short here; `make soak` makes it long (GOCCIA_SOAK_SECONDS, GOCCIA_SOAK_SEED).
"""

import asyncio
import json
import os
import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import asyncpg
import httpx
import pytest

from tests.crash.claimants import Claimant
from tests.crash.importer import Importer, can_import
from tests.crash.listeners import Listener
from tests.crash.sales import Network, log_in, make_network
from tests.crash.senders import Senders
from tests.crash.stack import ADMIN, Stack
from tests.crash.verdict import judge

SOAK = os.environ.get("GOCCIA_SOAK") == "1"
SECONDS = float(os.environ.get("GOCCIA_SOAK_SECONDS", "600")) if SOAK else 10.0
SEED = int(os.environ.get("GOCCIA_SOAK_SEED", "20261123"))
MOST_LEADS = 100_000 if SOAK else 5_000
AT_ONCE = 4
EVERYTHING = "everything"
FIRST = ["postgres", "serve", EVERYTHING, "worker"]
BETWEEN_KILLS = 25  # deliveries that must be accepted after a kill before the next one


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    home = tmp_path / "home"
    home.mkdir()
    stack = Stack(home)
    yield stack
    stack.stop()
    stack.postgres.stop()


async def until(happens: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
        await asyncio.sleep(0.05)


async def kill_again_and_again(stack: Stack, senders: Senders) -> list[str]:
    """Kill one thing after the other, each once deliveries are accepted again, until the time is over."""
    chance = random.Random(SEED)
    killed: list[str] = []
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline or len(killed) < len(FIRST):
        if senders.have_accepted(MOST_LEADS):
            break
        target = FIRST[len(killed)] if len(killed) < len(FIRST) else chance.choice(FIRST)
        if target == EVERYTHING:
            await asyncio.to_thread(stack.kill_all)
            stack.start()
        else:
            await asyncio.to_thread(stack.kill_one, target, chance)
        killed.append(target)
        enough = partial(senders.have_accepted, len(senders.accepted) + BETWEEN_KILLS)
        await until(enough, 60, f"recovery from the kill of {target}")
    return killed


async def drained(owner: asyncpg.Connection, container: str) -> None:
    """Wait until the worker has emptied the queue of a container."""
    for _ in range(600):
        if not await owner.fetchval(
            "SELECT count(*) FROM lead WHERE container_id = $1::text::uuid AND queued_at IS NOT NULL",
            container,
        ):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("the queue did not drain")


async def end_the_pause(stack: Stack, network: Network) -> None:
    """The paused agent comes back; the worker is killed while it drains what waited."""
    agent = network.closed.team[0]
    async with httpx.AsyncClient(base_url=stack.url, timeout=20) as client:
        headers = {"Authorization": f"Bearer {await asyncio.to_thread(log_in, stack, agent.email)}"}
        answer = await client.post(f"/api/users/{agent.id}/resume", headers=headers)
        assert answer.status_code == 200, answer.text
    await asyncio.to_thread(stack.kill_one, "worker", random.Random(0))


async def all_at_once(
    stack: Stack, senders: Senders, importer: Importer | None, listeners: list[Listener]
) -> list[str]:
    """Deliveries, imports and kills beside each other until the kills are over; answers what was killed."""
    over = asyncio.Event()
    await until(lambda: all(listener.open.is_set() for listener in listeners), 20, "the live feeds are open")
    work = [asyncio.create_task(senders.run(AT_ONCE, lambda: not over.is_set()))]
    if importer:
        work.append(asyncio.create_task(importer.run(lambda: not over.is_set())))
    killing = asyncio.create_task(kill_again_and_again(stack, senders))
    try:
        done, _ = await asyncio.wait({killing, *work}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            await task
        killed = await killing
        over.set()
        await asyncio.gather(*work)
    finally:
        for task in (killing, *work):
            task.cancel()
        await asyncio.gather(killing, *work, return_exceptions=True)
    return killed


@pytest.mark.timeout(int(SECONDS) + 400)
async def test_what_was_answered_survives_any_kill_exactly_once(stack: Stack) -> None:
    stack.start()
    await asyncio.to_thread(stack.wait_healthy)
    network = await asyncio.to_thread(make_network, stack)
    listeners = [
        Listener(stack, agent, await asyncio.to_thread(log_in, stack, agent.email))
        for agent in network.agents
    ]
    listening = [asyncio.create_task(listener.run()) for listener in listeners]
    senders = Senders(stack, network, SEED, MOST_LEADS)
    importer = None
    if await asyncio.to_thread(can_import, stack):
        importer = Importer(stack, network.files, await asyncio.to_thread(log_in, stack, ADMIN))
    claimants = [
        Claimant(stack, agent, await asyncio.to_thread(log_in, stack, agent.email))
        for agent in network.raced.team
    ]
    raced = asyncio.Event()
    racing = [asyncio.create_task(one.run(lambda: not raced.is_set())) for one in claimants]
    try:
        killed = await all_at_once(stack, senders, importer, listeners)
        await asyncio.to_thread(stack.wait_healthy)
        await end_the_pause(stack, network)
        owner = await asyncpg.connect(stack.postgres.url())
        await owner.set_type_codec("jsonb", schema="pg_catalog", encoder=json.dumps, decoder=json.loads)
        await drained(owner, network.closed.id)
        await drained(owner, network.raced.id)
        raced.set()
        await asyncio.gather(*racing)
        owned = await judge(owner, network, senders.accepted, importer.rows_committed if importer else set())
        await owner.close()
        await until(
            lambda: all(set(listener.assigned) == owned[listener.agent.id] for listener in listeners),
            30, "every agent's page has seen each of its leads",
        )  # fmt: skip
    finally:
        for task in (*listening, *racing):
            task.cancel()
        await asyncio.gather(*listening, *racing, return_exceptions=True)
    for claimant in claimants:
        assert claimant.taken == owned[claimant.agent.id], "who was told so has it, and nobody else"
    for listener in listeners:
        assert set(listener.assigned.values()) <= {1}, "no lead was shown twice"
        assert set(listener.seen.values()) <= {1}, "no event came twice"
    again = sum(delivery.tries > 1 for delivery in senders.accepted)
    print(  # noqa: T201 - the figures of a soak
        f"\n{len(killed)} kills, {len(senders.accepted)} deliveries accepted ({again} of them after repetitions),"
        f" {senders.unanswered} unanswered, {len(importer.committed) if importer else 'no'} imports,"
        f" {sum(listener.connections for listener in listeners)} connections to the feed"
    )
    assert set(FIRST) <= set(killed)
    assert senders.unanswered > 0, "the kills were felt"
    assert sum(claimant.lost for claimant in claimants) > 0, "there was a race"
    assert any(owned[agent.id] for agent in network.closed.team), "what waited was given when the pause ended"
