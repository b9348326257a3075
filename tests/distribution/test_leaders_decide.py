"""Assigning, handing over, the queue and its draining, the trace and the Registro: over HTTP."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from goccia.core.database import Database
from goccia.distribution.jobs import sweep, wake
from tests.conftest import Clock
from tests.distribution.test_arrivals import deliver
from tests.people import Cast, Person


async def agent_of(client: httpx.AsyncClient, person: Person, lead_id: str) -> str | None:
    async with person.on(client) as http:
        agent = (await http.get(f"/api/leads/{lead_id}")).json()["agent"]
    return agent["id"] if agent else None


@pytest.fixture
async def paused_team(client: httpx.AsyncClient, cast: Cast) -> None:
    async with cast.rita.on(client) as rita:
        for agent in (cast.anna, cast.bruno):
            assert (await rita.post(f"/api/users/{agent.id}/pause", json={})).status_code == 200


@pytest.mark.usefixtures("paused_team")
async def test_with_nobody_eligible_leads_wait_and_drain_in_order(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    leads = [(await deliver(client, cast.nord_token, number))["lead_id"] for number in range(4)]
    async with cast.rita.on(client) as rita:
        register = (await rita.get(f"/api/containers/{cast.nord_container}/register")).json()
        assert register["queue_length"] == 4
        assert {member["reason_now"] for member in register["members"]} == {"paused"}
        trace = (await rita.get(f"/api/leads/{leads[0]}/distribution")).json()["items"][0]
        assert trace["result"] == "queued"
        assert "in pausa" in trace["text"]
        await rita.post(f"/api/users/{cast.anna.id}/resume")
    await wake(database, {"events": [{"kind": "user.resumed", "subject_id": str(cast.anna.id)}]})
    async with cast.rita.on(client) as rita:
        for lead in leads:
            assert (await rita.get(f"/api/leads/{lead}")).json()["agent"]["id"] == str(cast.anna.id)
    async with database.transaction() as tx:
        turns = await tx.fetch(
            "SELECT lead_id FROM decision WHERE container_id = $1 AND result = 'assigned' ORDER BY turn",
            cast.nord_container,
        )
    assert [str(row["lead_id"]) for row in turns] == leads


async def test_a_new_lead_waits_behind_those_who_were_there_before(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    async with database.transaction() as tx:
        await tx.execute(
            "UPDATE container_member SET daily_cap = 0 WHERE container_id = $1", cast.nord_container
        )
    first = (await deliver(client, cast.nord_token, 1))["lead_id"]
    async with database.transaction() as tx:
        await tx.execute(
            "UPDATE container_member SET daily_cap = NULL WHERE container_id = $1", cast.nord_container
        )
    second = (await deliver(client, cast.nord_token, 2))["lead_id"]
    async with database.transaction() as tx:
        turns = await tx.fetch(
            "SELECT lead_id FROM decision WHERE container_id = $1 AND result = 'assigned' ORDER BY turn",
            cast.nord_container,
        )
    assert [str(row["lead_id"]) for row in turns] == [first, second]


async def test_the_clock_alone_opens_the_queue(
    client: httpx.AsyncClient, cast: Cast, database: Database, clock: Clock
) -> None:
    office = {"weekly": {str(day): [["09:00", "18:00"]] for day in range(5)}}
    async with cast.ada.on(client) as ada:
        assert (await ada.patch(f"/api/units/{cast.nord}", json={"calendar": office})).status_code == 200
    clock.fixed = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)  # a Sunday
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    clock.fixed = None
    assert await agent_of(client, cast.rita, lead) is None
    async with database.transaction() as tx:
        await tx.execute("UPDATE unit SET calendar = '{}' WHERE id = $1", cast.nord)
    await sweep(database)
    assert await agent_of(client, cast.rita, lead) in {str(cast.anna.id), str(cast.bruno.id)}


async def test_a_daily_cap_counts_the_days_of_rome(
    client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    async with cast.rita.on(client) as rita:
        team = [{"user_id": str(cast.anna.id), "daily_cap": 1, "open_cap": None}]
        assert (await rita.put(f"/api/containers/{cast.nord_container}/team", json=team)).status_code == 200
    clock.fixed = datetime(2026, 10, 25, 22, 30, tzinfo=UTC)  # 23:30 of the day on which clocks go back
    first = (await deliver(client, cast.nord_token, 1))["lead_id"]
    second = (await deliver(client, cast.nord_token, 2))["lead_id"]
    clock.fixed = datetime(2026, 10, 25, 23, 0, 1, tzinfo=UTC)  # midnight has passed
    third = (await deliver(client, cast.nord_token, 3))["lead_id"]
    clock.fixed = None
    given = [await agent_of(client, cast.rita, lead) for lead in (first, second, third)]
    assert given == [str(cast.anna.id), str(cast.anna.id), None]  # the second, queued, goes before the third


async def test_a_referente_gives_a_lead_to_another_agent(client: httpx.AsyncClient, cast: Cast) -> None:
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    before = await agent_of(client, cast.rita, lead)
    after = cast.bruno if before == str(cast.anna.id) else cast.anna
    loser = cast.anna if after is cast.bruno else cast.bruno
    async with cast.rita.on(client) as rita:
        answer = await rita.post(
            "/api/leads/assign", json={"lead_ids": [lead], "to": {"agent_id": str(after.id)}}
        )
        assert answer.json() == {"assigned": 1}
        trace = (await rita.get(f"/api/leads/{lead}/distribution")).json()["items"]
        assert [item["result"] for item in trace] == ["manual", "assigned"]
        assert trace[0]["decided_by"]["id"] == str(cast.rita.id)
        again = await rita.post(
            "/api/leads/assign", json={"lead_ids": [lead], "to": {"agent_id": str(after.id)}}
        )
        assert again.json() == {"assigned": 0}
    async with loser.on(client) as http:
        assert (await http.get(f"/api/leads/{lead}")).status_code == 404
    async with after.on(client) as http:
        assert (await http.get(f"/api/leads/{lead}")).status_code == 200


async def test_a_goccia_again_falls_on_somebody_else(client: httpx.AsyncClient, cast: Cast) -> None:
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    before = await agent_of(client, cast.rita, lead)
    async with cast.rita.on(client) as rita:
        answer = await rita.post(
            "/api/leads/assign", json={"filter": {"container_id": str(cast.nord_container)}, "to": "goccia"}
        )
        assert answer.json() == {"assigned": 1}
    assert await agent_of(client, cast.rita, lead) not in {before, None}


async def test_leads_of_another_unit_answer_like_none(client: httpx.AsyncClient, cast: Cast) -> None:
    lead = (await deliver(client, cast.sud_token, 1))["lead_id"]
    async with cast.rita.on(client) as rita:
        order = {"lead_ids": [lead], "to": {"agent_id": str(cast.anna.id)}}
        assert (await rita.post("/api/leads/assign", json=order)).status_code == 404
        assert (await rita.get(f"/api/leads/{lead}/distribution")).status_code == 404
        assert (await rita.get(f"/api/containers/{cast.sud_container}/register")).status_code == 404
        assert (
            await rita.post(f"/api/users/{cast.carla.id}/deactivate", json={"open_leads": "keep"})
        ).status_code == 404


async def test_an_agent_of_another_unit_cannot_be_given_a_lead(client: httpx.AsyncClient, cast: Cast) -> None:
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    async with cast.ada.on(client) as ada:
        for agent in (str(cast.carla.id), str(uuid4())):
            answer = await ada.post("/api/leads/assign", json={"lead_ids": [lead], "to": {"agent_id": agent}})
            assert answer.status_code == 422
            assert answer.json()["errors"][0]["field"] == "agent_id"


async def test_an_agent_whom_one_may_not_see_answers_like_one_that_does_not_exist(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    async with cast.rita.on(client) as rita:
        answers = []
        for agent in (str(cast.carla.id), str(uuid4())):
            to = {"agent_id": agent}
            moved = await rita.post("/api/leads/assign", json={"lead_ids": [lead], "to": to})
            handed = await rita.post(f"/api/users/{cast.anna.id}/deactivate", json={"open_leads": to})
            answers.append([(answer.status_code, answer.json()["errors"]) for answer in (moved, handed)])
        assert answers[0] == answers[1]
        assert [status for status, _ in answers[0]] == [422, 422]


async def test_a_lead_that_changes_hands_keeps_the_time_of_its_last_request(
    client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    clock.fixed = datetime.now(UTC) + timedelta(hours=2)
    async with cast.rita.on(client) as rita:
        before = (await rita.get(f"/api/leads/{lead}")).json()
        moved = await rita.post("/api/leads/assign", json={"lead_ids": [lead], "to": "goccia"})
        assert moved.json() == {"assigned": 1}
        after = (await rita.get(f"/api/leads/{lead}")).json()
    assert after["last_activity_at"] == before["last_activity_at"]
    assert after["assigned_at"] > before["assigned_at"]


@pytest.mark.parametrize("choice", ["keep", "goccia", "agent"])
async def test_deactivation_ends_sessions_and_hands_over_the_open_leads(
    client: httpx.AsyncClient, cast: Cast, choice: str
) -> None:
    leads = [(await deliver(client, cast.nord_token, number))["lead_id"] for number in range(4)]
    of_anna = [lead for lead in leads if await agent_of(client, cast.rita, lead) == str(cast.anna.id)]
    assert len(of_anna) == 2
    open_leads = {"agent_id": str(cast.bruno.id)} if choice == "agent" else choice
    async with cast.rita.on(client) as rita:
        answer = await rita.post(f"/api/users/{cast.anna.id}/deactivate", json={"open_leads": open_leads})
        assert answer.json()["leads_moved"] == (0 if choice == "keep" else 2)
    async with cast.anna.on(client) as anna:
        assert (await anna.get("/api/me")).status_code == 401
    expected = cast.anna if choice == "keep" else cast.bruno
    for lead in of_anna:
        assert await agent_of(client, cast.rita, lead) == str(expected.id)
    new = (await deliver(client, cast.nord_token, 99))["lead_id"]
    assert await agent_of(client, cast.rita, new) == str(cast.bruno.id)


async def test_the_registro_is_open_to_the_team_and_holds_no_client_data(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    await deliver(client, cast.nord_token, 1, nome="Segretissima Persona")
    async with cast.anna.on(client) as anna:
        answer = await anna.get(f"/api/containers/{cast.nord_container}/register")
        assert answer.status_code == 200
        assert "Segretissima" not in answer.text
        assert "+39333" not in answer.text
        assert [member["expected_share"] for member in answer.json()["members"]] == [0.5, 0.5]
    async with cast.carla.on(client) as carla:
        assert (await carla.get(f"/api/containers/{cast.nord_container}/register")).status_code == 404


async def test_same_person_in_another_container_goes_to_the_same_agent(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    async with cast.rita.on(client) as rita:
        other = {"unit_id": str(cast.nord), "name": "Altra", "identity_scope": "container"}
        made = (
            await rita.post(
                "/api/containers",
                json=other,
            )
        ).json()
        team = [{"user_id": str(person.id)} for person in (cast.anna, cast.bruno)]
        await rita.put(f"/api/containers/{made['id']}/team", json=team)
    first = (await deliver(client, cast.nord_token, 1))["lead_id"]
    owner = await agent_of(client, cast.rita, first)
    for number in (2, 3):  # whoever is next in the other container
        await deliver(client, made["intake_token"], 100 + number)
    second = await deliver(client, made["intake_token"], 1)
    assert second["status"] == "created"
    assert await agent_of(client, cast.rita, second["lead_id"]) == owner
    async with cast.rita.on(client) as rita:
        trace = (await rita.get(f"/api/leads/{second['lead_id']}/distribution")).json()["items"]
    assert trace[0]["result"] == "same_household"


async def test_a_pause_that_has_ended_counts_no_more(
    client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    now = datetime.now(UTC)
    async with cast.rita.on(client) as rita:
        for agent in (cast.anna, cast.bruno):
            until = (now + timedelta(hours=1)).isoformat()
            await rita.post(f"/api/users/{agent.id}/pause", json={"until": until, "absent": True})
    waiting = (await deliver(client, cast.nord_token, 1))["lead_id"]
    assert await agent_of(client, cast.rita, waiting) is None
    clock.fixed = now + timedelta(hours=2)
    await deliver(client, cast.nord_token, 2)
    clock.fixed = None
    assert await agent_of(client, cast.rita, waiting) is not None
