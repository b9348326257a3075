"""Columns and fields: guessed, corrected, remembered, refused where they do not exist."""

from collections.abc import Sequence
from pathlib import Path

from goccia.core.database import Database
from tests.intake.imports.conftest import Desk, csv_file
from tests.intake.reading import files
from tests.people import Cast

ODD = [["Chi", "Colonna B", "Metri"], ["Ada Neri", "3331234567", "90"], ["Ugo Bianchi", "abc", "70"]]


async def custom_field(database: Database, cast: Cast) -> None:
    async with database.transaction() as tx:
        await tx.execute(
            "INSERT INTO custom_field (id, unit_id, key, label, type) VALUES (gen_random_uuid(), $1, 'metri', 'Metri', 'number')",
            cast.nord,
        )


async def test_a_corrected_mapping_is_read_anew_and_remembered(desk: Desk, tmp_path: Path) -> None:
    found = await desk.preview(csv_file(tmp_path, ODD))
    assert found["mapping"]["Chi"] == "answer"
    answer = await desk.http.patch(
        f"/api/imports/{found['id']}", json={"mapping": {"Chi": "full_name", "Colonna B": "phone"}}
    )
    assert answer.status_code == 200, answer.text
    read = answer.json()
    assert (read["state"], read["mapping"]["Chi"], read["mapping"]["Metri"]) == (
        "preview", "full_name", "answer",
    )  # fmt: skip
    assert read["counts"] == {"new": 1, "duplicate": 0, "review": 0, "rejected": 1}
    assert read["rows"][0]["fields"]["last_name"] == "Neri"
    later = await desk.preview(csv_file(tmp_path, ODD, "un altro nome.csv"))
    assert later["mapping"] == read["mapping"]
    await desk.do(read, "commit")
    assert [(lead["first_name"], lead["last_name"]) for lead in await desk.leads()] == [("Ada", "Neri")]


async def test_a_mapping_is_remembered_for_its_unit_alone(desk: Desk, cast: Cast, tmp_path: Path) -> None:
    found = await desk.preview(csv_file(tmp_path, ODD))
    await desk.http.patch(f"/api/imports/{found['id']}", json={"mapping": {"Chi": "full_name"}})
    south = Desk(cast.remo.on(desk.http), cast.sud_container)
    assert (await south.preview(csv_file(tmp_path, ODD)))["mapping"]["Chi"] == "answer"


async def test_a_field_or_column_that_does_not_exist_is_named(desk: Desk, tmp_path: Path) -> None:
    found = await desk.preview(csv_file(tmp_path, ODD))
    answer = await desk.http.patch(
        f"/api/imports/{found['id']}",
        json={"mapping": {"Chi": "shoe_size", "Metri": "custom:nulla", "Quale": "phone"}},
    )
    assert answer.status_code == 422
    errors = {error["field"]: error["en"] for error in answer.json()["errors"]}
    assert "shoe_size" in errors["mapping.Chi"]
    assert "custom:nulla" in errors["mapping.Metri"]
    assert "Quale" in errors["mapping.Quale"]
    assert (await desk.http.get(f"/api/imports/{found['id']}")).json()["mapping"] == found["mapping"]


async def test_a_column_named_like_a_custom_field_goes_there(
    desk: Desk, database: Database, cast: Cast, tmp_path: Path
) -> None:
    await custom_field(database, cast)
    found = await desk.preview(
        csv_file(tmp_path, [["Nome", "Telefono", "Metri"], ["Ada", "3331234567", "90"]])
    )
    assert found["mapping"]["Metri"] == "custom:metri"
    assert found["rows"][0]["fields"]["custom:metri"] == 90


async def test_another_sheet_can_be_chosen(desk: Desk, tmp_path: Path) -> None:
    people: dict[str, Sequence[Sequence[files.Cell]]] = {
        "Uno": [files.HEADER, files.ADA],
        "Due": [files.HEADER, files.ADA, files.UGO],
        "Vuoto": [["x"]],
    }
    found = await desk.preview(files.xlsx(tmp_path, people))
    assert (found["sheet"], found["counts"]["new"]) == ("Uno", 1)
    address = f"/api/imports/{found['id']}"
    answer = await desk.http.patch(address, json={"sheet": "Due"})
    assert (answer.json()["sheet"], answer.json()["counts"]["new"]) == ("Due", 2)
    assert (await desk.http.patch(address, json={"sheet": "Tre"})).status_code == 422


async def test_a_committed_import_is_not_read_again(desk: Desk, tmp_path: Path) -> None:
    done = await desk.commit(csv_file(tmp_path, [files.HEADER, files.ADA]))
    answer = await desk.http.patch(f"/api/imports/{done['id']}", json={"mapping": {"Nome": "answer"}})
    assert answer.status_code == 409
    assert (await desk.do(done, "commit"))["state"] == "committed"
    assert len(await desk.leads()) == 1
