"""What the agents are told of an import: its leads together, when it is done."""

from pathlib import Path
from typing import Any

import httpx

from goccia.core.database import Database
from tests.intake.imports.conftest import Desk, csv_file
from tests.notifications.listening import bell_of, read_log, unread
from tests.people import Cast, Person

HEAD = ("Nome", "Telefono")


def people(count: int) -> list[tuple[str, str]]:
    return [HEAD, *((f"Persona {number}", f"+39 333 12345{number:02d}") for number in range(count))]


async def lines(client: httpx.AsyncClient, person: Person) -> list[Any]:
    return [(line["title"], line["count"], line["href"]) for line in await bell_of(client, person)]


async def test_each_agent_is_told_once_of_an_import_with_the_number_of_their_leads(
    client: httpx.AsyncClient, database: Database, cast: Cast, desk: Desk, tmp_path: Path
) -> None:
    await desk.commit(csv_file(tmp_path, people(7)))
    await read_log(database)
    told = [await lines(client, person) for person in (cast.anna, cast.bruno)]
    assert sorted(told) == [
        [("3 nuovi lead", 3, "/today")],
        [("4 nuovi lead", 4, "/today")],
    ]
    (line,) = await bell_of(client, cast.anna)
    assert (line["text"], line["unread"]) == ("Campagna Nord", 1)
    assert await unread(client, cast.anna) == 1
    assert [line["kind"] for line in await bell_of(client, cast.rita)] == ["import_done"]


async def test_a_single_lead_is_named(
    client: httpx.AsyncClient, database: Database, cast: Cast, desk: Desk, tmp_path: Path
) -> None:
    await desk.commit(csv_file(tmp_path, people(1)))
    await read_log(database)
    (lead,) = await desk.leads()
    (owner,) = (one for one in (cast.anna, cast.bruno) if str(one.id) == lead["agent"]["id"])
    assert await lines(client, owner) == [("Nuovo lead", 1, f"/leads/{lead['id']}")]


async def test_an_import_and_a_lead_at_a_stretch_are_one_line_with_the_number_of_all(
    client: httpx.AsyncClient, database: Database, cast: Cast, desk: Desk, tmp_path: Path
) -> None:
    await desk.commit(csv_file(tmp_path, people(6)))
    made = await desk.http.post(
        "/api/leads",
        json={
            "container_id": str(cast.nord_container),
            "first_name": "Solo",
            "phone": "+39 347 7654321",
            "agent_id": str(cast.anna.id),
        },
    )
    assert made.status_code == 201, made.text
    await read_log(database)
    assert await lines(client, cast.anna) == [("4 nuovi lead", 4, "/today")]


async def test_an_import_taken_back_leaves_nothing_to_read(
    client: httpx.AsyncClient, database: Database, cast: Cast, desk: Desk, tmp_path: Path
) -> None:
    done = await desk.commit(csv_file(tmp_path, people(6)))
    assert await unread(client, cast.anna) == 1
    await desk.do(done, "undo")
    await read_log(database)
    assert [await unread(client, person) for person in (cast.anna, cast.bruno)] == [0, 0]
