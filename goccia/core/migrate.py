"""Brings the database to the newest schema, as its owner, and gives the web role its password."""

from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import asyncpg
from alembic import command
from alembic.config import Config

from goccia.core.settings import Settings

FOLDER = Path(__file__).resolve().parent.parent.parent / "migrations"


def migrate(owner_url: str) -> None:
    """Run the migrations that are not yet in the database."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["owner_url"] = owner_url
    command.upgrade(config, "head")


async def set_web_password(owner_url: str, settings: Settings) -> None:
    """Give `goccia_web` the password that web and worker log in with."""
    connection = await asyncpg.connect(owner_url)
    try:
        literal = await connection.fetchval("SELECT quote_literal($1::text)", settings.web_password)
        await connection.execute(f"ALTER ROLE goccia_web PASSWORD {literal}")
    finally:
        await connection.close()


def web_url(owner_url: str, settings: Settings) -> str:
    """The owner's URL with the web role in place of the owner."""
    parts = urlsplit(owner_url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"goccia_web:{quote(settings.web_password, safe='')}@{host}"))
