"""The lead list over HTTP: who sees what, filters, search, orders, pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from goccia.leads import pages
from goccia.leads.schemas import LeadPage
from tests.conftest import Clock
from tests.leads.rows import NOW, add_esito, add_lead, add_leads
from tests.people import Cast, Person

SORTS = [
    "-received_at", "received_at", "-last_activity_at", "last_activity_at", "next_action_at", "-next_action_at",
    "name", "-name", "-assigned_at", "assigned_at", "attempts", "-attempts", "esito", "-esito",
    "custom.kw", "-custom.kw",
]  # fmt: skip


async def listed(person: Person, client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    response = await person.on(client).get("/api/leads", params=query)
    assert response.status_code == 200, response.text
    LeadPage.model_validate_json(response.text)
    return response.json()  # type: ignore[no-any-return]


async def ids(person: Person, client: httpx.AsyncClient, **query: Any) -> list[UUID]:
    return [UUID(item["id"]) for item in (await listed(person, client, **query))["items"]]


async def test_each_role_sees_its_own_leads(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    hers = await add_lead(database, cast, agent_id=cast.anna.id)
    his = await add_lead(database, cast, agent_id=cast.bruno.id)
    waiting = await add_lead(database, cast, queued_at=NOW)
    south = await add_lead(
        database, cast, unit_id=cast.sud, container_id=cast.sud_container, agent_id=cast.carla.id
    )
    assert await ids(cast.anna, client) == [hers]
    assert set(await ids(cast.rita, client)) == {hers, his, waiting}
    assert await ids(cast.remo, client) == [south]
    assert set(await ids(cast.ada, client, unit_id=str(cast.nord))) == {hers, his, waiting}
    page = await listed(cast.rita, client, agent_id=str(cast.anna.id))
    assert page["items"][0]["agent"] == {"id": str(cast.anna.id), "name": "Anna Rossi"}
    assert page["items"][0]["unit"] == {"id": str(cast.nord), "name": "Nord"}
    assert page["items"][0]["container"] == {"id": str(cast.nord_container), "name": "Campagna Nord"}
    assert page["items"][0]["esito"] is None


async def test_an_agente_has_no_trash_and_the_others_count_it_apart(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    gone = await add_lead(database, cast, agent_id=cast.anna.id, deleted_at=NOW)
    assert await ids(cast.anna, client) == []
    assert (await cast.anna.on(client).get("/api/leads", params={"deleted": True})).status_code == 403
    assert await ids(cast.rita, client) == []
    assert await ids(cast.rita, client, deleted=True) == [gone]


async def test_filters_narrow(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    esito = await add_esito(database, cast, label="Richiamare", colour="amber")
    a = await add_lead(
        database, cast, province="MI", source="facebook", esito_id=esito, next_action_at=NOW - timedelta(hours=1),
        next_action_kind="call_back", worked_at=NOW, agent_id=cast.anna.id,
        custom={"tetto": "Piano", "usi": ["casa", "ufficio"]}, received_at=NOW - timedelta(days=1),
    )  # fmt: skip
    b = await add_lead(database, cast, province="RM", queued_at=NOW, custom={"tetto": "Spiovente"})
    c = await add_lead(database, cast, agent_id=cast.bruno.id)
    cases: list[tuple[dict[str, Any], set[UUID]]] = [
        ({"province": ["MI", "RM"]}, {a, b}),
        ({"province": ["none"]}, {c}),
        ({"province": ["mi", "none"]}, {a, c}),
        ({"source": "facebook"}, {a}),
        ({"esito_id": str(esito)}, {a}),
        ({"esito_id": "none"}, {b, c}),
        ({"esito_id": ["none", str(esito)]}, {a, b, c}),
        ({"agent_id": "none"}, {b}),
        ({"agent_id": str(cast.bruno.id)}, {c}),
        ({"agent_id": "me"}, set()),
        ({"queued": True}, {b}),
        ({"queued": False}, {a, c}),
        ({"overdue": True}, {a}),
        ({"overdue": False}, {b, c}),
        ({"has_next_action": True}, {a}),
        ({"has_next_action": False}, {b, c}),
        ({"unworked": True}, {c}),
        ({"unworked": False}, {a, b}),
        ({"container_id": str(cast.nord_container)}, {a, b, c}),
        ({"container_id": str(cast.sud_container)}, set()),
        ({"received_from": "2026-11-23"}, {b, c}),
        ({"received_to": "2026-11-22"}, {a}),
        ({"received_to": "2026-11-23"}, {a, b, c}),
        ({"received_from": NOW.isoformat()}, {b, c}),
        ({"custom.tetto": "piano"}, {a}),
        ({"custom.usi": "ufficio"}, {a}),
        ({"custom.usi": "box"}, set()),
    ]
    for query, expected in cases:
        assert set(await ids(cast.rita, client, **query)) == expected, query


@pytest.mark.parametrize(
    "query",
    [
        {"unit": "x"}, {"limit": 0}, {"limit": 201}, {"sort": "phone"}, {"received_from": "ieri"}, {"q": "a\x00b"},
        {"cursor": "storto"}, {"agent_id": "chiunque"}, {"received_from": "99999-01-01"}, {"custom.a": ["x", "y"]},
        {"received_to": "0001-01-01T00:00:00+10:00"}, {"province": "a\x00"}, {"custom.\x00": "a"}, {"esito_id": "x"},
        {"sort": "custom.A'"}, {"sort": "custom."},
    ],
)  # fmt: skip
async def test_what_cannot_be_read_is_refused(
    client: httpx.AsyncClient, cast: Cast, query: dict[str, Any]
) -> None:
    response = await cast.rita.on(client).get("/api/leads", params=query)
    assert response.status_code == 422, response.text
    assert response.json()["errors"]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("verdi", True), ("VERDI maria", True), ("maria verdi", True), ("ver mar", True), ("Nicolò", True),
        ("nicolo", True), ("bianchi", False), ("verdi bianchi", False), ("3331234567", True),
        ("333 123 45 67", True), ("+39 333 1234567", True), ("0039333-1234567", True), ("333/1234567", True),
        ("234567", True), ("4567 verdi", True), ("333 999", False), ("m.verdi@example.it", True),
        ("M.Verdi@EXAMPLE.it", True), ("verdi@", True), ("example.it", True), ("%", False), ("_", False),
        ("m%i@example.it", False), ("_.verdi@example.it", False), ("m%ia", True), ("d'angelo", True),
        ("d’angelo", True), ("D Angelo", True), ("33", True), ("\\", False), ("", True), ("   ", True),
    ],
)  # fmt: skip
async def test_search_finds_names_phones_and_emails_in_any_spelling(
    client: httpx.AsyncClient, database: Database, cast: Cast, q: str, found: bool
) -> None:
    lead = await add_lead(
        database, cast, first_name="Maria Nicolò", last_name="Verdi D'Angelo", phone="+393331234567",
        email="m.verdi@example.it",
    )  # fmt: skip
    assert (await ids(cast.rita, client, q=q) == [lead]) is found
    assert (await ids(cast.ada, client, q=q, unit_id=str(cast.nord)) == [lead]) is found


async def walk(
    person: Person, client: httpx.AsyncClient, **query: Any
) -> tuple[list[UUID], list[dict[str, Any]]]:
    found: list[UUID] = []
    pages: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = await listed(person, client, **query, **cursor)
        pages.append(page)
        found += [UUID(item["id"]) for item in page["items"]]
        if page["next_cursor"] is None:
            return found, pages
        cursor = {"cursor": page["next_cursor"]}


async def many(database: Database, cast: Cast) -> list[UUID]:
    """Two dozen leads in which every sort value is shared by several, and some have none."""
    early, late = await add_esito(database, cast, position=1), await add_esito(database, cast, position=2)
    return [
        await add_lead(
            database, cast, agent_id=cast.anna.id, received_at=NOW + timedelta(minutes=number // 5),
            last_activity_at=NOW + timedelta(minutes=number % 3), first_name="", attempts=number % 4,
            last_name=["", "Àlvaro", "alvaro", "Zeno"][number % 4],
            next_action_at=None if number % 3 == 0 else NOW + timedelta(hours=number % 5),
            assigned_at=None if number % 4 == 0 else NOW + timedelta(hours=number % 2),
            esito_id=[None, early, late][number % 3],
            custom=[{}, {"kw": 10}, {"kw": 9}, {"kw": None}][number % 4],
        )
        for number in range(24)
    ]  # fmt: skip


async def test_walking_the_pages_meets_each_lead_once_in_every_order(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    made = await many(database, cast)
    for sort in SORTS:
        for person in (cast.anna, cast.rita):
            found, pages = await walk(person, client, sort=sort, limit=5)
            assert sorted(found) == sorted(made), sort
            assert [page["total"] for page in pages] == [24] * 5
            whole = await ids(person, client, sort=sort, limit=200)
            assert found == whole


async def test_a_search_is_walked_like_a_list(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await many(database, cast)
    for person in (cast.anna, cast.ada):
        found, pages = await walk(person, client, q="alvaro", limit=5, unit_id=str(cast.nord))
        assert len(found) == len(set(found)) == 12
        assert {page["total"] for page in pages} == {12}


async def test_an_order_is_the_one_asked_for_and_nothing_comes_last(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await many(database, cast)

    def value(name: str) -> Callable[[dict[str, Any]], Any]:
        return lambda item: item[name]

    for name in ("received_at", "last_activity_at", "next_action_at", "assigned_at", "attempts"):
        for sign in ("", "-"):
            items = (await listed(cast.rita, client, sort=sign + name, limit=200))["items"]
            values = [value(name)(item) for item in items]
            present = [v for v in values if v is not None]
            assert values == sorted(present, reverse=bool(sign)) + [None] * (len(values) - len(present))
    names = [item["last_name"] for item in (await listed(cast.rita, client, sort="name"))["items"]]
    assert [name.lower().replace("à", "a") for name in names] == sorted(
        n.lower().replace("à", "a") for n in names
    )
    for sign, order in (("", [9, 10]), ("-", [10, 9])):
        power = [
            item["custom"].get("kw")
            for item in (await listed(cast.rita, client, sort=f"{sign}custom.kw"))["items"]
        ]
        assert power == [order[0]] * 6 + [order[1]] * 6 + [None] * 12
    esiti = [item["esito"] for item in (await listed(cast.rita, client, sort="esito"))["items"]]
    assert esiti[-1] is None
    assert esiti[0] is not None


async def test_a_cursor_of_another_order_is_refused(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await add_leads(database, cast, 3)
    cursor = (await listed(cast.rita, client, limit=1))["next_cursor"]
    response = await cast.rita.on(client).get("/api/leads", params={"cursor": cursor, "sort": "name"})
    assert response.status_code == 422


async def test_the_count_stops_at_a_thousand(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    async with database.transaction() as tx:
        await tx.execute(
            "INSERT INTO lead (id, unit_id, container_id, last_name, received_at, last_activity_at, created_at, updated_at)"
            " SELECT gen_random_uuid(), $1, $2, 'Folla', $3, $3, $3, $3 FROM generate_series(1, 1005)",
            cast.nord, cast.nord_container, NOW,
        )  # fmt: skip
    for query in ({}, {"q": "folla"}, {"q": "folla", "sort": "name"}):
        page = await listed(cast.rita, client, **query)
        assert (page["total"], page["total_capped"], len(page["items"])) == (1000, True, 50)
    page = await listed(cast.ada, client, unit_id=str(cast.nord), q="folla")
    assert (page["total"], page["total_capped"]) == (1000, True)


async def test_neighbours_keep_the_filter_and_the_order(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    made = await many(database, cast)
    await add_lead(database, cast, agent_id=cast.bruno.id, received_at=NOW + timedelta(minutes=2))
    for sort in SORTS:
        order = await ids(cast.rita, client, sort=sort, agent_id=str(cast.anna.id), limit=200)
        for place in (0, 1, 11, 23):
            response = await cast.rita.on(client).get(
                f"/api/leads/{order[place]}/neighbours", params={"sort": sort, "agent_id": str(cast.anna.id)}
            )
            said = response.json()
            assert said["previous"] == (str(order[place - 1]) if place else None), sort
            assert said["next"] == (str(order[place + 1]) if place < 23 else None), sort
            assert said["position"] == place + 1
    assert (await cast.carla.on(client).get(f"/api/leads/{made[0]}/neighbours")).status_code == 404


async def test_a_search_that_matches_too_often_is_walked_instead_and_gives_the_same(
    client: httpx.AsyncClient, database: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await many(database, cast)
    for sort in SORTS:
        few = await walk(cast.ada, client, q="alvaro", sort=sort, limit=5, unit_id=str(cast.nord))
        with monkeypatch.context() as patch:
            patch.setattr(pages, "MOST_HITS", 3)
            many_ = await walk(cast.ada, client, q="alvaro", sort=sort, limit=5, unit_id=str(cast.nord))
            query = {"q": "alvaro", "sort": sort, "unit_id": str(cast.nord)}
            around = await cast.ada.on(client).get(f"/api/leads/{few[0][6]}/neighbours", params=query)
        assert few[0] == many_[0]
        assert around.json() == {"previous": str(few[0][5]), "next": str(few[0][7]), "position": 7}
    assert len(made) == 24


async def test_a_search_that_finds_many_of_the_newest_is_walked_and_gives_the_same(
    client: httpx.AsyncClient, database: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await many(database, cast)
    for sort in SORTS:
        query = {"q": "alvaro", "sort": sort, "limit": 5, "unit_id": str(cast.nord)}
        gathered, _ = await walk(cast.ada, client, **query)
        with monkeypatch.context() as patch:
            patch.setattr(pages, "COMMON", 3)
            walked, seen = await walk(cast.ada, client, **query)
        assert walked == gathered, sort
        assert {page["total"] for page in seen} == {12}
