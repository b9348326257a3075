"""Queues whose leads nobody may have, orphans that come again, finished leads: none is lost, none is in the way."""

from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from goccia.distribution.drain import AT_ONCE
from goccia.distribution.jobs import sweep
from tests.distribution.test_arrivals import deliver
from tests.distribution.test_eligibility import team, trace_of
from tests.distribution.test_leaders_decide import agent_of
from tests.leads.rows import NOW, add_esito
from tests.people import Cast


async def wait(database: Database, cast: Cast, count: int, province: str) -> None:
    """Leads of a province that have waited in Nord's queue for long."""
    async with database.transaction() as tx:
        await tx.execute(
            "INSERT INTO lead (id, unit_id, container_id, last_name, province, phone, received_at, last_activity_at,"
            " queued_at, created_at, updated_at) SELECT gen_random_uuid(), $1, $2, 'Attesa', $3,"
            " '+39347' || lpad(n::text, 7, '0'), $4, $4, $4, $4, $4 FROM generate_series(1, $5::integer) AS n",
            *(cast.nord, cast.nord_container, province, NOW, count),
        )


async def row(database: Database, lead: str, columns: str) -> tuple[object, ...]:
    async with database.transaction() as tx:
        found = await tx.fetchrow(f"SELECT {columns} FROM lead WHERE id = $1::text::uuid", lead)
    assert found is not None
    return tuple(found.values())


async def test_leads_that_nobody_covers_do_not_keep_a_covered_one_waiting(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    rita = cast.rita.on(client)
    await rita.patch(f"/api/containers/{cast.nord_container}", json={"requires_province": True})
    await team(client, cast, {"user_id": str(cast.anna.id), "provinces": ["MI"]})
    await wait(database, cast, 3 * AT_ONCE, "PA")
    lead = (await deliver(client, cast.nord_token, 1, provincia="Milano"))["lead_id"]
    assert await agent_of(client, cast.rita, lead) == str(cast.anna.id)
    other = (await deliver(client, cast.nord_token, 2, provincia="Palermo"))["lead_id"]
    assert (await trace_of(client, cast, other)) == ("queued", {"Anna": "province_not_covered"})
    await team(client, cast, {"user_id": str(cast.anna.id), "provinces": []})
    await sweep(database)
    async with database.transaction() as tx:
        left = await tx.fetchval(
            "SELECT count(*) FROM lead WHERE container_id = $1 AND queued_at IS NOT NULL", cast.nord_container
        )
    assert left == 0


@pytest.mark.parametrize("change", [{"policy": "manual"}, {"active": False}])
async def test_where_nothing_falls_an_arrival_is_traced_and_the_queue_left_alone(
    client: httpx.AsyncClient, cast: Cast, database: Database, change: dict[str, object]
) -> None:
    await wait(database, cast, 2 * AT_ONCE, "MI")
    await cast.rita.on(client).patch(f"/api/containers/{cast.nord_container}", json=change)
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    result, candidates = await trace_of(client, cast, lead)
    assert (result, set(candidates)) == ("queued", {"Anna", "Bruno"})
    await sweep(database)
    assert await agent_of(client, cast.rita, lead) is None


async def orphan(client: httpx.AsyncClient, cast: Cast, database: Database) -> str:
    """A closed lead of an agent who has left."""
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    closing = await add_esito(database, cast, final=True)
    rita = cast.rita.on(client)
    assert (await rita.post(f"/api/leads/{lead}/esito", json={"esito_id": str(closing)})).status_code == 200
    agent = await agent_of(client, cast.rita, lead)
    left = await cast.rita.on(client).post(f"/api/users/{agent}/deactivate", json={"open_leads": "keep"})
    assert left.status_code == 200
    return lead


async def test_a_finished_lead_without_an_agent_that_asks_again_waits_and_is_given(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    lead = await orphan(client, cast, database)
    gone = await agent_of(client, cast.rita, lead)
    here = cast.bruno if gone == str(cast.anna.id) else cast.anna
    await cast.rita.on(client).post(f"/api/users/{here.id}/pause", json={})
    assert (await deliver(client, cast.nord_token, 1))["status"] == "resubmitted"
    assert await row(database, lead, "agent_id, queued_at IS NOT NULL") == (None, True)
    timeline = await cast.rita.on(client).get(f"/api/leads/{lead}/timeline")
    assert timeline.json()["items"][0]["kind"] == "lead.queued"
    await cast.rita.on(client).post(f"/api/users/{here.id}/resume")
    await sweep(database)
    assert await agent_of(client, cast.rita, lead) == str(here.id)


async def test_an_orphan_that_asks_again_through_another_container_falls_in_its_own(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    lead = await orphan(client, cast, database)
    gone = await agent_of(client, cast.rita, lead)
    here = cast.bruno if gone == str(cast.anna.id) else cast.anna
    made = await cast.ada.on(client).post(
        "/api/containers", json={"unit_id": str(cast.nord), "name": "Altro"}
    )
    assert (await deliver(client, made.json()["intake_token"], 1))["lead_id"] == lead
    assert await row(database, lead, "agent_id, container_id") == (here.id, cast.nord_container)
    async with database.transaction() as tx:
        turns = [r["turn"] for r in await tx.fetch("SELECT turn FROM decision WHERE unit_id = $1", cast.nord)]
        turn = await tx.fetchval("SELECT turn FROM unit WHERE id = $1", cast.nord)
    assert len(set(turns)) == len(turns)
    assert turn >= max(turns)


async def test_what_is_finished_does_not_go_into_the_queue(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    before = await agent_of(client, cast.rita, lead)
    closing = await add_esito(database, cast, final=True)
    rita = cast.rita.on(client)
    await rita.post(f"/api/leads/{lead}/esito", json={"esito_id": str(closing)})
    await rita.patch(f"/api/containers/{cast.nord_container}", json={"policy": "manual"})
    answer = await rita.post("/api/leads/assign", json={"lead_ids": [lead], "to": "goccia"})
    assert answer.status_code == 200
    assert await row(database, lead, "agent_id, queued_at") == (UUID(str(before)), None)


async def test_a_household_that_waits_together_falls_together_and_nobody_loses_their_place(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    rita = cast.rita.on(client)
    address = f"/api/containers/{cast.nord_container}"
    await rita.patch(address, json={"active": False})
    home = {"cognome": "Verdi", "indirizzo": "Via Roma 1", "cap": "20121"}
    leads = [(await deliver(client, cast.nord_token, number, **home))["lead_id"] for number in range(3)]
    before = await row(database, leads[0], "queued_at")
    again = await rita.post("/api/leads/assign", json={"lead_ids": [leads[0]], "to": "goccia"})
    assert again.status_code == 200, again.text
    assert await row(database, leads[0], "queued_at") == before, "asked to fall again, it keeps its place"
    await rita.patch(address, json={"active": True})
    await sweep(database)
    owners = {await agent_of(client, cast.rita, lead) for lead in leads}
    assert len(owners) == 1, "one transaction gives all three"
    assert owners <= {str(cast.anna.id), str(cast.bruno.id)}
