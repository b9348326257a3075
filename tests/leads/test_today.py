"""Oggi over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from goccia.core.database import Database
from goccia.leads.schemas import Today
from tests.conftest import Clock
from tests.leads.rows import NOW, add_esito, add_lead
from tests.people import Cast, Person


async def day_of(person: Person, client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    response = await person.on(client).get("/api/today", params=query)
    assert response.status_code == 200, response.text
    Today.model_validate_json(response.text)
    return response.json()  # type: ignore[no-any-return]


def names(leads: list[dict[str, Any]]) -> list[str]:
    return [lead["last_name"] for lead in leads]


async def test_the_day_of_an_agent_is_sorted_into_what_is_due(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW

    async def mine(name: str, hours: float, kind: str = "call_back") -> None:
        await add_lead(
            database, cast, agent_id=cast.anna.id, last_name=name, worked_at=NOW - timedelta(days=3),
            next_action_at=NOW + timedelta(hours=hours), next_action_kind=kind,
        )  # fmt: skip

    await mine("due soon", 0.2)
    await mine("overdue", -1)
    await mine("long overdue", -50)
    await mine("tonight", 10, "retry")
    await mine("tomorrow", 20)
    await mine("missed appointment", -30, "appointment")
    await mine("this morning", -1, "appointment")
    await mine("this afternoon", 5, "appointment")
    await mine("appointment tomorrow", 24, "appointment")
    await add_lead(database, cast, agent_id=cast.anna.id, last_name="old new", assigned_at=NOW - timedelta(hours=2),
                   last_activity_at=NOW - timedelta(hours=3))  # fmt: skip
    await add_lead(database, cast, agent_id=cast.anna.id, last_name="new", assigned_at=NOW - timedelta(seconds=90),
                   last_activity_at=NOW - timedelta(minutes=5))  # fmt: skip
    await add_lead(database, cast, agent_id=cast.bruno.id, last_name="not hers")
    await add_lead(database, cast, agent_id=cast.anna.id, last_name="trashed", deleted_at=NOW)
    day = await day_of(cast.anna, client)
    assert names(day["overdue"]) == ["long overdue", "missed appointment", "overdue"]
    assert names(day["now"]) == ["due soon", "tonight"]
    assert names(day["appointments"]) == ["this morning", "this afternoon"]
    assert names(day["new"]) == ["new", "old new"]
    assert [lead["age_seconds"] for lead in day["new"]] == [90, 7200]
    assert day["counts"] == {"overdue": 3, "now": 2, "new": 2, "appointments": 2}
    assert day["next"]["last_name"] == "long overdue"
    assert await day_of(cast.rita, client, agent_id=str(cast.anna.id)) == day


async def test_the_day_ends_at_midnight_in_rome_but_fifteen_minutes_are_always_seen(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = datetime(2026, 11, 23, 22, 50, tzinfo=UTC)  # 23:50 in Rome
    for name, minutes in (("before midnight", 5), ("soon after", 14), ("later", 16)):
        await add_lead(
            database, cast, agent_id=cast.anna.id, last_name=name, worked_at=NOW, next_action_kind="call_back",
            next_action_at=clock.fixed + timedelta(minutes=minutes),
        )  # fmt: skip
    day = await day_of(cast.anna, client)
    assert names(day["now"]) == ["before midnight", "soon after"]


async def test_who_asks_again_is_new_again_until_an_esito_answers(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    lead = await add_lead(
        database, cast, agent_id=cast.anna.id, worked_at=NOW - timedelta(days=9), closed_at=NOW - timedelta(days=9),
        submissions=2, last_activity_at=NOW - timedelta(minutes=3),
    )  # fmt: skip
    assert [item["id"] for item in (await day_of(cast.anna, client))["new"]] == [str(lead)]
    esito = await add_esito(database, cast, final=True)
    await cast.anna.on(client).post(f"/api/leads/{lead}/esito", json={"esito_id": str(esito)})
    assert (await day_of(cast.anna, client))["new"] == []


async def test_each_list_stops_at_fifty_and_says_how_many_there_are(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    for _ in range(53):
        await add_lead(database, cast, agent_id=cast.anna.id)
    day = await day_of(cast.anna, client)
    assert (len(day["new"]), day["counts"]["new"]) == (50, 53)


async def test_nobody_reads_the_day_of_an_agent_they_do_not_lead(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    assert (await cast.anna.on(client).get(f"/api/today?agent_id={cast.bruno.id}")).status_code == 403
    assert (await cast.remo.on(client).get(f"/api/today?agent_id={cast.anna.id}")).status_code == 404
