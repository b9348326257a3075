"""What goes wrong on our side: an answer all the same, with its id, and a try again where that helps."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from goccia.core import http
from goccia.core.settings import Settings
from tests.people import Cast


@pytest.fixture
async def faulty() -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application whose routes have a fault."""
    app = FastAPI()
    http.install(app)

    @app.get("/hooks/in/{token}")
    async def fail(token: str) -> None:
        raise RuntimeError("a fault of ours")

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


async def test_a_fault_of_ours_is_answered_with_its_id_in_both_languages(
    faulty: httpx.AsyncClient, logs: list[dict[str, Any]]
) -> None:
    answer = await faulty.get("/hooks/in/secret-token", headers={"X-Request-ID": "abc-123"})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"] == "abc-123"
    body = answer.json()
    assert body["code"] == "internal_error"
    assert "abc-123" in body["messages"]["it"]
    assert "abc-123" in body["messages"]["en"]
    assert "fault of ours" not in answer.text
    failure, request = logs
    assert (failure["event"], request["event"], request["status"]) == ("request failed", "request", 500)
    assert not [line for line in logs if "secret-token" in line["path"]], "an intake address is a secret"


async def test_a_request_id_that_is_none_is_replaced(faulty: httpx.AsyncClient) -> None:
    for given in (b"a\xffb", b"a b\tc", b"\"'<>", b""):
        answer = await faulty.get("/nowhere", headers=[(b"x-request-id", given)])
        assert answer.status_code == 404
        assert answer.headers["x-request-id"].isascii()
        assert given == b"" or answer.headers["x-request-id"].encode() != given


async def test_a_value_that_the_database_cannot_take_is_no_lost_connection(
    app: FastAPI,
) -> None:
    broken = FastAPI()
    http.install(broken)

    @broken.get("/")
    async def fail() -> None:
        async with app.state.database.transaction() as tx:
            await tx.fetchval("SELECT $1::integer", "many")

    transport = httpx.ASGITransport(broken, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as other:
        assert (await other.get("/")).json()["code"] == "internal_error"


async def kill(settings: Settings, which: str) -> int:
    """End connections of the application as an administrator does; answers how many, once their processes are gone."""
    connection = await asyncpg.connect(settings.database_url)
    try:
        killed = await connection.fetch(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database()"
            f" AND pid <> pg_backend_pid() AND {which}"
        )
    finally:
        await connection.close()
    return len(killed)


async def test_a_connection_that_is_ended_in_the_middle_is_answered_503_and_the_next_request_works(
    client: httpx.AsyncClient, cast: Cast, settings: Settings
) -> None:
    holder = await asyncpg.connect(settings.database_url)
    try:
        async with holder.transaction():
            await holder.execute("LOCK TABLE esito IN ACCESS EXCLUSIVE MODE")
            asked = asyncio.create_task(cast.ada.on(client).get("/api/esiti"))
            async with asyncio.timeout(10):
                while not await kill(settings, "wait_event_type = 'Lock'"):
                    assert not asked.done()
            answer = await asked
    finally:
        await holder.close()
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["x-request-id"]
    assert answer.json()["code"] == "unavailable"
    assert (await cast.ada.on(client).get("/api/esiti")).status_code == 200


async def test_after_every_connection_was_ended_requests_work_again(
    client: httpx.AsyncClient, cast: Cast, settings: Settings
) -> None:
    assert await kill(settings, "application_name = 'goccia'") > 0
    answers = [(await cast.ada.on(client).get("/api/me")).status_code for _ in range(4)]
    assert set(answers) <= {200, 503}
    assert answers[-1] == 200


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.AdminShutdownError("terminating connection"), asyncpg.CrashShutdownError("crash of another"),
        asyncpg.CannotConnectNowError("starting up"), asyncpg.TooManyConnectionsError("too many clients"),
        asyncpg.ConnectionDoesNotExistError("closed in the middle"), asyncpg.InterfaceError("connection is closed"),
        asyncpg.InternalClientError("another operation is in progress"),
        ConnectionRefusedError(), TimeoutError(),
    ],
)  # fmt: skip
async def test_every_way_to_lose_the_database_is_503(error: Exception) -> None:
    app = FastAPI()
    http.install(app)

    @app.get("/")
    async def fail() -> None:
        raise error

    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://127.0.0.1"
    ) as client:
        answer = await client.get("/")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"]
    assert answer.headers["x-request-id"]
