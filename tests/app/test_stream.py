"""The live stream of somebody who is no longer let in ends, and tells them nothing more."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import pytest
from fastapi import FastAPI

from goccia.core import realtime
from goccia.core.database import Database
from tests.distribution.test_arrivals import deliver
from tests.identity.test_sessions import log_in
from tests.people import Cast

End = Callable[[httpx.AsyncClient, Cast, Database, dict[str, str]], Awaitable[None]]


async def logged_out(client: httpx.AsyncClient, cast: Cast, database: Database, own: dict[str, str]) -> None:
    assert (await client.post("/api/auth/logout", headers=own)).status_code == 204


async def logged_out_everywhere(
    client: httpx.AsyncClient, cast: Cast, database: Database, own: dict[str, str]
) -> None:
    assert (await client.post("/api/auth/logout-all", headers=cast.rita.headers)).status_code == 204


async def deactivated(client: httpx.AsyncClient, cast: Cast, database: Database, own: dict[str, str]) -> None:
    path = f"/api/users/{cast.rita.id}/deactivate"
    answer = await client.post(path, json={"open_leads": "keep"}, headers=cast.ada.headers)
    assert answer.status_code == 200, answer.text


async def moved_to_another_unit(
    client: httpx.AsyncClient, cast: Cast, database: Database, own: dict[str, str]
) -> None:
    body = {"unit_ids": [str(cast.sud)]}
    answer = await client.patch(f"/api/users/{cast.rita.id}", json=body, headers=cast.ada.headers)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("end", [logged_out, logged_out_everywhere, deactivated, moved_to_another_unit])
@pytest.mark.parametrize("woken", [True, False], ids=["an event comes", "nothing comes"])
async def test_an_open_stream_ends_for_who_is(
    app: FastAPI,
    client: httpx.AsyncClient,
    cast: Cast,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    end: End,
    woken: bool,
) -> None:
    # with an event nothing else wakes the stream; without one, the sign of life that it sends does
    monkeypatch.setattr(realtime, "SIGN_OF_LIFE_SECONDS", 60.0 if woken else 0.05)
    access, _ = await log_in(client, cast.rita.email)
    own = {"Authorization": f"Bearer {access}"}
    viewers = app.state.feed._viewers
    before = len(viewers)
    listening = asyncio.create_task(client.get("/api/stream", headers=own))  # answers when the stream is over
    async with asyncio.timeout(15):
        while len(viewers) == before:
            await app.state.feed.end_of_log()
        await end(client, cast, database, own)
        lead = (await deliver(client, cast.nord_token, 1))["lead_id"] if woken else "lead.created"
        answer = await listening
    assert answer.status_code == 200
    assert lead not in answer.text
    assert len(viewers) == before
