"""Saved views of the lead list over HTTP."""

import asyncio
from typing import Any

import httpx

from tests.people import Cast, Person

VIEW = {
    "name": "Milano, da richiamare",
    "filter": {
        "province": ["MI"],
        "overdue": True,
        "received_from": "2026-11-01",
        "custom": {"tetto": "Piano"},
    },
    "sort": "-custom.potenza",
    "columns": ["name", "custom.potenza", "phone"],
}


async def save(client: httpx.AsyncClient, person: Person, **more: Any) -> dict[str, Any]:
    answer = await person.on(client).post("/api/views", json=VIEW | more)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def names(client: httpx.AsyncClient, person: Person, **query: Any) -> list[str]:
    answer = await person.on(client).get("/api/views", params=query)
    assert answer.status_code == 200, answer.text
    return [view["name"] for view in answer.json()["items"]]


async def test_a_view_comes_back_as_it_was_saved_and_can_be_changed(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    made = await save(client, cast.anna)
    assert {name: made[name] for name in VIEW} == VIEW
    assert (made["mine"], made["may_change"], made["default"], made["unit_id"]) == (True, True, False, None)
    anna, place = cast.anna.on(client), f"/api/views/{made['id']}"
    changed = await anna.patch(
        place, json={"name": "Milano", "filter": {}, "sort": None, "columns": ["phone"]}
    )
    assert changed.status_code == 200, changed.text
    assert (await anna.get(place)).json() == changed.json()
    assert {name: changed.json()[name] for name in VIEW} == {
        "name": "Milano", "filter": {}, "sort": None, "columns": ["phone"],
    }  # fmt: skip
    assert (await anna.delete(place)).status_code == 204
    assert (await anna.get(place)).status_code == 404


async def test_one_s_own_view_is_nobody_else_s_and_a_shared_one_is_its_unit_s(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    own = await save(client, cast.rita, name="Mia")
    shared = await save(client, cast.rita, name="Nostra", unit_id=str(cast.nord))
    assert await names(client, cast.rita) == ["Mia", "Nostra"]
    assert await names(client, cast.anna) == ["Nostra"]
    assert await names(client, cast.ada, unit_id=cast.nord) == ["Nostra"]
    assert "Mia" not in await names(client, cast.ada)
    assert await names(client, cast.ada, unit_id=cast.sud) == []
    assert await names(client, cast.carla) == await names(client, cast.remo) == []
    ada = cast.ada.on(client)
    assert (await ada.patch(f"/api/views/{own['id']}", json={"name": "x"})).status_code == 404
    assert (await ada.patch(f"/api/views/{shared['id']}", json={"name": "Di Ada"})).status_code == 200
    assert (await ada.patch(f"/api/views/{shared['id']}", json={"unit_id": None})).status_code == 403
    taken_back = await cast.rita.on(client).patch(f"/api/views/{shared['id']}", json={"unit_id": None})
    assert taken_back.status_code == 200
    assert await names(client, cast.anna) == []


async def test_an_agente_shares_nothing_and_changes_nothing_shared(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    shared = await save(client, cast.rita, unit_id=str(cast.nord))
    own = await save(client, cast.anna)
    anna = cast.anna.on(client)
    assert not (await anna.get(f"/api/views/{shared['id']}")).json()["may_change"]
    for answer in (
        await anna.patch(f"/api/views/{shared['id']}", json={"name": "x"}),
        await anna.delete(f"/api/views/{shared['id']}"),
        await anna.patch(f"/api/views/{own['id']}", json={"unit_id": str(cast.nord)}),
        await anna.post("/api/views", json={"name": "x", "unit_id": str(cast.nord)}),
    ):
        assert answer.status_code == 403, answer.text
    assert (await anna.post("/api/views", json={"name": "x", "unit_id": str(cast.sud)})).status_code == 404


async def test_each_person_opens_the_list_with_one_view_of_their_choice(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    first = await save(client, cast.rita, unit_id=str(cast.nord))
    second = await save(client, cast.anna, name="Altra")
    anna = cast.anna.on(client)

    async def default() -> list[str]:
        views = (await anna.get("/api/views")).json()["items"]
        return [view["id"] for view in views if view["default"]]

    for view in (first, second, first):
        assert (await anna.put(f"/api/views/{view['id']}/default")).status_code == 204
        assert await default() == [view["id"]]
    assert not (await cast.rita.on(client).get(f"/api/views/{first['id']}")).json()["default"]
    assert (await anna.delete(f"/api/views/{second['id']}/default")).status_code == 204
    assert await default() == [first["id"]]
    assert (await cast.rita.on(client).delete(f"/api/views/{first['id']}")).status_code == 204
    assert await default() == []


async def test_names_differ_and_nobody_has_more_than_thirty_even_when_saved_at_once(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    anna = cast.anna.on(client)
    twice = await asyncio.gather(*(anna.post("/api/views", json={"name": name}) for name in ("Una", "una")))
    assert sorted(answer.status_code for answer in twice) == [201, 409]
    await save(client, cast.rita, name="Una")
    many = [anna.post("/api/views", json={"name": f"Vista {number}"}) for number in range(32)]
    assert [answer.status_code for answer in await asyncio.gather(*many)].count(201) == 29
    other = (await anna.get("/api/views")).json()["items"][1]
    assert (await anna.patch(f"/api/views/{other['id']}", json={"name": "UNA"})).status_code == 409


async def test_what_the_list_could_not_show_is_refused(client: httpx.AsyncClient, cast: Cast) -> None:
    anna = cast.anna.on(client)
    wrongs: tuple[dict[str, Any], ...] = (
        {"name": " "}, {"name": "x" * 61}, {"filter": {"colour": "red"}}, {"filter": {"unit_id": str(cast.nord)}},
        {"filter": {"received_from": "ieri"}}, {"filter": {"province": ["M\x00"]}}, {"sort": "luck"},
        {"columns": ["name", "name"]}, {"columns": ["Nome!"]}, {"columns": [f"c{n}" for n in range(41)]},
        {"filter": None}, {"filter": []},
    )  # fmt: skip
    for wrong in wrongs:
        assert (await anna.post("/api/views", json={"name": "Vista"} | wrong)).status_code == 422, wrong
