"""The ways in of each container: what came last, what waits, which has fallen silent; and what files are read like."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from goccia.core.database import Database
from goccia.intake.ways_in import way_state
from tests.distribution.test_arrivals import deliver
from tests.intake.imports.conftest import Desk, csv_file
from tests.people import Cast, Person

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago_hours", "recent", "state"),
    [
        (None, 0, "never"),
        (23, 1000, "flowing"),  # a night is no silence
        (25, 1000, "silent"),
        (25, 60, "flowing"),  # two a day: three days are its six intervals
        (71, 60, "flowing"),
        (73, 60, "silent"),
        (600, 9, "flowing"),  # too few for a pace
    ],
)
def test_a_way_is_silent_by_its_own_pace(ago_hours: int | None, recent: int, state: str) -> None:
    last = None if ago_hours is None else NOW - timedelta(hours=ago_hours)
    assert way_state(last, recent, troubled=False, now=NOW) == state
    assert way_state(last, recent, troubled=True, now=NOW) == "trouble"


async def ways_of(client: httpx.AsyncClient, person: Person, container: object) -> dict[str, Any]:
    answer = await client.get("/api/ways-in?limit=200", headers=person.headers)
    assert answer.status_code == 200, answer.text
    (found,) = [one for one in answer.json()["items"] if one["container"]["id"] == str(container)]
    return {way["kind"]: way for way in found["ways"]}


async def test_an_address_shows_its_last_lead_and_what_was_kept(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    before = (await ways_of(client, cast.rita, cast.nord_container))["hook"]
    assert (before["state"], before["last_at"], before["recent"]) == ("never", None, 0)
    await deliver(client, cast.nord_token, 1)
    well = (await ways_of(client, cast.rita, cast.nord_container))["hook"]
    assert (well["state"], well["recent"], well["waiting"]) == ("flowing", 1, 0)
    answer = await client.post(f"/hooks/in/{cast.nord_token}", json={"nome": "Senza contatti"})
    assert answer.status_code < 300
    kept = (await ways_of(client, cast.rita, cast.nord_container))["hook"]
    assert (kept["state"], kept["waiting"]) == ("trouble", 1)
    unseen = await client.get("/api/ways-in?limit=200", headers=cast.remo.headers)
    assert str(cast.nord_container) not in unseen.text


async def test_a_form_whose_page_has_a_dead_token_is_in_trouble_for_its_referente(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    page = f"page-{cast.nord.hex[-8:]}"
    async with database.transaction() as tx:
        await tx.execute(
            "INSERT INTO meta_page (page_id, name, access_token, token_state, problem, created_at)"
            " VALUES ($1, 'Pagina', 'x', 'dead', $2, $3)",
            page,
            {"it": "Il token è scaduto.", "en": "The token has expired."},
            tx.now,
        )
        await tx.execute(
            "INSERT INTO meta_form (form_id, page_id, container_id, unit_id, name, mapping, created_at)"
            " VALUES ($1 || '-form', $1, $2, $3, 'Fotovoltaico', '{\"Metri\": \"answer\"}', $4)",
            page,
            cast.nord_container,
            cast.nord,
            tx.now,
        )
    form = (await ways_of(client, cast.rita, cast.nord_container))["meta"]
    assert (form["name"], form["rules"], form["state"]) == ("Fotovoltaico", 1, "trouble")
    assert form["problem"]["it"] == "Il token è scaduto."


async def test_the_pages_of_the_list_hold_each_container_once(client: httpx.AsyncClient, cast: Cast) -> None:
    for number in range(4):
        made = await client.post(
            "/api/containers",
            json={"unit_id": str(cast.nord), "name": f"C{number}"},
            headers=cast.rita.headers,
        )
        assert made.status_code == 201
    names: list[str] = []
    cursor = None
    while True:
        query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = (await client.get("/api/ways-in", params=query, headers=cast.rita.headers)).json()
        names += [one["container"]["name"] for one in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert len(names) == len(set(names)) == 5
    assert names == sorted(names)


async def test_what_is_remembered_of_a_file_is_corrected_and_forgotten(
    client: httpx.AsyncClient, cast: Cast, tmp_path: Path
) -> None:
    desk = Desk(cast.rita.on(client), cast.nord_container)
    odd = [["Chi", "Colonna B"], ["Ada Neri", "3331234567"]]
    found = await desk.preview(csv_file(tmp_path, odd, "vendite.csv"))
    await desk.http.patch(
        f"/api/imports/{found['id']}", json={"mapping": {"Chi": "full_name", "Colonna B": "phone"}}
    )
    (kept,) = (await desk.http.get("/api/file-mappings")).json()["items"]
    assert (kept["filename"], kept["mapping"]) == ("vendite.csv", {"Chi": "full_name", "Colonna B": "phone"})
    place = f"/api/file-mappings/{cast.nord}/{kept['fingerprint']}"
    wrong = await desk.http.patch(place, json={"mapping": {"Chi": "shoe_size", "Terza": "phone"}})
    assert wrong.status_code == 422
    assert {error["field"] for error in wrong.json()["errors"]} == {"mapping.Chi", "mapping.Terza"}
    changed = await desk.http.patch(place, json={"mapping": {"Chi": "last_name"}})
    assert changed.json()["mapping"] == {"Chi": "last_name", "Colonna B": "phone"}
    assert (await desk.preview(csv_file(tmp_path, odd)))["mapping"]["Chi"] == "last_name"
    assert (await client.get("/api/file-mappings", headers=cast.remo.headers)).json()["items"] == []
    assert (
        await client.patch(place, json={"mapping": {"Chi": "answer"}}, headers=cast.remo.headers)
    ).status_code == 404
    assert (await desk.http.delete(place)).status_code == 204
    assert (await desk.http.delete(place)).status_code == 404
    assert (await desk.preview(csv_file(tmp_path, odd)))["mapping"]["Chi"] == "answer"
