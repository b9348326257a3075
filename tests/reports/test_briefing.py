"""The briefing over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from goccia.core.database import Database
from goccia.reports.schemas import Briefing
from tests.conftest import Clock
from tests.leads.rows import NOW, add_esito, add_lead
from tests.people import Cast, Person

EARLY = datetime(2026, 11, 23, 7, 45, tzinfo=UTC)
"""A Monday, a quarter to nine in Rome."""


async def briefing_of(person: Person, client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    response = await person.on(client).get("/api/briefing", params=query)
    assert response.status_code == 200, response.text
    Briefing.model_validate_json(response.text)
    return response.json()  # type: ignore[no-any-return]


async def test_leads_untouched_for_over_an_hour_are_named_the_oldest_first(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = EARLY

    async def had(name: str, minutes: int, **more: Any) -> None:
        await add_lead(database, cast, last_name=name, agent_id=cast.anna.id,
                       assigned_at=EARLY - timedelta(minutes=minutes), **more)  # fmt: skip

    await had("young", 59)
    await had("old", 61)
    await had("oldest", 600)
    await had("touched", 600, worked_at=EARLY - timedelta(minutes=5))
    await had("closed", 600, closed_at=EARLY)
    await had("trashed", 600, deleted_at=EARLY)
    await add_lead(database, cast, unit_id=cast.sud, container_id=cast.sud_container, agent_id=cast.carla.id,
                   assigned_at=EARLY - timedelta(hours=5))  # fmt: skip
    found = (await briefing_of(cast.rita, client))["untouched"]
    assert [lead["name"] for lead in found["leads"]] == ["Maria oldest", "Maria old"]
    assert found["total"] == 2
    assert found["leads"][0]["agent"]["id"] == str(cast.anna.id)


async def test_call_backs_are_counted_per_agent_for_today_in_rome(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = EARLY
    for hours, kind in (
        (-20, "call_back"),
        (-1, "retry"),
        (3, "call_back"),
        (14, "appointment"),
        (17, "call_back"),
    ):
        await add_lead(database, cast, agent_id=cast.anna.id, next_action_kind=kind,
                       next_action_at=EARLY + timedelta(hours=hours))  # fmt: skip
    calls = (await briefing_of(cast.rita, client, unit_id=str(cast.nord)))["calls"]
    assert [(row["agent"]["id"], row["overdue"], row["today"], row["appointments"]) for row in calls] == [
        (str(cast.anna.id), 1, 2, 1)
    ]


async def test_who_is_paused_is_named_with_their_open_leads(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = EARLY
    await add_lead(database, cast, agent_id=cast.anna.id)
    async with database.transaction() as tx:
        await tx.execute(
            "UPDATE app_user SET paused_at = $2 WHERE id = $1", cast.anna.id, EARLY - timedelta(hours=1)
        )
        await tx.execute(  # this pause is over
            "UPDATE app_user SET paused_at = $2, paused_until = $3 WHERE id = $1",
            cast.bruno.id, EARLY - timedelta(hours=2), EARLY - timedelta(hours=1),
        )  # fmt: skip
    paused = (await briefing_of(cast.rita, client))["paused"]
    assert [(row["agent"]["id"], row["open_leads"]) for row in paused] == [(str(cast.anna.id), 1)]


async def test_containers_that_overflow_or_run_dry_are_named_and_those_that_are_well_are_not(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = EARLY
    assert (await briefing_of(cast.rita, client))["containers"] == []
    for days in range(1, 15):
        for _ in range(2):
            await add_lead(database, cast, received_at=EARLY - timedelta(days=days, hours=1))
    (dry,) = (await briefing_of(cast.rita, client))["containers"]
    assert (dry["state"], dry["last_day"], dry["usual_a_day"]) == ("dry", 0, 2.0)
    await add_lead(
        database, cast, received_at=EARLY - timedelta(hours=2), queued_at=EARLY - timedelta(minutes=59)
    )
    assert (await briefing_of(cast.rita, client))["containers"] == []
    clock.fixed = EARLY + timedelta(minutes=2)
    (full,) = (await briefing_of(cast.rita, client))["containers"]
    assert (full["state"], full["queued"]) == ("overflowing", 1)
    assert (await briefing_of(cast.remo, client))["containers"] == []


async def test_three_leads_are_worth_a_call_of_the_leader_the_surest_first(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = EARLY
    good = await add_esito(database, cast, label="Preventivo", positive=True)
    late = {"esito_id": good, "next_action_at": EARLY - timedelta(hours=1), "next_action_kind": "call_back"}
    await add_lead(database, cast, last_name="small quote", amount=100, **late)
    await add_lead(database, cast, last_name="large quote", amount=9000, **late)
    await add_lead(
        database, cast, last_name="asked again", submissions=2, last_activity_at=EARLY - timedelta(hours=2)
    )
    await add_lead(database, cast, last_name="unreachable", attempts=3, received_at=NOW - timedelta(days=1))
    await add_lead(database, cast, last_name="all well", esito_id=good)
    found = (await briefing_of(cast.rita, client))["worth_a_call"]
    assert [(lead["name"], lead["why"]) for lead in found] == [
        ("Maria large quote", "late"), ("Maria small quote", "late"), ("Maria asked again", "asked_again"),
    ]  # fmt: skip


async def test_a_unit_that_one_does_not_lead_does_not_exist(client: httpx.AsyncClient, cast: Cast) -> None:
    assert (
        await cast.rita.on(client).get("/api/briefing", params={"unit_id": str(cast.sud)})
    ).status_code == 404
    assert (await cast.anna.on(client).get("/api/briefing")).status_code == 403
