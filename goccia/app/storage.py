"""Admins are told while there is still room on the disk: a database that cannot write stops everything."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from goccia.core.database import Database
from goccia.core.storage import Room, room_at
from goccia.kit.dates import ROME
from goccia.notifications import audience, bell, kinds
from goccia.notifications.bell import Notice
from goccia.notifications.kinds import Kind, Words

KIND = "storage_full"


def declare() -> None:
    """Make the notice known."""
    kinds.declare(
        Kind(
            KIND,
            it=Words(
                "Lo spazio sul disco sta finendo",
                "Lo spazio sul disco sta finendo",
                "Lo spazio sul disco sta finendo",
            ),
            en=Words("The disk is filling up", "The disk is filling up", "The disk is filling up"),
            roles=frozenset({"admin"}),
            opens="/settings/system",
            opens_many="/settings/system",
            icon="alarm",
            mail="now",
            push=True,
        )
    )


async def look_at_room(database: Database, home: Path, measure: Callable[[Path], Room] = room_at) -> None:
    """Tell every Admin, once a day and again when it gets worse, as long as the disk of the data has too little room."""
    state = (await asyncio.to_thread(measure, home)).state
    if state == "ok":
        return
    async with database.transaction() as tx:
        key = f"{state}:{tx.now.astimezone(ROME).date()}"
        admins = await tx.fetch(audience.ADMINS)
        await bell.tell(tx, [Notice(KIND, row["id"], key) for row in admins])
