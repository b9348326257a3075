"""The stage of the tests: a real PostgreSQL, a database per test worker cloned from a migrated template, real HTTP."""

import asyncio
import fcntl
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from goccia.app.application import create_application
from goccia.core.database import Database
from goccia.core.migrate import migrate, set_web_password
from goccia.core.postgres import EmbeddedPostgres
from goccia.core.settings import Settings
from tests.people import Cast, make_cast

QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300"}


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ["GOCCIA_TEST_HOME"] = tempfile.mkdtemp(prefix="goccia-tests-")
        Path(os.environ["GOCCIA_TEST_HOME"]).chmod(0o755)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        home = Path(os.environ["GOCCIA_TEST_HOME"])
        EmbeddedPostgres(home).stop()
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def one_at_a_time(home: Path) -> Iterator[None]:
    with (home / "tests.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def on_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


async def run_sql(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def make_database(name: str) -> Settings:
    """A fresh migrated database on the tests' server, and settings that point at it."""
    home = Path(os.environ["GOCCIA_TEST_HOME"])
    with one_at_a_time(home):
        owner = EmbeddedPostgres(home, options=QUICK).start()
        if not (home / "template").exists():
            asyncio.run(run_sql(owner, "CREATE DATABASE template_goccia"))
            migrate(on_database(owner, "template_goccia"))
            (home / "template").touch()
        asyncio.run(run_sql(owner, f'CREATE DATABASE "{name}" TEMPLATE template_goccia'))
        url = on_database(owner, name)
        settings = Settings(
            home=home, database_url=url, password_cost="lowest", log_level="error", demo=False
        )
        asyncio.run(set_web_password(url, settings))
    return settings


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The settings of this test worker, with a database of its own."""
    return make_database(f"goccia_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")


@pytest.fixture(scope="session")
async def app(settings: Settings) -> AsyncIterator[FastAPI]:
    """The application, started, in this process (so that a test can set its clock)."""
    application = create_application(settings)
    async with application.router.lifespan_context(application):
        yield application


@pytest.fixture
async def database(app: FastAPI) -> Database:
    return app.state.database  # type: ignore[no-any-return]


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Nobody in particular, speaking HTTP to the application."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        yield http


class Clock:
    """The application's clock, for tests that move it."""

    def __init__(self) -> None:
        self.fixed: datetime | None = None

    def __call__(self) -> datetime:
        return self.fixed or datetime.now(UTC)


@pytest.fixture
def clock(app: FastAPI) -> Iterator[Clock]:
    app.state.clock = clock = Clock()
    yield clock
    app.state.clock = None


@pytest.fixture
async def cast(database: Database, settings: Settings) -> Cast:
    """Two units with their people, made anew for each test: see tests/people.py."""
    return await make_cast(database, settings)
