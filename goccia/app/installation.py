"""`/api/installation`: what this server is made of and how it fares, for the Admin."""

import asyncio
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from goccia.app.version import VERSION
from goccia.core.storage import RoomState, room_at
from goccia.core.worker import SILENT_AFTER
from goccia.identity.access import Admins

router = APIRouter(tags=["installation"])


class Disk(BaseModel):
    """The disk of the data folder, in bytes. `low` and `full` are told to the Admins."""

    total: int
    free: int
    state: RoomState


class Installation(BaseModel):
    """The parts of this installation."""

    version: str
    address: str
    worker: Literal["ok", "silent"]
    database_version: str
    database_bytes: int
    disk: Disk
    mail: Literal["smtp", "outbox"]
    meta: Literal["graph", "simulator"]


@router.get("/api/installation")
async def get_installation(access: Admins) -> Installation:
    """Version, database, disk and providers of this installation."""
    settings = access.settings
    disk = await asyncio.to_thread(room_at, settings.home)
    async with access.tx.as_system():
        row = await access.tx.fetchrow(
            "SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes,"
            " (SELECT at > now() - $1::interval FROM heartbeat WHERE name = 'worker') AS fresh",
            SILENT_AFTER,
        )
    return Installation(
        version=VERSION,
        address=settings.base_url,
        worker="ok" if row and row["fresh"] else "silent",
        database_version=row["version"].split(" ")[0] if row else "",
        database_bytes=row["bytes"] if row else 0,
        disk=Disk(total=disk.total, free=disk.free, state=disk.state),
        mail="smtp" if settings.smtp_url else "outbox",
        meta="simulator" if settings.meta_graph_url is None else "graph",
    )
