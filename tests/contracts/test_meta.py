"""Meta's published contract: our requests and the simulator's answers against it. Needs $GOCCIA_CONTRACTS."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from goccia.intake.adapters.meta_graph import FORM_FIELDS, LEAD_FIELDS, MetaGraph
from goccia.intake.adapters.meta_graph_parsing import parse_lead
from goccia.intake.meta_signature import challenge_answer, is_signed, sign
from goccia.sim.graph import DEMO_FORM, DEMO_PAGE, How, LeadOrder, Simulator, create_graph_simulator
from goccia.sim.graph.guard import load
from goccia.sim.graph.webhook import payload, posts, signature

CONTRACTS = os.environ.get("GOCCIA_CONTRACTS")
pytestmark = pytest.mark.skipif(
    not CONTRACTS, reason="GOCCIA_CONTRACTS is unset: published contracts not here"
)
ADDRESS = "http://127.0.0.1/v23.0"


def published(name: str) -> Any:
    assert CONTRACTS is not None
    return json.loads((Path(CONTRACTS) / "meta-leads" / name).read_text())


@pytest.fixture(scope="module")
def examples() -> Any:
    return published("examples.json")


@pytest.fixture(scope="module")
def specs() -> Any:
    return published("graph_api_lead_specs.json")


@pytest.fixture
def app() -> Starlette:
    return create_graph_simulator(app_secret="app-secret", verify_token="v", contracts=Path(CONTRACTS or ""))


@pytest.fixture
def simulator(app: Starlette) -> Simulator:
    made: Simulator = app.state.simulator
    return made


@pytest.fixture
async def graph(app: Starlette) -> AsyncIterator[MetaGraph]:
    transport = httpx.ASGITransport(app)
    async with MetaGraph(ADDRESS, app_secret="app-secret", transport=transport) as made:
        yield made


def names(specs: Any, node: str) -> set[str]:
    return {field["name"] for field in specs[node]["fields"]}


def test_the_signature_vector_holds_on_both_sides(examples: Any) -> None:
    vector = examples["signature_test_vector"]
    body = vector["raw_body"].encode()
    assert vector["header"] == "X-Hub-Signature-256"
    assert sign(body, vector["app_secret"]) == vector["value"] == signature(body, vector["app_secret"])
    assert is_signed(body, vector["value"], vector["app_secret"])


def test_the_verification_request_of_the_documentation_is_answered(examples: Any) -> None:
    asked = examples["verify_request"]
    right = asked["query"]["hub.verify_token"]
    assert challenge_answer(asked["query"], right) == asked["response"]["body"]


def test_we_ask_only_for_fields_that_exist(specs: Any) -> None:
    assert set(LEAD_FIELDS.split(",")) <= names(specs, "Lead")
    assert set(FORM_FIELDS.split(",")) <= names(specs, "LeadgenForm")


async def test_every_call_of_ours_passes_the_guard(graph: MetaGraph, simulator: Simulator) -> None:
    (lead,) = simulator.make_leads(LeadOrder())
    assert (await graph.fetch_lead(lead.id, DEMO_PAGE.token)).id == lead.id
    assert (await graph.list_form_leads(DEMO_FORM.id, DEMO_PAGE.token)).items
    assert (await graph.form(DEMO_FORM.id, DEMO_PAGE.token)).questions
    await graph.subscribe(DEMO_PAGE.id, DEMO_PAGE.token)
    await graph.create_test_lead(DEMO_FORM.id, DEMO_PAGE.token, {"e-mail": ["a@example.com"]}, {"x": True})


def test_the_guard_knows_a_wrong_name(specs: Any) -> None:
    guard = load(Path(CONTRACTS or ""))
    assert guard.unknown_field("Lead", "id,form_name") == "form_name"
    assert guard.unknown_field("Lead", "id,post{id,name},vehicle") is None
    assert guard.unknown_parameter("subscribed_apps", {"subscribed_fields", "access_token"}) is None
    assert guard.unknown_parameter("subscribed_apps", {"fields_subscribed"}) == "fields_subscribed"


@pytest.mark.parametrize("organic", [False, True])
def test_the_simulated_webhook_has_the_shape_of_the_documented_one(
    examples: Any, simulator: Simulator, organic: bool
) -> None:
    leads = simulator.make_leads(LeadOrder(organic=organic))
    example = examples["webhook_organic" if organic else "webhook"]
    assert shape(payload(leads, 1.0, numbers=not organic)) == shape(example)


def test_the_simulated_signature_is_of_the_bytes_sent(simulator: Simulator) -> None:
    for post in posts(simulator.make_leads(LeadOrder(), 3), How(batch=True), "app-secret", 1.0):
        assert is_signed(post.body, post.signature, "app-secret")


def test_the_simulated_lead_has_only_published_fields_of_their_kind(
    examples: Any, specs: Any, simulator: Simulator
) -> None:
    (lead,) = simulator.make_leads(LeadOrder())
    assert set(lead.answer) <= names(specs, "Lead")
    assert set(examples["lead_response"]) <= set(lead.answer)
    assert set(lead.answer["field_data"][0]) == names(specs, "UserLeadGenFieldData")
    assert set(lead.answer["custom_disclaimer_responses"][0]) == names(specs, "UserLeadGenDisclaimerResponse")
    assert all(set(question) <= names(specs, "LeadGenQuestion") for question in DEMO_FORM.questions)
    for field in ("id", "created_time", "ad_id", "form_id"):
        assert type(lead.answer[field]) is type(examples["lead_response"][field])


async def test_the_simulated_error_and_listing_have_the_documented_shape(
    examples: Any, app: Starlette, simulator: Simulator
) -> None:
    simulator.make_leads(LeadOrder())
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
        error = (await client.get("/1", params={"access_token": "x"})).json()
        assert set(examples["graph_error"]["error"]) <= set(error["error"])
        listing = (
            await client.get(f"/{DEMO_FORM.id}/leads", params={"access_token": DEMO_PAGE.token})
        ).json()
        assert shape(listing["paging"]) == shape(examples["form_leads_response"]["paging"])
        test_lead = examples["test_lead_request"]
        path = test_lead["path"].replace("{FORM_ID}", DEMO_FORM.id)
        bearer = {"Authorization": f"Bearer {DEMO_PAGE.token}"}
        made = await client.request(test_lead["method"], path, data=test_lead["form"], headers=bearer)
        assert made.json()["id"]


def test_the_documented_lead_is_read(examples: Any) -> None:
    lead = parse_lead(examples["lead_response"])
    assert lead is not None
    assert lead.field_data[0].values == ("James Oak",)
    assert lead.created_time is not None


def shape(value: Any) -> Any:
    """Keys and kinds, without the values."""
    if isinstance(value, dict):
        return {key: shape(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__
