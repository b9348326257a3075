"""Sessions: renewed, stolen, ended."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.identity.tokens import AccessToken, issue_access, read_access
from tests.conftest import Clock
from tests.people import PASSWORD, Cast


async def log_in(client: httpx.AsyncClient, email: str) -> tuple[str, str]:
    """An access and a refresh token."""
    client.cookies.clear()
    answer = await client.post("/api/auth/login", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    refresh = client.cookies["goccia_refresh"]
    client.cookies.clear()
    return answer.json()["access_token"], refresh


async def renew(client: httpx.AsyncClient, refresh: str) -> tuple[int, str]:
    answer = await client.post("/api/auth/refresh", json={"refresh_token": refresh})
    following = client.cookies.get("goccia_refresh") or ""
    client.cookies.clear()
    return answer.status_code, following


async def status(client: httpx.AsyncClient, access: str) -> int:
    return (await client.get("/api/me", headers={"Authorization": f"Bearer {access}"})).status_code


async def test_a_refresh_token_is_changed_for_a_new_one(client: httpx.AsyncClient, cast: Cast) -> None:
    await client.post("/api/auth/login", json={"email": cast.anna.email, "password": PASSWORD})
    first, csrf = client.cookies["goccia_refresh"], client.cookies["goccia_csrf"]
    answer = await client.post("/api/auth/refresh")
    assert answer.status_code == 200
    assert answer.json()["user"]["email"] == cast.anna.email
    assert client.cookies["goccia_refresh"] != first
    assert client.cookies["goccia_csrf"] == csrf, "other tabs still send this one"


async def test_two_tabs_that_renew_at_once_both_go_on(client: httpx.AsyncClient, cast: Cast) -> None:
    _, refresh = await log_in(client, cast.anna.email)
    answers = await asyncio.gather(
        *(client.post("/api/auth/refresh", json={"refresh_token": refresh}) for _ in range(4))
    )
    assert [answer.status_code for answer in answers] == [200] * 4
    client.cookies.clear()
    for answer in answers:
        assert await status(client, answer.json()["access_token"]) == 200


async def test_a_used_refresh_token_that_comes_back_ends_the_whole_session(
    client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    access, stolen = await log_in(client, cast.anna.email)
    other, _ = await log_in(client, cast.anna.email)
    code, following = await renew(client, stolen)
    assert code == 200
    clock.fixed = datetime.now(UTC) + timedelta(seconds=11)
    assert (await renew(client, stolen))[0] == 401
    assert (await renew(client, following))[0] == 401, "neither the thief nor the owner goes on"
    assert await status(client, access) == 401
    assert await status(client, other) == 200, "the other sessions of the person do"


async def test_a_session_that_nobody_renews_ends(client: httpx.AsyncClient, cast: Cast, clock: Clock) -> None:
    _, refresh = await log_in(client, cast.anna.email)
    clock.fixed = datetime.now(UTC) + timedelta(days=31)
    assert (await renew(client, refresh))[0] == 401
    assert (await renew(client, "invented"))[0] == 401
    assert (await client.post("/api/auth/refresh")).status_code == 401


async def test_logging_out_ends_this_session_alone(client: httpx.AsyncClient, cast: Cast) -> None:
    access, refresh = await log_in(client, cast.anna.email)
    other, _ = await log_in(client, cast.anna.email)
    answer = await client.post("/api/auth/logout", headers={"Authorization": f"Bearer {access}"})
    assert answer.status_code == 204
    assert await status(client, access) == 401
    assert (await renew(client, refresh))[0] == 401
    assert await status(client, other) == 200
    assert (await client.post("/api/auth/logout")).status_code == 204, "nobody may log out, too"


async def test_the_page_logs_out_with_its_cookies(client: httpx.AsyncClient, cast: Cast) -> None:
    answer = await client.post("/api/auth/login", json={"email": cast.anna.email, "password": PASSWORD})
    assert (await client.post("/api/auth/logout")).status_code == 204
    assert not client.cookies
    assert await status(client, answer.json()["access_token"]) == 401


async def test_logging_out_everywhere_ends_every_session(client: httpx.AsyncClient, cast: Cast) -> None:
    first, refresh = await log_in(client, cast.anna.email)
    second, _ = await log_in(client, cast.anna.email)
    assert (
        await client.post("/api/auth/logout-all", headers={"Authorization": f"Bearer {first}"})
    ).status_code == 204
    assert [await status(client, token) for token in (first, second, cast.anna.token)] == [401] * 3
    assert (await renew(client, refresh))[0] == 401


async def test_another_password_ends_the_other_sessions(client: httpx.AsyncClient, cast: Cast) -> None:
    here, _ = await log_in(client, cast.anna.email)
    there, refresh = await log_in(client, cast.anna.email)
    headers = {"Authorization": f"Bearer {here}"}

    async def change(current: str, new: str) -> httpx.Response:
        body = {"current_password": current, "new_password": new}
        return await client.post("/api/auth/password", json=body, headers=headers)

    for current, new, field in (
        ("not mine", "una password nuova", "current_password"),
        (PASSWORD, "corta", "new_password"),
        (PASSWORD, cast.anna.email.upper(), "new_password"),
        (PASSWORD, PASSWORD, "new_password"),
    ):
        refused = await change(current, new)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)
    assert (await change(PASSWORD, "una password nuova")).status_code == 204
    assert await status(client, here) == 200
    assert await status(client, there) == 401
    assert (await renew(client, refresh))[0] == 401
    before = await client.post("/api/auth/login", json={"email": cast.anna.email, "password": PASSWORD})
    after = await client.post(
        "/api/auth/login", json={"email": cast.anna.email, "password": "una password nuova"}
    )
    assert (before.status_code, after.status_code) == (401, 200)


async def test_a_deactivated_user_is_out_at_once(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    access, refresh = await log_in(client, cast.anna.email)
    async with database.transaction() as tx:
        await tx.execute("UPDATE app_user SET active = false WHERE id = $1", cast.anna.id)
    assert await status(client, access) == 401
    assert (await renew(client, refresh))[0] == 401


async def test_forged_and_expired_tokens_say_nothing(
    client: httpx.AsyncClient, cast: Cast, settings: Settings
) -> None:
    mine = read_access(settings, cast.anna.token)
    assert mine is not None
    expired = issue_access(settings, mine, datetime.now(UTC) - timedelta(hours=2))
    someone_else = issue_access(settings, AccessToken(cast.ada.id, 0, mine.session), datetime.now(UTC))
    stranger = Settings(home=settings.home, secret_key="another key")
    forged = issue_access(stranger, mine, datetime.now(UTC))
    for token in (expired, forged, someone_else, "nonsense", ""):
        assert await status(client, token) == 401
