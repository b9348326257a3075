"""The live feed: each viewer's own events, in order, once, and replayed after a reconnection."""

import asyncio
from typing import Any

import httpx
from fastapi import FastAPI

from goccia.core.database import SYSTEM, Database, Scope
from goccia.core.realtime import VISIBLE, Feed, Place
from goccia.core.settings import Settings
from goccia.notifications.reading import COLUMNS
from tests.conftest import run_sql
from tests.distribution.test_arrivals import deliver
from tests.leads.rows import add_leads
from tests.people import Cast, Person


def eyes(person: Person, *units: Any) -> Scope:
    return Scope(person.role, person.id, units)  # type: ignore[arg-type]


async def read(feed: Feed, scope: Scope, since: Place, wanted: int) -> list[dict[str, Any]]:
    """The first events that a viewer gets after a place."""
    got: list[dict[str, Any]] = []
    stream = feed.view(scope, since)
    async for batch in stream:
        got += batch
        if len(got) >= wanted:
            break
    await stream.aclose()  # type: ignore[attr-defined]
    return got


async def test_each_viewer_gets_their_own_events_and_no_others(
    app: FastAPI, client: httpx.AsyncClient, cast: Cast
) -> None:
    feed: Feed = app.state.feed
    start = await feed.end_of_log()
    first, second = [(await deliver(client, cast.nord_token, number))["lead_id"] for number in range(2)]
    other = (await deliver(client, cast.sud_token, 9))["lead_id"]

    def leads(got: list[dict[str, Any]]) -> set[str]:
        return {str(event["lead_id"]) for event in got}

    async with asyncio.timeout(10):
        assert leads(await read(feed, eyes(cast.ada), start, 6)) >= {first, second, other}
        assert leads(await read(feed, eyes(cast.rita, cast.nord), start, 4)) == {first, second}
        assert leads(await read(feed, eyes(cast.remo, cast.sud), start, 2)) == {other}
        of_anna = leads(await read(feed, eyes(cast.anna, cast.nord), start, 2))
        of_bruno = leads(await read(feed, eyes(cast.bruno, cast.nord), start, 2))
    assert {frozenset(of_anna), frozenset(of_bruno)} == {frozenset({first}), frozenset({second})}


async def test_a_waiting_viewer_is_woken_by_what_is_committed(
    app: FastAPI, client: httpx.AsyncClient, cast: Cast
) -> None:
    feed: Feed = app.state.feed
    start = await feed.end_of_log()
    waiting = asyncio.create_task(read(feed, eyes(cast.carla, cast.sud), start, 2))
    await deliver(client, cast.sud_token, 1)
    async with asyncio.timeout(5):
        assert [event["kind"] for event in await waiting] == ["lead.created", "lead.assigned"]


async def test_what_was_missed_is_replayed_once_and_in_order(
    app: FastAPI, client: httpx.AsyncClient, cast: Cast
) -> None:
    feed: Feed = app.state.feed
    start = await feed.end_of_log()
    for number in range(3):
        await deliver(client, cast.sud_token, number)
    async with asyncio.timeout(10):
        everything = await read(feed, eyes(cast.carla, cast.sud), start, 6)
        places = [(event["tx"], event["id"]) for event in everything]
        assert places == sorted(set(places))
        rest = await read(feed, eyes(cast.carla, cast.sud), places[2], 3)
    assert [event["id"] for event in rest] == [place[1] for place in places[3:]]


async def test_an_event_that_commits_late_is_not_lost(app: FastAPI, database: Database, cast: Cast) -> None:
    """Its id is lower than that of an event which is already there: by id alone it would never be read."""
    feed: Feed = app.state.feed
    start = await feed.end_of_log()
    insert = "INSERT INTO event (kind, at, unit_id, actor_kind) VALUES ($1, now(), $2, 'system')"
    async with database.transaction(SYSTEM) as late:
        await late.execute(insert, "test.late", cast.nord)
        async with database.transaction(SYSTEM) as quick:
            await quick.execute(insert, "test.quick", cast.nord)
        reading = asyncio.create_task(read(feed, eyes(cast.rita, cast.nord), start, 2))
        done, _ = await asyncio.wait({reading}, timeout=0.3)
        assert not done
    async with asyncio.timeout(5):
        assert [event["kind"] for event in await reading] == ["test.late", "test.quick"]


async def test_the_agent_who_loses_a_lead_is_told_and_reads_no_more_of_it(
    app: FastAPI, client: httpx.AsyncClient, cast: Cast
) -> None:
    feed: Feed = app.state.feed
    before = await feed.end_of_log()
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    async with asyncio.timeout(10):  # settled later, while other tests have transactions open
        arrival = await read(feed, eyes(cast.rita, cast.nord), before, 2)
    start = (arrival[-1]["tx"], arrival[-1]["id"])
    async with cast.rita.on(client) as rita:
        owner = (await rita.get(f"/api/leads/{lead}")).json()["agent"]["id"]
        loser, winner = (cast.anna, cast.bruno) if owner == str(cast.anna.id) else (cast.bruno, cast.anna)
        await rita.post("/api/leads/assign", json={"lead_ids": [lead], "to": {"agent_id": str(winner.id)}})
    async with asyncio.timeout(10):
        assert [e["kind"] for e in await read(feed, eyes(loser, cast.nord), start, 1)] == ["lead.left"]
        assert [e["kind"] for e in await read(feed, eyes(winner, cast.nord), start, 1)] == ["lead.assigned"]


async def test_a_feed_stops_although_a_hint_comes_at_the_same_moment(
    app: FastAPI, database: Database
) -> None:
    for ticks in range(6):
        feed = Feed(database, app.state.feed._url)
        await feed.start()
        await feed.end_of_log()
        await asyncio.sleep(0.1)  # nothing says that it waits for a hint
        feed._wake.set()
        for _ in range(ticks):
            await asyncio.sleep(0)
        async with asyncio.timeout(5):
            await feed.stop()


async def test_what_a_viewer_may_see_is_asked_event_by_event_however_many_leads_are_theirs(
    database: Database, settings: Settings, cast: Cast
) -> None:
    """After a large import PostgreSQL gathered all leads of an agent for each handful of events: half a second."""
    async with database.transaction() as tx:
        (lead,) = await add_leads(database, cast, 1, agent_id=cast.anna.id)
        await tx.execute(
            "INSERT INTO event (kind, at, unit_id, lead_id, actor_kind, payload)"
            " SELECT 'lead.created', now(), $1, $2, 'system', '{}' FROM generate_series(1, 20000)",
            cast.nord, lead,
        )  # fmt: skip
        await tx.execute(
            "INSERT INTO notification (id, user_id, key, kind, unit_id, lead_id, at)"
            " SELECT gen_random_uuid(), u, n::text, 'lead_assigned', $2, $3, now()"
            " FROM generate_series(1, 5000) AS n, unnest($1::uuid[]) AS u",
            [cast.ada.id, cast.rita.id, cast.anna.id], cast.nord, lead,
        )  # fmt: skip
    await run_sql(str(settings.database_url), "ANALYZE event", "ANALYZE lead", "ANALYZE notification")
    for table, statement in (("event", VISIBLE), ("notification", f"{COLUMNS} ORDER BY n.id DESC")):
        for person in (cast.ada, cast.rita, cast.anna):
            async with database.transaction(eyes(person, cast.nord)) as tx:
                values = "('0', 0)" if "$1" in statement else ""
                await tx.execute("SET LOCAL plan_cache_mode = force_generic_plan")
                await tx.execute(f"PREPARE asked AS {statement}")
                plan = "\n".join(row[0] for row in await tx.fetch(f"EXPLAIN EXECUTE asked{values}"))
                await tx.execute("DEALLOCATE asked")
            assert "hashed" not in plan, f"{table} of {person.role}: {plan}"
