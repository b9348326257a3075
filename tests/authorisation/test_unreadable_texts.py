"""A NUL or half a character, anywhere in any request, is refused or ignored; it is never an error of ours."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from goccia.core.database import Database
from goccia.core.settings import Settings
from tests.authorisation.expected import EXPECTED, REQUESTS
from tests.authorisation.stage import Stage, set_stage

HALF, NUL = "a\ud800b", "a\x00b"
IN_ADDRESSES = (
    "a%00b",
    "a%ED%A0%80b",
    "%FF",
    "AA",
    "WyJcdWQ4MDAiLCJcdWQ4MDAiXQ",
    "WyJhXHUwMDAwYiIsImFcdTAwMDBiIl0",
)
"""The last two are cursors: `["\\ud800","\\ud800"]` and `["a\\u0000b","a\\u0000b"]`."""
WITHOUT_END = "GET /api/stream"


def resolved(contract: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema, or each of its alternatives."""
    if "$ref" in schema:
        schema = contract["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    for part in schema.get("anyOf", schema.get("oneOf", [schema])):
        if "$ref" in part or "anyOf" in part:
            yield from resolved(contract, part)
        else:
            yield part


def spoilt(contract: dict[str, Any], schema: dict[str, Any], good: Any, bad: str) -> Iterator[Any]:
    """Values of this schema, each with the bad text in another place."""
    for part in resolved(contract, schema):
        kind = part.get("type")
        if kind == "object":
            here: Any = good if isinstance(good, dict) else {}
            yield {**here, bad: "x"}
            for name, inner in part.get("properties", {}).items():
                for value in spoilt(contract, inner, here.get(name), bad):
                    yield {**here, name: value}
            inner = part.get("additionalProperties")
            if inner:
                for value in spoilt(
                    contract, inner if isinstance(inner, dict) else {"type": "string"}, None, bad
                ):
                    yield {**here, "x": value}
        elif kind == "array":
            here = good[0] if isinstance(good, list) and good else None
            for value in spoilt(contract, part.get("items", {"type": "string"}), here, bad):
                yield [value]
        else:
            yield bad


def operation(app: FastAPI, route: str) -> dict[str, Any]:
    method, path = route.split()
    found: dict[str, Any] = app.openapi()["paths"].get(path, {}).get(method.lower(), {})
    return found


async def send(client: httpx.AsyncClient, stage: Stage, route: str, url: str, **more: Any) -> httpx.Response:
    client.cookies.clear()
    headers = {"Authorization": f"Bearer {stage.tokens['ada']}"} | more.pop("headers", {})
    return await client.request(route.split(maxsplit=1)[0], url, headers=headers, **more)


def check(answer: httpx.Response, what: object) -> None:
    assert answer.status_code < 500, f"{what!r}: {answer.status_code} {answer.text[:300]}"


@pytest.mark.parametrize("route", sorted(route for route in REQUESTS if EXPECTED.get(route)))
async def test_in_any_body(
    route: str, app: FastAPI, client: httpx.AsyncClient, database: Database, settings: Settings
) -> None:
    said = operation(app, route).get("requestBody", {}).get("content", {}).get("application/json")
    stage = await set_stage(database, settings)
    good = REQUESTS[route](stage).get("json")
    url = route.split()[1].format(**stage.places)
    for bad in (HALF, NUL):
        schema = said["schema"] if said else {"type": "object", "additionalProperties": True}
        for body in (bad, *spoilt(app.openapi(), schema, good, bad)):
            content = json.dumps(body)
            answer = await send(
                client, stage, route, url, content=content, headers={"Content-Type": "application/json"}
            )
            check(answer, content)


@pytest.mark.parametrize("route", sorted(set(EXPECTED) - {WITHOUT_END}))
async def test_in_any_address(
    route: str, app: FastAPI, client: httpx.AsyncClient, database: Database, settings: Settings
) -> None:
    stage = await set_stage(database, settings)
    path, more = route.split()[1], REQUESTS[route](stage) if route in REQUESTS else {}
    more.pop("params", None)
    for bad in IN_ADDRESSES:
        for parameter in operation(app, route).get("parameters", []):
            name, places = parameter["name"], dict(stage.places)
            query = ""
            if parameter["in"] == "path":
                places[name] = bad
            elif parameter["in"] == "query":
                query = f"?{name}={bad}"
            else:
                continue
            check(await send(client, stage, route, path.format(**places) + query, **more), (name, bad))


@pytest.mark.parametrize("cookie", ["goccia_access", "goccia_refresh", "goccia_csrf"])
async def test_in_cookies_and_headers(client: httpx.AsyncClient, cookie: str) -> None:
    for raw in (b"\xff\xfe", b"a\x00b", b'"\\377\\000"', b"a.b.c", b"\xed\xa0\x80"):
        for path in ("/api/auth/refresh", "/api/auth/logout", "/api/me"):
            method = "GET" if path == "/api/me" else "POST"
            headers = [(b"cookie", cookie.encode() + b"=" + raw), (b"x-csrf-token", raw), (b"user-agent", raw),
                       (b"x-request-id", raw), (b"x-forwarded-for", raw), (b"accept-language", raw)]  # fmt: skip
            check(await client.request(method, path, headers=headers), raw)
            check(await client.request(method, path, headers=[(b"authorization", b"Bearer " + raw)]), raw)


@pytest.mark.parametrize(
    ("field", "bad"), [("email", HALF), ("email", NUL), ("email", "\udfff@example.it"), ("password", HALF)]
)
async def test_in_a_login_the_answer_names_the_field(client: httpx.AsyncClient, field: str, bad: str) -> None:
    body = {"email": "a@example.it", "password": "una password lunga"} | {field: bad}
    answer = await client.post(
        "/api/auth/login", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [line["field"] for line in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("bad", [HALF, NUL])
async def test_in_what_a_provider_sends_it_is_taken_without_them_or_kept(
    client: httpx.AsyncClient, database: Database, settings: Settings, bad: str
) -> None:
    stage = await set_stage(database, settings)
    url = f"/hooks/in/{stage.cast.nord_token}"
    names = ("nome", "cognome", "email", "telefono", "citta", "indirizzo", "campagna", "note", "ip", "x", bad)
    for number, name in enumerate(names):
        lead = {"telefono": f"+39 347 12345{number:02}", "nome": "Maria"} | {name: bad}
        answer = await client.post(
            url, content=json.dumps(lead), headers={"Content-Type": "application/json"}
        )
        if bad == HALF:  # no JSON that anybody may send
            assert (answer.status_code, answer.json()["code"]) == (400, "unreadable_body"), (
                name,
                answer.text,
            )
        else:
            assert answer.json()["status"] in {"kept", "created"}, (name, answer.text)
        encoded = "a%00b" if bad == NUL else "a%ED%A0%80b"
        query = f"telefono=%2B39%20347%2022345{number:02}&{name if name != bad else encoded}={encoded}"
        check(await client.get(f"{url}?{query}"), query)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        check(await client.post(url, content=query, headers=form), query)
