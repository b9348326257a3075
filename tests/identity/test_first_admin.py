"""The first Admin, whom the settings name: made by the migration, and then left alone."""

import asyncio

import httpx
from pydantic import SecretStr

from goccia.app.prepare import migrate
from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.kit.ids import uuid7


async def bring_up(settings: Settings, email: str, password: str) -> None:
    """What `goccia migrate` and `goccia run` do, with these two settings."""
    named = settings.model_copy(update={"admin_email": email, "admin_password": SecretStr(password)})
    assert settings.database_url
    await asyncio.to_thread(migrate, named, settings.database_url)


async def log_in(client: httpx.AsyncClient, email: str, password: str) -> httpx.Response:
    answer = await client.post("/api/auth/login", json={"email": email, "password": password})
    client.cookies.clear()
    return answer


async def test_the_first_admin_is_made_once_and_then_left_as_they_are(
    client: httpx.AsyncClient, settings: Settings
) -> None:
    email = f"capo.{uuid7().hex[-12:]}@example.it"
    await bring_up(settings, email.upper(), "weak")
    admin = (await log_in(client, email, "weak")).json()
    assert admin["user"]["role"] == "admin"
    assert admin["user"]["must_change_password"] is False, "the password is the person's own choice"
    headers = {"Authorization": f"Bearer {admin['access_token']}"}
    change = {"current_password": "weak", "new_password": "una password migliore"}
    assert (await client.post("/api/auth/password", json=change, headers=headers)).status_code == 204
    await bring_up(settings, email, "weak")
    assert (await log_in(client, email, "weak")).status_code == 401
    assert (await log_in(client, email, "una password migliore")).json()["user"]["id"] == admin["user"]["id"]


async def test_a_first_admin_who_was_deleted_does_not_come_back_with_the_old_password(
    client: httpx.AsyncClient, settings: Settings, database: Database
) -> None:
    email = f"capo.{uuid7().hex[-12:]}@example.it"
    await bring_up(settings, email, "una-goccia-alla-volta")
    async with database.transaction() as tx:
        await tx.execute(
            "UPDATE app_user SET deleted_at = $2, active = false WHERE email = $1", email, tx.now
        )
    await bring_up(settings, email, "una-goccia-alla-volta")
    assert (await log_in(client, email, "una-goccia-alla-volta")).status_code == 401
