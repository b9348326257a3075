"""The webhooks the simulated Meta sends, caught by a server on loopback."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json

import httpx
import pytest

from goccia.sim.graph import How, Simulator
from goccia.sim.graph.webhook import CallbackRefused, checked_callback

from .conftest import SECRET, Callback


def leadgen_ids(body: bytes) -> list[object]:
    return [
        change["value"]["leadgen_id"] for entry in json.loads(body)["entry"] for change in entry["changes"]
    ]


def right(callback: Callback, at: int = 0) -> bool:
    received = callback.received[at]
    digest = hmac.new(SECRET.encode(), received.body, hashlib.sha256).hexdigest()
    return received.headers["x-hub-signature-256"] == f"sha256={digest}"


async def test_a_lead_is_told_by_one_signed_webhook_that_holds_ids_only(
    simulator: Simulator, callback: Callback
) -> None:
    (lead,), (result,) = await simulator.send_leads()
    assert result == {"leads": [lead.id], "statuses": [200], "delivered": True}
    assert len(callback.received) == 1
    assert right(callback)
    sent = json.loads(callback.received[0].body)
    assert sent["object"] == "page"
    assert sent["entry"][0]["changes"][0]["value"] == {
        "leadgen_id": lead.id,
        "page_id": lead.page_id,
        "form_id": lead.form_id,
        "ad_id": lead.answer["ad_id"],
        "adgroup_id": lead.answer["ad_id"],
        "created_time": int(lead.created),
    }
    assert lead.answer["field_data"][0]["values"][0] not in callback.received[0].body.decode()


async def test_a_webhook_refused_is_sent_again_until_it_is_taken(
    simulator: Simulator, callback: Callback
) -> None:
    callback.statuses = [500, 503]
    _, (result,) = await simulator.send_leads(wait="all")
    assert result["statuses"] == [500, 503, 200]
    assert len({received.body for received in callback.received}) == 1
    assert right(callback, 2)


async def test_redelivery_ends_when_nobody_ever_takes_it(simulator: Simulator, callback: Callback) -> None:
    callback.statuses = [500] * 20
    _, (result,) = await simulator.send_leads(wait="all")
    assert result == {"leads": result["leads"], "statuses": [500] * 4, "delivered": False}


async def test_only_200_counts_as_taken(simulator: Simulator, callback: Callback) -> None:
    callback.statuses = [204, 302]
    _, (result,) = await simulator.send_leads(wait="all")
    assert result["statuses"] == [204, 302, 200]


async def test_the_first_attempt_is_waited_for_and_the_rest_goes_on_behind(
    simulator: Simulator, callback: Callback
) -> None:
    callback.statuses = [500]
    _, (result,) = await simulator.send_leads()
    assert result["statuses"] == [500]
    async with asyncio.timeout(5):
        while len(callback.received) < 2:
            callback.more.clear()
            await callback.more.wait()
    assert right(callback, 1)


async def test_a_dead_callback_is_no_error_of_the_simulator(simulator: Simulator) -> None:
    simulator.callback_url = "http://127.0.0.1:9/hooks/meta"
    _, (result,) = await simulator.send_leads(wait="all")
    assert result["statuses"] == [None] * 4
    assert simulator.log()[-1]["error"]


async def test_a_batch_is_one_post_with_several_entries(simulator: Simulator, callback: Callback) -> None:
    leads, _ = await simulator.send_leads(count=5, how=How(batch=True))
    assert len(callback.received) == 1
    assert len(json.loads(callback.received[0].body)["entry"]) == 2
    assert leadgen_ids(callback.received[0].body) == [lead.id for lead in leads]


async def test_duplicates_come_twice_and_disorder_comes_last_first(
    simulator: Simulator, callback: Callback
) -> None:
    leads, _ = await simulator.send_leads(count=3, how=How(duplicate=True, disorder=True))
    told = [leadgen_ids(received.body)[0] for received in callback.received]
    assert told == [lead.id for lead in reversed(leads) for _ in range(2)]


async def test_a_wrong_signature_is_wrong_and_not_sent_again(
    simulator: Simulator, callback: Callback
) -> None:
    callback.statuses = [403]
    await simulator.send_leads(how=How(wrong_signature=True), wait="all")
    assert len(callback.received) == 1
    assert not right(callback)


async def test_a_lost_webhook_leaves_only_the_listing(
    simulator: Simulator, callback: Callback, client: httpx.AsyncClient
) -> None:
    (lead,), results = await simulator.send_leads(how=How(lost=True))
    assert results == []
    assert callback.received == []
    listed = await client.get(
        f"/{lead.form_id}/leads", headers={"Authorization": "Bearer SIMULATED-PAGE-TOKEN"}
    )
    assert [found["id"] for found in listed.json()["data"]] == [lead.id]


async def test_ids_may_come_as_numbers(simulator: Simulator, callback: Callback) -> None:
    (lead,), _ = await simulator.send_leads(how=How(numbers=True))
    assert leadgen_ids(callback.received[0].body) == [int(lead.id)]


async def test_an_organic_lead_names_no_advert(client: httpx.AsyncClient, callback: Callback) -> None:
    made = (await client.post("/_sim/leads", json={"organic": True})).json()
    value = json.loads(callback.received[0].body)["entry"][0]["changes"][0]["value"]
    assert set(value) == {"leadgen_id", "page_id", "form_id", "created_time"}
    assert "ad_id" not in made["leads"][0]


async def test_a_page_that_is_not_subscribed_is_not_told(
    client: httpx.AsyncClient, callback: Callback
) -> None:
    await client.post("/_sim/pages", json={"id": "9", "access_token": "T9", "subscribed": False})
    await client.post("/_sim/forms", json={"id": "91", "page_id": "9"})
    await client.post("/_sim/leads", json={"form_id": "91"})
    assert callback.received == []
    bearer = {"Authorization": "Bearer T9"}
    subscribed = await client.post(
        "/9/subscribed_apps", data={"subscribed_fields": "leadgen"}, headers=bearer
    )
    assert subscribed.json() == {"success": True}
    await client.post("/_sim/leads", json={"form_id": "91"})
    assert len(callback.received) == 1


async def test_verification_asks_as_meta_does(client: httpx.AsyncClient, callback: Callback) -> None:
    answer = (await client.post("/_sim/verify")).json()
    asked = httpx.QueryParams(callback.received[0].target.partition("?")[2])
    assert answer["ok"] is True
    assert callback.received[0].method == "GET"
    assert (asked["hub.mode"], asked["hub.verify_token"]) == ("subscribe", "verifica")
    callback.body = b"<html>"
    assert (await client.post("/_sim/verify")).json()["ok"] is False
    callback.body, callback.statuses = None, [403]
    assert (await client.post("/_sim/verify", json={"verify_token": "altro"})).json()["ok"] is False


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/hooks",
        "http://example.com/hooks",
        "http://10.0.0.1/",
        "http://127.0.0.1@example.com/",
        "http://localhost.example.com/",
        "ftp://localhost/",
        "",
    ],
)
def test_webhooks_never_leave_this_machine(address: str) -> None:
    with pytest.raises(CallbackRefused):
        checked_callback(address)
