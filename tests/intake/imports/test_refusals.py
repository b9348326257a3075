"""Files that cannot be imported, people who may not, and the rows that were rejected."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.intake import import_upload
from goccia.intake.import_staging import folder_of
from tests.intake.imports.conftest import Desk, csv_file
from tests.intake.reading import files
from tests.people import Cast


def wide(folder: Path) -> Path:
    return csv_file(folder, [["Telefono", *(f"c{n}" for n in range(500))], ["3331234567"] * 501])


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda folder: files.text_file(folder, ""), "empty"),
        (lambda folder: files.text_file(folder, b"%PDF-1.7 eccetera", "lead.xlsx"), "not_a_table"),
        (lambda folder: files.text_file(folder, b"PK\x03\x04 monco", "lead.xlsx"), "unreadable"),
        (files.locked_xlsx, "password_protected"),
        (files.zip_bomb, "zip_bomb"),
        (wide, "too_many_columns"),
        (lambda folder: csv_file(folder, [files.HEADER]), "no_rows"),
        (lambda folder: files.text_file(folder, "solo parole\nsenza tabella\n"), "no_header"),
    ],
)
async def test_a_bad_file_is_refused_with_the_reason_which_stays(
    desk: Desk, settings: Settings, tmp_path: Path, make: Any, code: str
) -> None:
    answer = await desk.upload(make(tmp_path))
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["code"] == code
    assert problem["it"]
    assert problem["en"]
    assert "where" in problem
    kept = (await desk.http.get(f"/api/imports/{problem['id']}")).json()
    assert (kept["state"], kept["problem"]["code"]) == ("failed", code)
    assert not (folder_of(settings.home) / problem["id"]).exists()
    assert (await desk.http.post(f"/api/imports/{problem['id']}/commit", json={})).status_code == 409


async def test_a_row_of_500_cells_is_rejected_and_the_others_are_read(desk: Desk, tmp_path: Path) -> None:
    found = await desk.preview(csv_file(tmp_path, [files.HEADER, files.ADA, ["x"] * 500]))
    assert found["counts"] == {"new": 1, "duplicate": 0, "review": 0, "rejected": 1}
    assert "495" in found["rows"][1]["notices"][0]["it"]


async def test_a_file_over_the_limit_is_refused_and_not_kept(
    desk: Desk, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_upload, "MAX_BYTES", 50)
    before = set(folder_of(settings.home).glob("*"))
    answer = await desk.upload(csv_file(tmp_path, [files.HEADER, files.ADA]))
    assert answer.status_code == 413
    assert "100 MB" in answer.json()["it"]
    assert set(folder_of(settings.home).glob("*")) == before


async def test_a_body_that_is_no_upload_is_refused(desk: Desk) -> None:
    container = str(desk.container)
    for body in (
        {"json": {"file": "x"}},
        {"files": {"altro": b"x"}, "data": {"container_id": container}},
        {"files": {"file": b"x"}},
        {"files": {"file": b"x"}, "data": {"container_id": "mio"}},
        {"content": b"--x\r\nmonco", "headers": {"content-type": "multipart/form-data; boundary=x"}},
    ):
        answer = await desk.http.post("/api/imports", **body)
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["field"] in ("file", "container_id")


async def test_another_unit_s_container_and_import_do_not_exist(
    desk: Desk, cast: Cast, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, [files.HEADER, files.ADA])
    assert (await desk.upload(path, cast.sud_container)).status_code == 404
    found = await desk.preview(path)
    south = cast.remo.on(desk.http)
    address = f"/api/imports/{found['id']}"
    assert (await south.get(address)).status_code == 404
    assert (await south.get(f"{address}/rows")).status_code == 404
    assert (await south.get(f"{address}/rejected.xlsx")).status_code == 404
    assert (await south.patch(address, json={"mapping": {"Nome": "answer"}})).status_code == 404
    for act in ("commit", "undo", "rows/2/decide"):
        answer = await south.post(f"{address}/{act}", json={"action": "new"} if "decide" in act else {})
        assert answer.status_code == 404
    assert found["id"] not in (await south.get("/api/imports")).text
    assert (await cast.anna.on(desk.http).get("/api/imports")).status_code == 403
    assert (await cast.ada.on(desk.http).get(address)).status_code == 200


async def test_imports_are_listed_newest_first_page_by_page(desk: Desk, tmp_path: Path) -> None:
    path = csv_file(tmp_path, [files.HEADER, files.ADA, files.UGO])
    made = [(await desk.preview(path))["id"] for _ in range(3)]
    first = (await desk.http.get("/api/imports", params={"limit": 2})).json()
    rest = (await desk.http.get("/api/imports", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [one["id"] for one in first["items"] + rest["items"]] == made[::-1]
    assert first["items"][0]["created_by"]["name"] == "Rita Rossi"
    page = (await desk.http.get(f"/api/imports/{made[0]}/rows", params={"limit": 1})).json()
    more = (
        await desk.http.get(f"/api/imports/{made[0]}/rows", params={"cursor": page["next_cursor"]})
    ).json()
    assert [row["number"] for row in page["items"] + more["items"]] == [2, 3]
    assert (await desk.http.get("/api/imports", params={"cursor": "x"})).status_code == 422


async def test_rejected_rows_come_back_with_all_their_cells_and_why(desk: Desk, tmp_path: Path) -> None:
    rows = [["Nome", "Telefono"], ["Ada", "3331234567"], ["=1+1", "12"], ["Ugo", "", "in più"]]
    found = await desk.preview(csv_file(tmp_path, rows))
    answer = await desk.http.get(f"/api/imports/{found['id']}/rejected.xlsx")
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = [[cell.value for cell in row] for row in book["Lead"].iter_rows()]
    assert sheet[0] == ["Riga", "Motivo", "Nome", "Telefono", "(3)"]
    assert [row[0] for row in sheet[1:]] == [3, 4]
    assert "Telefono non valido" in str(sheet[1][1])
    assert str(sheet[1][2]).lstrip("'") == "=1+1"
    assert book["Lead"]["C2"].data_type == "s"
    assert sheet[2][4] == "in più"


async def test_the_live_page_hears_of_imports(desk: Desk, database: Database, tmp_path: Path) -> None:
    done = await desk.commit(csv_file(tmp_path, [files.HEADER, files.ADA]))
    await desk.do(done, "undo")
    async with database.transaction() as tx:
        told = await tx.fetch(
            "SELECT kind, unit_id FROM event WHERE subject_id = $1 ORDER BY tx, id", done["id"]
        )
    assert [row["kind"] for row in told] == [
        "import.created", "import.read", "import.committed", "import.undone",
    ]  # fmt: skip
    assert len({row["unit_id"] for row in told}) == 1
