"""What a webhook could not turn into a lead is shown with its reason, corrected and admitted; never twice."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from goccia.core.database import Database
from goccia.kit.ids import uuid7
from tests.people import Cast, Person


async def kept(client: httpx.AsyncClient, person: Person, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/api/deliveries", params={"state": "kept", **query}, headers=person.headers)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def replay(
    client: httpx.AsyncClient, person: Person, delivery: str, body: Any = None
) -> httpx.Response:
    return await client.post(f"/api/deliveries/{delivery}/replay", json=body, headers=person.headers)


async def lead_count(database: Database, cast: Cast) -> int:
    async with database.transaction() as tx:
        return int(await tx.fetchval("SELECT count(*) FROM lead WHERE unit_id = $1", cast.nord))


async def test_a_kept_delivery_is_corrected_and_becomes_a_lead_once(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    sent = await client.post(f"/hooks/in/{cast.nord_token}", json={"nome": "Rosa", "telefono": "33x"})
    assert sent.json()["status"] == "kept"
    [item] = await kept(client, cast.rita, container_id=cast.nord_container)
    assert (item["code"], item["body"], item["container"]["name"]) == (
        "no_contact", '{"nome":"Rosa","telefono":"33x"}', "Campagna Nord",
    )  # fmt: skip
    assert item["problem"].keys() == {"it", "en"}
    still = await replay(client, cast.rita, item["id"], {"values": {"telefono": "33y"}})
    assert (still.json()["delivery"]["state"], await lead_count(database, cast)) == ("kept", 0)
    done = await replay(client, cast.rita, item["id"], {"values": {"telefono": "333 1234567"}})
    assert done.status_code == 200, done.text
    assert [one["status"] for one in done.json()["outcomes"]] == ["created"]
    assert done.json()["delivery"]["replayed_at"]
    assert done.json()["delivery"]["lead_ids"] == [done.json()["outcomes"][0]["lead_id"]]
    assert not await kept(client, cast.rita, container_id=cast.nord_container)
    again = await replay(client, cast.rita, item["id"])
    assert (again.status_code, again.json()["code"]) == (409, "not_kept")
    assert await lead_count(database, cast) == 1


async def test_replays_at_once_make_one_lead(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    await client.post(f"/hooks/in/{cast.nord_token}", json={"nome": "Rosa"})
    [item] = await kept(client, cast.rita, container_id=cast.nord_container)
    body = {"values": {"telefono": "3331234567"}}
    answers = await asyncio.gather(*(replay(client, cast.rita, item["id"], body) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    assert await lead_count(database, cast) == 1


async def test_of_a_mixed_delivery_only_what_was_kept_is_admitted_again(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    records = [{"nome": "Anna", "telefono": "3331111111"}, {"nome": "Rosa", "telefono": ""}]
    await client.post(f"/hooks/in/{cast.nord_token}", json=records)
    [item] = await kept(client, cast.rita, container_id=cast.nord_container)
    answer = await replay(client, cast.rita, item["id"], {"values": {"telefono": "3332222222"}})
    assert [one["status"] for one in answer.json()["outcomes"]] == ["created"]
    async with database.transaction() as tx:
        rows = await tx.fetch(
            "SELECT phone, submissions FROM lead WHERE unit_id = $1 ORDER BY phone", cast.nord
        )
    assert [tuple(row) for row in rows] == [("+393331111111", 1), ("+393332222222", 1)]


async def test_a_broken_body_and_a_wrong_key_can_be_admitted_by_a_person(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    async with database.transaction() as tx:
        await tx.execute("UPDATE container SET google_key = 'giusta' WHERE id = $1", cast.nord_container)
    assert (await client.post(f"/hooks/in/{cast.nord_token}", content=b"{\x00broken")).status_code == 400
    google = {"google_key": "sbagliata", "lead_id": "g1", "user_column_data": [
        {"column_id": "PHONE_NUMBER", "string_value": "+393334445556"}]}  # fmt: skip
    assert (await client.post(f"/hooks/in/{cast.nord_token}", json=google)).status_code == 403
    wrong, broken = await kept(client, cast.rita, container_id=cast.nord_container)
    assert broken["body"] == "{�broken"
    refused = await replay(client, cast.rita, broken["id"])
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "values")
    values = {"values": {"nome": "Rosa", "telefono": "3337778889"}}
    assert (await replay(client, cast.rita, broken["id"], values)).json()["delivery"]["state"] == "created"
    assert (await replay(client, cast.rita, wrong["id"])).json()["delivery"]["state"] == "created"
    assert await lead_count(database, cast) == 2


async def test_deliveries_of_other_units_do_not_exist(client: httpx.AsyncClient, cast: Cast) -> None:
    await client.post(f"/hooks/in/{cast.nord_token}", json={"nome": "Rosa"})
    [item] = await kept(client, cast.rita, container_id=cast.nord_container)
    assert not await kept(client, cast.remo, container_id=cast.nord_container)
    assert (await replay(client, cast.remo, item["id"])).status_code == 404
    assert (await replay(client, cast.ada, str(uuid7()))).status_code == 404
    assert (await replay(client, cast.anna, item["id"])).status_code == 403


async def test_a_long_body_is_shown_bounded_and_the_list_pages_through(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    for number in range(3):
        await client.post(f"/hooks/in/{cast.nord_token}", json={"nome": f"{number}" * 20_000})
    first = await client.get(
        "/api/deliveries",
        params={"container_id": str(cast.nord_container), "limit": 2},
        headers=cast.rita.headers,
    )
    page = first.json()
    assert [(len(item["body"]), item["body_size"] > 20_000) for item in page["items"]] == [(10_000, True)] * 2
    query = {"container_id": str(cast.nord_container), "limit": 2, "cursor": page["next_cursor"]}
    rest = (await client.get("/api/deliveries", params=query, headers=cast.rita.headers)).json()
    assert (len(rest["items"]), rest["next_cursor"]) == (1, None)
    bad = await client.get("/api/deliveries", params={"cursor": "W10"}, headers=cast.rita.headers)
    assert bad.status_code == 422
