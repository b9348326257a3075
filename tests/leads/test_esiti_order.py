"""The order of esiti: one request for a whole list, written whole or not at all."""

import asyncio
from uuid import UUID, uuid4

import httpx

from goccia.core.database import Database
from tests.leads.rows import add_esito
from tests.leads.test_esiti import allow_to_configure
from tests.people import Cast, Person


async def put(person: Person, client: httpx.AsyncClient, *esiti: UUID) -> httpx.Response:
    return await person.on(client).put("/api/esiti/order", json=[str(esito) for esito in esiti])


async def order_of(client: httpx.AsyncClient, person: Person, unit: UUID, *esiti: UUID) -> list[UUID]:
    """These esiti as the list has them."""
    items = (await person.on(client).get("/api/esiti", params={"unit_id": str(unit)})).json()["items"]
    return [found for item in items if (found := UUID(item["id"])) in esiti]


async def test_the_list_comes_back_in_the_order_put_and_each_esito_moved_is_an_event(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    a, b, c = [await add_esito(database, cast, label=name, position=7) for name in ("A", "B", "C")]
    d = await add_esito(database, cast, label="D", position=12)
    answer = await put(cast.ada, client, c, a, b, d)
    assert answer.status_code == 200, answer.text
    assert [UUID(item["id"]) for item in answer.json()["items"]] == [c, a, b, d]
    assert await order_of(client, cast.ada, cast.nord, a, b, c, d) == [c, a, b, d]
    async with database.transaction() as tx:
        rows = await tx.fetch(
            "SELECT subject_id, unit_id, actor_id, payload FROM event WHERE kind = 'esito.changed'"
            " AND subject_id = ANY ($1)",
            [a, b, c, d],
        )
    assert {row["subject_id"] for row in rows} == {a, b}, "C and D kept their places"
    assert {(row["unit_id"], row["actor_id"]) for row in rows} == {(cast.nord, cast.ada.id)}
    assert {tuple(row["payload"]["fields"]) for row in rows} == {("position",)}
    assert (await put(cast.ada, client, c, a, b, d)).status_code == 200
    async with database.transaction() as tx:
        again = await tx.fetchval("SELECT count(*) FROM event WHERE subject_id = ANY ($1)", [a, b, c, d])
    assert again == len(rows), "the same order again is no change"


async def test_an_order_that_cannot_be_is_refused_whole(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    await allow_to_configure(database, cast.rita)
    a, b = [await add_esito(database, cast, label=name, position=7) for name in ("A", "B")]
    of_sud = await add_esito(database, cast, label="C", unit_id=cast.sud)
    assert (await put(cast.rita, client, b, a, of_sud)).status_code == 404
    assert (await put(cast.rita, client, b, a, uuid4())).status_code == 404
    twice = await put(cast.rita, client, b, a, b)
    assert twice.status_code == 422
    assert twice.json()["errors"][0]["field"] == "2"
    assert (await put(cast.rita, client)).status_code == 422
    assert await order_of(client, cast.rita, cast.nord, a, b) == [a, b]
    assert (await put(cast.anna, client, b, a)).status_code == 403


async def test_a_referente_orders_their_own_and_leaves_those_of_all_units_where_they_are(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    await allow_to_configure(database, cast.rita)
    a, b = [await add_esito(database, cast, label=name, position=900 + n) for n, name in enumerate("AB")]
    items = (await cast.rita.on(client).get("/api/esiti")).json()["items"]
    of_all = [UUID(item["id"]) for item in items if item["unit_id"] is None]
    assert (await put(cast.rita, client, *reversed(of_all))).status_code == 403
    assert (await put(cast.rita, client, b, a)).status_code == 200
    assert await order_of(client, cast.rita, cast.nord, a, b, *of_all) == [*of_all, b, a]


async def test_two_orders_at_once_leave_one_of_them(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    esiti = [await add_esito(database, cast, label=f"E{n}", position=900 + n) for n in range(6)]
    ways = [esiti[3:] + esiti[:3], esiti[::-1]]
    for _ in range(5):
        answers = await asyncio.gather(*(put(cast.ada, client, *way) for way in ways))
        assert {answer.status_code for answer in answers} == {200}
        assert await order_of(client, cast.ada, cast.nord, *esiti) in ways
