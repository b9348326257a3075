"""An Esito proposes a return, another takes it back: over HTTP, as agents do it."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from goccia.core.database import Database
from tests.conftest import Clock
from tests.intake.merge.pairs import merged
from tests.leads.rows import NOW, add_esito, add_lead, add_leads, events_of
from tests.people import Cast
from tests.vendors.market import agree, decide, make_file, of_lead, proposing, set_esito, state_of

pytestmark = pytest.mark.usefixtures("clock")


async def test_an_esito_proposes_the_return_with_reason_price_and_hour(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await agree(client, cast)
    esito = await proposing(database, cast)
    lead = await add_lead(
        database, cast, agent_id=cast.anna.id, phone="+393331234567", received_at=NOW - timedelta(days=5)
    )
    await set_esito(cast.anna, client, esito, lead)
    found = await of_lead(cast.rita, client, lead)
    assert found is not None
    names = ("reason", "state", "vendor", "price", "month", "last_day", "days_left", "proposed_at")
    assert {name: found[name] for name in names} == {
        "reason": "wrong_number", "state": "proposed", "vendor": "LeadItalia", "price": 12.5, "month": "2026-11",
        "last_day": "2026-11-25", "days_left": 2, "proposed_at": "2026-11-23T09:00:00Z",
    }  # fmt: skip
    assert found["lead"] == {"id": str(lead), "name": "Maria Verdi", "phone": "+393331234567"}
    assert found["proposed_by"]["id"] == str(cast.anna.id)
    await agree(client, cast, price_per_lead=99)
    assert (await of_lead(cast.rita, client, lead) or {})["price"] == 12.5
    kinds = [event["kind"] for event in await events_of(database, lead)]
    assert kinds == ["lead.esito_set", "vendor_return.proposed"]


async def test_nobody_takes_back_what_no_vendor_sold_or_accepts(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    esito = await proposing(database, cast)
    lead = await add_lead(database, cast)
    await set_esito(cast.rita, client, esito, lead)
    assert await of_lead(cast.rita, client, lead) is None
    await agree(client, cast, "never_requested")
    await set_esito(cast.rita, client, esito, lead)
    assert await of_lead(cast.rita, client, lead) is None
    await agree(client, cast, "wrong_number")
    await set_esito(cast.rita, client, esito, lead)
    assert await state_of(cast.rita, client, lead) == "proposed"


async def test_another_esito_takes_back_what_the_vendor_has_not_heard_of(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await agree(client, cast)
    wrong, call = await proposing(database, cast), await add_esito(database, cast, label="Richiamare")
    proposed, confirmed, discarded, sent = await add_leads(database, cast, 4)
    await set_esito(cast.rita, client, wrong, proposed, confirmed, discarded, sent)
    ids = {
        lead: (await of_lead(cast.rita, client, lead) or {})["id"] for lead in (confirmed, discarded, sent)
    }
    assert (await decide(cast.rita, client, "confirmed", ids[sent])).status_code == 200
    assert (await make_file(cast.rita, client, cast.nord)).status_code == 201
    assert (await decide(cast.rita, client, "confirmed", ids[confirmed])).status_code == 200
    assert (await decide(cast.rita, client, "discarded", ids[discarded])).status_code == 200
    await set_esito(cast.rita, client, call, proposed, confirmed, discarded, sent)
    states = [await state_of(cast.rita, client, lead) for lead in (proposed, confirmed, discarded, sent)]
    assert states == ["withdrawn", "withdrawn", "discarded", "sent"]
    await set_esito(cast.rita, client, wrong, proposed, discarded, sent)
    states = [await state_of(cast.rita, client, lead) for lead in (proposed, discarded, sent)]
    assert states == ["proposed", "discarded", "sent"]


async def test_another_reason_is_another_proposal(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await agree(client, cast)
    wrong, double = await proposing(database, cast), await proposing(database, cast, "duplicate")
    lead = await add_lead(database, cast)
    await set_esito(cast.rita, client, wrong, lead)
    first = await of_lead(cast.rita, client, lead) or {}
    await decide(cast.rita, client, "discarded", first["id"], note="No")
    await set_esito(cast.rita, client, double, lead)
    again = await of_lead(cast.rita, client, lead) or {}
    assert (again["id"], again["reason"], again["state"], again["note"]) == (
        first["id"], "duplicate", "proposed", None,
    )  # fmt: skip


async def test_a_proposal_is_late_once_the_window_has_ended_by_itself(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    await agree(client, cast)
    esito = await proposing(database, cast)
    lead, old = [
        await add_lead(database, cast, received_at=NOW - timedelta(days=days), agent_id=cast.anna.id)
        for days in (7, 8)
    ]
    await set_esito(cast.anna, client, esito, lead, old)
    assert (await of_lead(cast.rita, client, lead) or {})["days_left"] == 0
    assert await state_of(cast.rita, client, old) == "late"
    clock.fixed = NOW + timedelta(days=1)
    assert await state_of(cast.rita, client, lead) == "late"


async def test_a_lead_has_one_return_however_many_speak_at_once(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await agree(client, cast)
    esiti = [
        await proposing(database, cast),
        await proposing(database, cast, "duplicate"),
        await add_esito(database, cast, label="Richiamare"),
    ]
    leads = await add_leads(database, cast, 6)
    ids = [str(lead) for lead in leads]

    async def speak(number: int) -> httpx.Response:
        chosen = ids if number % 2 else ids[::-1]
        body = {"lead_ids": chosen, "esito_id": str(esiti[number % 3])}
        return await cast.rita.on(client).post("/api/leads/esito", json=body)

    async def judge(number: int) -> httpx.Response:
        found = await cast.rita.on(client).get("/api/returns", params={"unit_id": str(cast.nord)})
        chosen = [row["id"] for row in found.json()["items"]]
        decision = ("confirmed", "discarded")[number % 2]
        return await decide(cast.rita, client, decision, *(chosen or [ids[0]]))

    answers = await asyncio.gather(*(speak(number) for number in range(12)), *(judge(n) for n in range(6)))
    assert {answer.status_code for answer in answers} <= {200, 404, 409}
    await set_esito(cast.rita, client, esiti[0], *leads)
    async with database.transaction() as tx:
        rows = await tx.fetch("SELECT sold_as, reason FROM vendor_return WHERE unit_id = $1", cast.nord)
    assert sorted(row["sold_as"] for row in rows) == sorted(leads)
    assert {row["reason"] for row in rows} == {"wrong_number"}


async def test_two_leads_that_become_one_keep_the_return_of_each(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await agree(client, cast)
    wrong, call = await proposing(database, cast, "duplicate"), await add_esito(database, cast)
    stays = await add_lead(database, cast, phone="+393331112223", agent_id=cast.anna.id)
    goes = await add_lead(database, cast, phone="+393331112223", agent_id=cast.anna.id)
    await set_esito(cast.anna, client, wrong, stays, goes)
    await merged(cast.rita, client, stays, goes)
    answer = await cast.rita.on(client).get("/api/returns", params={"lead_id": str(stays)})
    assert [row["state"] for row in answer.json()["items"]] == ["proposed", "proposed"]
    # What is said of the lead that stayed is not said of the one that was sold twice.
    await set_esito(cast.anna, client, call, stays)
    async with database.transaction() as tx:
        rows = await tx.fetch("SELECT sold_as, state FROM vendor_return WHERE lead_id = $1", stays)
    assert {row["sold_as"]: row["state"] for row in rows} == {stays: "withdrawn", goes: "proposed"}


async def test_an_agent_learns_the_state_of_their_own_leads_and_nothing_of_the_money(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await agree(client, cast)
    esito = await proposing(database, cast)
    hers, his = [await add_lead(database, cast, agent_id=agent.id) for agent in (cast.anna, cast.bruno)]
    await set_esito(cast.rita, client, esito, hers, his)
    listed = await cast.anna.on(client).get("/api/returns")
    (row,) = listed.json()["items"]
    assert (row["lead"]["id"], row["state"], row["reason"]) == (str(hers), "proposed", "wrong_number")
    assert {row[name] for name in ("vendor", "price", "credited", "note", "file_id")} == {None}
    assert "LeadItalia" not in listed.text
    asked: dict[str, Any] = {"vendor": "LeadItalia", "month": "2026-11"}
    assert (await cast.anna.on(client).get("/api/returns/summary", params=asked)).status_code == 403
    assert (await cast.carla.on(client).get("/api/returns")).json()["items"] == []


async def test_one_vendor_of_a_unit_is_spelled_in_one_way(client: httpx.AsyncClient, cast: Cast) -> None:
    await agree(client, cast)
    more = {"unit_id": str(cast.nord), "name": "Secondo", "vendor": "  leaditalia "}
    made = await cast.ada.on(client).post("/api/containers", json=more)
    assert (made.status_code, made.json()["vendor"]) == (201, "LeadItalia")
    # The only one who uses a name may mend it.
    elsewhere = {"unit_id": str(cast.sud), "name": "Terzo", "vendor": "leaditalia"}
    made = await cast.ada.on(client).post("/api/containers", json=elsewhere)
    mended = await cast.ada.on(client).patch(
        f"/api/containers/{made.json()['id']}", json={"vendor": "LeadItalia"}
    )
    assert mended.json()["vendor"] == "LeadItalia"


async def test_an_esito_that_proposes_a_return_always_gives_a_reason(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    ada = cast.ada.on(client)
    body = {"name": "Fuori zona", "unit_id": str(cast.nord), "effect": "vendor_return"}
    made = (await ada.post("/api/esiti", json=body)).json()
    assert made["return_reason"] == "other"
    address = f"/api/esiti/{made['id']}"
    assert (await ada.patch(address, json={"return_reason": "out_of_area"})).json()[
        "return_reason"
    ] == "out_of_area"
    assert (await ada.patch(address, json={"name": "Fuori"})).json()["return_reason"] == "out_of_area"
    assert (await ada.patch(address, json={"effect": "none"})).json()["return_reason"] is None
    assert (await ada.patch(address, json={"return_reason": "nonsense"})).status_code == 422
