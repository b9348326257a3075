"""The properties of PRODUCT §5 on a real PostgreSQL, with leads that arrive over HTTP."""

import asyncio
from collections import Counter
from uuid import UUID

import httpx

from goccia.core.database import Database
from tests.people import Cast


async def deliver(client: httpx.AsyncClient, token: str, number: int, **more: str) -> dict[str, str]:
    answer = await client.post(
        f"/hooks/in/{token}", json={"nome": f"Cliente {number}", "telefono": f"+39333{number:07d}", **more}
    )
    assert answer.status_code == 200, answer.text
    receipt: dict[str, str] = answer.json()
    return receipt


async def owners(database: Database, container: UUID) -> list[UUID | None]:
    async with database.transaction() as tx:
        rows = await tx.fetch(
            "SELECT l.agent_id FROM lead l JOIN decision d ON d.lead_id = l.id AND d.result <> 'queued'"
            " WHERE l.container_id = $1 ORDER BY d.turn", container,
        )  # fmt: skip
    return [row["agent_id"] for row in rows]


async def test_leads_fall_on_the_agents_in_turn(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    for number in range(5):
        assert (await deliver(client, cast.nord_token, number))["status"] == "created"
    given = await owners(database, cast.nord_container)
    assert len(given) == 5
    assert given[0] == given[2] == given[4]
    assert given[1] == given[3] != given[0]


async def test_fifty_parallel_arrivals_give_neither_doubles_nor_gaps(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    answers = await asyncio.gather(*(deliver(client, cast.nord_token, number) for number in range(50)))
    assert len({answer["lead_id"] for answer in answers}) == 50
    given = await owners(database, cast.nord_container)
    counts = Counter(given)
    assert set(counts) == {cast.anna.id, cast.bruno.id}
    assert max(counts.values()) - min(counts.values()) <= 1
    for n in range(1, 51):
        prefix = Counter(given[:n])
        assert abs(prefix[cast.anna.id] - prefix[cast.bruno.id]) <= 1


async def test_the_same_delivery_at_once_is_one_lead_and_one_turn(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    answers = await asyncio.gather(
        *(deliver(client, cast.nord_token, 7, lead_id="A1-google") for _ in range(8))
    )
    assert len({answer["lead_id"] for answer in answers}) == 1
    assert sorted(answer["status"] for answer in answers) == ["created"] + ["duplicate"] * 7
    assert len(await owners(database, cast.nord_container)) == 1
