"""A lead out of the trash whose agent has gone meanwhile: it waits for another, it is not a ghost's."""

from datetime import UTC, datetime

import httpx
import pytest

from goccia.core.database import Database
from goccia.distribution.jobs import sweep
from tests.leads.rows import NOW, add_lead, events_of
from tests.people import Cast


@pytest.mark.parametrize("way", ["deleted", "out of the unit"])
async def test_an_open_lead_of_who_has_gone_falls_a_goccia(
    client: httpx.AsyncClient, database: Database, cast: Cast, way: str
) -> None:
    ada, gone = cast.ada.on(client), f"/api/users/{cast.anna.id}"
    lead = await add_lead(database, cast, agent_id=cast.anna.id, assigned_at=NOW)
    assert (await ada.delete(f"/api/leads/{lead}")).status_code == 204
    left = await (ada.delete(gone) if way == "deleted" else ada.patch(gone, json={"unit_ids": []}))
    assert left.is_success, "what is in the trash keeps nobody"
    restored = (await ada.post(f"/api/leads/{lead}/restore")).json()
    assert (restored["agent"], restored["assigned_at"]) == (None, None)
    assert datetime.fromisoformat(restored["queued_at"]) <= datetime.now(UTC)
    kinds = [event["kind"] for event in await events_of(database, lead)]
    assert kinds == ["lead.trashed", "lead.restored", "lead.queued"]
    await sweep(database)
    assert (await ada.get(f"/api/leads/{lead}")).json()["agent"]["id"] == str(cast.bruno.id)


async def test_a_closed_lead_of_who_has_gone_waits_for_nobody(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(database, cast, agent_id=cast.anna.id, closed_at=NOW, deleted_at=NOW)
    ada = cast.ada.on(client)
    assert (await ada.delete(f"/api/users/{cast.anna.id}")).status_code == 204
    restored = (await ada.post(f"/api/leads/{lead}/restore")).json()
    assert (restored["deleted_at"], restored["queued_at"]) == (None, None)


async def test_the_leads_of_an_agent_who_was_deactivated_come_back_to_them(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(database, cast, agent_id=cast.anna.id, deleted_at=NOW)
    ada = cast.ada.on(client)
    await ada.post(f"/api/users/{cast.anna.id}/deactivate", json={"open_leads": "keep"})
    restored = (await ada.post(f"/api/leads/{lead}/restore")).json()
    assert restored["agent"]["id"] == str(cast.anna.id)
