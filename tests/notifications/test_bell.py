"""People are told after the commit, once, and only of what they may see."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from goccia.core import events
from goccia.core.database import Database, Scope
from goccia.core.events import PROVIDER, Actor
from goccia.core.realtime import Feed
from goccia.core.settings import Settings
from goccia.distribution.assign import assign_to_agent
from goccia.intake.imports_events import ImportCommitted
from goccia.intake.meta_events import MetaTokenDead
from goccia.leads.reminders import remind
from goccia.notifications import bell
from goccia.notifications.bell import Notice
from tests.core.test_live_feed import read
from tests.distribution.test_arrivals import deliver
from tests.notifications.listening import bell_of, read_log, unread
from tests.notifications.post import now
from tests.people import Cast, Person, add_person


async def lines(client: httpx.AsyncClient, *people: Person) -> list[list[str]]:
    return [[one["kind"] for one in await bell_of(client, person)] for person in people]


async def a_lead(client: httpx.AsyncClient, cast: Cast, number: int = 1) -> UUID:
    """A lead of Carla's, the only agent of Sud."""
    return UUID((await deliver(client, cast.sud_token, number))["lead_id"])


async def test_the_agent_of_a_new_lead_is_told_once_and_nobody_else(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await a_lead(client, cast)
    await read_log(database, readers=3)
    async with database.transaction() as tx:  # a reader that forgot where it was reads everything again
        await tx.execute("UPDATE notification_place SET tx = '0', event_id = 0 WHERE name = 'log'")
    await read_log(database)
    (told,) = await bell_of(client, cast.carla)
    assert (told["title"], told["count"], told["unread"], told["href"]) == (
        "Nuovo lead",
        1,
        1,
        f"/leads/{lead}",
    )
    assert told["text"].endswith("Campagna Sud")
    others = await lines(client, cast.remo, cast.rita, cast.anna, cast.bruno)
    assert others == [[], [], [], []]
    (of_admin,) = await lines(client, cast.ada)  # who is told of what breaks in every unit
    assert told["kind"] not in of_admin
    assert [await unread(client, person) for person in (cast.carla, cast.remo)] == [1, 0]


async def test_what_is_rolled_back_tells_nobody(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    async def break_off() -> None:
        async with database.transaction() as tx:
            await bell.tell(tx, [Notice("lead_assigned", cast.carla.id, "1", cast.sud)])
            await events.record(tx, PROVIDER, MetaTokenDead(unit_id=cast.sud, page="1", state="dead"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await break_off()
    await read_log(database)
    assert await lines(client, cast.carla, cast.remo) == [[], []]


async def test_a_lead_that_leaves_an_agent_or_goes_into_the_trash_takes_its_notices_along(
    client: httpx.AsyncClient, database: Database, cast: Cast, settings: Settings
) -> None:
    lead = await a_lead(client, cast)
    async with database.transaction() as tx:
        colleague = await add_person(tx, settings, "Dora", "agente", [cast.sud])
    await read_log(database)
    assert await lines(client, cast.carla) == [["lead_assigned"]]
    async with database.transaction() as tx:
        await assign_to_agent(tx, Actor("user", cast.remo.id), [lead], colleague.id)
    await read_log(database)
    assert await lines(client, cast.carla, colleague) == [[], ["lead_handed_over"]]
    assert [await unread(client, person) for person in (cast.carla, colleague)] == [0, 1]
    assert (await client.delete(f"/api/leads/{lead}", headers=cast.remo.headers)).status_code == 204
    assert await lines(client, colleague) == [[]]


async def test_a_lead_reassigned_before_the_log_is_read_is_told_to_its_new_agent_alone(
    client: httpx.AsyncClient, database: Database, cast: Cast, settings: Settings
) -> None:
    lead = await a_lead(client, cast)
    async with database.transaction() as tx:
        colleague = await add_person(tx, settings, "Dora", "agente", [cast.sud])
        await assign_to_agent(tx, Actor("user", cast.remo.id), [lead], colleague.id)
    await read_log(database)
    async with database.transaction() as tx:
        told = await tx.fetch("SELECT user_id FROM notification WHERE lead_id = $1", lead)
    assert [row["user_id"] for row in told] == [colleague.id]


async def test_nobody_is_told_of_what_they_did_themselves_nor_when_they_are_gone(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    own = {
        "container_id": str(cast.sud_container),
        "phone": "+39 347 7654321",
        "agent_id": str(cast.carla.id),
    }
    assert (await client.post("/api/leads", headers=cast.carla.headers, json=own)).status_code == 201
    await read_log(database)
    assert await lines(client, cast.carla) == [[]]
    async with database.transaction() as tx:
        await tx.execute("UPDATE app_user SET active = false WHERE id = $1", cast.carla.id)
        assert await bell.tell(tx, [Notice("lead_assigned", cast.carla.id, "1", cast.sud)]) == 0


async def test_each_event_reaches_exactly_the_people_it_concerns(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await a_lead(client, cast)
    await a_lead(client, cast)
    async with database.transaction() as tx:
        done = ImportCommitted(unit_id=cast.sud, subject_id=UUID(int=7), counts={})
        await events.record(tx, Actor("user", cast.remo.id), done)
        # One dead token of Meta is an event in each unit that it serves.
        await events.record(
            tx,
            PROVIDER,
            *(
                MetaTokenDead(unit_id=unit, page=str(cast.sud), state="dead")
                for unit in (cast.nord, cast.sud)
            ),
        )
    await read_log(database)
    assert await lines(client, cast.carla, cast.remo, cast.rita, cast.anna, cast.ada) == [
        ["lead_resubmitted", "lead_assigned"], ["source_broken", "import_done"], ["source_broken"], [], ["source_broken"],
    ]  # fmt: skip
    imported = (await bell_of(client, cast.remo))[1]
    assert (imported["href"], imported["text"]) == (f"/imports/{UUID(int=7)}", "Sud")


async def test_the_clock_tells_of_due_call_backs_and_of_leads_that_nobody_touched(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead, other = await a_lead(client, cast), await a_lead(client, cast, 2)
    start = now()
    due = start + timedelta(hours=1)
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM notification")
        await tx.execute(
            "UPDATE notification_place SET at = $1 WHERE name <> 'log'", start - timedelta(minutes=5)
        )
        await tx.execute(
            "UPDATE lead SET next_action_at = $2, next_action_kind = 'call_back' WHERE id = $1", lead, due
        )
        await tx.execute("UPDATE lead SET worked_at = $2 WHERE id = $1", other, start)

    async def told_at(moment: Any) -> dict[str, list[str]]:
        await remind(database, moment)
        await remind(database, moment)
        async with database.transaction() as tx:
            rows = await tx.fetch(
                "DELETE FROM notification WHERE unit_id = $1 RETURNING kind, user_id", cast.sud
            )
        names = {cast.carla.id: "carla", cast.remo.id: "remo"}
        told: dict[str, list[str]] = {}
        for row in rows:
            told.setdefault(row["kind"], []).append(names[row["user_id"]])
        return {kind: sorted(people) for kind, people in told.items()}

    assert await told_at(due - timedelta(seconds=1)) == {}
    assert await told_at(due) == {"call_back_due": ["carla"]}
    for hours in range(1, 71, 10):
        assert await told_at(start + timedelta(hours=hours, minutes=1)) == {}
    assert await told_at(start + timedelta(days=3, minutes=1)) == {"untouched_3": ["carla"]}
    for hours in range(80, 160, 10):
        assert await told_at(start + timedelta(hours=hours)) == {}
    assert await told_at(start + timedelta(days=7, minutes=1)) == {"untouched_7": ["carla", "remo"]}


async def test_a_burst_is_one_line_that_opens_and_is_read_as_one(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    for number in range(5):
        await a_lead(client, cast, number)
    await read_log(database)
    (burst,) = await bell_of(client, cast.carla)
    assert (burst["title"], burst["text"], burst["href"]) == ("5 nuovi lead", "Campagna Sud", "/today")
    await client.patch("/api/me", headers=cast.carla.headers, json={"language": "en"})
    assert (await bell_of(client, cast.carla))[0]["title"] == "5 new leads"
    said = {"kind": burst["kind"], "newest_id": burst["newest_id"], "oldest_id": burst["oldest_id"]}
    other = await client.post("/api/notifications/read", headers=cast.remo.headers, json=said)
    assert (other.json()["count"], await unread(client, cast.carla)) == (0, 5), "one reads one's own"
    await a_lead(client, cast, 9)
    await read_log(database)
    answer = await client.post("/api/notifications/read", headers=cast.carla.headers, json=said)
    assert answer.json()["count"] == 1
    assert (await client.post("/api/notifications/read", headers=cast.carla.headers, json={})).json()[
        "count"
    ] == 0


async def test_the_bell_rings_on_the_open_pages_of_its_person_alone(
    app: FastAPI, client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    feed: Feed = app.state.feed
    start = await feed.end_of_log()
    await a_lead(client, cast)
    await read_log(database)

    def rung(got: list[dict[str, Any]]) -> list[UUID]:
        return [event["agent_id"] for event in got if event["kind"] == "notification.changed"]

    carla = await read(feed, Scope("agente", cast.carla.id, (cast.sud,)), start, 3)
    assert rung(carla) == [cast.carla.id]
    await deliver(client, cast.nord_token, 3)
    await read_log(database)
    ada = await read(feed, Scope("admin", cast.ada.id), start, 6)
    assert cast.ada.id not in rung(ada)


async def test_a_strange_cursor_is_refused(client: httpx.AsyncClient, cast: Cast) -> None:
    answer = await client.get("/api/notifications?cursor=WzFd", headers=cast.anna.headers)
    assert answer.status_code == 422
