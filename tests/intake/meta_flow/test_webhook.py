"""`/hooks/meta`: verified, signed, stored before it is answered, and never doubled."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import httpx
import pytest

from goccia.core.settings import Settings
from goccia.intake.meta_signature import sign
from tests.intake.meta_flow.conftest import Stage, new_id

CONTRACTS = os.environ.get("GOCCIA_CONTRACTS")


async def test_the_verification_answers_the_challenge_as_plain_text(
    client: httpx.AsyncClient, settings: Settings
) -> None:
    query = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": settings.meta_token}
    answer = await client.get("/hooks/meta", params=query)
    assert (answer.status_code, answer.text) == (200, "1158201444")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("query", [{}, {"hub.verify_token": "è"}, {"hub.mode": "unsubscribe"}])
async def test_another_verification_is_refused_in_words(
    client: httpx.AsyncClient, settings: Settings, query: dict[str, str]
) -> None:
    right = {"hub.mode": "subscribe", "hub.challenge": "1", "hub.verify_token": settings.meta_token}
    answer = await client.get("/hooks/meta", params=right | query if query else {})
    assert answer.status_code == 403
    assert answer.json()["messages"].keys() == {"it", "en"}


async def test_a_wrong_or_missing_signature_is_refused_and_nothing_is_stored(stage: Stage) -> None:
    leadgen_id = new_id()
    body = json.dumps({"object": "page", "entry": [{"changes": [stage.change(leadgen_id)]}]}).encode()
    for signature in (
        "sha256=00",
        sign(body, "another secret"),
        sign(body + b" ", stage.settings.meta_secret),
        b"\xe8",
    ):
        assert (await stage.post(body, signature)).status_code == 403
    assert (await stage.client.post("/hooks/meta", content=body)).status_code == 403
    assert not await stage.rows("SELECT 1 FROM meta_lead WHERE leadgen_id = $1", leadgen_id)
    assert not await stage.rows("SELECT 1 FROM delivery WHERE body = $1", body)


async def test_a_lead_is_announced_and_its_fetch_is_queued_with_it(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    row = await stage.row(leadgen_id)
    assert (row["state"], row["via"], row["page_id"], row["form_id"]) == (
        "waiting",
        "webhook",
        stage.page,
        stage.form,
    )
    assert row["container_id"] == stage.cast.nord_container
    assert await stage.waits(leadgen_id) == [0]
    [delivery] = await stage.rows("SELECT * FROM delivery WHERE id = $1", row["delivery_id"])
    assert (delivery["channel"], delivery["state"]) == ("meta", "received")
    assert leadgen_id.encode() in delivery["body"]


async def test_a_redelivery_is_answered_200_and_changes_nothing(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    assert await stage.fetch(leadgen_id) == "done"
    before = await stage.row(leadgen_id)
    await stage.webhook(leadgen_id)
    assert await stage.row(leadgen_id) == before
    assert await stage.waits(leadgen_id) == [0]
    assert len(await stage.leads()) == 1


async def test_the_same_leads_in_deliveries_at_once_and_in_any_order_are_announced_once(stage: Stage) -> None:
    await stage.connect()
    ids = [await stage.submit() for _ in range(4)]
    orders = [ids, ids[::-1], ids[2:] + ids[:2]] * 3
    await asyncio.gather(*(stage.webhook(*order) for order in orders))
    for leadgen_id in ids:
        assert await stage.waits(leadgen_id) == [0]


async def test_batches_numbers_and_leads_named_twice_are_taken(stage: Stage) -> None:
    first, second = new_id(), new_id()
    payload = {
        "object": "page",
        "entry": [
            {
                "id": int(stage.page),
                "changes": [stage.change(int(first), page_id=int(stage.page)), stage.change(first)],
            },
            {"id": stage.page, "changes": [{"field": "leadgen", "value": {"leadgen_id": second}}]},
        ],
    }
    assert (await stage.post(payload)).status_code == 200
    assert (await stage.row(first))["page_id"] == stage.page
    row = await stage.row(second)
    assert (row["page_id"], row["form_id"]) == (stage.page, None)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"\xff\xfe\x00",
        b"[" * 20_000,
        b"[]",
        b"null",
        b'"page"',
        b"{}",
        b'{"entry": 5}',
        b'{"entry": [{"changes": {"a": 1}}, 3, null]}',
        b'{"entry": [{"changes": [{"field": "leadgen", "value": "?"}]}]}',
        b'{"entry": [{"changes": [{"field": "leadgen", "value": {"leadgen_id": null}}]}]}',
        b'{"entry": [{"changes": [{"field": "leadgen", "value": {"leadgen_id": 1e300}}]}]}',
        b'{"entry": [{"changes": [{"field": "leadgen", "value": {"leadgen_id": "\\ud800"}}]}]}',
        b'{"entry": [{"changes": [{"field": "feed", "value": {"post_id": "1_2"}}]}]}',
    ],
)
async def test_what_names_no_lead_is_kept_with_its_reason_and_answered_200(stage: Stage, body: bytes) -> None:
    before = {row["id"] for row in await stage.rows("SELECT id FROM delivery")}
    assert (await stage.post(body)).status_code == 200
    [kept] = [row for row in await stage.rows("SELECT * FROM delivery") if row["id"] not in before]
    assert (kept["state"], kept["body"]) == ("kept", body)
    assert kept["problem"].keys() == {"it", "en"}


async def test_nul_and_lone_surrogates_beside_the_ids_do_no_harm(stage: Stage) -> None:
    leadgen_id = new_id()
    body = (
        b'{"object": "pa\\u0000ge", "x": "\\ud800", "entry": [{"id": "\\u0000", "changes": ['
        b'{"field": "leadgen", "value": {"leadgen_id": "'
        + leadgen_id.encode()
        + b'\\u0000", "form_id": "\\ud800", "page_id": "a b"}}]}]}'
    )
    assert (await stage.post(body)).status_code == 200
    row = await stage.row(leadgen_id)
    assert (row["page_id"], row["form_id"], row["state"]) == (None, None, "unsorted")


@pytest.mark.skipif(not CONTRACTS, reason="GOCCIA_CONTRACTS is unset: published contracts not here")
async def test_the_webhooks_of_the_documentation_are_understood(stage: Stage) -> None:
    examples = json.loads((Path(CONTRACTS or "") / "meta-leads" / "examples.json").read_text())
    found = _webhooks(examples)
    assert found
    for payload in found:
        assert (await stage.post(payload)).status_code == 200
        for entry in payload["entry"]:
            for change in entry["changes"]:
                assert await stage.row(str(change["value"]["leadgen_id"]))


def _webhooks(value: Any) -> list[dict[str, Any]]:
    """Every leadgen webhook anywhere in the published examples."""
    if isinstance(value, dict):
        entries = value.get("entry")
        if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries):
            changes = [change for entry in entries for change in entry.get("changes", [])]
            if changes and all(change.get("field") == "leadgen" for change in changes):
                return [value]
        return [found for inner in value.values() for found in _webhooks(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in _webhooks(inner)]
    return []
