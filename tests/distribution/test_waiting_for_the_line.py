"""What changes who may receive leads, at the same moment as a delivery or as each other: real connections, real locks.

Units are locked before leads and people, everywhere and in the order of their ids. Each of these would deadlock, or give
a lead to somebody who has gone, if one act did it the other way round.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import httpx
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.intake.hooks import Request, receive
from tests.conftest import Clock
from tests.distribution.test_arrivals import deliver
from tests.organisation.records import add_lead
from tests.people import Cast, add_person


@pytest.fixture
async def owner(settings: Settings) -> AsyncIterator[asyncpg.Connection]:
    """A connection of the database's owner, who sees what the others wait for."""
    connection = await asyncpg.connect(settings.database_url)
    yield connection
    await connection.close()


async def until_waiting(owner: asyncpg.Connection, count: int) -> None:
    """Return once so many connections of this database wait for a lock."""
    for _ in range(1000):
        waiting = await owner.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        if waiting == count:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"not {count} connections wait for a lock")


def body(number: int) -> Request:
    text = f'{{"nome": "Cliente {number}", "telefono": "+39333{number:07d}"}}'
    return Request("POST", "application/json", "", text.encode())


async def agents_of(database: Database, cast: Cast) -> list[Any]:
    async with database.transaction() as tx:
        rows = await tx.fetch("SELECT agent_id FROM lead WHERE container_id = $1", cast.nord_container)
    return [row["agent_id"] for row in rows]


async def test_a_pause_saved_while_a_delivery_waits_its_turn_is_respected_by_it(
    client: httpx.AsyncClient, cast: Cast, database: Database, owner: asyncpg.Connection, clock: Clock
) -> None:
    began = datetime.now(UTC)
    pausing = []
    async with cast.rita.on(client) as rita, database.transaction() as holder:
        await holder.execute("SELECT 1 FROM unit WHERE id = $1 FOR NO KEY UPDATE", cast.nord)
        clock.fixed = began + timedelta(
            seconds=5
        )  # asked for after the delivery came, saved before its decision
        for agent in (cast.anna, cast.bruno):
            pausing.append(asyncio.create_task(rita.post(f"/api/users/{agent.id}/pause", json={})))
            await until_waiting(owner, len(pausing))
        clock.fixed = began
        delivery = asyncio.create_task(deliver(client, cast.nord_token, 1))
        await until_waiting(owner, 3)
        await holder.connection.execute("COMMIT")
        await holder.connection.execute("BEGIN")
        assert [answer.status_code for answer in await asyncio.gather(*pausing)] == [200, 200]
        await delivery
    assert await agents_of(database, cast) == [None]


async def test_a_pause_is_answered_when_no_decision_is_under_way_that_could_still_choose_who_pauses(
    client: httpx.AsyncClient, cast: Cast, database: Database, owner: asyncpg.Connection
) -> None:
    async with cast.anna.on(client) as anna:
        async with database.transaction() as tx:
            await receive(tx, cast.nord_token, body(1))
            pausing = asyncio.create_task(anna.post(f"/api/users/{cast.anna.id}/pause", json={}))
            await until_waiting(owner, 1)
            assert not pausing.done()
        assert (await pausing).status_code == 200
    for number in range(2, 5):
        await deliver(client, cast.nord_token, number)
    assert (await agents_of(database, cast)).count(cast.anna.id) <= 1


@pytest.mark.parametrize("way", ["deleted", "out of the unit"])
async def test_nobody_goes_while_a_lead_falls_on_them(
    client: httpx.AsyncClient, cast: Cast, database: Database, owner: asyncpg.Connection, way: str
) -> None:
    async with cast.ada.on(client) as ada:
        async with database.transaction() as tx:
            for number in range(2):  # one on Anna, one on Bruno
                await receive(tx, cast.nord_token, body(number))
            path = f"/api/users/{cast.anna.id}"
            going = asyncio.create_task(
                ada.delete(path) if way == "deleted" else ada.patch(path, json={"unit_ids": []})
            )
            await until_waiting(owner, 1)
        answer = await going
        assert answer.status_code == 409, "the lead that has just fallen is theirs"
        assert (await ada.get(path)).json()["units"] == [{"id": str(cast.nord), "name": "Nord"}]


async def test_who_becomes_admin_while_leads_arrive_leaves_the_team_without_a_deadlock(
    client: httpx.AsyncClient, cast: Cast, database: Database, owner: asyncpg.Connection
) -> None:
    async with cast.ada.on(client) as ada:
        async with database.transaction() as tx:
            await receive(tx, cast.nord_token, body(1))
            rising = asyncio.create_task(ada.patch(f"/api/users/{cast.anna.id}", json={"role": "admin"}))
            await until_waiting(owner, 1)
            await receive(tx, cast.nord_token, body(2))
        assert (await rising).status_code == 200
    before = (await agents_of(database, cast)).count(cast.anna.id)
    await deliver(client, cast.nord_token, 3)
    assert (await agents_of(database, cast)).count(cast.anna.id) == before


async def test_two_admins_who_deactivate_each_other_at_once_leave_one(
    client: httpx.AsyncClient, cast: Cast, database: Database, owner: asyncpg.Connection, settings: Settings
) -> None:
    async with database.transaction() as tx:
        others = await tx.fetch(
            "UPDATE app_user SET active = false WHERE role = 'admin' AND active RETURNING id"
        )
        uno, due = [await add_person(tx, settings, name, "admin", [], "-") for name in ("Uno", "Due")]
    async with uno.on(client) as first, due.on(client) as second, database.transaction() as holder:
        await holder.execute("SELECT 1 FROM app_user WHERE id = $1 FOR NO KEY UPDATE", uno.id)
        keep = {"open_leads": "keep"}
        acts = [
            asyncio.create_task(second.post(f"/api/users/{uno.id}/deactivate", json=keep)),
            asyncio.create_task(first.post(f"/api/users/{due.id}/deactivate", json=keep)),
        ]
        await until_waiting(owner, 2)
        await holder.connection.execute("COMMIT")
        await holder.connection.execute("BEGIN")
        answers = await asyncio.gather(*acts)
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    async with database.transaction() as tx:
        active = await tx.fetchval("SELECT count(*) FROM app_user WHERE role = 'admin' AND active")
        await tx.execute(
            "UPDATE app_user SET active = true WHERE id = ANY ($1)", [row["id"] for row in others]
        )
    assert active == 1


async def test_two_agents_handed_over_to_each_other_at_once_do_not_wait_in_a_ring(
    client: httpx.AsyncClient, cast: Cast, database: Database, owner: asyncpg.Connection
) -> None:
    of_anna = await add_lead(database, cast.nord, cast.nord_container, cast.anna.id)
    of_carla = await add_lead(database, cast.sud, cast.sud_container, cast.carla.id)
    async with cast.ada.on(client) as ada, database.transaction() as holder:
        await holder.fetch("SELECT 1 FROM lead WHERE id = ANY ($1) FOR NO KEY UPDATE", [of_anna, of_carla])
        acts = [
            asyncio.create_task(
                ada.post(f"/api/users/{who.id}/deactivate", json={"open_leads": {"agent_id": str(to.id)}})
            )
            for who, to in ((cast.anna, cast.carla), (cast.carla, cast.anna))
        ]
        await until_waiting(owner, 2)
        await holder.connection.execute("COMMIT")
        await holder.connection.execute("BEGIN")
        answers = await asyncio.gather(*acts)
    assert [answer.status_code for answer in answers] == [422, 422], "each works in another unit"
