"""Strict fairness and exactly-once under concurrency: many senders, a changing team, dead connections."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from uuid import UUID

import asyncpg
import httpx
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.intake.hooks import Request, receive
from tests.people import Cast, add_container, add_person

TASKS = 16
LEADS_EACH = 40


def lead(number: int) -> dict[str, str]:
    return {"nome": f"Cliente {number}", "telefono": f"+39333{number:07d}", "lead_id": f"fair-{number}"}


async def deliver(client: httpx.AsyncClient, token: str, number: int) -> dict[str, str]:
    answer = await client.post(f"/hooks/in/{token}", json=lead(number))
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def team_of(
    database: Database, settings: Settings, cast: Cast, size: int
) -> tuple[UUID, str, list[UUID]]:
    """A new container of Nord and its agents."""
    async with database.transaction() as tx:
        agents = [
            (await add_person(tx, settings, f"Agente{n}", "agente", [cast.nord], "-")).id for n in range(size)
        ]
        container, token = await add_container(tx, cast.nord, "Campagna", agents)
    return container, token, agents


async def decisions_of(database: Database, container: UUID) -> list[asyncpg.Record]:
    async with database.transaction() as tx:
        return await tx.fetch(
            "SELECT turn, at, agent_id, lead_id, result, candidates FROM decision"
            " WHERE container_id = $1 ORDER BY turn",
            container,
        )


def widest_gap(given: Sequence[UUID | None], agents: Sequence[UUID]) -> int:
    """The largest max − min of the agents' counts over every prefix."""
    counts = Counter(dict.fromkeys(agents, 0))
    widest = 0
    for agent in given:
        if agent is not None and agent in counts:
            counts[agent] += 1
        widest = max(widest, max(counts.values()) - min(counts.values()))
    return widest


async def assert_told_once(database: Database, container: UUID, leads: int) -> None:
    """Each lead has one submission, one lead.created and one lead.assigned or lead.queued."""
    async with database.transaction() as tx:
        rows = await tx.fetch(
            "SELECT l.agent_id, (SELECT count(*) FROM submission s WHERE s.lead_id = l.id) AS submissions,"
            " ARRAY(SELECT e.kind FROM event e WHERE e.lead_id = l.id ORDER BY e.kind DESC) AS kinds"
            " FROM lead l WHERE l.container_id = $1", container,
        )  # fmt: skip
    assert len(rows) == leads
    for row in rows:
        assert row["submissions"] == 1
        assert row["kinds"] == (
            ["lead.created", "lead.assigned"] if row["agent_id"] else ["lead.queued", "lead.created"]
        )


async def test_sixteen_senders_at_once_leave_no_agent_more_than_one_lead_behind(
    client: httpx.AsyncClient, cast: Cast, database: Database, settings: Settings
) -> None:
    container, token, agents = await team_of(database, settings, cast, 7)
    other_container, other_token, other_agents = await team_of(database, settings, cast, 3)

    async def send(task: int) -> None:
        for number in range(task * LEADS_EACH, (task + 1) * LEADS_EACH):
            await deliver(client, other_token if number % 4 == 0 else token, number)

    await asyncio.gather(*(send(task) for task in range(TASKS)))
    total = TASKS * LEADS_EACH
    ours, others = await decisions_of(database, container), await decisions_of(database, other_container)
    assert len(ours) == total * 3 // 4
    assert len(others) == total // 4
    assert widest_gap([d["agent_id"] for d in ours], agents) <= 1
    assert widest_gap([d["agent_id"] for d in others], other_agents) <= 1
    assert len({d["turn"] for d in [*ours, *others]}) == total, (
        "each decision of the unit has a turn of its own"
    )
    await assert_told_once(database, container, len(ours))
    await assert_told_once(database, other_container, len(others))


async def test_arrivals_while_the_team_changes_fall_once_and_only_on_those_who_may(
    client: httpx.AsyncClient, cast: Cast, database: Database, settings: Settings
) -> None:
    container, token, agents = await team_of(database, settings, cast, 5)
    steady, restless = agents[:3], agents[3:]
    pauses: list[tuple[UUID, str]] = []
    added: list[UUID] = []
    arrived = asyncio.Semaphore(0)

    async def arrive(number: int) -> None:
        await deliver(client, token, number)
        arrived.release()

    async def change_the_team() -> None:
        for step in range(8):
            for _ in range(4):
                await arrived.acquire()
            agent = restless[step % 2]
            async with database.transaction() as tx:
                if step == 3:
                    added.append((await add_person(tx, settings, "Nuova", "agente", [cast.nord], "-")).id)
                    await tx.execute(
                        "INSERT INTO container_member (container_id, user_id, unit_id, open_cap, joined_at)"
                        " VALUES ($1, $2, $3, NULL, $4)", container, added[0], cast.nord, tx.now,
                    )  # fmt: skip
                paused = step % 4 < 2
                await tx.execute(
                    "UPDATE app_user SET paused_at = $2 WHERE id = $1", agent, tx.now if paused else None
                )
                pauses.append((agent, "paused" if paused else "resumed"))

    await asyncio.gather(change_the_team(), *(arrive(number) for number in range(50)))
    made = await decisions_of(database, container)
    assert len(pauses) == 8
    assert len(made) == 50
    assert widest_gap([d["agent_id"] for d in made], steady) <= 1, "whoever never paused never falls behind"
    for decision in made:
        reasons = dict(decision["candidates"])
        assert reasons[str(decision["agent_id"])] is None, "the chosen one had nothing against them"
        assert all(reason in {"paused", "not_next", None} for reason in reasons.values())
        assert decision["result"] == "assigned"
    joined = next(n for n, d in enumerate(made) if str(added[0]) in dict(d["candidates"]))
    assert widest_gap([d["agent_id"] for d in made[joined:]], [added[0], *steady]) <= 2, (
        "no catching up after joining"
    )
    await assert_told_once(database, container, 50)


@pytest.fixture
async def owner(settings: Settings) -> AsyncIterator[asyncpg.Connection]:
    """A connection of the database's owner, who may see and end the others."""
    connection = await asyncpg.connect(settings.database_url)
    yield connection
    await connection.close()


async def end_who_waits_for_a_lock(owner: asyncpg.Connection) -> None:
    """Once somebody in this database waits for a row lock, end their connections."""
    for _ in range(500):
        ended = await owner.fetchval(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        if ended:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("nobody waits for the lock")


async def test_a_delivery_whose_connection_dies_in_the_line_is_refused_and_its_repetition_is_one_lead(
    client: httpx.AsyncClient, cast: Cast, database: Database, owner: asyncpg.Connection
) -> None:
    before = await deliver(client, cast.nord_token, 1)
    async with database.transaction() as holder:
        await holder.execute("SELECT 1 FROM unit WHERE id = $1 FOR UPDATE", cast.nord)
        pending = asyncio.create_task(client.post(f"/hooks/in/{cast.nord_token}", json=lead(2)))
        await end_who_waits_for_a_lock(owner)
        answer = await pending
    assert answer.status_code >= 500, "no 2xx for what was not stored"
    made = await decisions_of(database, cast.nord_container)
    assert [str(d["lead_id"]) for d in made] == [before["lead_id"]]
    again = await deliver(client, cast.nord_token, 2)
    assert again["status"] == "created"
    await assert_told_once(database, cast.nord_container, 2)
    made = await decisions_of(database, cast.nord_container)
    assert {d["agent_id"] for d in made} == {cast.anna.id, cast.bruno.id}


async def test_a_connection_that_dies_after_the_decision_takes_the_decision_with_it(
    client: httpx.AsyncClient, cast: Cast, database: Database, owner: asyncpg.Connection
) -> None:
    first = await deliver(client, cast.nord_token, 1)
    body = b'{"nome": "Cliente 2", "telefono": "+393330000002", "lead_id": "fair-2"}'
    decided = asyncio.Event()

    async def break_off() -> None:
        async with database.transaction() as tx:
            receipt = await receive(tx, cast.nord_token, Request("POST", "application/json", "", body))
            assert receipt.outcomes[0].status == "created"
            decided.set()
            await owner.fetchval("SELECT pg_terminate_backend($1, 5000)", tx.connection.get_server_pid())

    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
        await break_off()
    assert decided.is_set()
    assert [str(d["lead_id"]) for d in await decisions_of(database, cast.nord_container)] == [
        first["lead_id"]
    ]
    again = await deliver(client, cast.nord_token, 2)
    assert again["status"] == "created"
    made = await decisions_of(database, cast.nord_container)
    assert {d["agent_id"] for d in made} == {cast.anna.id, cast.bruno.id}
    await assert_told_once(database, cast.nord_container, 2)
