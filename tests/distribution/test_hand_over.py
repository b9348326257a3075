"""An agent pauses or leaves: their open leads, group by group."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from tests.conftest import Clock
from tests.leads.rows import NOW, add_esito, add_lead
from tests.people import Cast, Person

ROME_MIDNIGHT = NOW.replace(hour=23)
"""The end of NOW's day in Rome."""


async def open_of_anna(database: Database, cast: Cast) -> dict[str, UUID]:
    """One open lead of Anna's in each group, and one that is closed."""
    positive = await add_esito(database, cast, positive=True)
    before = NOW - timedelta(days=20)

    async def lead(**columns: Any) -> UUID:
        own = {"agent_id": cast.anna.id, "received_at": before, "assigned_at": before, "worked_at": before}
        return await add_lead(database, cast, **own | columns)

    made = {
        "appointments": await lead(next_action_kind="appointment", next_action_at=NOW + timedelta(days=1)),
        "call_backs_today": await lead(
            next_action_kind="call_back", next_action_at=ROME_MIDNIGHT - timedelta(seconds=1)
        ),
        "call_backs_later": await lead(next_action_kind="retry", next_action_at=ROME_MIDNIGHT),
        "new": await lead(worked_at=None),
        "warm": await lead(esito_id=positive),
        "cold": await lead(last_contact_at=NOW - timedelta(days=7, seconds=1)),
    }
    await lead(closed_at=NOW)
    return made


async def owners(database: Database, leads: dict[str, UUID]) -> dict[str, UUID | None]:
    async with database.transaction() as tx:
        rows = await tx.fetch("SELECT id, agent_id FROM lead WHERE id = ANY ($1)", list(leads.values()))
    agents = {row["id"]: row["agent_id"] for row in rows}
    return {group: agents[lead] for group, lead in leads.items()}


async def read(client: httpx.AsyncClient, person: Person, agent: Person) -> Any:
    return (await person.on(client).get(f"/api/users/{agent.id}/open-leads")).json()


async def test_each_open_lead_is_in_one_group_with_the_moments_of_its_next_action(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    leads = await open_of_anna(database, cast)
    groups = await read(client, cast.rita, cast.anna)
    assert [(one["group"], one["leads"]) for one in groups] == [(group, 1) for group in leads]
    assert groups[2]["first_at"] == groups[2]["last_at"] == ROME_MIDNIGHT.isoformat().replace("+00:00", "Z")
    assert groups[3]["first_at"] is None
    assert await read(client, cast.rita, cast.bruno) == []


async def test_a_contact_of_the_last_seven_days_is_warm(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    agent = {"agent_id": cast.anna.id, "worked_at": NOW}
    await add_lead(database, cast, last_contact_at=NOW - timedelta(days=7), **agent)
    assert [one["group"] for one in await read(client, cast.rita, cast.anna)] == ["warm"]


@pytest.mark.parametrize("leaves", [False, True], ids=["stays", "leaves"])
async def test_each_group_goes_where_the_leader_says(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock, *, leaves: bool
) -> None:
    clock.fixed = NOW
    leads = await open_of_anna(database, cast)
    bruno = {"agent_id": str(cast.bruno.id)}
    groups = {"appointments": bruno, "call_backs_today": bruno, "new": "goccia", "warm": "keep"}
    rita = cast.rita.on(client)
    place = f"/api/users/{cast.anna.id}"
    if leaves:
        answer = await rita.post(f"{place}/deactivate", json={"open_leads": {"groups": groups}})
    else:
        answer = await rita.post(f"{place}/hand-over", json={"groups": groups})
    assert (answer.status_code, answer.json()["leads_moved"]) == (200, 3)
    moved = {"appointments", "call_backs_today", "new"}
    assert await owners(database, leads) == {
        group: cast.bruno.id if group in moved else cast.anna.id for group in leads
    }
    trace = (await rita.get(f"/api/leads/{leads['appointments']}/distribution")).json()
    assert trace["items"][0]["result"] == "manual"


async def test_nothing_moves_where_one_of_the_heirs_cannot_have_them(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    leads = await open_of_anna(database, cast)
    ada = cast.ada.on(client)
    for heir in (cast.carla, cast.anna):
        groups = {"new": "goccia", "warm": {"agent_id": str(heir.id)}}
        for place, body in (
            ("hand-over", {"groups": groups}),
            ("deactivate", {"open_leads": {"groups": groups}}),
        ):
            answer = await ada.post(f"/api/users/{cast.anna.id}/{place}", json=body)
            assert answer.status_code == 422, answer.text
    assert set((await owners(database, leads)).values()) == {cast.anna.id}
    assert (await ada.get(f"/api/users/{cast.anna.id}")).json()["active"] is True
