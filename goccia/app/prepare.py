"""Makes a database ready to serve: schema, first Admin, demo data; and the commands about them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TypeVar

import asyncpg

from goccia.app import demo
from goccia.core import migrate as schema
from goccia.core.database import Database, connect
from goccia.core.settings import Settings
from goccia.identity.passwords import hash_password, initial_password
from goccia.kit.email import parse_email
from goccia.kit.ids import uuid7

ROLES = ("admin", "referente", "agente")
Made = TypeVar("Made")
_NOBODY = """
  Nessuno può ancora accedere. Crea il primo Admin / Nobody can log in yet. Make the first Admin:
    .venv/bin/goccia user create you@example.it
"""


def migrate(settings: Settings, url: str) -> None:
    """Bring the schema up, give the web role its password and make the Admin that the settings name."""
    schema.migrate(url)
    asyncio.run(_after_migration(settings, url))


def prepare(settings: Settings, url: str) -> None:
    """Migrate and, where the settings want it and no unit exists, load the demo data; say so where nobody can log in."""
    migrate(settings, url)
    if settings.demo:
        load_demo_data(settings, url)
    if not asyncio.run(_with_database(settings, url, _has_people)):
        print(_NOBODY, flush=True)


def load_demo_data(settings: Settings, url: str) -> bool:
    """Load the demo data into a database without units; False where there is one already.

    The demo people's logins are kept in the home (0600), for `make run` to show them.
    """
    return asyncio.run(_with_database(settings, url, _load_demo))


def reset(settings: Settings, url: str) -> None:
    """Throw away everything in the database and start again from the demo data."""
    asyncio.run(_drop_everything(url))
    migrate(settings, url)
    load_demo_data(settings, url)


def create_person(
    settings: Settings, url: str, *, email: str, role: str, password: str | None, name: tuple[str, str]
) -> str | None:
    """Make a person who can log in; returns the password where we made it, to be shown once.

    ValueError where the address or the role is not one, or the address is taken.
    """
    parsed = parse_email(email)
    if parsed.address is None:
        raise ValueError(f"{email}: non è un indirizzo e-mail / not an e-mail address")
    if role not in ROLES:
        raise ValueError(f"{role}: il ruolo è uno di / the role is one of {', '.join(ROLES)}")
    address, made = parsed.address, None if password else initial_password()

    async def create(database: Database, settings: Settings) -> bool:
        return await _insert_person(
            database, settings, email=address, role=role, chosen=password, made=made, name=name
        )

    if not asyncio.run(_with_database(settings, url, create)):
        raise ValueError(f"{address}: esiste già / exists already")
    return made


async def _after_migration(settings: Settings, url: str) -> None:
    await schema.set_web_password(url, settings)
    if settings.admin_email and settings.admin_password:
        await _with_database(settings, url, _first_admin)


async def _with_database(
    settings: Settings, url: str, work: Callable[[Database, Settings], Awaitable[Made]]
) -> Made:
    database = await connect(schema.web_url(url, settings), size=4, smallest=1)
    try:
        return await work(database, settings)
    finally:
        await database.close()


async def _first_admin(database: Database, settings: Settings) -> None:
    if settings.admin_email and settings.admin_password:
        email = parse_email(settings.admin_email).address or settings.admin_email
        password = settings.admin_password.get_secret_value()
        async with database.transaction() as tx:  # who was deleted does not come back with an old password
            if await tx.fetchval(
                "SELECT EXISTS (SELECT 1 FROM app_user WHERE lower(email) = lower($1))", email
            ):
                return
        await _insert_person(
            database, settings, email=email, role="admin", chosen=password, made=None, name=("Admin", "")
        )


async def _insert_person(
    database: Database,
    settings: Settings,
    *,
    email: str,
    role: str,
    chosen: str | None,
    made: str | None,
    name: tuple[str, str],
) -> bool:
    """False where the address is taken. Only a password that the system made must be changed."""
    hashed = await hash_password(settings, chosen or made or initial_password())
    async with database.transaction() as tx:
        return bool(
            await tx.execute(
                "INSERT INTO app_user (id, email, first_name, last_name, role, password_hash,"
                " must_change_password, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
                " ON CONFLICT (lower(email)) WHERE deleted_at IS NULL DO NOTHING",
                *(uuid7(), email, *name, role, hashed, made is not None, tx.now),
            )
        )


async def _load_demo(database: Database, settings: Settings) -> bool:
    async with database.transaction() as tx:
        if await tx.fetchval("SELECT EXISTS (SELECT 1 FROM unit)"):
            return False
    logins = await demo.load(database, settings)
    kept = settings.home / "demo-logins.json"
    kept.touch(mode=0o600)
    kept.write_text(json.dumps(logins, ensure_ascii=False), encoding="utf-8")
    return True


async def _has_people(database: Database, _: Settings) -> bool:
    async with database.transaction() as tx:
        return bool(await tx.fetchval("SELECT EXISTS (SELECT 1 FROM app_user WHERE deleted_at IS NULL)"))


async def _drop_everything(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    finally:
        await connection.close()
