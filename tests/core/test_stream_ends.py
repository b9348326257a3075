"""An open live stream ends when its viewer may see no more, and tells nothing after that."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from goccia.core import realtime
from goccia.core.database import Database
from tests.distribution.test_arrivals import deliver
from tests.people import Cast, Person


class Viewer:
    """Somebody with an open stream: all that was sent to them."""

    def __init__(self) -> None:
        self.text = ""
        self.more = asyncio.Event()
        self.ended = asyncio.Event()

    async def until(self, word: str) -> None:
        async with asyncio.timeout(10):
            while word not in self.text:
                self.more.clear()
                await self.more.wait()

    async def until_the_end(self) -> None:
        async with asyncio.timeout(10):
            await self.ended.wait()


@asynccontextmanager
async def watching(app: FastAPI, person: Person) -> AsyncIterator[Viewer]:
    """Open the stream and read it until the end of the block."""
    viewer = Viewer()
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()  # the browser stays
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        viewer.text += message.get("body", b"").decode()
        viewer.more.set()
        if message["type"] == "http.response.body" and not message.get("more_body"):
            viewer.ended.set()

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": "/api/stream", "raw_path": b"/api/stream", "query_string": b"", "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1), "headers": [(b"authorization", f"Bearer {person.token}".encode())],
    }  # fmt: skip
    task = asyncio.create_task(app(scope, receive, send))
    try:
        await viewer.until("event: hello")
        yield viewer
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


End = Callable[[httpx.AsyncClient, Cast], Awaitable[httpx.Response]]
ENDS: dict[str, End] = {
    "deactivated": lambda client, cast: cast.rita.on(client).post(
        f"/api/users/{cast.anna.id}/deactivate", json={"open_leads": "keep"}
    ),
    "reset": lambda client, cast: cast.rita.on(client).post(f"/api/users/{cast.anna.id}/reset-password"),
    "logged out": lambda client, cast: cast.anna.on(client).post("/api/auth/logout"),
    "logged out everywhere": lambda client, cast: cast.anna.on(client).post("/api/auth/logout-all"),
}


@pytest.mark.parametrize("way", ENDS)
async def test_the_stream_of_who_is_logged_out_ends_before_it_tells_anything_more(
    app: FastAPI, client: httpx.AsyncClient, cast: Cast, database: Database, way: str
) -> None:
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM container_member WHERE user_id = $1", cast.bruno.id)
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    async with watching(app, cast.anna) as viewer:
        await cast.rita.on(client).post(f"/api/leads/{lead}/notes", json={"text": "prima"})
        await viewer.until("lead.note_added")
        so_far = viewer.text.count("lead.note_added")
        assert (await ENDS[way](client, cast)).is_success
        await cast.rita.on(client).post(f"/api/leads/{lead}/notes", json={"text": "dopo"})
        await viewer.until_the_end()
    assert viewer.text.count("lead.note_added") == so_far


async def test_a_stream_on_which_nothing_happens_ends_at_the_next_sign_of_life(
    app: FastAPI, client: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(realtime, "SIGN_OF_LIFE_SECONDS", 0.05)
    async with watching(app, cast.carla) as viewer:
        await viewer.until(": alive")
        assert (await cast.carla.on(client).post("/api/auth/logout")).is_success
        await viewer.until_the_end()


async def test_the_stream_of_who_leaves_a_unit_ends_so_that_the_page_asks_anew(
    app: FastAPI, client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    async with watching(app, cast.rita) as viewer:
        async with database.transaction() as tx:
            await tx.execute("UPDATE user_unit SET unit_id = $2 WHERE user_id = $1", cast.rita.id, cast.sud)
        lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
        await viewer.until_the_end()
    assert lead not in viewer.text
