"""Containers over HTTP."""

import httpx

from goccia.core.database import Database
from tests.organisation.records import add_lead, events_about, kinds
from tests.people import Cast


async def test_a_container_needs_only_unit_and_name(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    answer = await cast.rita.on(client).post(
        "/api/containers", json={"unit_id": str(cast.nord), "name": "Eolico"}
    )
    assert answer.status_code == 201
    container = answer.json()
    assert container["unit"] == {"id": str(cast.nord), "name": "Nord"}
    assert (container["active"], container["policy"], container["team"]) == (True, "round_robin", [])
    assert container["intake_url"].endswith(f"/hooks/in/{container['intake_token']}")
    assert len(container["intake_token"]) >= 32
    assert container["counts"] == {"today": 0, "unworked": 0, "queued": 0}
    assert await kinds(database, container["id"]) == ["container.created"]
    delivered = await client.post(f"/hooks/in/{container['intake_token']}", json={"telefono": "3331234567"})
    assert delivered.status_code == 200


async def test_every_field_of_a_container_comes_back(client: httpx.AsyncClient, cast: Cast) -> None:
    body = {
        "name": "Fotovoltaico", "policy": "weighted", "google_key": "segreto", "requires_province": False,
        "identity_scope": "container", "source": "Google", "price_per_lead": 12.5, "mapping": {"cell": "phone"},
        "active": False,
    }  # fmt: skip
    ada = cast.ada.on(client)
    made = (await ada.post("/api/containers", json={"unit_id": str(cast.sud), **body})).json()
    assert {name: made[name] for name in body} == body
    changed = {"policy": "manual", "google_key": None, "price_per_lead": None, "source": None, "active": True}
    answer = (await ada.patch(f"/api/containers/{made['id']}", json=changed)).json()
    assert {name: answer[name] for name in body} == body | changed
    for wrong in ({"policy": "random"}, {"name": None}, {"price_per_lead": -1}, {"price_per_lead": "x"},
                  {"unit_id": str(cast.nord)},
                  {"google_key": ""}, {"mapping": {"a\x00": "phone"}}, {"active": "maybe"}):  # fmt: skip
        assert (await ada.patch(f"/api/containers/{made['id']}", json=wrong)).status_code == 422, wrong


async def test_a_referente_does_nothing_in_another_unit(client: httpx.AsyncClient, cast: Cast) -> None:
    rita = cast.rita.on(client)
    place = f"/api/containers/{cast.sud_container}"
    answers = [
        await rita.post("/api/containers", json={"unit_id": str(cast.sud), "name": "Mio"}),
        await rita.get(place),
        await rita.patch(place, json={"name": "Mio"}),
        await rita.post(f"{place}/rotate-token"),
        await rita.get(f"{place}/team"),
        await rita.put(f"{place}/team", json=[]),
        await rita.delete(place),
    ]
    assert [answer.status_code for answer in answers] == [404] * 7
    assert len({answer.json()["detail"] for answer in answers}) == 1
    listed = (await rita.get("/api/containers", params={"unit_id": str(cast.sud)})).json()
    assert listed == {"items": [], "next_cursor": None}


async def test_an_agente_sees_the_names_and_no_keys(client: httpx.AsyncClient, cast: Cast) -> None:
    anna = cast.anna.on(client)
    items = (await anna.get("/api/containers")).json()["items"]
    assert [item["name"] for item in items] == ["Campagna Nord"]
    for item in (items[0], (await anna.get(f"/api/containers/{cast.nord_container}")).json()):
        assert item["unit"]["name"] == "Nord"
        assert all(
            item[name] is None for name in ("intake_token", "intake_url", "google_key", "team", "counts")
        )
    assert (await anna.get(f"/api/containers/{cast.sud_container}")).status_code == 404


async def test_a_new_address_ends_the_old_one(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    answer = await cast.rita.on(client).post(f"/api/containers/{cast.nord_container}/rotate-token")
    token = answer.json()["intake_token"]
    assert token != cast.nord_token
    lead = {"telefono": "3331234568"}
    assert (await client.post(f"/hooks/in/{cast.nord_token}", json=lead)).status_code == 404
    assert (await client.post(f"/hooks/in/{token}", json=lead)).status_code == 200
    assert await events_about(database, cast.nord_container) == [
        ("container.changed", {"fields": ["intake_token"]})
    ]


async def test_the_queue_is_shown_with_its_age(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    await add_lead(database, cast.nord, cast.nord_container)
    await add_lead(database, cast.nord, cast.nord_container, cast.anna.id)
    container = (await cast.rita.on(client).get(f"/api/containers/{cast.nord_container}")).json()
    assert container["counts"] == {"today": 2, "unworked": 1, "queued": 1}
    assert container["queue_length"] == 1
    assert container["oldest_queued_at"]


async def test_a_container_that_is_off_keeps_what_arrives(client: httpx.AsyncClient, cast: Cast) -> None:
    rita, place = cast.rita.on(client), f"/api/containers/{cast.nord_container}"
    assert (await rita.patch(place, json={"active": False})).status_code == 200
    assert (
        await client.post(f"/hooks/in/{cast.nord_token}", json={"telefono": "3331234569"})
    ).status_code == 200
    assert (await rita.get(place)).json()["queue_length"] == 1


async def test_a_container_with_open_leads_stays(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    rita, place = cast.rita.on(client), f"/api/containers/{cast.nord_container}"
    lead = await add_lead(database, cast.nord, cast.nord_container, cast.anna.id)
    assert (await rita.delete(place)).status_code == 409
    async with database.transaction() as tx:
        await tx.execute("UPDATE lead SET deleted_at = $2 WHERE id = $1", lead, tx.now)
    assert (await rita.delete(place)).status_code == 204
    assert (await rita.get(place)).status_code == 404
    assert (
        await client.post(f"/hooks/in/{cast.nord_token}", json={"telefono": "3331234567"})
    ).status_code == 404
