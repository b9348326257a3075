"""A unit's configuration copied to another, over HTTP."""

import asyncio
from typing import Any

import httpx

from tests.people import Cast

CLOSED = {
    "weekly": {str(day): [["09:00", "18:00"]] for day in range(5)},
    "holidays": True,
    "patron": "12-07",
    "closures": [],
}


async def post(client: httpx.AsyncClient, cast: Cast, path: str, **body: Any) -> dict[str, Any]:
    answer = await cast.ada.on(client).post(path, json=body)
    assert answer.status_code in (200, 201), answer.text
    return answer.json()  # type: ignore[no-any-return]


async def configured(client: httpx.AsyncClient, cast: Cast) -> str:
    """A unit with hours, a container that asks for no province, two Esiti and a custom field."""
    unit = await post(client, cast, "/api/units", name="Modello", calendar=CLOSED)
    await post(
        client, cast, "/api/containers", unit_id=unit["id"], name="Fotovoltaico", policy="weighted",
        requires_province=False, price_per_lead="12.50", mapping={"cell": "phone"}, google_key="segreta",
    )  # fmt: skip
    await post(client, cast, "/api/esiti", unit_id=unit["id"], name="In arrivo", initial=True, colour="cyan")
    await post(
        client, cast, "/api/esiti", unit_id=unit["id"], name="Sopralluogo",
        asks=["datetime", "note"], effect="appointment", contacted=True, counts_as_attempt=True,
    )  # fmt: skip
    await post(
        client, cast, "/api/custom-fields", unit_id=unit["id"], label="Tetto", type="choice",
        choices=["Piano", "A falda"], required=True, group="Casa",
    )  # fmt: skip
    return str(unit["id"])


async def of_unit(client: httpx.AsyncClient, cast: Cast, what: str, unit_id: str) -> list[dict[str, Any]]:
    items = (await cast.ada.on(client).get(f"/api/{what}", params={"unit_id": unit_id})).json()["items"]
    own = [item for item in items if item["unit_id"] == unit_id]
    return [
        {key: value for key, value in item.items() if key not in ("id", "unit_id", "unit_name", "created_at")}
        for item in own
    ]


async def copy(client: httpx.AsyncClient, cast: Cast, target: str, **body: Any) -> dict[str, Any]:
    answer = await cast.ada.on(client).post(f"/api/units/{target}/copy-configuration", json=body)
    assert answer.status_code == 200, answer.text
    return {part["part"]: (part["copied"], part["kept"]) for part in answer.json()}


async def test_everything_comes_along_but_team_address_and_key(client: httpx.AsyncClient, cast: Cast) -> None:
    source = await configured(client, cast)
    target = str((await post(client, cast, "/api/units", name="Copia"))["id"])
    assert await copy(client, cast, target, from_unit_id=source) == {
        "calendar": (["Modello"], []),
        "custom_fields": (["Tetto"], []),
        "esiti": (["In arrivo", "Sopralluogo"], []),
        "containers": (["Fotovoltaico"], []),
    }
    for what in ("esiti", "custom-fields"):
        assert await of_unit(client, cast, what, target) == await of_unit(client, cast, what, source) != []
    ada = cast.ada.on(client)
    units = [(await ada.get(f"/api/units/{unit}")).json()["calendar"] for unit in (source, target)]
    assert units[0] == units[1]
    (old, new) = [
        (await ada.get(f"/api/containers/{found['items'][0]['id']}")).json()
        for unit in (source, target)
        for found in [(await ada.get("/api/containers", params={"unit_id": unit})).json()]
    ]
    same = ("name", "active", "policy", "requires_province", "identity_scope", "price_per_lead", "mapping")
    assert {key: new[key] for key in same} == {key: old[key] for key in same}
    assert new["google_key"] is None
    assert new["intake_url"] != old["intake_url"]


async def test_what_is_there_already_is_kept_and_only_the_parts_asked_for_come(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    source = await configured(client, cast)
    target = str((await post(client, cast, "/api/units", name="Copia"))["id"])
    await post(client, cast, "/api/esiti", unit_id=target, name="SOPRALLUOGO", colour="red")
    await post(client, cast, "/api/esiti", unit_id=target, name="Primo", initial=True)
    assert await copy(client, cast, target, from_unit_id=source, parts=["esiti"]) == {
        "esiti": (["In arrivo"], ["Sopralluogo"])
    }
    esiti = {esito["name"]: esito for esito in await of_unit(client, cast, "esiti", target)}
    assert (esiti["SOPRALLUOGO"]["colour"], esiti["Primo"]["initial"]) == ("red", True)
    assert esiti["In arrivo"]["initial"] is False
    assert await of_unit(client, cast, "containers", target) == []
    assert (await cast.ada.on(client).get(f"/api/units/{target}")).json()["calendar"]["weekly"] is None


async def test_two_copies_at_once_make_each_thing_once(client: httpx.AsyncClient, cast: Cast) -> None:
    source = await configured(client, cast)
    target = str((await post(client, cast, "/api/units", name="Copia"))["id"])
    both = await asyncio.gather(*(copy(client, cast, target, from_unit_id=source) for _ in range(2)))
    made = sorted(len(one[part][0]) for one in both for part in ("custom_fields", "esiti", "containers"))
    assert made == [0, 0, 0, 1, 1, 2]
    assert len(await of_unit(client, cast, "containers", target)) == 1


async def test_a_unit_is_not_copied_to_itself_nor_from_one_that_is_gone(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    ada, place = cast.ada.on(client), f"/api/units/{cast.nord}/copy-configuration"
    same = await ada.post(place, json={"from_unit_id": str(cast.nord)})
    assert (same.status_code, same.json()["errors"][0]["field"]) == (422, "from_unit_id")
    assert (await ada.post(place, json={"from_unit_id": str(cast.ada.id)})).status_code == 404
