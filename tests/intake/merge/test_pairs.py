"""The pairs to look at: which they are, in which order, how far one looked, and those that are two people."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from goccia.intake import duplicates
from goccia.intake.duplicates_schemas import Comparison, PairPage
from tests.intake.merge.pairs import merged, row_of, send, two_leads
from tests.leads.rows import NOW, add_custom_field, add_esito, add_lead
from tests.people import Cast, Person


async def pairs(
    person: Person, client: httpx.AsyncClient, cast: Cast, **query: Any
) -> list[tuple[UUID, UUID, list[str]]]:
    """All of Nord's, page by page."""
    found: list[Any] = []
    cursor: str | None = ""
    pages = 0
    while cursor is not None:
        asked = {"unit_id": str(cast.nord)} | query | ({"cursor": cursor} if cursor else {})
        answer = await client.get("/api/leads/duplicates", params=asked, headers=person.headers)
        assert answer.status_code == 200, answer.text
        PairPage.model_validate_json(answer.text)
        page = answer.json()
        assert (page["next_cursor"] is None) == (page["looked_until"] is None)
        found += page["items"]
        cursor, pages = page["next_cursor"], pages + 1
        assert pages < 50
    return [(UUID(one["newer"]["id"]), UUID(one["older"]["id"]), one["reasons"]) for one in found]


async def test_pairs_share_a_phone_or_an_email_or_came_as_possible_doubles_each_once_the_newest_first(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    def ago(hours: int) -> dict[str, Any]:
        return {"received_at": NOW - timedelta(hours=hours, microseconds=7)}

    first = await add_lead(database, cast, phone="+391", email="a@x.it", **ago(9))
    second = await add_lead(database, cast, phone="+391", email="b@x.it", **ago(8))
    third = await add_lead(
        database, cast, phone="+393", email="a@x.it", possible_duplicate_of=first, **ago(7)
    )
    fourth = await add_lead(database, cast, phone="+391", deleted_at=NOW, **ago(6))
    fifth = await add_lead(database, cast, phone="+395", email="B@x.it".lower(), **ago(5))
    await add_lead(database, cast, phone="+391", unit_id=cast.sud, container_id=cast.sud_container, **ago(4))
    expected = [(fifth, second, ["email"]), (third, first, ["email", "marked"]), (second, first, ["phone"])]
    for person in (cast.rita, cast.ada):
        assert await pairs(person, client, cast) == expected
        assert await pairs(person, client, cast, limit=1) == expected
    everywhere = await client.get("/api/leads/duplicates", params={"limit": 100}, headers=cast.rita.headers)
    assert len(everywhere.json()["items"]) == 3
    assert await pairs(cast.remo, client, cast) == []
    merged_lead = await merged(cast.rita, client, second, fifth)
    assert [pair[:2] for pair in await pairs(cast.rita, client, cast)] == [
        (third, first), (UUID(merged_lead["id"]), first),
    ]  # fmt: skip
    assert await row_of(database, fourth)


async def test_leads_beyond_those_looked_at_come_with_the_next_page(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    old = await add_lead(database, cast, phone="+391", received_at=NOW - timedelta(days=9))
    older = await add_lead(database, cast, phone="+391", received_at=NOW - timedelta(days=10))
    async with database.transaction() as tx:
        await tx.execute(
            "INSERT INTO lead (id, unit_id, container_id, received_at, last_activity_at, created_at, updated_at)"
            " SELECT gen_random_uuid(), $1, $2, $3::timestamptz - n * interval '1 second', $3, $3, $3"
            " FROM generate_series(1, $4) AS n", cast.nord, cast.nord_container, NOW, duplicates.LOOKED_AT + 3,
        )  # fmt: skip
    for person in (cast.rita, cast.ada):
        query = {"unit_id": str(cast.nord)}
        page = (await client.get("/api/leads/duplicates", params=query, headers=person.headers)).json()
        assert page["items"] == []
        assert page["looked_until"].startswith("2026-11-23T07:36:40")
        assert await pairs(person, client, cast) == [(old, older, ["phone"])]
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM lead WHERE unit_id = $1", cast.nord)


async def test_a_pair_told_apart_is_shown_no_more_and_stays_apart_when_one_is_merged(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    first, second = await two_leads(database, cast)
    async with database.transaction() as tx:
        await tx.execute("UPDATE lead SET possible_duplicate_of = $1 WHERE id = $2", first, second)
    rita = cast.rita.on(client)
    for pair in ((first, second), (second, first), (first, second)):
        answer = await rita.post(f"/api/leads/{pair[0]}/told-apart", json={"other_id": str(pair[1])})
        assert answer.status_code == 204, answer.text
    assert await pairs(cast.rita, client, cast) == []
    assert (await row_of(database, second) or {})["possible_duplicate_of"] is None
    told = (await rita.get(f"/api/leads/{first}/timeline")).json()["items"]
    assert [item["kind"] for item in told] == ["lead.told_apart"]
    third = await add_lead(database, cast, phone="+393331111111", received_at=NOW + timedelta(hours=1))
    assert [pair[:2] for pair in await pairs(cast.rita, client, cast)] == [(third, first)]
    await merged(cast.rita, client, third, first)
    assert await pairs(cast.rita, client, cast) == []
    assert (
        await rita.post(f"/api/leads/{first}/told-apart", json={"other_id": str(second)})
    ).status_code == 409


async def test_a_comparison_names_what_differs_and_whose_value_stays(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await add_custom_field(database, cast.nord, "tetto", label="Tipo di tetto")
    new, called = await add_esito(database, cast, initial=True), await add_esito(database, cast)
    stays, goes = await two_leads(
        database, cast, esito_id=called, custom={"tetto": "piano"}, last_name="Verdi"
    )
    async with database.transaction() as tx:
        await tx.execute("UPDATE lead SET esito_id = $1 WHERE id = $2", new, stays)
    answer = await client.get(
        f"/api/leads/{stays}/comparison", params={"other_id": str(goes)}, headers=cast.rita.headers
    )
    Comparison.model_validate_json(answer.text)
    choices = {one.pop("field"): one for one in answer.json()["choices"]}
    same, mine, theirs = [
        {"label": None, "differs": differs, "stays": side}
        for differs, side in ((False, "this"), (True, "this"), (True, "other"))
    ]
    assert choices == {
        "first_name": same, "last_name": same, "phone": mine, "email": same, "esito": theirs, "agent": mine,
        "custom.tetto": theirs | {"label": "Tipo di tetto"},
    }  # fmt: skip
    assert (answer.json()["this"]["id"], answer.json()["other"]["id"]) == (str(stays), str(goes))


@pytest.mark.parametrize("cursor", ["x", "W10", "WyIyMDI2IiwgIngiLCAieSJd", "WzEsIDIsIDNd"])
async def test_a_cursor_of_nobody_is_refused(client: httpx.AsyncClient, cast: Cast, cursor: str) -> None:
    answer = await client.get("/api/leads/duplicates", params={"cursor": cursor}, headers=cast.rita.headers)
    assert answer.status_code == 422


async def test_a_double_that_a_webhook_marked_is_a_pair(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    one = await send(client, cast.nord_token, nome="Maria", telefono="3331110000", email="casa@example.it")
    two = await send(client, cast.nord_token, nome="Luca", telefono="3331110001", email="casa@example.it")
    ((newer, older, reasons),) = await pairs(cast.rita, client, cast)
    assert {newer, older} == {UUID(one["lead_id"]), UUID(two["lead_id"])}
    assert reasons == ["email", "marked"]
