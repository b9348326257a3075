"""Files as vendors really send them, uploaded: every row is counted, nothing is guessed that cannot be known."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.intake.imports.conftest import Desk, csv_file
from tests.intake.reading import files
from tests.intake.reading.files import ADA, HEADER, UGO

ALL_NEW = {"new": 2, "duplicate": 0, "review": 0, "rejected": 0}


def cell(reference: str, inside: str, kind: str = "str") -> str:
    return f'<c r="{reference}" t="{kind}">{inside}</c>'


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(
            lambda f: files.text_file(f, files.csv_text([HEADER, ADA, UGO]), "lead.xlsx"),
            id="CSV called xlsx",
        ),
        pytest.param(
            lambda f: files.xlsx(f, {"Lead": [HEADER, ADA, UGO]}, name="lead.csv"), id="XLSX called csv"
        ),
        pytest.param(
            lambda f: files.text_file(f, files.csv_text([HEADER, ADA, UGO]), "lead"), id="no extension"
        ),
        pytest.param(
            lambda f: files.text_file(f, files.csv_text([HEADER, ADA, UGO]), encoding="utf-8-sig"), id="BOM"
        ),
        pytest.param(lambda f: files.text_file(f, files.csv_text([HEADER, ADA, UGO], ",")), id="commas"),
    ],
)
async def test_name_mark_and_delimiter_do_not_matter(
    desk: Desk, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    found = await desk.preview(make(tmp_path))
    assert found["counts"] == ALL_NEW
    assert [row["fields"]["last_name"] for row in found["rows"]] == ["Neri", "Bianchi"]
    assert {column["header"]: column["target"] for column in found["columns"]}["Telefono"] == "phone"


async def test_a_latin_1_file_keeps_its_accents(desk: Desk, tmp_path: Path) -> None:
    rows = [HEADER, ["Niccolò", "Però", "333 1234567", "", "Forlì-Cesena"]]
    found = await desk.preview(files.text_file(tmp_path, files.csv_text(rows), encoding="iso-8859-1"))
    fields = found["rows"][0]["fields"]
    assert (fields["first_name"], fields["last_name"], fields["province"]) == ("Niccolò", "Però", "FC")


async def test_merged_cells_hold_their_value_once_and_lose_no_row(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Lead di ottobre"])
    sheet.append(["Campagna", *HEADER])
    sheet.append(["Luce", *ADA])
    sheet.append([None, *UGO])
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("A3:A4")
    path = tmp_path / "lead.xlsx"
    book.save(path)
    found = await desk.preview(path)
    assert found["counts"] == ALL_NEW
    assert [row["number"] for row in found["rows"]] == [3, 4]
    assert [row["fields"].get("campaign") for row in found["rows"]] == ["Luce", None]
    assert found["skipped"]["title"] == 1


async def test_a_formula_counts_by_the_value_it_shows(desk: Desk, tmp_path: Path) -> None:
    sheet = (
        "<worksheet><sheetData><row r='1'>"
        + cell("A1", "<v>Nome</v>")
        + cell("B1", "<v>Telefono</v>")
        + cell("C1", "<v>E-mail</v>")
        + "</row><row r='2'>"
        + cell("A2", '<f>"Ada"&amp;" "&amp;"Neri"</f><v>Ada Neri</v>')
        + cell("B2", "<f>3331234560+7</f><v>3331234567</v>", "n")
        + cell("C2", "<f>VLOOKUP(1,X:Y,2)</f><v>#N/A</v>", "e")
        + "</row><row r='3'>"
        + cell("A3", "<v>Ugo</v>")
        + cell("B3", "<f>1/0</f><v>#DIV/0!</v>", "e")
        + "</row><row r='4'>"
        + cell("A4", "<v>Eva</v>")
        + cell("C4", '<f>A4&amp;"@example.it"</f><v>Eva@example.it</v>')
        + "</row></sheetData></worksheet>"
    )
    found = await desk.preview(files.sheet_xlsx(tmp_path, sheet.encode()))
    assert found["counts"] == {"new": 2, "duplicate": 0, "review": 0, "rejected": 1}
    ada, ugo, eva = found["rows"]
    assert (ada["fields"]["first_name"], ada["fields"]["phone"]) == ("Ada", "+393331234567")
    assert [said["code"] for said in ada["notices"]] == ["bad_email"]
    assert eva["fields"]["email"] == "eva@example.it"
    assert ugo["cells"][1] == "#DIV/0!"
    assert "«#DIV/0!»" in ugo["notices"][1]["it"]


async def test_a_text_like_a_formula_stays_a_text(desk: Desk, tmp_path: Path) -> None:
    rows = [[*HEADER, "Nota"], [*ADA, '=HYPERLINK("http://x";"y")'.replace(";", ",")]]
    found = await desk.commit(csv_file(tmp_path, rows))
    (ada,) = await desk.leads()
    lead = (await desk.http.get(f"/api/leads/{ada['id']}")).json()
    assert found["counts"]["new"] == 1
    assert lead["answers"]["Nota"] == '=HYPERLINK("http://x","y")'


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_a_date_that_is_only_a_number_is_read_as_excel_means_it(
    desk: Desk, tmp_path: Path, kind: str
) -> None:
    serial = 46307.3958333333  # 12 October 2026, 9:30
    if kind == "csv":
        path = csv_file(tmp_path, [["Data", *HEADER], [str(serial).replace(".", ","), *ADA]])
    else:
        path = files.xlsx(tmp_path, {"Lead": [["Data", *HEADER], [serial, *ADA]]})
    await desk.commit(path)
    (ada,) = await desk.leads()
    assert ada["received_at"].startswith("2026-10-12T07:30:00")


async def test_a_landline_keeps_its_zero_and_a_lost_one_is_not_guessed(desk: Desk, tmp_path: Path) -> None:
    sheet: dict[str, Sequence[Sequence[files.Cell]]] = {
        "Lead": [
            ["Nome", "Telefono", "CAP"],
            ["Ada", "06 69941234", "00185"],
            ["Ugo", 669941234, 185],
            ["Eva", "3,93331E+11", "80134"],
        ]
    }
    found = await desk.preview(files.xlsx(tmp_path, sheet))
    ada, ugo, eva = found["rows"]
    assert ada["fields"]["phone"] == "+390669941234"
    assert (ugo["verdict"], eva["verdict"]) == ("rejected", "rejected")
    assert [said["code"] for said in ugo["notices"]] == ["no_contact", "bad_phone", "postal_code_mended"]
    assert [said["code"] for said in eva["notices"]] == ["no_contact", "phone_lost_digits"]


async def test_two_columns_of_one_name_and_one_without_are_all_kept(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["Nome", "Telefono", "Telefono", ""],
        ["Ada", "06 69941234", "333 1234567", "di sera"],
        *[["", "", "", ""]] * 2,
    ]
    found = await desk.commit(csv_file(tmp_path, rows))
    assert [column["header"] for column in found["columns"]] == [
        "Nome",
        "Telefono",
        "Telefono (2)",
        "colonna 4",
    ]
    (ada,) = await desk.leads()
    lead = (await desk.http.get(f"/api/leads/{ada['id']}")).json()
    assert lead["phone"] == "+393331234567"
    assert lead["answers"] == {"Telefono": "06 69941234", "colonna 4": "di sera"}
    assert found["skipped"]["blank"] == 2
