"""Room on the disk: Admins are told in time, and where there is none the answer says so."""

import asyncio
import errno
from functools import partial
from pathlib import Path

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from goccia.app.storage import look_at_room
from goccia.core import http
from goccia.core.database import Database
from goccia.core.storage import GIBIBYTE, Room, room_at
from tests.notifications.listening import bell_of
from tests.people import Cast


@pytest.mark.parametrize(
    ("total", "free", "state"),
    [
        (20, 2.1, "ok"), (20, 1.9, "low"), (20, 0.39, "full"),
        (2000, 10.1, "ok"), (2000, 9.9, "low"), (2000, 0.99, "full"), (2000, 0, "full"),
    ],
)  # fmt: skip
def test_too_little_is_a_share_of_a_small_disk_and_an_amount_on_a_large_one(
    total: float, free: float, state: str
) -> None:
    assert Room(int(total * GIBIBYTE), int(free * GIBIBYTE)).state == state


def test_the_room_of_a_folder_that_is_not_there_yet_is_that_of_its_disk(tmp_path: Path) -> None:
    assert room_at(tmp_path / "not" / "yet").total == room_at(tmp_path).total > 0


def _always(room: Room, _folder: Path) -> Room:
    return room


async def test_admins_alone_are_told_once_a_day_and_again_when_it_gets_worse(
    client: httpx.AsyncClient, database: Database, cast: Cast, tmp_path: Path
) -> None:
    async def told() -> list[int]:
        bells = [await bell_of(client, person) for person in (cast.ada, cast.rita, cast.anna)]
        return [sum(line["count"] for line in lines if line["kind"] == "storage_full") for lines in bells]

    async def look(*free: float) -> None:
        rooms = [Room(100, int(left)) for left in free]
        await asyncio.gather(*(look_at_room(database, tmp_path, partial(_always, room)) for room in rooms))

    await look(50)
    assert await told() == [0, 0, 0]
    await look(5, 5, 5)
    assert await told() == [1, 0, 0], "three workers, one notice"
    await look(1)
    await look(5)
    assert await told() == [2, 0, 0]


@pytest.mark.parametrize(
    "failure", [OSError(errno.ENOSPC, "No space left"), asyncpg.DiskFullError("could not extend file")]
)
async def test_what_cannot_be_written_is_refused_with_the_reason(failure: Exception) -> None:
    app = FastAPI()
    http.install(app)

    @app.post("/leads")
    async def write() -> None:
        raise failure

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        answer = await client.post("/leads")
    assert (answer.status_code, answer.json()["code"]) == (507, "disk_full")
    assert "pieno" in answer.json()["messages"]["it"]


async def test_an_admin_sees_what_the_installation_is_made_of(client: httpx.AsyncClient, cast: Cast) -> None:
    answer = await client.get("/api/installation", headers=cast.ada.headers)
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert (shown["mail"], shown["meta"]) == ("outbox", "simulator")
    assert shown["disk"]["total"] > shown["disk"]["free"] > 0
    assert shown["database_bytes"] > 1_000_000
    assert int(shown["database_version"].split(".")[0]) >= 15
