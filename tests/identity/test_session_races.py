"""What ends sessions while one is being opened: none survives, whoever was first."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import httpx
import pytest

from goccia.core.settings import Settings
from tests.conftest import Clock
from tests.identity.test_sessions import log_in, renew, status
from tests.people import PASSWORD, Cast

Act = Callable[[], Awaitable[Any]]
OPENING = "LOCK TABLE unit IN ACCESS EXCLUSIVE MODE"
"""A session is written and its answer, which names the person's units, is not: nothing is committed yet."""
CHECKED = "LOCK TABLE login_attempt IN SHARE MODE"
"""The password was found right; the session is not written."""
WAITING = (
    "SELECT count(*) FROM pg_stat_clear_snapshot(), pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


async def meanwhile(settings: Settings, statement: str, opening: Act, ending: Act) -> Any:
    """Stop `opening` at a lock, let `ending` go as far as it gets, then let both go on; answers what was opened."""
    connection = await asyncpg.connect(settings.database_url)

    async def until_waiting(number: int, task: asyncio.Future[Any]) -> None:
        async with asyncio.timeout(10):
            while not task.done() and await connection.fetchval(WAITING) < number:
                pass

    try:
        async with connection.transaction():
            await connection.execute(statement)
            opened = asyncio.ensure_future(opening())
            await until_waiting(1, opened)
            assert not opened.done()
            ended = asyncio.ensure_future(ending())
            await until_waiting(2, ended)
    finally:
        await connection.close()
    async with asyncio.timeout(10):
        answer = await ended
        assert not isinstance(answer, httpx.Response) or answer.is_success, answer.text
        return await opened


def ways_to_end(client: httpx.AsyncClient, cast: Cast) -> dict[str, Act]:
    """Everything that ends all sessions of Anna's."""
    return {
        "reset": lambda: cast.ada.on(client).post(f"/api/users/{cast.anna.id}/reset-password"),
        "deactivated": lambda: cast.ada.on(client).post(
            f"/api/users/{cast.anna.id}/deactivate", json={"open_leads": "keep"}
        ),
        "everywhere": lambda: cast.anna.on(client).post("/api/auth/logout-all"),
        "password": lambda: cast.anna.on(client).post(
            "/api/auth/password", json={"current_password": PASSWORD, "new_password": "una password nuova"}
        ),
    }


@pytest.mark.parametrize("way", ["reset", "deactivated", "everywhere", "password"])
async def test_a_renewal_in_flight_does_not_survive(
    client: httpx.AsyncClient, cast: Cast, settings: Settings, way: str
) -> None:
    _, refresh = await log_in(client, cast.anna.email)
    end = ways_to_end(client, cast)[way]
    code, following = await meanwhile(settings, OPENING, lambda: renew(client, refresh), end)
    assert code in {200, 401}
    assert (await renew(client, following or refresh))[0] == 401


@pytest.mark.parametrize("lock", [CHECKED, OPENING])
@pytest.mark.parametrize("way", ["reset", "deactivated", "everywhere", "password"])
async def test_a_login_in_flight_does_not_survive(
    client: httpx.AsyncClient, cast: Cast, settings: Settings, way: str, lock: str
) -> None:
    async def open_session() -> httpx.Response:
        body = {"email": cast.anna.email, "password": PASSWORD}
        return await client.post("/api/auth/login", json=body)

    end = ways_to_end(client, cast)[way]
    answer = await meanwhile(settings, lock, open_session, end)
    refresh = client.cookies.get("goccia_refresh")
    client.cookies.clear()
    assert answer.status_code in {200, 401}
    if answer.status_code == 200:
        assert refresh is not None
        assert await status(client, answer.json()["access_token"]) == 401
        assert (await renew(client, refresh))[0] == 401


async def test_a_renewal_in_flight_does_not_survive_the_logout_of_its_session(
    client: httpx.AsyncClient, cast: Cast, settings: Settings
) -> None:
    access, refresh = await log_in(client, cast.anna.email)
    code, following = await meanwhile(
        settings, OPENING, lambda: renew(client, refresh),
        lambda: client.post("/api/auth/logout", headers={"Authorization": f"Bearer {access}"}),
    )  # fmt: skip
    assert code == 200
    assert (await renew(client, following))[0] == 401


async def test_a_renewal_in_flight_does_not_survive_the_discovery_of_a_theft(
    client: httpx.AsyncClient, cast: Cast, settings: Settings, clock: Clock
) -> None:
    _, stolen = await log_in(client, cast.anna.email)
    _, refresh = await renew(client, stolen)
    clock.fixed = datetime.now(UTC) + timedelta(seconds=11)
    code, following = await meanwhile(
        settings, OPENING, lambda: renew(client, refresh), lambda: renew(client, stolen)
    )
    assert code == 200
    assert (await renew(client, following))[0] == 401
