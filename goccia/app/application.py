"""Builds the application: routers, health, live stream, simulator, the built front end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from goccia.app import health, installation, stream, wiring
from goccia.app.docs_page import api_docs
from goccia.app.frontend import mount_frontend
from goccia.app.openapi import describe_refusals
from goccia.app.version import VERSION
from goccia.core import http, logging
from goccia.core.database import connect
from goccia.core.migrate import web_url
from goccia.core.realtime import Feed
from goccia.core.settings import Settings

PACKED = (
    *DEFAULT_EXCLUDED_CONTENT_TYPES,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
"""What compressing would not make smaller; and the live feed, which must not wait for a block to fill."""
DESCRIPTION = """The API of Goccia. Log in with `POST /api/auth/login`, then send `Authorization: Bearer <access_token>`.
Errors are problem details (RFC 9457) with Italian and English text. Lists are pages: `{items, next_cursor}`."""


def create_application(settings: Settings) -> FastAPI:
    """The whole web application for these settings (its database is opened when it starts)."""
    logging.configure(settings.log_level)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        url = web_url(database_url(settings), settings)
        app.state.database = await connect(url, size=settings.pool_size)
        app.state.feed = Feed(app.state.database, url)
        await app.state.feed.start()
        try:
            yield
        finally:
            await wiring.close(app)
            await app.state.feed.stop()
            await app.state.database.close()

    app = FastAPI(
        title="Goccia",
        version=VERSION,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.settings = settings
    http.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=4, exclude_content_types=PACKED)
    app.include_router(health.router)
    app.include_router(installation.router)
    app.include_router(stream.router)
    app.add_route("/api/docs", api_docs, include_in_schema=False)
    wiring.include_routers(app)
    wiring.subscribe()
    wiring.mount_simulators(app, settings)
    describe_refusals(app)
    mount_frontend(app)
    return app


def database_url(settings: Settings) -> str:
    """The owner's URL: of the settings, or of the embedded server that runs."""
    if settings.database_url:
        return settings.database_url
    from goccia.core.postgres import EmbeddedPostgres  # noqa: PLC0415 - not needed with another server

    return EmbeddedPostgres(settings.home, settings.postgres_port or None).url()
