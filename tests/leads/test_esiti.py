"""Esiti over HTTP."""

from typing import Any

import httpx

from goccia.core.database import Database
from tests.people import Cast, Person

DEFAULTS = [
    "Nuovo", "Da contattare", "In qualificazione bot", "Non risponde (NR)", "Occupato/segreteria", "Richiamare",
    "Fissato appuntamento", "Preventivo inviato", "Contrattualizzato", "Non interessato (KO)", "Già cliente",
    "Numero errato", "Mai richiesto", "Doppione", "Non raggiungibile",
]  # fmt: skip


async def allow_to_configure(database: Database, person: Person) -> None:
    async with database.transaction() as tx:
        await tx.execute("UPDATE app_user SET can_configure = true WHERE id = $1", person.id)


async def make(person: Person, client: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    answer = await person.on(client).post("/api/esiti", json={"name": "Prova"} | body)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def put_away(database: Database, esito: dict[str, Any]) -> None:
    """Global esiti outlive a test's cast."""
    async with database.transaction() as tx:
        await tx.execute("UPDATE esito SET deleted_at = $2 WHERE id = $1::text::uuid", esito["id"], tx.now)


async def test_the_default_esiti_are_there_with_their_flags(client: httpx.AsyncClient, cast: Cast) -> None:
    items = (await cast.anna.on(client).get("/api/esiti")).json()["items"]
    esiti = {item["name"]: item for item in items if item["unit_id"] is None}
    assert [name for name in esiti if name in DEFAULTS] == DEFAULTS
    assert [name for name in DEFAULTS if esiti[name]["initial"]] == ["Nuovo"]
    assert [name for name in DEFAULTS if esiti[name]["won"]] == ["Contrattualizzato"]
    assert esiti["Contrattualizzato"]["effect"] == "client"
    assert (esiti["Richiamare"]["effect"], esiti["Richiamare"]["asks"]) == ("call_back", ["datetime"])
    assert esiti["Fissato appuntamento"]["effect"] == "appointment"
    assert esiti["Non interessato (KO)"]["asks"] == ["reason"]
    assert esiti["Non risponde (NR)"]["counts_as_attempt"]
    assert not esiti["Non risponde (NR)"]["contacted"]
    assert esiti["Mai richiesto"]["do_not_contact"]
    assert {name for name in DEFAULTS if esiti[name]["bad_lead"]} == {"Numero errato", "Mai richiesto"}
    assert all(esiti[name]["final"] for name in DEFAULTS[8:])
    assert not any(esiti[name]["final"] for name in DEFAULTS[:8])


async def test_every_field_comes_back(client: httpx.AsyncClient, cast: Cast) -> None:
    body = {
        "name": "Richiede perizia", "unit_id": str(cast.nord), "colour": "violet", "icon": "hard-hat", "position": 7,
        "active": False, "initial": True, "final": True, "contacted": True, "positive": True, "won": True,
        "do_not_contact": True, "counts_as_attempt": True, "bad_lead": True, "retry_after": 90, "max_attempts": 3,
        "asks": ["datetime", "reason", "amount", "note"], "effect": "pool", "pool_after_days": 5,
    }  # fmt: skip
    made = await make(cast.ada, client, **body)
    assert {name: made[name] for name in body} == body
    change: dict[str, Any] = {
        "name": "Perizia",
        "asks": [],
        "effect": "none",
        "pool_after_days": None,
        "retry_after": None,
        "won": False,
    }
    changed = (await cast.ada.on(client).patch(f"/api/esiti/{made['id']}", json=change)).json()
    assert {name: changed[name] for name in body} == body | change
    assert (await cast.ada.on(client).get(f"/api/esiti/{made['id']}")).json() == changed


async def test_what_makes_no_sense_is_refused(client: httpx.AsyncClient, cast: Cast) -> None:
    for wrong in (
        {"name": ""}, {"name": None}, {"colour": "#ff0000"}, {"icon": "<svg>"}, {"asks": ["blood"]}, {"effect": "pool"},
        {"retry_after": 0}, {"max_attempts": -1}, {"position": 10**12}, {"effect": "explode"}, {"label": "x"},
    ):  # fmt: skip
        answer = await cast.ada.on(client).post(
            "/api/esiti", json={"name": "Prova", "unit_id": str(cast.nord)} | wrong
        )
        assert answer.status_code == 422, wrong
    made = await make(cast.ada, client, unit_id=str(cast.nord))
    refused = await cast.ada.on(client).patch(f"/api/esiti/{made['id']}", json={"effect": "pool"})
    assert refused.json()["errors"][0]["field"] == "pool_after_days"


async def test_the_list_is_that_of_the_unit_and_of_all_units(client: httpx.AsyncClient, cast: Cast) -> None:
    nord = await make(cast.ada, client, unit_id=str(cast.nord), name="Solo Nord")
    sud = await make(cast.ada, client, unit_id=str(cast.sud), name="Solo Sud")

    async def names(person: Person, **params: Any) -> list[str]:
        answer = await person.on(client).get("/api/esiti", params=params)
        return [item["name"] for item in answer.json()["items"]]

    assert "Solo Nord" in await names(cast.anna)
    assert "Solo Sud" not in await names(cast.anna)
    assert "Solo Sud" not in await names(cast.rita, unit_id=str(cast.sud))
    assert "Solo Nord" not in await names(cast.ada, unit_id=str(cast.sud))
    assert "Nuovo" in await names(cast.ada, unit_id=str(cast.sud))
    assert (await cast.anna.on(client).get(f"/api/esiti/{sud['id']}")).status_code == 404
    assert (await cast.anna.on(client).get(f"/api/esiti/{nord['id']}")).status_code == 200


async def test_a_referente_configures_their_own_unit_if_allowed_and_never_all_units(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    rita, mine = cast.rita.on(client), {"name": "Mio", "unit_id": str(cast.nord)}
    assert (await rita.post("/api/esiti", json=mine)).status_code == 403
    await allow_to_configure(database, cast.rita)
    made = (await rita.post("/api/esiti", json=mine)).json()
    assert (await rita.patch(f"/api/esiti/{made['id']}", json={"name": "Nostro"})).status_code == 200
    assert (await rita.post("/api/esiti", json={"name": "Di tutti"})).status_code == 403
    assert (await rita.post("/api/esiti", json=mine | {"unit_id": str(cast.sud)})).status_code == 404
    of_all = next(
        item for item in (await rita.get("/api/esiti")).json()["items"] if item["name"] == "Richiamare"
    )
    assert (await rita.patch(f"/api/esiti/{of_all['id']}", json={"name": "Mio"})).status_code == 403
    assert (await rita.delete(f"/api/esiti/{of_all['id']}")).status_code == 403
    sud = await make(cast.ada, client, unit_id=str(cast.sud))
    assert (await rita.patch(f"/api/esiti/{sud['id']}", json={"name": "Mio"})).status_code == 404
    assert (await rita.delete(f"/api/esiti/{made['id']}")).status_code == 204
    assert (await rita.get(f"/api/esiti/{made['id']}")).status_code == 404


async def test_an_esito_that_leads_carry_is_deactivated_and_not_deleted(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    ada = cast.ada.on(client)
    made = await make(cast.ada, client, unit_id=str(cast.nord))
    await client.post(f"/hooks/in/{cast.nord_token}", json={"telefono": "3331234567"})
    async with database.transaction() as tx:
        await tx.execute(
            "UPDATE lead SET esito_id = $1::text::uuid, deleted_at = $3 WHERE container_id = $2",
            *(made["id"], cast.nord_container, tx.now),
        )
    refused = await ada.delete(f"/api/esiti/{made['id']}")
    assert (refused.status_code, "disattivalo" in refused.json()["detail"]) == (409, True), (
        "the trash counts, too"
    )
    assert (await ada.patch(f"/api/esiti/{made['id']}", json={"active": False})).json()["active"] is False


async def test_there_is_always_one_esito_for_arriving_leads(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    ada = cast.ada.on(client)

    async def of_nord() -> list[dict[str, Any]]:  # the list of every unit is longer than a page
        items: list[dict[str, Any]] = (
            await ada.get("/api/esiti", params={"unit_id": str(cast.nord), "limit": 200})
        ).json()["items"]
        return items

    async def initial(unit: str | None) -> list[str]:
        return [item["name"] for item in await of_nord() if item["initial"] and item["unit_id"] == unit]

    [nuovo] = [item for item in await of_nord() if (item["name"], item["unit_id"]) == ("Nuovo", None)]
    for change in ({"initial": False}, {"active": False}):
        assert (await ada.patch(f"/api/esiti/{nuovo['id']}", json=change)).status_code == 409
    assert (await ada.delete(f"/api/esiti/{nuovo['id']}")).status_code == 409
    other = await make(cast.ada, client, name="Appena arrivato", initial=True)
    try:
        assert await initial(None) == ["Appena arrivato"]
        await make(cast.ada, client, name="Di Nord", initial=True, unit_id=str(cast.nord))
        assert await initial(None) == ["Appena arrivato"]
        assert await initial(str(cast.nord)) == ["Di Nord"]
    finally:
        assert (await ada.patch(f"/api/esiti/{nuovo['id']}", json={"initial": True})).status_code == 200
        await put_away(database, other)


async def test_a_change_is_an_event(client: httpx.AsyncClient, cast: Cast, database: Database) -> None:
    made = await make(cast.ada, client, unit_id=str(cast.nord))
    await cast.ada.on(client).patch(f"/api/esiti/{made['id']}", json={"name": "Altro", "final": True})
    await cast.ada.on(client).delete(f"/api/esiti/{made['id']}")
    async with database.transaction() as tx:
        rows = await tx.fetch(
            "SELECT kind, unit_id, actor_id, payload FROM event WHERE subject_id = $1::text::uuid ORDER BY id",
            made["id"],
        )
    assert [row["kind"] for row in rows] == ["esito.created", "esito.changed", "esito.deleted"]
    assert {(row["unit_id"], row["actor_id"]) for row in rows} == {(cast.nord, cast.ada.id)}
    assert rows[1]["payload"] == {"fields": ["final", "name"]}
