"""SLA: a lead that its agent does not touch in time is told of once, then falls on the next, never back on who lost it."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.distribution.rules import sla_step
from goccia.distribution.sla import look_at_slas
from goccia.kit.dates import ROME
from tests.conftest import Clock
from tests.distribution.test_arrivals import deliver
from tests.notifications.listening import read_log
from tests.people import Cast, add_person

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("waited", "warned", "step"),
    [
        (29, False, None),
        (30, False, "warn"),
        (30, True, None),
        (60, False, "take_back"),
        (60, True, "take_back"),
    ],
)
def test_a_warning_comes_once_and_before_the_end(waited: int, warned: bool, step: str | None) -> None:
    assert sla_step(waited * MINUTE, 30 * MINUTE, 60 * MINUTE, warned=warned) == step
    assert sla_step(waited * MINUTE, None, None, warned=warned) is None


@pytest.fixture(autouse=True)
async def agreed(client: httpx.AsyncClient, cast: Cast) -> None:
    """Nord's container warns after 30 minutes and takes back after 60."""
    async with cast.ada.on(client) as ada:
        wanted = {"sla_warn_minutes": 30, "sla_take_back_minutes": 60}
        answer = await ada.patch(f"/api/containers/{cast.nord_container}", json=wanted)
    assert {name: answer.json()[name] for name in wanted} == wanted


async def of(database: Database, lead: str) -> Any:
    """The lead's agent, and the events and decisions about it."""
    async with database.transaction() as tx:
        return await tx.fetchrow(
            "SELECT agent_id, ARRAY(SELECT kind FROM event e WHERE e.lead_id = l.id"
            " AND kind IN ('lead.sla_warned', 'lead.taken_back') ORDER BY e.id) AS told,"
            " ARRAY(SELECT result FROM decision d WHERE d.lead_id = l.id ORDER BY d.id) AS results FROM lead l WHERE id = $1",
            UUID(lead),
        )  # fmt: skip


async def test_agent_and_referente_are_warned_once_then_the_next_has_it_and_at_the_end_it_stays(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    first = (await of(database, lead))["agent_id"]
    now = datetime.now(UTC)
    await look_at_slas(database, now + 29 * MINUTE)
    assert (await of(database, lead))["told"] == []
    await asyncio.gather(*(look_at_slas(database, now + 31 * MINUTE) for _ in range(3)))
    assert (await of(database, lead))["told"] == ["lead.sla_warned"], "three workers warn once"
    await read_log(database)
    async with database.transaction() as tx:
        bells = await tx.fetch(
            "SELECT user_id FROM notification WHERE kind = 'sla_warned' AND lead_id = $1", UUID(lead)
        )
    assert {row["user_id"] for row in bells} == {first, cast.rita.id}
    await asyncio.gather(*(look_at_slas(database, now + 61 * MINUTE) for _ in range(3)))
    after = await of(database, lead)
    assert after["agent_id"] == ({cast.anna.id, cast.bruno.id} - {first}).pop()
    assert after["results"] == ["assigned", "sla_reassigned"]
    assert after["told"] == ["lead.sla_warned", "lead.taken_back"]
    async with cast.rita.on(client) as rita:
        trace = (await rita.get(f"/api/leads/{lead}/distribution")).json()["items"]
    assert "per tempo scaduto" in trace[0]["text"]
    assert "l'aveva già avuto" in trace[0]["text"]
    await look_at_slas(database, now + 92 * MINUTE)
    await look_at_slas(database, now + 200 * MINUTE)
    end = await of(database, lead)
    assert end["agent_id"] == after["agent_id"], "nobody is left who has not had it"
    assert end["told"] == ["lead.sla_warned", "lead.taken_back", "lead.sla_warned"]


async def test_a_first_act_ends_it_and_what_fell_before_the_minutes_were_set_is_left_alone(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    touched, before, closed = [(await deliver(client, cast.nord_token, n))["lead_id"] for n in range(3)]
    async with cast.rita.on(client) as rita:
        assert (await rita.post("/api/leads/trash", json={"lead_ids": [closed]})).status_code == 200
    async with database.transaction() as tx:
        await tx.execute("UPDATE lead SET worked_at = $2 WHERE id = $1", UUID(touched), tx.now)
        await tx.execute(
            "UPDATE lead SET assigned_at = assigned_at - interval '1 day' WHERE id = $1", UUID(before)
        )
    await look_at_slas(database, datetime.now(UTC) + timedelta(days=3))
    for lead in (touched, before, closed):
        assert (await of(database, lead))["told"] == []


async def test_minutes_are_those_of_the_agent_s_hours(
    client: httpx.AsyncClient, cast: Cast, database: Database, settings: Settings, clock: Clock
) -> None:
    friday = datetime(2027, 3, 5, 17, 30, tzinfo=ROME)
    weekly = {str(day): [["09:00", "18:00"]] for day in range(5)}
    async with database.transaction() as tx:
        await tx.execute("UPDATE unit SET calendar = $2 WHERE id = $1", cast.nord, {"weekly": weekly})
    clock.fixed = friday.astimezone(UTC)
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    first = (await of(database, lead))["agent_id"]
    await look_at_slas(database, datetime(2027, 3, 8, 9, 29, tzinfo=ROME))
    assert (await of(database, lead))["told"] == ["lead.sla_warned"], "half an hour had passed on Friday"
    assert (await of(database, lead))["agent_id"] == first
    await look_at_slas(database, datetime(2027, 3, 8, 9, 30, tzinfo=ROME))
    assert (await of(database, lead))["told"] == ["lead.sla_warned", "lead.taken_back"]


async def test_an_agent_who_is_free_gets_it_and_one_who_pauses_does_not(
    client: httpx.AsyncClient, cast: Cast, database: Database, settings: Settings
) -> None:
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    first = (await of(database, lead))["agent_id"]
    other = cast.bruno if first == cast.anna.id else cast.anna
    async with database.transaction() as tx:
        await tx.execute("UPDATE app_user SET paused_at = $2 WHERE id = $1", other.id, tx.now)
    later = datetime.now(UTC) + 90 * MINUTE
    await look_at_slas(database, later)
    assert (await of(database, lead))["agent_id"] == first, "nobody else may have it: it stays"
    assert (await of(database, lead))["told"] == ["lead.sla_warned"], "but it is told of"
    async with database.transaction() as tx:
        third = await add_person(tx, settings, "Terzo", "agente", [cast.nord], "-")
        await tx.execute(
            "INSERT INTO container_member (container_id, user_id, unit_id, joined_at) VALUES ($1, $2, $3, $4)",
            *(cast.nord_container, third.id, cast.nord, tx.now),
        )
    await look_at_slas(database, later + MINUTE)
    assert (await of(database, lead))["agent_id"] == third.id
