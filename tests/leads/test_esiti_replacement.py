"""An Esito is retired with another in its place."""

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from goccia.leads import esiti_replacement
from goccia.leads.esiti_replacement import REPLACE_JOB
from goccia.reports import replaced_esito
from tests.leads.rows import NOW, add_esito, add_lead, add_leads
from tests.leads.test_esiti import allow_to_configure
from tests.people import Cast, Person


@pytest.fixture(autouse=True)
async def rita_configures(database: Database, cast: Cast) -> None:
    await allow_to_configure(database, cast.rita)


async def retire(client: httpx.AsyncClient, person: Person, esito: UUID, other: UUID) -> httpx.Response:
    return await person.on(client).post(f"/api/esiti/{esito}/retire", json={"replacement_id": str(other)})


async def follow(database: Database, cast: Cast, esito: UUID) -> None:
    """What the worker does when it comes to it."""
    await esiti_replacement.replace(database, {"esito_id": str(esito), "actor": str(cast.rita.id)})
    await replaced_esito.follow(database, {"events": [{"subject_id": str(esito)}]})


async def carried_by(database: Database, esito: UUID) -> set[UUID]:
    async with database.transaction() as tx:
        return {row["id"] for row in await tx.fetch("SELECT id FROM lead WHERE esito_id = $1", esito)}


async def test_the_leads_get_the_replacement_with_all_else_as_it_was_and_the_history_keeps_its_name(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    old = await add_esito(database, cast, label="Richiamare dopo pranzo")
    new = await add_esito(database, cast, label="Richiamare")
    lead = await add_lead(database, cast, agent_id=cast.anna.id, assigned_at=NOW)
    anna = cast.anna.on(client)
    said = {"esito_id": str(old), "next_action_at": "2030-01-07T09:00:00+01:00", "note": "Dopo le due"}
    before = (await anna.post(f"/api/leads/{lead}/esito", json=said)).json()
    trashed = await add_lead(database, cast, esito_id=old, deleted_at=NOW)
    done = await retire(client, cast.rita, old, new)
    assert done.status_code == 200, done.text
    assert (done.json()["active"], done.json()["replaced_by"]) == (False, str(new))
    async with database.transaction() as tx:
        payload = await tx.fetchval(
            "SELECT payload FROM pgqueuer WHERE entrypoint = $1 AND dedupe_key = $2",
            REPLACE_JOB,
            f"esito:{old}",
        )
    assert str(old) in bytes(payload).decode()
    await follow(database, cast, old)
    assert await carried_by(database, old) == set()
    assert await carried_by(database, new) == {lead, trashed}
    after = (await anna.get(f"/api/leads/{lead}")).json()
    assert after["esito"]["name"] == "Richiamare"
    touched = {"esito", "updated_at"}
    assert {name: after[name] for name in after.keys() - touched} == {
        name: before[name] for name in before.keys() - touched
    }
    story = (await anna.get(f"/api/leads/{lead}/timeline")).json()["items"]
    assert [(one["kind"], one["esito_to"]["name"]) for one in story[:2]] == [
        ("lead.esito_replaced", "Richiamare"),
        ("lead.esito_set", "Richiamare dopo pranzo"),
    ]
    assert story[0]["actor"]["id"] == str(cast.rita.id)


async def test_views_and_reports_that_name_it_name_the_replacement_once(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    old, new = await add_esito(database, cast), await add_esito(database, cast)
    both = {"esito_id": [str(old), str(new)]}
    anna, rita = cast.anna.on(client), cast.rita.on(client)
    view = (await anna.post("/api/views", json={"name": "Da sentire", "filter": both})).json()
    spec = {"rows": "agent", "filter": {"esito_id": [str(old)], "province": ["MI"]}}
    report = (await rita.post("/api/reports", json={"name": "Sentiti", "spec": spec})).json()
    assert (await rita.get(f"/api/esiti/{old}/usage")).json() == {"leads": 0, "views": 1}
    assert (await retire(client, cast.rita, old, new)).status_code == 200
    await follow(database, cast, old)
    assert (await anna.get(f"/api/views/{view['id']}")).json()["filter"]["esito_id"] == [str(new)]
    kept = (await rita.get(f"/api/reports/{report['id']}")).json()["spec"]["filter"]
    assert (kept["esito_id"], kept["province"]) == ([str(new)], ["MI"])
    assert (await rita.get(f"/api/esiti/{new}/usage")).json()["views"] == 1


async def test_a_chain_of_replacements_leads_to_the_last_one(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    first, second, third = [await add_esito(database, cast) for _ in range(3)]
    leads = await add_leads(database, cast, 3, esito_id=first)
    assert (await retire(client, cast.rita, first, second)).status_code == 200
    gone = await cast.rita.on(client).delete(f"/api/esiti/{second}")
    assert gone.status_code == 409  # the leads of the first are on their way to it
    assert (await retire(client, cast.rita, second, third)).status_code == 200
    await follow(database, cast, first)
    await follow(database, cast, second)
    assert await carried_by(database, third) == set(leads)
    assert (await retire(client, cast.rita, third, first)).status_code == 422


async def test_what_is_brought_back_meanwhile_keeps_the_rest_of_its_leads(
    client: httpx.AsyncClient, database: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = await add_esito(database, cast), await add_esito(database, cast)
    await add_leads(database, cast, 5, esito_id=old)
    assert (await retire(client, cast.rita, old, new)).status_code == 200
    monkeypatch.setattr(esiti_replacement, "AT_ONCE", 2)

    class KilledError(Exception):
        pass

    real, rounds = esiti_replacement._some, 0

    async def once(*args: Any) -> bool:
        nonlocal rounds
        rounds += 1
        if rounds > 1:
            raise KilledError
        return await real(*args)

    monkeypatch.setattr(esiti_replacement, "_some", once)
    with pytest.raises(KilledError):
        await follow(database, cast, old)
    assert (len(await carried_by(database, old)), len(await carried_by(database, new))) == (3, 2)
    monkeypatch.setattr(esiti_replacement, "_some", real)
    back = await cast.rita.on(client).patch(f"/api/esiti/{old}", json={"active": True})
    assert (back.json()["active"], back.json()["replaced_by"]) == (True, None)
    await follow(database, cast, old)
    assert len(await carried_by(database, old)) == 3
    assert (await retire(client, cast.rita, old, new)).status_code == 200
    await follow(database, cast, old)
    assert (len(await carried_by(database, old)), len(await carried_by(database, new))) == (0, 5)


async def test_who_sets_it_while_it_is_retired_is_refused_or_followed(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    old, new = await add_esito(database, cast), await add_esito(database, cast)
    leads = await add_leads(database, cast, 12, agent_id=cast.anna.id, assigned_at=NOW)
    anna = cast.anna.on(client)

    async def say(lead: UUID) -> int:
        answer = await anna.post(f"/api/leads/{lead}/esito", json={"esito_id": str(old)})
        return answer.status_code

    said, done = await asyncio.gather(
        asyncio.gather(*(say(lead) for lead in leads)), retire(client, cast.rita, old, new)
    )
    assert done.status_code == 200
    assert set(said) <= {200, 422}
    await follow(database, cast, old)
    assert await carried_by(database, old) == set()
    assert len(await carried_by(database, new)) == said.count(200)
    assert await say(leads[0]) == 422


@pytest.mark.parametrize("flag", ["final", "won", "do_not_contact"])
async def test_a_replacement_means_the_same(
    client: httpx.AsyncClient, database: Database, cast: Cast, flag: str
) -> None:
    old, other = await add_esito(database, cast), await add_esito(database, cast, **{flag: True})
    refused = await retire(client, cast.rita, old, other)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "replacement_id"
    assert (await cast.rita.on(client).get(f"/api/esiti/{old}")).json()["active"]


async def test_what_cannot_stand_for_an_esito_is_refused(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    old = await add_esito(database, cast)
    away = await add_esito(database, cast, active=False)
    foreign = await add_esito(database, cast, unit_id=cast.sud)
    nobodys = UUID(int=7)
    for other in (old, away, foreign, nobodys):
        assert (await retire(client, cast.rita, old, other)).status_code == 422
    items = (await cast.rita.on(client).get("/api/esiti")).json()["items"]
    of_all = {item["name"]: UUID(item["id"]) for item in items if item["unit_id"] is None}
    assert (await retire(client, cast.rita, old, of_all["Nuovo"])).status_code == 422
    assert (await retire(client, cast.ada, of_all["Nuovo"], of_all["Da contattare"])).status_code == 409
    assert (await retire(client, cast.ada, of_all["Da contattare"], old)).status_code == 422
    assert (await retire(client, cast.rita, of_all["Da contattare"], of_all["Richiamare"])).status_code == 403
