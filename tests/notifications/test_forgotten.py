"""A forgotten password: the link of a mail serves once, for a while, and tells nobody who is a user."""

import re
from datetime import timedelta
from typing import Any

import httpx
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.notifications import jobs
from tests.conftest import Clock
from tests.notifications.post import Nobody, Postman, at, now, work
from tests.people import PASSWORD, Cast

NEW = "una password tutta nuova"


@pytest.fixture(autouse=True)
async def a_quiet_house(database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "trusted_proxies", "127.0.0.1")
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM outbound_mail")
        await tx.execute("DELETE FROM pgqueuer")


async def ask(client: httpx.AsyncClient, email: str, address: str = "10.9.0.1") -> httpx.Response:
    return await client.post(
        "/api/auth/forgotten", json={"email": email}, headers={"X-Forwarded-For": f"{address}"}
    )


async def choose(client: httpx.AsyncClient, token: str, password: str = NEW) -> httpx.Response:
    return await client.post("/api/auth/new-password", json={"token": token, "new_password": password})


async def log_in(client: httpx.AsyncClient, email: str, password: str) -> int:
    answer = await client.post(
        "/api/auth/login",
        json={"email": email, "password": password},
        headers={"X-Forwarded-For": "10.9.0.2"},
    )
    client.cookies.clear()
    return answer.status_code


async def tokens(database: Database, settings: Settings, *, twice: bool = False, **clock: Any) -> list[str]:
    """What the links of the mails that go out now end in."""
    postman = Postman()
    await work(database, jobs.jobs(settings, postman, Nobody(), **clock), twice=twice)
    return [found for mail in postman.carried for found in re.findall(r"/reset#(\S+)", mail.text)]


async def test_a_link_changes_the_password_once_and_ends_every_session(
    database: Database, settings: Settings, cast: Cast, client: httpx.AsyncClient
) -> None:
    assert (await ask(client, cast.anna.email.upper())).status_code == 202
    (token,) = await tokens(database, settings, twice=True)
    assert (await choose(client, token, cast.anna.email)).status_code == 422, (
        "the link is not spent by a bad password"
    )
    assert (await choose(client, token)).status_code == 204
    assert (await client.get("/api/me", headers=cast.anna.headers)).status_code == 401
    again = await choose(client, token, "un'altra password ancora")
    assert (again.status_code, again.json()["code"]) == (410, "link_ended")
    assert await log_in(client, cast.anna.email, PASSWORD) == 401
    assert await log_in(client, cast.anna.email, NEW) == 200


async def test_a_link_ends_after_an_hour_and_with_the_first_that_is_used(
    database: Database, settings: Settings, cast: Cast, client: httpx.AsyncClient, clock: Clock
) -> None:
    begin = now()
    found = []
    for minutes in (0, 1):
        clock.fixed = begin + timedelta(minutes=minutes)
        await ask(client, cast.anna.email)
        found += await tokens(database, settings, now=at(clock.fixed))
    first, second = found
    clock.fixed = begin + timedelta(minutes=60)
    assert (await choose(client, first)).status_code == 410, "an hour has passed"
    clock.fixed = begin + timedelta(minutes=60, seconds=30)
    assert (await choose(client, second)).status_code == 204
    assert (await choose(client, first)).status_code == 410


async def test_nobody_learns_who_is_a_user(
    database: Database, settings: Settings, cast: Cast, client: httpx.AsyncClient
) -> None:
    async with database.transaction() as tx:
        await tx.execute("UPDATE app_user SET active = false WHERE id = $1", cast.bruno.id)
    people = (cast.anna.email, cast.bruno.email, "nessuno@example.it", "x")
    answers = [await ask(client, email, f"10.9.1.{number}") for number, email in enumerate(people)]
    assert {(answer.status_code, answer.text) for answer in answers} == {(202, answers[0].text)}
    assert len(await tokens(database, settings)) == 1
    assert (await choose(client, "\U0001f600")).status_code == 410


async def test_asking_again_and_again_is_slowed_down_and_fills_no_mailbox(
    database: Database, settings: Settings, cast: Cast, client: httpx.AsyncClient, clock: Clock
) -> None:
    clock.fixed = now()
    answers = [await ask(client, cast.anna.email, "10.9.2.1") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [202] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    for number in range(4):
        await ask(client, cast.anna.email, f"10.9.3.{number}")
    assert len(await tokens(database, settings)) == 3, "at most three mails an hour"
    assert await log_in(client, cast.anna.email, PASSWORD) == 200, "the owner may log in all the while"


async def test_an_invitation_lets_a_new_user_choose_a_password(
    database: Database, settings: Settings, cast: Cast, client: httpx.AsyncClient, clock: Clock
) -> None:
    async with cast.rita.on(client) as rita:
        body = {
            "email": f"lea.{cast.nord.hex[-8:]}@example.it", "first_name": "Léa <b>", "last_name": "Riva",
            "role": "agente", "unit_ids": [str(cast.nord)], "language": "en",
        }  # fmt: skip
        made = (await rita.post("/api/users", json=body)).json()
        assert made["initial_password"], "as before, shown once"
        answer = await rita.post(f"/api/users/{made['id']}/invite")
        assert (answer.status_code, answer.json()) == (202, {"email": body["email"]})
    postman = Postman()
    await work(database, jobs.jobs(settings, postman, Nobody()))
    (mail,) = postman.carried
    assert mail.subject == "Your access to Goccia"
    assert "Léa &lt;b&gt;" in mail.html
    token = re.findall(r"/reset#(\S+)", mail.text)[0]
    clock.fixed = now() + timedelta(days=6)
    assert (await choose(client, token)).status_code == 204
    clock.fixed = None
    answer = await client.post("/api/auth/login", json={"email": body["email"], "password": NEW})
    assert answer.json()["user"]["must_change_password"] is False
    client.cookies.clear()
    async with cast.rita.on(client) as rita:
        await rita.post(f"/api/users/{made['id']}/deactivate", json={"open_leads": "keep"})
        assert (await rita.post(f"/api/users/{made['id']}/invite")).status_code == 409
