"""Who hears what, and which routers, jobs and adapters make up the product."""

from fastapi import FastAPI

from goccia.core.settings import Settings
from goccia.intake import hooks_router
from goccia.leads import leads_router, today_router


def include_routers(app: FastAPI) -> None:
    """Every feature's routes."""
    app.include_router(hooks_router.router)
    app.include_router(leads_router.router)
    app.include_router(today_router.router)


def mount_simulators(app: FastAPI, settings: Settings) -> None:
    """The local twins that this server carries itself."""
