"""Custom fields over HTTP."""

from typing import Any

import httpx
import pytest

from goccia.core.database import Database
from tests.leads.rows import add_lead
from tests.people import Cast


async def make(client: httpx.AsyncClient, cast: Cast, **body: Any) -> dict[str, Any]:
    answer = await cast.ada.on(client).post(
        "/api/custom-fields", json={"unit_id": str(cast.nord), "label": "Campo"} | body
    )
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Tetto di proprietà?", "tetto_di_proprieta"),
        ("Metri²", "metri2"),
        ("  N. persone  ", "n_persone"),
        ("2 piani", "campo_2_piani"),
        ("电话", "campo"),
        ("Email", "email_2"),
        ("x" * 100, "x" * 50),
    ],
)
async def test_the_key_is_made_from_the_label(
    client: httpx.AsyncClient, cast: Cast, label: str, key: str
) -> None:
    assert (await make(client, cast, label=label))["key"] == key


async def test_the_same_label_twice_makes_two_keys_and_the_same_key_is_refused(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    assert [(await make(client, cast, label="Tetto"))["key"] for _ in range(3)] == [
        "tetto",
        "tetto_2",
        "tetto_3",
    ]
    ada, wanted = cast.ada.on(client), {"label": "Tetto", "key": "tetto"}
    assert (
        await ada.post("/api/custom-fields", json=wanted | {"unit_id": str(cast.nord)})
    ).status_code == 409
    assert (await ada.post("/api/custom-fields", json=wanted | {"unit_id": str(cast.sud)})).status_code == 201


async def test_every_field_comes_back(client: httpx.AsyncClient, cast: Cast) -> None:
    body = {
        "label": "Tetto", "key": "tipo_tetto", "type": "multiple_choice", "choices": ["Piano", "A falde"],
        "required": True, "position": 4, "group": "Casa", "active": False,
    }  # fmt: skip
    made = await make(client, cast, **body)
    assert {name: made[name] for name in body} == body
    change = {"label": "Tetti", "choices": ["Piano"], "group": None, "position": 5}
    place = f"/api/custom-fields/{made['id']}"
    changed = (await cast.ada.on(client).patch(place, json=change)).json()
    assert {name: changed[name] for name in body} == body | change
    assert (await cast.ada.on(client).get(place)).json() == changed


async def test_what_makes_no_sense_is_refused(client: httpx.AsyncClient, cast: Cast) -> None:
    ada = cast.ada.on(client)
    for wrong in (
        {"label": ""}, {"key": "Con spazi"}, {"key": "email"}, {"type": "picture"}, {"type": "choice"},
        {"type": "choice", "choices": ["Sì", "sì"]}, {"type": "text", "choices": ["a"]}, {"choices": [""], "type": "choice"},
        {"unit_id": None}, {"position": -1},
    ):  # fmt: skip
        answer = await ada.post(
            "/api/custom-fields", json={"unit_id": str(cast.nord), "label": "Campo"} | wrong
        )
        assert answer.status_code == 422, wrong
    made = await make(client, cast)
    assert (await ada.patch(f"/api/custom-fields/{made['id']}", json={"type": "choice"})).status_code == 422
    assert (await ada.patch(f"/api/custom-fields/{made['id']}", json={"key": "altra"})).status_code == 422


async def test_the_type_changes_only_while_no_lead_has_a_value(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    ada = cast.ada.on(client)
    made = await make(client, cast, type="choice", choices=["Sì", "No"])
    place = f"/api/custom-fields/{made['id']}"
    text = await ada.patch(place, json={"type": "text"})
    assert (text.status_code, text.json()["choices"]) == (200, [])
    await add_lead(database, cast, custom={made["key"]: "Sì"})
    assert (await ada.patch(place, json={"type": "number"})).status_code == 409
    assert (await ada.patch(place, json={"type": "text", "label": "Altro"})).status_code == 200
    assert (await ada.delete(place)).status_code == 204
    again = {"unit_id": str(cast.nord), "label": "Campo", "key": made["key"]}
    assert (await ada.post("/api/custom-fields", json=again | {"type": "number"})).status_code == 409
    assert (await ada.post("/api/custom-fields", json=again | {"type": "text"})).status_code == 201


async def test_each_unit_has_its_own(client: httpx.AsyncClient, cast: Cast, database: Database) -> None:
    made = await make(client, cast)
    place = f"/api/custom-fields/{made['id']}"
    assert [
        item["id"] for item in (await cast.anna.on(client).get("/api/custom-fields")).json()["items"]
    ] == [made["id"]]
    assert (await cast.carla.on(client).get("/api/custom-fields")).json()["items"] == []
    assert (await cast.anna.on(client).get(place)).status_code == 200
    assert (await cast.carla.on(client).get(place)).status_code == 404
    assert (await cast.anna.on(client).patch(place, json={"label": "Mio"})).status_code == 403
    async with database.transaction() as tx:
        await tx.execute(
            "UPDATE app_user SET can_configure = true WHERE id = ANY ($1)", [cast.rita.id, cast.remo.id]
        )
    remo = cast.remo.on(client)
    assert (await remo.patch(place, json={"label": "Mio"})).status_code == 404
    assert (await remo.delete(place)).status_code == 404
    stolen = {"unit_id": str(cast.nord), "label": "Mio"}
    assert (await remo.post("/api/custom-fields", json=stolen)).status_code == 404
    assert (await cast.rita.on(client).patch(place, json={"label": "Nostro"})).status_code == 200
    async with database.transaction() as tx:
        rows = await tx.fetch(
            "SELECT kind, unit_id FROM event WHERE subject_id = $1::text::uuid ORDER BY id", made["id"]
        )
    assert [tuple(row) for row in rows] == [
        ("custom_field.created", cast.nord),
        ("custom_field.changed", cast.nord),
    ]
