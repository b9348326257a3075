"""Esito, Nota and timeline over HTTP."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx

from goccia.core import events
from goccia.core.database import Database
from goccia.kit.ids import uuid7
from goccia.leads.events import LeadAssigned, LeadCreated, LeadLeft, LeadResubmitted
from goccia.leads.schemas import Lead, Timeline
from tests.conftest import Clock
from tests.leads.rows import NOW, add_esito, add_lead, add_leads, events_of
from tests.people import Cast, Person


async def said(person: Person, client: httpx.AsyncClient, lead: UUID, **body: Any) -> httpx.Response:
    return await person.on(client).post(f"/api/leads/{lead}/esito", json=body)


async def timeline(person: Person, client: httpx.AsyncClient, lead: UUID, **query: Any) -> dict[str, Any]:
    response = await person.on(client).get(f"/api/leads/{lead}/timeline", params=query)
    assert response.status_code == 200, response.text
    Timeline.model_validate_json(response.text)
    return response.json()  # type: ignore[no-any-return]


async def test_an_esito_answers_with_the_whole_lead_and_leaves_its_event(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    first = await add_esito(database, cast, label="Nuovo")
    esito = await add_esito(
        database, cast, label="Richiamare", colour="amber", icon="phone", contacted=True, counts_as_attempt=True,
        effect="call_back", asks=["datetime", "reason", "amount"],
    )  # fmt: skip
    lead = await add_lead(database, cast, agent_id=cast.anna.id, esito_id=first)
    response = await said(
        cast.anna, client, lead, esito_id=str(esito), note="  Preferisce la sera ", reason="occupata",
        next_action_at="2026-11-24T19:00:00+01:00", amount="1.250,50",
    )  # fmt: skip
    assert response.status_code == 200, response.text
    Lead.model_validate_json(response.text)
    after = response.json()
    assert after["esito"] | {"icon": ""} == {
        "id": str(esito), "name": "Richiamare", "colour": "amber", "icon": "", "final": False, "contacted": True,
        "positive": False, "won": False, "do_not_contact": False,
    }  # fmt: skip
    assert (after["attempts"], after["amount"], after["reason"]) == (1, 1250.5, "occupata")
    assert (after["next_action_at"], after["next_action_kind"]) == ("2026-11-24T18:00:00+00:00", "call_back")
    assert (
        after["first_contact_at"]
        == after["last_contact_at"]
        == after["worked_at"]
        == "2026-11-23T09:00:00+00:00"
    )
    (event,) = await events_of(database, lead)
    assert event["payload"]["esito_from"] == str(first)
    assert event["payload"]["esito_to"] == str(esito)
    assert "sera" not in str(event["payload"])
    assert event["personal"] == {"text": "Preferisce la sera", "reason": "occupata"}
    (item,) = (await timeline(cast.anna, client, lead))["items"]
    assert item["kind"] == "lead.esito_set"
    assert item["actor"] == {"id": str(cast.anna.id), "name": "Anna Rossi"}
    assert (item["esito_from"]["name"], item["esito_to"]["name"]) == ("Nuovo", "Richiamare")
    assert (item["text"], item["reason"], item["amount"], item["attempt"]) == (
        "Preferisce la sera",
        "occupata",
        1250.5,
        1,
    )
    assert item["next_action_at"] == "2026-11-24T18:00:00+00:00"


async def test_what_an_esito_asks_for_and_does_not_get_is_named_and_nothing_is_written(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    esito = await add_esito(database, cast, asks=["datetime", "reason", "amount", "note"], effect="call_back")
    lead = await add_lead(database, cast, agent_id=cast.anna.id)
    response = await said(cast.anna, client, lead, esito_id=str(esito))
    assert response.status_code == 422
    assert {error["field"] for error in response.json()["errors"]} == {
        "next_action_at",
        "reason",
        "amount",
        "note",
    }
    response = await said(
        cast.anna,
        client,
        lead,
        esito_id=str(esito),
        note="n",
        reason="r",
        amount=1,
        next_action_at="2020-01-01",
    )
    assert {error["field"] for error in response.json()["errors"]} == {"next_action_at"}
    assert await events_of(database, lead) == []


async def test_only_an_active_esito_of_the_leads_unit_or_of_all_may_be_set(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(database, cast, agent_id=cast.anna.id)
    theirs = await add_esito(database, cast, unit_id=cast.sud)
    off = await add_esito(database, cast, active=False)
    gone = await add_esito(database, cast, deleted_at=NOW)
    for person in (cast.anna, cast.rita, cast.ada):
        for esito in (theirs, off, gone, uuid7()):
            response = await said(person, client, lead, esito_id=str(esito))
            assert response.status_code == 422
            assert response.json()["errors"][0]["field"] == "esito_id"
    ours = await add_esito(database, cast, unit_id=cast.nord)
    assert (await said(cast.anna, client, lead, esito_id=str(ours))).status_code == 200


async def test_twenty_esiti_at_once_are_twenty_attempts(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    esito = await add_esito(database, cast, counts_as_attempt=True)
    lead = await add_lead(database, cast, agent_id=cast.anna.id)
    answers = await asyncio.gather(*(said(cast.anna, client, lead, esito_id=str(esito)) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert max(answer.json()["attempts"] for answer in answers) == 20
    assert sorted(event["payload"]["attempt"] for event in await events_of(database, lead)) == list(
        range(1, 21)
    )


async def test_a_final_esito_takes_a_waiting_lead_out_of_the_queue(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(database, cast, queued_at=NOW)
    open_, final = await add_esito(database, cast), await add_esito(database, cast, final=True)
    assert (await said(cast.rita, client, lead, esito_id=str(open_))).json()["queued_at"] is not None
    after = (await said(cast.rita, client, lead, esito_id=str(final))).json()
    assert after["queued_at"] is None
    assert after["closed_at"] is not None


async def test_one_esito_for_many_is_for_leaders_and_for_all_or_none(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    esito = await add_esito(database, cast, label="Doppione", final=True)
    leads = await add_leads(database, cast, 5, agent_id=cast.anna.id)
    south = await add_lead(database, cast, unit_id=cast.sud, container_id=cast.sud_container)
    body = {"lead_ids": [str(lead) for lead in [*leads, leads[0]]], "esito_id": str(esito), "note": "fatto"}
    assert (await cast.anna.on(client).post("/api/leads/esito", json=body)).status_code == 403
    with_hidden = body | {"lead_ids": [*body["lead_ids"], str(south)]}
    assert (await cast.rita.on(client).post("/api/leads/esito", json=with_hidden)).status_code == 404
    assert await events_of(database, leads[0]) == []
    response = await cast.rita.on(client).post("/api/leads/esito", json=body)
    assert response.json() == {"changed": 5}
    for lead in leads:
        (item,) = (await timeline(cast.anna, client, lead))["items"]
        assert (item["esito_to"]["name"], item["text"], item["actor"]["name"]) == (
            "Doppione",
            "fatto",
            "Rita Rossi",
        )
    asking = await add_esito(database, cast, asks=["datetime"])
    response = await cast.rita.on(client).post("/api/leads/esito", json=body | {"esito_id": str(asking)})
    assert response.status_code == 422


async def test_an_esito_for_all_that_a_filter_finds_has_what_it_asks_for(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    asking = await add_esito(database, cast, asks=["datetime", "reason"], effect="call_back")
    found = await add_leads(database, cast, 3, province="MI")
    other = await add_lead(database, cast, province="RM")
    await add_lead(database, cast, unit_id=cast.sud, container_id=cast.sud_container, province="MI")
    at = (NOW + timedelta(days=1)).isoformat()
    body = {"filter": {"province": "MI"}, "esito_id": str(asking), "next_action_at": at, "reason": "rincaro"}
    response = await cast.rita.on(client).post("/api/leads/esito", json=body)
    assert response.json() == {"changed": 3}
    async with database.transaction() as tx:
        rows = await tx.fetch("SELECT id, reason, next_action_kind FROM lead WHERE esito_id = $1", asking)
    assert {(row["id"], row["reason"], row["next_action_kind"]) for row in rows} == {
        (lead, "rincaro", "call_back") for lead in found
    }
    both = body | {"lead_ids": [str(other)]}
    assert (await cast.rita.on(client).post("/api/leads/esito", json=both)).status_code == 422
    nothing = body | {"filter": {"province": "AO"}}
    assert (await cast.rita.on(client).post("/api/leads/esito", json=nothing)).json() == {"changed": 0}


async def test_a_nota_is_added_and_read_in_the_timeline(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    lead = await add_lead(database, cast, agent_id=cast.anna.id)
    response = await cast.rita.on(client).post(
        f"/api/leads/{lead}/notes", json={"text": "Prima riga\nSeconda"}
    )
    assert response.status_code == 201
    note = response.json()
    assert (note["text"], note["author"]) == (
        "Prima riga\nSeconda",
        {"id": str(cast.rita.id), "name": "Rita Rossi"},
    )
    (item,) = (await timeline(cast.anna, client, lead))["items"]
    assert (item["kind"], item["text"]) == ("lead.note_added", "Prima riga\nSeconda")
    assert item["actor"] == {"id": str(cast.rita.id), "name": "Rita Rossi"}
    for text in ("", "   ", "a\x00b", "x" * 10_001):
        response = await cast.anna.on(client).post(f"/api/leads/{lead}/notes", json={"text": text})
        assert response.status_code == 422
    (event,) = await events_of(database, lead)
    assert "riga" not in str(event["payload"])


async def test_the_timeline_names_people_and_shows_answers_of_a_resubmission(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(database, cast, agent_id=cast.anna.id)
    place: dict[str, Any] = {"unit_id": cast.nord, "lead_id": lead}
    submission = uuid7()
    async with database.transaction(now=NOW) as tx:
        await tx.execute(
            "INSERT INTO submission (id, unit_id, container_id, lead_id, via, received_at, record)"
            " VALUES ($1, $2, $3, $4, 'hook', $5, $6)",
            submission, cast.nord, cast.nord_container, lead, NOW, {"answers": {"quando": "subito"}},
        )  # fmt: skip
        await events.record(
            tx,
            events.SYSTEM,
            LeadCreated(**place, container=cast.nord_container, via="hook"),
            LeadAssigned(
                **place,
                container=cast.nord_container,
                agent=cast.anna.id,
                result="assigned",
                previous=cast.bruno.id,
            ),
            LeadLeft(**place, agent_id=cast.bruno.id),
            LeadResubmitted(**place, container=cast.nord_container, via="hook", submission=submission),
        )
    for person in (cast.anna, cast.rita, cast.ada):
        items = (await timeline(person, client, lead))["items"]
        assert [item["kind"] for item in items] == ["lead.resubmitted", "lead.assigned", "lead.created"]
        assert items[0]["answers"] == {"quando": "subito"}
        assert items[1]["agent"] == {"id": str(cast.anna.id), "name": "Anna Rossi"}
        assert items[1]["previous_agent"] == {"id": str(cast.bruno.id), "name": "Bruno Rossi"}
        assert (items[1]["result"], items[2]["via"]) == ("assigned", "hook")
        assert items[2]["container"] == {"id": str(cast.nord_container), "name": "Campagna Nord"}
        assert (items[1]["actor"], items[1]["actor_kind"]) == (None, "system")


async def test_the_timeline_follows_the_lead_to_its_new_agent(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(database, cast, agent_id=cast.anna.id)
    await cast.anna.on(client).post(f"/api/leads/{lead}/notes", json={"text": "mia"})
    async with database.transaction() as tx:
        await tx.execute("UPDATE lead SET agent_id = $2 WHERE id = $1", lead, cast.bruno.id)
    (item,) = (await timeline(cast.bruno, client, lead))["items"]
    assert item["text"] == "mia"
    assert (await cast.anna.on(client).get(f"/api/leads/{lead}/timeline")).status_code == 404


async def test_a_long_timeline_is_walked_newest_first(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    lead = await add_lead(database, cast, agent_id=cast.anna.id)
    for number in range(7):
        clock.fixed = NOW + timedelta(minutes=number)
        await cast.anna.on(client).post(f"/api/leads/{lead}/notes", json={"text": str(number)})
    texts: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = await timeline(cast.anna, client, lead, limit=3, **cursor)
        texts += [item["text"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert texts == ["6", "5", "4", "3", "2", "1", "0"]
    for wrong in ("x", "WzEsMl0", "WyIxIiwtMV0", "WyI5OTk5OTk5OTk5OTk5OTk5OTk5IiwxXQ"):
        response = await cast.anna.on(client).get(f"/api/leads/{lead}/timeline", params={"cursor": wrong})
        assert response.status_code == 422
