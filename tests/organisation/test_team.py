"""The team of a container over HTTP."""

import asyncio
from typing import Any

import httpx

from goccia.core.database import Database
from tests.organisation.records import events_about
from tests.people import Cast, Person


def url(cast: Cast) -> str:
    return f"/api/containers/{cast.nord_container}/team"


async def put(client: httpx.AsyncClient, cast: Cast, *members: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await cast.rita.on(client).put(url(cast), json=list(members))
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def member(person: Person, **terms: Any) -> dict[str, Any]:
    return {"user_id": str(person.id), **terms}


async def test_a_field_left_out_has_its_default_and_a_null_cap_is_none(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    anna, bruno = await put(
        client,
        cast,
        member(cast.anna),
        member(cast.bruno, weight=5, daily_cap=3, open_cap=None, provinces=["mi", "Roma (RM)", "Milano"]),
    )
    assert [anna[name] for name in ("weight", "daily_cap", "open_cap", "provinces")] == [1, None, 30, []]
    assert [bruno[name] for name in ("weight", "daily_cap", "open_cap", "provinces")] == [
        5,
        3,
        None,
        ["MI", "RM"],
    ]
    assert (await cast.rita.on(client).get(url(cast))).json() == [anna, bruno]
    container = (await cast.rita.on(client).get(f"/api/containers/{cast.nord_container}")).json()
    assert container["team"] == [anna, bruno]
    again = await put(client, cast, member(cast.bruno))
    assert [again[0][name] for name in ("weight", "daily_cap", "open_cap", "provinces")] == [1, None, 30, []]


async def test_only_active_people_of_the_unit_may_join_and_the_answer_names_who_may_not(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    async with database.transaction() as tx:
        await tx.execute("UPDATE app_user SET active = false WHERE id = $1", cast.rita.id)
    wanted = [member(cast.anna), member(cast.carla), member(cast.ada), member(cast.bruno), member(cast.rita)]
    answer = await cast.ada.on(client).put(url(cast), json=wanted)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["1.user_id", "2.user_id", "4.user_id"]
    assert str(cast.carla.id) in answer.json()["errors"][0]["it"]
    assert len((await cast.ada.on(client).get(url(cast))).json()) == 2, "nothing was changed"


async def test_a_member_who_is_not_active_now_may_stay_in_the_team(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    async with database.transaction() as tx:
        await tx.execute("UPDATE app_user SET active = false WHERE id = $1", cast.bruno.id)
    team = await put(client, cast, member(cast.anna), member(cast.bruno, weight=3))
    assert [(who["user_id"], who["weight"]) for who in team] == [
        (str(cast.anna.id), 1),
        (str(cast.bruno.id), 3),
    ]


async def test_what_makes_no_sense_is_refused(client: httpx.AsyncClient, cast: Cast) -> None:
    rita = cast.rita.on(client)
    for wrong in (
        [member(cast.anna), member(cast.anna)],
        [member(cast.anna, provinces=["Atlantide"])],
        [member(cast.anna, weight=0)],
        [member(cast.anna, weight=None)],
        [member(cast.anna, daily_cap=-1)],
        [member(cast.anna, daily_cap=10**12)],
        [member(cast.anna, since="yesterday")],
        [{"weight": 1}],
        {"user_id": str(cast.anna.id)},
    ):
        assert (await rita.put(url(cast), json=wrong)).status_code == 422, wrong


async def test_who_stays_keeps_their_place_and_a_newcomer_stands_at_the_end(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    await put(client, cast, member(cast.anna, open_cap=None))
    for number in range(4):
        lead = {"telefono": f"+39333100{number:04d}"}
        assert (await client.post(f"/hooks/in/{cast.nord_token}", json=lead)).status_code == 200
    await put(client, cast, member(cast.anna, open_cap=None, weight=2), member(cast.bruno, open_cap=None))
    async with database.transaction() as tx:
        rows = await tx.fetch(
            "SELECT m.user_id, m.last_turn, m.virtual_time, c.virtual_time AS clock, u.turn FROM container_member m"
            " JOIN container c ON c.id = m.container_id JOIN unit u ON u.id = c.unit_id WHERE c.id = $1",
            cast.nord_container,
        )
    places = {row["user_id"]: row for row in rows}
    assert places[cast.anna.id]["last_turn"] > 0
    assert places[cast.bruno.id]["last_turn"] == places[cast.bruno.id]["turn"] >= 4
    assert places[cast.bruno.id]["virtual_time"] == places[cast.bruno.id]["clock"]
    for number in range(6):
        await client.post(f"/hooks/in/{cast.nord_token}", json={"telefono": f"+39333200{number:04d}"})
    async with database.transaction() as tx:
        new = await tx.fetch(
            "SELECT agent_id FROM lead WHERE container_id = $1 AND phone LIKE '+39333200%'",
            cast.nord_container,
        )
    assert sum(row["agent_id"] == cast.bruno.id for row in new) == 3, "neither skipped nor catching up"


async def test_a_change_of_team_is_an_event_that_says_who(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    same = [member(cast.anna, open_cap=None), member(cast.bruno, open_cap=None)]
    await put(client, cast, *same)
    assert await events_about(database, cast.nord_container) == [], "the same team is no change"
    await put(client, cast, member(cast.anna), member(cast.rita))
    assert await events_about(database, cast.nord_container) == [
        (
            "team.changed",
            {"joined": [str(cast.rita.id)], "left": [str(cast.bruno.id)], "changed": [str(cast.anna.id)]},
        )
    ]


async def test_teams_put_at_once_leave_one_of_them(client: httpx.AsyncClient, cast: Cast) -> None:
    teams = ([member(cast.anna)], [member(cast.bruno)], [member(cast.anna), member(cast.bruno)])
    answers = await asyncio.gather(*(cast.ada.on(client).put(url(cast), json=team) for team in teams * 4))
    assert {answer.status_code for answer in answers} == {200}
    left = {row["user_id"] for row in (await cast.rita.on(client).get(url(cast))).json()}
    assert left in [{entry["user_id"] for entry in team} for team in teams]
