"""Log in, and what slows down who guesses."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.identity.throttle import PER_EMAIL, PER_PLACE, caller_address, wait_after
from tests.conftest import Clock
from tests.people import PASSWORD, Cast


@pytest.fixture(autouse=True)
def behind_a_proxy(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests speak for callers of many addresses."""
    monkeypatch.setattr(settings, "trusted_proxies", "127.0.0.1")


async def log_in(
    client: httpx.AsyncClient, email: str, password: str = PASSWORD, address: str = "10.1.1.1"
) -> httpx.Response:
    return await client.post(
        "/api/auth/login", json={"email": email, "password": password}, headers={"X-Forwarded-For": address}
    )


async def test_a_login_answers_with_a_token_and_the_person(client: httpx.AsyncClient, cast: Cast) -> None:
    answer = await log_in(client, cast.anna.email.upper())
    assert answer.status_code == 200
    body = answer.json()
    assert body["token_type"] == "bearer"
    assert body["expires_in"] >= 15 * 60
    assert body["user"] == {
        "id": str(cast.anna.id), "email": cast.anna.email, "first_name": "Anna", "last_name": "Rossi",
        "role": "agente", "unit_ids": [str(cast.nord)], "units": [{"id": str(cast.nord), "name": "Nord"}],
        "language": "it", "must_change_password": False, "can_export": False, "can_configure": False,
        "paused": False, "paused_until": None, "absent": False,
    }  # fmt: skip
    client.cookies.clear()
    me = await client.get("/api/me", headers={"Authorization": f"Bearer {body['access_token']}"})
    assert me.json() == body["user"]


async def test_the_cookies_are_out_of_reach_of_scripts_but_for_the_csrf_value(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    cookies = {
        cookie.partition("=")[0]: cookie.lower()
        for cookie in (await log_in(client, cast.anna.email)).headers.get_list("set-cookie")
    }
    assert set(cookies) == {"goccia_access", "goccia_refresh", "goccia_csrf"}
    assert "httponly" in cookies["goccia_access"]
    assert "httponly" in cookies["goccia_refresh"]
    assert "httponly" not in cookies["goccia_csrf"]
    assert "path=/api/auth" in cookies["goccia_refresh"]
    assert all("samesite=lax" in cookie and "secure" not in cookie for cookie in cookies.values())


async def test_with_a_public_https_address_the_cookies_are_secure(
    client: httpx.AsyncClient, cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "public_url", "https://crm.example.it")
    cookies = (await log_in(client, cast.anna.email)).headers.get_list("set-cookie")
    assert len(cookies) == 3
    assert all("secure" in cookie.lower() for cookie in cookies)


async def test_a_cookie_without_its_csrf_header_changes_nothing(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    await log_in(client, cast.anna.email)
    assert (await client.get("/api/me")).status_code == 200
    refused = await client.patch("/api/me", json={"first_name": "Annalisa"})
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf")
    wrong = await client.patch("/api/me", json={"first_name": "Annalisa"}, headers={"X-CSRF-Token": "guess"})
    assert wrong.status_code == 403
    right = {"X-CSRF-Token": client.cookies["goccia_csrf"]}
    assert (await client.patch("/api/me", json={"first_name": "Annalisa"}, headers=right)).status_code == 200


async def test_a_bearer_needs_no_csrf_header(client: httpx.AsyncClient, cast: Cast) -> None:
    answer = await cast.anna.on(client).patch("/api/me", json={"last_name": "Bianchi", "language": "en"})
    assert answer.status_code == 200
    assert (answer.json()["last_name"], answer.json()["language"]) == ("Bianchi", "en")


async def test_another_site_cannot_log_somebody_in_or_out(client: httpx.AsyncClient, cast: Cast) -> None:
    for path in ("login", "logout", "refresh"):
        answer = await client.post(
            f"/api/auth/{path}", json={"email": cast.anna.email, "password": PASSWORD} if path == "login" else None,
            headers={"Sec-Fetch-Site": "cross-site"},
        )  # fmt: skip
        assert answer.status_code == 403


async def test_an_unknown_person_a_wrong_password_and_a_deactivated_user_get_the_same_words(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    async with database.transaction() as tx:
        await tx.execute("UPDATE app_user SET active = false WHERE id = $1", cast.bruno.id)
    answers = [
        await log_in(client, "nobody@example.it"),
        await log_in(client, cast.anna.email, "wrong password"),
        await log_in(client, cast.bruno.email),
        await log_in(client, "x" * 200),
        await log_in(client, "\U0001f600", "\U0001f600"),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1
    assert not client.cookies


async def test_failures_slow_the_next_tries_down_and_a_right_password_waits_too(
    client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    clock.fixed = start = datetime.now(UTC)
    for _ in range(PER_PLACE.free):
        assert (await log_in(client, cast.anna.email, "wrong")).status_code == 401
    refused = await log_in(client, cast.anna.email)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "2"
    clock.fixed = start + timedelta(seconds=2)
    assert (await log_in(client, cast.anna.email, "wrong")).status_code == 401
    assert (await log_in(client, cast.anna.email)).headers["Retry-After"] == "4"
    assert (await log_in(client, cast.bruno.email)).status_code == 200, "others are not concerned"
    clock.fixed += timedelta(seconds=4)
    assert (await log_in(client, cast.anna.email)).status_code == 200
    assert (await log_in(client, cast.anna.email, "wrong")).status_code == 401, "a right password forgives"


async def test_an_unknown_e_mail_is_slowed_down_like_a_known_one(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    unknown = f"nobody.{cast.anna.id}@example.it"
    answers = [(await log_in(client, unknown, "wrong")).status_code for _ in range(PER_PLACE.free + 1)]
    assert answers == [401] * PER_PLACE.free + [429]


async def test_a_burst_of_guesses_gets_no_more_tries_than_one_after_the_other(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    answers = await asyncio.gather(*(log_in(client, cast.anna.email, f"guess {n}") for n in range(20)))
    assert sum(answer.status_code == 401 for answer in answers) == PER_PLACE.free
    assert sum(answer.status_code == 429 for answer in answers) == 20 - PER_PLACE.free


async def test_one_address_that_tries_many_people_is_slowed_down(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    address = f"2001:db8::{cast.anna.id.hex[-4:]}"
    answers = [
        (await log_in(client, f"{n}.{cast.anna.email}", "wrong", address)).status_code for n in range(52)
    ]
    assert answers == [401] * 50 + [429, 429]
    assert (await log_in(client, cast.anna.email, address="10.9.9.9")).status_code == 200


@given(st.integers(0, 10_000), st.floats(0, 10_000))
def test_the_wait_grows_and_ends(failures: int, seconds: float) -> None:
    since = timedelta(seconds=seconds)
    wait = wait_after(failures, since, PER_PLACE)
    assert 0 <= wait <= PER_PLACE.longest
    assert wait <= wait_after(failures + 1, since, PER_PLACE)
    assert wait_after(failures, since + timedelta(seconds=wait), PER_PLACE) == 0


async def test_who_guesses_elsewhere_does_not_keep_the_person_out(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    for _ in range(PER_PLACE.free + 5):
        await log_in(client, cast.anna.email, "wrong", "203.0.113.7")
    assert (await log_in(client, cast.anna.email, address="203.0.113.7")).status_code == 429
    assert (await log_in(client, cast.anna.email, address="198.51.100.9")).status_code == 200


async def test_guesses_from_many_addresses_make_the_e_mail_wait_for_seconds_not_minutes(
    client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    clock.fixed = datetime.now(UTC)
    guesses = 0
    for number in range(200):
        address = f"203.0.113.{number}"
        clock.fixed += timedelta(seconds=PER_EMAIL.longest)
        guesses += (await log_in(client, cast.anna.email, "wrong", address)).status_code == 401
    assert guesses == 200
    refused = await log_in(client, cast.anna.email, address="198.51.100.9")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) <= PER_EMAIL.longest
    clock.fixed += timedelta(seconds=PER_EMAIL.longest)
    assert (await log_in(client, cast.anna.email, address="198.51.100.9")).status_code == 200


async def test_without_a_proxy_named_in_the_settings_a_caller_cannot_pretend_to_be_many(
    client: httpx.AsyncClient, cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "trusted_proxies", "")
    answers = [
        (await log_in(client, cast.anna.email, "wrong", f"203.0.113.{number}")).status_code
        for number in range(8)
    ]
    assert answers == [401] * PER_PLACE.free + [429] * 3


def test_the_caller_s_address_is_believed_from_a_proxy_of_the_settings_only() -> None:
    proxies = Settings(trusted_proxies="127.0.0.1, 172.18.0.0/16").proxies
    assert caller_address("127.0.0.1", "1.2.3.4, 5.6.7.8", proxies) == "5.6.7.8"
    assert caller_address("172.18.0.2", "5.6.7.8", proxies) == "5.6.7.8"
    assert caller_address("::ffff:127.0.0.1", "5.6.7.8", proxies) == "5.6.7.8"
    assert caller_address("127.0.0.1", "1.2.3.4, 5.6.7.8, 172.18.0.3", proxies) == "5.6.7.8", (
        "a chain of ours"
    )
    assert caller_address("8.8.8.8", "5.6.7.8", proxies) == "8.8.8.8"
    assert caller_address("10.0.0.1", "5.6.7.8", proxies) == "10.0.0.1", "near is not trusted"
    assert caller_address("127.0.0.1", "5.6.7.8", ()) == "127.0.0.1"
    assert caller_address("127.0.0.1", "", proxies) == "127.0.0.1"
    assert caller_address("127.0.0.1", "nonsense", proxies) == "127.0.0.1"
    assert caller_address("2001:db8::1", "", ()) == caller_address("2001:db8::2", "", ())


def test_a_proxy_that_is_no_address_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="trusted_proxies"):
        Settings(trusted_proxies="my-proxy")
