"""The client, over real HTTP: against the simulator, and against servers that misbehave."""

from __future__ import annotations

import asyncio
import gzip
import logging
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from goccia.intake.adapters.meta_graph import GraphAddressRefused, MetaGraph, checked_address
from goccia.intake.ports import (
    GraphError,
    GraphGone,
    GraphNoPermission,
    GraphTokenDead,
    GraphTransient,
    GraphUnexpected,
    LeadSource,
)

from .conftest import TOKEN, answering, free_port, server_that

FORM, PAGE = "701020304050607", "102030405060708"


async def made(controls: httpx.AsyncClient, **order: object) -> str:
    answer = await controls.post("/leads", json=order)
    lead_id: str = answer.raise_for_status().json()["leads"][-1]["id"]
    return lead_id


async def test_a_lead_is_fetched_with_everything_it_has(
    graph: MetaGraph, controls: httpx.AsyncClient
) -> None:
    order = {"replace": {"nome_e_cognome": "Nicolò D’Angelo"}, "consents": {"consenso_marketing": False}}
    source: LeadSource = graph
    lead = await source.fetch_lead(await made(controls, **order), TOKEN)
    answers = {answer.name: answer.values for answer in lead.field_data}
    assert answers["nome_e_cognome"] == ("Nicolò D’Angelo",)
    assert answers["numero_di_telefono"][0].startswith("+39318")
    assert (lead.form_id, lead.is_organic) == (FORM, False)
    assert lead.ad_name
    assert lead.campaign_name
    assert lead.adset_name
    assert lead.created_time is not None
    assert abs(datetime.now(UTC) - lead.created_time) < timedelta(minutes=5)
    assert [(box.checkbox_key, box.is_checked) for box in lead.custom_disclaimer_responses] == [
        ("consenso_marketing", False)
    ]


async def test_a_listing_is_gone_through_page_by_page(graph: MetaGraph, controls: httpx.AsyncClient) -> None:
    old = await made(controls, created_time="2026-11-01T10:00:00+01:00")
    for minute in range(5):
        await made(controls, created_time=f"2026-11-02T10:0{minute}:00+01:00")
    seen: list[str] = []
    after = None
    while True:
        page = await graph.list_form_leads(FORM, TOKEN, datetime(2026, 11, 1, 9, tzinfo=UTC), after, limit=2)
        seen += [lead.id for lead in page.items]
        if (after := page.after) is None:
            break
    assert len(set(seen)) == len(seen) == 5
    assert old not in seen
    assert page.items[0].field_data


async def test_a_form_tells_name_questions_and_locale(graph: MetaGraph) -> None:
    form = await graph.form(FORM, TOKEN)
    assert (form.id, form.locale, form.page_id) == (FORM, "it_IT", PAGE)
    assert "numero_di_telefono" in [question.key for question in form.questions]
    choice = next(question for question in form.questions if question.key == "tipologia_abitazione")
    assert ("appartamento", "appartamento") in choice.options


async def test_a_page_is_subscribed_and_a_test_lead_made(graph: MetaGraph) -> None:
    await graph.subscribe(PAGE, TOKEN)
    lead_id = await graph.create_test_lead(
        FORM, TOKEN, {"e-mail": ["è@example.com"]}, {"consenso_privacy": True}
    )
    lead = await graph.fetch_lead(lead_id, TOKEN)
    assert lead.field_data[0].values == ("è@example.com",)
    assert lead.custom_disclaimer_responses[0].is_checked
    with pytest.raises(GraphUnexpected, match="test lead already"):
        await graph.create_test_lead(FORM, TOKEN, {}, {})


@pytest.mark.parametrize(
    ("mode", "kind", "expected"),
    [
        ("gone", GraphGone, (100, True)),
        ("no_permission", GraphNoPermission, (200, True)),
        ("try_later", GraphTransient, (80005, False)),
        ("token_dead", GraphTokenDead, (190, True)),
        ("server_error", GraphTransient, (2, False)),
        ("bad_json", GraphUnexpected, (None, False)),
    ],
)
async def test_each_way_to_go_wrong_has_its_name_and_its_sentences(
    graph: MetaGraph,
    controls: httpx.AsyncClient,
    mode: str,
    kind: type[GraphError],
    expected: tuple[int | None, bool],
) -> None:
    lead_id = await made(controls)
    await controls.post("/errors", json={"mode": mode, "target": lead_id, "times": 1})
    with pytest.raises(kind) as caught:
        await graph.fetch_lead(lead_id, TOKEN)
    error = caught.value
    assert type(error) is kind
    assert (error.code, error.permanent) == expected
    assert bool(error.fbtrace_id) == (error.code is not None)
    assert error.it.endswith(".")
    assert error.en.endswith(".")
    assert (await graph.fetch_lead(lead_id, TOKEN)).id == lead_id


async def test_meta_may_say_how_long_to_wait(graph: MetaGraph, controls: httpx.AsyncClient) -> None:
    await controls.post("/errors", json={"mode": "try_later", "minutes": 7, "times": 1})
    with pytest.raises(GraphTransient) as caught:
        await graph.form(FORM, TOKEN)
    assert caught.value.retry_after == 420


async def test_a_token_that_was_never_given_out_is_dead(
    graph: MetaGraph, controls: httpx.AsyncClient
) -> None:
    with pytest.raises(GraphTokenDead):
        await graph.fetch_lead(await made(controls), "EAABnobody")


async def test_a_secret_of_another_app_is_not_a_dead_token(
    graph_address: str, controls: httpx.AsyncClient
) -> None:
    async with MetaGraph(graph_address, app_secret="un-altro") as graph:
        with pytest.raises(GraphNoPermission):
            await graph.fetch_lead(await made(controls), TOKEN)


async def test_a_slow_meta_is_not_waited_for(graph_address: str, controls: httpx.AsyncClient) -> None:
    lead_id = await made(controls)
    await controls.post("/errors", json={"mode": "slow", "target": lead_id, "times": 1, "seconds": 3})
    async with MetaGraph(graph_address, timeout=0.2) as graph:
        with pytest.raises(GraphTransient, match="did not answer"):
            await graph.fetch_lead(lead_id, TOKEN)


async def test_a_trickle_is_not_waited_for_either() -> None:
    async def trickle(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with server_that(trickle) as (address, _), MetaGraph(address, timeout=0.3) as graph:
        with pytest.raises(GraphTransient):
            await graph.fetch_lead("1", TOKEN)


async def test_nobody_there_is_a_passing_trouble() -> None:
    async with MetaGraph(f"http://127.0.0.1:{free_port()}") as graph:
        with pytest.raises(GraphTransient, match="cannot be reached"):
            await graph.fetch_lead("1", TOKEN)


@pytest.mark.parametrize("packed", [False, True])
async def test_an_answer_over_two_megabytes_is_refused(packed: bool) -> None:
    body = b'{"id":"1","x":"' + b"x" * 2_100_000 + b'"}'
    reply = answering(200, gzip.compress(body), Content_Encoding="gzip") if packed else answering(200, body)
    async with server_that(reply) as (address, _), MetaGraph(address) as graph:
        with pytest.raises(GraphUnexpected, match="2 MB") as caught:
            await graph.fetch_lead("1", TOKEN)
    assert caught.value.permanent


async def test_a_redirect_is_not_followed() -> None:
    async with (
        server_that(answering(200, b'{"id":"1"}')) as (elsewhere, heads),
        server_that(answering(302, b"", Location=f"{elsewhere}/1")) as (address, _),
        MetaGraph(address) as graph,
    ):
        with pytest.raises(GraphUnexpected):
            await graph.fetch_lead("1", TOKEN)
    assert heads == []


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'"x"', b"", b"\xff\xfe"])
async def test_a_200_that_is_not_graphs_may_pass(body: bytes) -> None:
    async with server_that(answering(200, body)) as (address, _), MetaGraph(address) as graph:
        with pytest.raises(GraphUnexpected) as caught:
            await graph.fetch_lead("1", TOKEN)
    assert not caught.value.permanent


async def test_the_token_is_in_the_request_and_in_no_log_or_error(caplog: pytest.LogCaptureFixture) -> None:
    token = "EAAB" + "segreto9" * 5
    caplog.set_level(logging.DEBUG)
    body = b'{"error":{"message":"Malformed access token ' + token.encode() + b'","code":190}}'
    async with (
        server_that(answering(400, body)) as (address, heads),
        MetaGraph(address, app_secret="chiave") as graph,
    ):
        with pytest.raises(GraphTokenDead) as caught:
            await graph.fetch_lead("1", token)
    first, *headers = heads[0].split("\r\n")
    assert f"access_token={token}" in first
    assert "appsecret_proof=" in first
    assert f"authorization: bearer {token}".lower() in [line.lower() for line in headers]
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name != "asyncio")
    assert token not in logged
    assert token not in f"{caught.value!r}{caught.value}{caught.value.detail}"


@pytest.mark.parametrize("token", ["", "  ", "a\nb", "à", "a b"])
async def test_what_cannot_be_a_token_is_not_sent(token: str) -> None:
    async with MetaGraph("http://127.0.0.1:9") as graph:
        with pytest.raises(GraphTokenDead):
            await graph.fetch_lead("1", token)


@pytest.mark.parametrize("leadgen_id", ["", "../me", "1/leads", "1?fields=x", "a" * 101, "1\n"])
async def test_what_cannot_be_an_id_is_not_asked_for(leadgen_id: str) -> None:
    async with MetaGraph("http://127.0.0.1:9") as graph:
        with pytest.raises(GraphGone):
            await graph.fetch_lead(leadgen_id, TOKEN)


@pytest.mark.parametrize(
    "address",
    [
        "http://graph.facebook.com",
        "http://10.0.0.1:8000",
        "http://localhost.example.com",
        "https://user:pass@graph.facebook.com",
        "https://graph.facebook.com/?x=1",
        "ftp://127.0.0.1",
        "graph.facebook.com",
        "https://",
        "http://[::1",
        "",
    ],
)
def test_the_address_must_be_https_or_this_machine(address: str) -> None:
    with pytest.raises(GraphAddressRefused):
        checked_address(address)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "127.9.9.9"])
def test_plain_http_is_for_this_machine(host: str) -> None:
    assert checked_address(f"http://{host}/v23.0/") == (f"http://{host}/v23.0", True)
    assert checked_address("https://graph.facebook.com/v23.0") == ("https://graph.facebook.com/v23.0", False)
