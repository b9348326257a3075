""" "Invia un lead di prova", from the button to the agent, through the simulator that the server carries."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
from fastapi import FastAPI

from goccia.app import simulated_meta
from goccia.app.application import create_application
from goccia.intake import meta_fetch
from goccia.intake.adapters.meta_graph import MetaGraph
from goccia.intake.meta_pages import SIMULATED_PAGES
from goccia.sim.graph import DEMO_FORM, DEMO_PAGE, How, LeadOrder, Simulator
from tests.intake.meta_flow.conftest import Stage


def carried(app: FastAPI) -> Simulator:
    simulator: Simulator = app.state.practice_meta._simulator
    return simulator


@asynccontextmanager
async def our_hooks_answering(app: FastAPI, client: httpx.AsyncClient) -> AsyncIterator[asyncio.Queue[int]]:
    """A port of this machine that hands the simulator's webhooks to the application."""
    statuses: asyncio.Queue[int] = asyncio.Queue()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        body = await reader.readexactly(int(headers["Content-Length"]))
        signature = headers["X-Hub-Signature-256"]
        answer = await client.post("/hooks/meta", content=body, headers={"X-Hub-Signature-256": signature})
        writer.write(f"HTTP/1.0 {answer.status_code} x\r\nContent-Length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        statuses.put_nowait(answer.status_code)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    simulator = carried(app)
    before = simulator.callback_url
    simulator.callback_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hooks/meta"
    try:
        yield statuses
    finally:
        simulator.callback_url = before
        server.close()


@asynccontextmanager
async def graph_of(app: FastAPI, stage: Stage) -> AsyncIterator[MetaGraph]:
    """The worker's client, over the application's own mount."""
    transport = httpx.ASGITransport(app=app)
    address = f"http://127.0.0.1{simulated_meta.MOUNT}"
    async with MetaGraph(address, app_secret=stage.settings.meta_secret, transport=transport) as graph:
        yield graph


async def test_the_button_makes_a_real_lead_of_an_invented_person(app: FastAPI, stage: Stage) -> None:
    path = f"/api/containers/{stage.cast.nord_container}/test-lead"
    async with our_hooks_answering(app, stage.client) as statuses, graph_of(app, stage) as graph:
        for count in (1, 2):
            answer = await stage.client.post(path, headers=stage.cast.rita.headers)
            assert answer.status_code == 202, answer.text
            leadgen_id = answer.json()["leadgen_id"]
            assert await asyncio.wait_for(statuses.get(), 10) == 200
            assert (await stage.row(leadgen_id))["container_id"] == stage.cast.nord_container
            now = datetime.now(UTC)
            assert await meta_fetch.fetch(stage.database, stage.settings, graph, leadgen_id, now) == "done"
            assert len(await stage.leads()) == count
    for lead in await stage.leads():
        assert lead["agent_id"] in {stage.cast.anna.id, stage.cast.bruno.id}
        assert lead["form"] == "Modulo di prova: Campagna Nord"
    forms = (await stage.as_admin("GET", "/api/meta/forms?limit=200")).json()["items"]
    mine = [form for form in forms if (form["container"] or {}).get("id") == str(stage.cast.nord_container)]
    assert len(mine) == 1


async def test_who_may_not_see_the_container_may_not_send_a_test_lead(stage: Stage) -> None:
    path = f"/api/containers/{stage.cast.nord_container}/test-lead"
    assert (await stage.client.post(path, headers=stage.cast.remo.headers)).status_code == 404
    assert (await stage.client.post(path, headers=stage.cast.anna.headers)).status_code == 403
    assert (await stage.client.post(path)).status_code == 401


async def test_with_the_real_meta_the_button_says_what_to_do_instead(app: FastAPI, stage: Stage) -> None:
    before, app.state.practice_meta = app.state.practice_meta, None
    try:
        path = f"/api/containers/{stage.cast.nord_container}/test-lead"
        answer = await stage.client.post(path, headers=stage.cast.rita.headers)
    finally:
        app.state.practice_meta = before
    assert (answer.status_code, answer.json()["code"]) == (409, "no_simulator")


async def test_the_demo_form_is_connected_for_the_demo(app: FastAPI, stage: Stage) -> None:
    async with stage.database.transaction() as tx:
        await simulated_meta.connect_demo_form(tx, stage.settings, stage.cast.sud_container)
    async with our_hooks_answering(app, stage.client) as statuses, graph_of(app, stage) as graph:
        [lead], _ = await carried(app).send_leads(LeadOrder(form_id=DEMO_FORM.id), how=How(numbers=True))
        assert await asyncio.wait_for(statuses.get(), 10) == 200
        now = datetime.now(UTC)
        assert await meta_fetch.fetch(stage.database, stage.settings, graph, lead.id, now) == "done"
    assert len(await stage.leads(stage.cast.sud_container)) == 1


async def test_the_simulators_controls_are_closed_to_strangers(stage: Stage) -> None:
    path = f"{simulated_meta.MOUNT}/_sim/log"
    assert (await stage.client.get(path)).status_code == 404
    key = simulated_meta.control_key(stage.settings)
    assert (await stage.client.get(path, headers={"X-Sim-Key": key})).status_code == 200


async def test_the_simulated_graph_answers_this_installation_only(app: FastAPI, stage: Stage) -> None:
    [lead] = carried(app).make_leads(LeadOrder())
    own = simulated_meta.page_token(stage.settings)
    assert own != DEMO_PAGE.token
    forged = hmac.new(b"guess", own.encode(), "sha256").hexdigest()
    for given in ({"access_token": DEMO_PAGE.token}, {"access_token": own}, {},
                  {"access_token": own, "appsecret_proof": forged}):  # fmt: skip
        for path in (lead.id, f"v23.0/{DEMO_FORM.id}/leads", DEMO_PAGE.id, "", "a/b/c"):
            answer = await stage.client.get(f"{simulated_meta.MOUNT}/{path}", params=given)
            assert answer.status_code == 404
    deleted = await stage.client.request(
        "DELETE", f"{simulated_meta.MOUNT}/{lead.id}", params={"access_token": DEMO_PAGE.token}
    )
    assert deleted.status_code == 404
    async with graph_of(app, stage) as graph:
        assert (await graph.fetch_lead(lead.id, own)).id == lead.id


async def test_with_the_real_meta_there_is_no_simulator(stage: Stage) -> None:
    settings = stage.settings.model_copy(update={"meta_graph_url": "https://graph.example.it"})
    transport = httpx.ASGITransport(create_application(settings))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        key = {"X-Sim-Key": simulated_meta.control_key(settings)}
        for path in ("_sim/log", "_sim/leads", DEMO_PAGE.id, f"{DEMO_FORM.id}/leads"):
            assert (await client.get(f"{simulated_meta.MOUNT}/{path}", headers=key)).status_code == 404


def test_the_pages_that_only_the_simulator_knows_are_named() -> None:
    assert DEMO_PAGE.id in SIMULATED_PAGES
