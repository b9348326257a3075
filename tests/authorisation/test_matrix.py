"""Every route × everybody: generated from the application's own route table."""

import asyncio
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from goccia.app.application import create_application
from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.kit.ids import uuid7
from tests.authorisation.expected import EXPECTED, OUTSIDE, PEOPLE, PLACES, REQUESTS
from tests.authorisation.stage import Stage, set_stage

STREAMS = {"GET /api/stream"}


def routes(app: FastAPI) -> Iterator[tuple[str, APIRoute]]:
    """Each route as "METHOD /path"."""
    for context in iter_route_contexts(app.routes):
        if isinstance(context.original_route, APIRoute):
            for method in sorted((context.methods or set()) - {"HEAD"}):
                yield f"{method} {context.path}", context.original_route


def test_every_route_has_a_line_and_every_line_a_route(app: FastAPI) -> None:
    there = {name for name, _ in routes(app)}
    assert sorted(there - EXPECTED.keys()) == [], "add these to expected.py"
    assert sorted(EXPECTED.keys() - there) == [], "these are routes no more"


def test_a_route_says_who_may_call_it(app: FastAPI) -> None:
    def says(dependant: Any) -> bool:
        return hasattr(dependant.call, "permission") or any(says(inner) for inner in dependant.dependencies)

    assert [name for name, route in routes(app) if not says(route.dependant)] == []


def test_nothing_but_api_routes_answers(app: FastAPI) -> None:
    others = {
        getattr(context.original_route, "path", "?")
        for context in iter_route_contexts(app.routes)
        if not isinstance(context.original_route, APIRoute)
    }
    assert others <= {"/api/openapi.json", "/api/docs", "/sim/graph", ""}


@pytest.mark.parametrize("route", sorted(EXPECTED))
async def test_everybody_gets_their_answer(
    route: str, app: FastAPI, client: httpx.AsyncClient, database: Database, settings: Settings
) -> None:
    answers: dict[str, int] = {}
    for person in (*OUTSIDE, *PEOPLE):
        stage = await set_stage(database, settings)
        status, text = await ask(app, client, route, stage, person)
        answers[person] = status
        if 200 <= status < 300:
            told = [word for word in hidden_from(stage, person, route) if word in text]
            assert not told, f"{person} learns of {told}"
        if status == 404:
            await same_as_nothing(app, client, route, stage, person, text)
    assert answers == EXPECTED[route]


async def ask(
    app: FastAPI,
    client: httpx.AsyncClient,
    route: str,
    stage: Stage,
    person: str,
    places: dict[str, str] | None = None,
) -> tuple[int, str]:
    """Status and text of the answer."""
    method, path = route.split()
    chosen = PLACES[route](stage) if route in PLACES else {}
    url = path.format(**(stage.places | chosen | (places or {})))
    token = stage.tokens[person]
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if route in STREAMS:
        return await beginning(app, url, headers), ""
    client.cookies.clear()
    answer = await client.request(
        method, url, headers=headers, **(REQUESTS[route](stage) if route in REQUESTS else {})
    )
    return answer.status_code, text_of(answer)


def text_of(answer: httpx.Response) -> str:
    """What an answer says; of a workbook the text of its parts."""
    if not answer.content.startswith(b"PK"):
        return answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        return "\n".join(book.read(part).decode() for part in book.namelist())


def hidden_from(stage: Stage, person: str, route: str) -> list[str]:
    """What this person's answer may not hold."""
    if person == "bruno":
        return [stage.mark]
    if person in ("carla", "remo") and not route.startswith("POST /api/auth/login"):
        return stage.of_nord
    return []


async def same_as_nothing(
    app: FastAPI, client: httpx.AsyncClient, route: str, stage: Stage, person: str, text: str
) -> None:
    """A record that one may not see answers exactly like one that does not exist."""
    if "{" not in route:
        return
    nowhere = str(uuid7())
    number = stage.places["number"]
    elsewhere = dict.fromkeys(stage.places, nowhere) | {"number": number}
    status, other = await ask(app, client, route, stage, person, elsewhere)
    assert status == 404
    here = stage.places | (PLACES[route](stage) if route in PLACES else {})
    for value in here.values():
        text = text.replace(value, "it")
    assert other.replace(nowhere, "it").replace(number, "it") == text


async def beginning(app: FastAPI, url: str, headers: dict[str, str]) -> int:
    """The status of an answer that never ends."""
    status: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0)
        if not status.done():
            return {"type": "http.request", "body": b"", "more_body": False}
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start" and not status.done():
            status.set_result(message["status"])

    lines = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": url, "raw_path": url.encode(), "query_string": b"", "root_path": "", "headers": lines,
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    running = asyncio.create_task(app(scope, receive, send))
    try:
        return await asyncio.wait_for(asyncio.shield(status), 10)
    finally:
        running.cancel()
        await asyncio.wait({running}, timeout=5)


def test_the_contract_is_that_of_the_routes(settings: Settings) -> None:
    app = create_application(settings)
    published = {
        f"{method.upper()} {path}"
        for path, operations in app.openapi()["paths"].items()
        for method in operations
    }
    assert published == {name for name, _ in routes(app)}
