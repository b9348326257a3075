"""Units over HTTP."""

from typing import Any

import asyncpg
import httpx

from goccia.core.database import Database
from goccia.core.settings import Settings
from tests.organisation.records import add_lead, events_about, kinds
from tests.people import Cast, Person

HOURS = {
    "weekly": {"0": [["09:00", "18:00"]]},
    "holidays": True,
    "patron": "06-24",
    "closures": ["2026-08-14"],
}


async def allow_to_configure(database: Database, person: Person) -> None:
    async with database.transaction() as tx:
        await tx.execute("UPDATE app_user SET can_configure = true WHERE id = $1", person.id)


async def test_a_unit_needs_only_a_name_and_is_born_active_and_always_open(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    answer = await cast.ada.on(client).post("/api/units", json={"name": "  Est\u00a0 "})
    assert answer.status_code == 201
    unit = answer.json()
    assert (unit["name"], unit["active"], unit["calendar"]["weekly"], unit["state"]) == (
        "Est",
        True,
        None,
        "open",
    )
    assert (unit["containers"], unit["people"]) == (0, 0)
    assert (await cast.ada.on(client).get(f"/api/units/{unit['id']}")).json() == unit
    assert await kinds(database, unit["id"]) == ["unit.created"]


async def test_a_unit_without_a_name_is_refused(client: httpx.AsyncClient, cast: Cast) -> None:
    for body in ({}, {"name": ""}, {"name": " \u200b "}, {"name": "x" * 201}, {"name": "a\x00b"}, {"name": None},
                 {"name": "Est", "extra": 1}, {"name": "Est", "calendar": {"weekly": {"7": []}}}):  # fmt: skip
        answer = await cast.ada.on(client).post("/api/units", json=body)
        assert answer.status_code == 422, body
        assert answer.json()["errors"][0]["it"]


async def test_everybody_sees_their_own_units_and_no_other(client: httpx.AsyncClient, cast: Cast) -> None:
    for person in (cast.rita, cast.anna):
        speaker = person.on(client)
        assert [unit["name"] for unit in (await speaker.get("/api/units")).json()["items"]] == ["Nord"]
        assert (await speaker.get(f"/api/units/{cast.nord}")).status_code == 200
        assert (await speaker.get(f"/api/units/{cast.sud}")).status_code == 404
    found: set[str] = set()
    page: dict[str, Any] = {"next_cursor": ""}
    while page["next_cursor"] is not None:
        params = {"cursor": page["next_cursor"]} if page["next_cursor"] else {}
        page = (await cast.ada.on(client).get("/api/units", params=params)).json()
        found |= {unit["id"] for unit in page["items"]}
    assert {str(cast.nord), str(cast.sud)} <= found


async def test_a_change_is_an_event_that_names_the_fields(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    answer = await cast.ada.on(client).patch(
        f"/api/units/{cast.nord}", json={"calendar": HOURS, "active": False}
    )
    assert answer.status_code == 200
    assert answer.json()["calendar"] == HOURS
    assert answer.json()["active"] is False
    assert await events_about(database, cast.nord) == [("unit.changed", {"fields": ["active", "calendar"]})]
    assert (await cast.ada.on(client).patch(f"/api/units/{cast.nord}", json={})).status_code == 200
    assert len(await kinds(database, cast.nord)) == 1, "nothing said, nothing happened"
    refused = await cast.ada.on(client).patch(f"/api/units/{cast.nord}", json={"name": None})
    assert refused.status_code == 422


async def test_a_referente_changes_name_and_hours_of_their_own_unit_if_the_admin_allows_it(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    rita = cast.rita.on(client)
    assert (await rita.patch(f"/api/units/{cast.nord}", json={"name": "Nord Ovest"})).status_code == 403
    await allow_to_configure(database, cast.rita)
    assert (await rita.patch(f"/api/units/{cast.nord}", json={"name": "Nord Ovest"})).json()[
        "name"
    ] == "Nord Ovest"
    assert (await rita.patch(f"/api/units/{cast.nord}", json={"active": False})).status_code == 403
    assert (await rita.patch(f"/api/units/{cast.sud}", json={"name": "Mia"})).status_code == 404
    assert (await rita.post("/api/units", json={"name": "Est"})).status_code == 403
    assert (await rita.delete(f"/api/units/{cast.nord}")).status_code == 403


async def test_a_unit_with_open_leads_or_active_people_stays(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    ada = cast.ada.on(client)
    lead = await add_lead(database, cast.nord, cast.nord_container)
    refused = await ada.delete(f"/api/units/{cast.nord}")
    assert (refused.status_code, "lead aperti" in refused.json()["detail"]) == (409, True)
    async with database.transaction() as tx:
        await tx.execute("UPDATE lead SET closed_at = $2, queued_at = NULL WHERE id = $1", lead, tx.now)
    refused = await ada.delete(f"/api/units/{cast.nord}")
    assert (refused.status_code, "persone attive" in refused.json()["detail"]) == (409, True)
    for person in (cast.rita, cast.anna, cast.bruno):
        async with database.transaction() as tx:
            await tx.execute("UPDATE app_user SET active = false WHERE id = $1", person.id)
    assert (await ada.delete(f"/api/units/{cast.nord}")).status_code == 204
    assert (await ada.get(f"/api/units/{cast.nord}")).status_code == 404
    assert (await ada.get(f"/api/containers/{cast.nord_container}")).status_code == 404
    assert await kinds(database, cast.nord) == ["unit.deleted"]
    assert await kinds(database, cast.nord_container) == ["container.deleted"]
    assert (await ada.delete(f"/api/units/{cast.nord}")).status_code == 404


async def test_the_list_goes_page_by_page_and_searches_without_accents(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    ada, mark = cast.ada.on(client), cast.nord.hex[-6:]
    for name in ("Città C", "città A", "Città B"):
        await ada.post("/api/units", json={"name": f"{name} {mark}"})
    found: list[str] = []
    cursor: str | None = None
    while cursor is not None or not found:
        body = (
            await ada.get(
                "/api/units", params={"q": "citta", "limit": 2, **({"cursor": cursor} if cursor else {})}
            )
        ).json()
        assert len(body["items"]) <= 2
        found += [unit["name"] for unit in body["items"]]
        cursor = body["next_cursor"]
    assert [name for name in found if mark in name] == [
        f"città A {mark}",
        f"Città B {mark}",
        f"Città C {mark}",
    ]
    assert (await ada.get("/api/units", params={"q": "100%_"})).json()["items"] == []
    for cursor in (
        "nonsense",
        "WzEsMl0",
        "WyJhIiwiYiJd",
        "WyJcdTAwMDAiLCIwMWEyMDViMy1kMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDEiXQ",
    ):
        assert (await ada.get("/api/units", params={"cursor": cursor})).status_code == 422
    assert (await ada.get("/api/units", params={"limit": 201})).status_code == 422


async def test_a_commit_that_fails_is_never_answered_with_success(
    client: httpx.AsyncClient, cast: Cast, settings: Settings, database: Database
) -> None:
    """A deferred trigger refuses the unit only at COMMIT, when the route has long returned its answer."""
    owner = await asyncpg.connect(settings.database_url)
    try:
        await owner.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'at the commit'; END $$;"
            " CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON unit DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW WHEN (NEW.name = 'Persa') EXECUTE FUNCTION refuse()"
        )
        answer = await cast.ada.on(client).post("/api/units", json={"name": "Persa"})
        assert answer.status_code == 500
        assert answer.headers["content-type"] == "application/problem+json"
        async with database.transaction() as tx:
            assert await tx.fetchval("SELECT count(*) FROM unit WHERE name = 'Persa'") == 0
        assert (await cast.ada.on(client).post("/api/units", json={"name": "Salva"})).status_code == 201
    finally:
        await owner.execute("DROP TRIGGER IF EXISTS refuse ON unit; DROP FUNCTION IF EXISTS refuse")
        await owner.close()
