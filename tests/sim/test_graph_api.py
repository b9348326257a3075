"""The simulated Graph: what it tells, what it refuses, and how it goes wrong on request."""

from __future__ import annotations

import json
from datetime import timedelta

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from goccia.sim.graph import DEMO_FORM, DEMO_PAGE, LeadOrder, Simulator

from .conftest import NOW

BEARER = {"Authorization": f"Bearer {DEMO_PAGE.token}"}


def code(answer: httpx.Response) -> int | None:
    found = answer.json().get("error")
    assert found is None or found["fbtrace_id"]
    return found["code"] if found else None


@pytest.mark.parametrize("prefix", ["", "/v23.0", "/v26.0"])
async def test_a_lead_is_read_with_and_without_a_version(
    simulator: Simulator, client: httpx.AsyncClient, prefix: str
) -> None:
    (lead,) = simulator.make_leads(LeadOrder())
    answer = await client.get(f"{prefix}/{lead.id}", headers=BEARER)
    assert set(answer.json()) == {"created_time", "id", "field_data"}
    assert answer.json()["created_time"] == "2026-11-20T09:00:00+0000"
    some = await client.get(f"{prefix}/{lead.id}", params={"fields": "ad_id,platform"}, headers=BEARER)
    assert set(some.json()) == {"ad_id", "platform", "id"}


async def test_the_token_may_come_as_a_parameter(simulator: Simulator, client: httpx.AsyncClient) -> None:
    (lead,) = simulator.make_leads(LeadOrder())
    assert (await client.get(f"/{lead.id}", params={"access_token": DEMO_PAGE.token})).status_code == 200


async def test_no_token_an_unknown_one_and_one_of_another_page_are_refused(
    simulator: Simulator, client: httpx.AsyncClient
) -> None:
    (lead,) = simulator.make_leads(LeadOrder())
    await client.post("/_sim/pages", json={"id": "9", "access_token": "T9"})
    assert code(await client.get(f"/{lead.id}")) == 104
    assert code(await client.get(f"/{lead.id}", headers={"Authorization": "Bearer nobody"})) == 190
    stranger = await client.get(f"/{lead.id}", headers={"Authorization": "Bearer T9"})
    missing = await client.get("/123", headers=BEARER)
    assert code(stranger) == code(missing) == 100
    assert stranger.json()["error"]["error_subcode"] == missing.json()["error"]["error_subcode"] == 33


async def test_a_wrong_proof_of_the_app_is_refused(simulator: Simulator, client: httpx.AsyncClient) -> None:
    (lead,) = simulator.make_leads(LeadOrder())
    answer = await client.get(f"/{lead.id}", params={"appsecret_proof": "00"}, headers=BEARER)
    assert code(answer) == 100
    assert "appsecret_proof" in answer.json()["error"]["message"]


async def test_a_field_that_leads_do_not_have_is_refused(
    simulator: Simulator, client: httpx.AsyncClient
) -> None:
    (lead,) = simulator.make_leads(LeadOrder())
    answer = await client.get(f"/{lead.id}", params={"fields": "id,phone_number"}, headers=BEARER)
    assert code(answer) == 100
    assert "phone_number" in answer.json()["error"]["message"]
    form = await client.get(
        f"/{DEMO_FORM.id}", params={"fields": "questions{key,label},leads"}, headers=BEARER
    )
    assert "leads" in form.json()["error"]["message"]
    assert code(await client.get(f"/{lead.id}", params={"colour": "red"}, headers=BEARER)) == 100


async def test_a_form_tells_its_questions(client: httpx.AsyncClient) -> None:
    answer = (
        await client.get(f"/{DEMO_FORM.id}", params={"fields": "name,locale,questions"}, headers=BEARER)
    ).json()
    assert (answer["name"], answer["locale"]) == (DEMO_FORM.name, "it_IT")
    assert "nome_e_cognome" in [question["key"] for question in answer["questions"]]


async def test_a_listing_goes_through_all_leads_newest_first_even_while_new_ones_come(
    simulator: Simulator, client: httpx.AsyncClient
) -> None:
    made = [
        simulator.make_leads(LeadOrder(created=NOW + timedelta(minutes=minute)))[0] for minute in range(7)
    ]
    seen: list[str] = []
    params = {"limit": "3", "fields": "id"}
    while True:
        answer = (await client.get(f"/{DEMO_FORM.id}/leads", params=params, headers=BEARER)).json()
        seen += [lead["id"] for lead in answer["data"]]
        simulator.make_leads(LeadOrder(created=NOW + timedelta(hours=2)))
        if "next" not in answer["paging"]:
            break
        params["after"] = answer["paging"]["cursors"]["after"]
    assert seen == [lead.id for lead in reversed(made)]


async def test_a_listing_is_filtered_by_creation_time(
    simulator: Simulator, client: httpx.AsyncClient
) -> None:
    old, new = (
        simulator.make_leads(LeadOrder(created=NOW + timedelta(seconds=second)))[0] for second in (0, 1)
    )
    newer = [{"field": "time_created", "operator": "GREATER_THAN", "value": int(NOW.timestamp())}]
    address = f"/{DEMO_FORM.id}/leads"
    answer = await client.get(address, params={"filtering": json.dumps(newer)}, headers=BEARER)
    assert [lead["id"] for lead in answer.json()["data"]] == [new.id] != [old.id]
    for wrong in ("x", "[1]", '[{"field":"email","operator":"EQUAL","value":1}]'):
        assert code(await client.get(address, params={"filtering": wrong}, headers=BEARER)) == 100
    for bad in ({"limit": "0"}, {"limit": "x"}, {"after": "%%%"}, {"after": "AAAA"}):
        assert code(await client.get(address, params=bad, headers=BEARER)) == 100


async def test_a_form_has_one_test_lead_at_a_time(client: httpx.AsyncClient) -> None:
    address = f"/{DEMO_FORM.id}/test_leads"
    sent = {"field_data": "[{'name': 'e-mail', 'values': ['test@test.com']}]"}
    first = (await client.post(address, data=sent, headers=BEARER)).json()["id"]
    assert code(await client.post(address, headers=BEARER)) == 100
    lead = (await client.get(f"/{first}", params={"fields": "field_data,is_organic"}, headers=BEARER)).json()
    assert lead["field_data"] == [{"name": "e-mail", "values": ["test@test.com"]}]
    assert lead["is_organic"] is True
    assert (await client.delete(f"/{first}", headers=BEARER)).json() == {"success": True}
    second = (await client.post(address, headers=BEARER)).json()["id"]
    dummy = (await client.get(f"/{second}", headers=BEARER)).json()["field_data"]
    assert {"name": "nome_e_cognome", "values": ["<test lead: dummy data for nome_e_cognome>"]} in dummy
    assert code(await client.post(address, data={"field_data": "{"}, headers=BEARER)) == 100


@pytest.mark.parametrize(
    ("mode", "status", "expected"),
    [("gone", 400, 100), ("no_permission", 403, 200), ("try_later", 400, 80005), ("token_dead", 401, 190)],
)
async def test_a_lead_goes_wrong_as_often_as_asked_and_no_other_does(
    simulator: Simulator, client: httpx.AsyncClient, mode: str, status: int, expected: int
) -> None:
    bad, good = simulator.make_leads(LeadOrder(), 2)
    await client.post("/_sim/errors", json={"mode": mode, "target": bad.id, "times": 2})
    for _ in range(2):
        answer = await client.get(f"/{bad.id}", headers=BEARER)
        assert (answer.status_code, code(answer)) == (status, expected)
        assert (await client.get(f"/{good.id}", headers=BEARER)).status_code == 200
    assert (await client.get(f"/{bad.id}", headers=BEARER)).status_code == 200


async def test_a_fault_of_the_form_spares_its_leads_and_one_of_the_page_does_not(
    simulator: Simulator, client: httpx.AsyncClient
) -> None:
    (lead,) = simulator.make_leads(LeadOrder())
    await client.post("/_sim/errors", json={"mode": "server_error", "target": DEMO_FORM.id})
    assert (await client.get(f"/{DEMO_FORM.id}/leads", headers=BEARER)).status_code == 500
    assert (await client.get(f"/{lead.id}", headers=BEARER)).status_code == 200
    await client.post("/_sim/errors", json={"mode": "bad_json", "target": DEMO_PAGE.id})
    broken = await client.get(f"/{lead.id}", headers=BEARER)
    with pytest.raises(json.JSONDecodeError):
        broken.json()
    for target in (DEMO_FORM.id, DEMO_PAGE.id):
        await client.post("/_sim/errors", json={"mode": "none", "target": target})
    assert (await client.get(f"/{DEMO_FORM.id}/leads", headers=BEARER)).status_code == 200


async def test_everything_may_go_wrong_at_once(simulator: Simulator, client: httpx.AsyncClient) -> None:
    (lead,) = simulator.make_leads(LeadOrder())
    await client.post("/_sim/errors", json={"mode": "try_later", "minutes": 5, "times": 1})
    answer = await client.get(f"/{lead.id}", headers=BEARER)
    usage = json.loads(answer.headers["x-business-use-case-usage"])["0"][0]
    assert usage["estimated_time_to_regain_access"] == 5
    assert (await client.get(f"/{lead.id}", headers=BEARER)).status_code == 200


async def test_the_same_seed_invents_the_same_people(simulator: Simulator) -> None:
    first = [lead.answer["field_data"] for lead in simulator.make_leads(LeadOrder(), 20)]
    simulator.reset()
    assert [lead.answer["field_data"] for lead in simulator.make_leads(LeadOrder(), 20)] == first
    assert len({str(person) for person in first}) == 20


async def test_what_is_given_replaces_what_is_invented(client: httpx.AsyncClient) -> None:
    sent = {
        "replace": {"provincia": "TO"},
        "consents": {"consenso_marketing": True},
        "id": "777",
        "wait": "none",
    }
    (lead,) = (await client.post("/_sim/leads", json=sent)).json()["leads"]
    assert lead["id"] == "777"
    assert {"name": "provincia", "values": ["TO"]} in lead["field_data"]
    assert lead["custom_disclaimer_responses"] == [{"checkbox_key": "consenso_marketing", "is_checked": "1"}]
    assert (await client.post("/_sim/leads", json=sent)).status_code == 400


@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        ("leads", {"count": 0}, 400),
        ("leads", {"count": 501}, 400),
        ("leads", {"form_id": "404"}, 404),
        ("leads", {"colour": 1}, 400),
        ("leads", {"wait": "long"}, 400),
        ("leads", {"answers": 3}, 400),
        ("leads", {"created_time": "ieri"}, 400),
        ("errors", {"mode": "sad"}, 400),
        ("errors", {"mode": "gone", "times": "x"}, 400),
        ("forms", {}, 400),
        ("forms", {"id": "1", "page_id": "404"}, 400),
        ("settings", {"callback_url": "http://example.com"}, 400),
        ("pages", [], 400),
    ],
)
async def test_orders_that_make_no_sense_are_refused_in_words(
    client: httpx.AsyncClient, address: str, sent: object, status: int
) -> None:
    answer = await client.post(f"/_sim/{address}", json=sent)
    assert answer.status_code == status
    assert answer.json()["error"]


async def test_a_body_over_a_megabyte_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.post("/_sim/leads", content=b" " * (1024 * 1024 + 1))).status_code == 400


async def test_the_log_tells_requests_without_tokens(simulator: Simulator, client: httpx.AsyncClient) -> None:
    (lead,) = simulator.make_leads(LeadOrder())
    await client.get(f"/v23.0/{lead.id}", params={"access_token": DEMO_PAGE.token, "fields": "id"})
    answer = await client.get("/_sim/log")
    assert answer.json()["log"][-1]["path"] == f"/{lead.id}"
    assert answer.json()["log"][-1]["given"] == {"fields": "id"}
    assert DEMO_PAGE.token not in answer.text


@pytest.mark.parametrize("prefix", ["", "/v23.0"])
async def test_it_works_mounted_under_a_path(app: Starlette, simulator: Simulator, prefix: str) -> None:
    leads = simulator.make_leads(LeadOrder(), 3)
    outer = Starlette(routes=[Mount("/sim/graph", app)])
    base = f"http://127.0.0.1/sim/graph{prefix}"
    async with httpx.AsyncClient(transport=httpx.ASGITransport(outer), base_url=base) as client:
        assert (await client.get(f"/{leads[0].id}", headers=BEARER)).status_code == 200
        first = await client.get(f"/{DEMO_FORM.id}/leads", params={"limit": "2"}, headers=BEARER)
        rest = await client.get(first.json()["paging"]["next"], headers=BEARER)
        assert len(first.json()["data"]) + len(rest.json()["data"]) == 3
    async with httpx.AsyncClient(transport=httpx.ASGITransport(outer), base_url="http://127.0.0.1") as client:
        assert (await client.get("/sim/graph/_sim/log")).json()["log"]
