"""The worker process: jobs of the queue and periodic work, until SIGTERM."""

from __future__ import annotations

import asyncio
import signal

import uvloop

from goccia.app import wiring
from goccia.core import logging, memory
from goccia.core.database import connect
from goccia.core.migrate import web_url
from goccia.core.settings import Settings
from goccia.core.worker import run_worker


def main(settings: Settings, url: str) -> None:
    """Work on the database of this owner's URL, logged in as the web role, until told to stop."""
    logging.configure(settings.log_level)
    uvloop.run(_work(settings, web_url(url, settings)))


async def _work(settings: Settings, url: str) -> None:
    periodic = wiring.register_work(settings)
    memory.settle()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    database = await connect(url, size=settings.pool_size)
    try:
        await run_worker(database, url, periodic, stop)
    finally:
        await database.close()
