"""Bad files: a clear problem, always a FileProblem, and bounded memory."""

import random
import struct
import tracemalloc
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goccia.intake.reading.problems import FileProblem
from goccia.intake.reading.table import open_table
from tests.intake.reading import files
from tests.intake.reading.files import ADA, HEADER


def problem(path: Path, sheet: str | None = None) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        for _ in open_table(path, path.name, sheet).rows():
            pass
    assert caught.value.it
    assert caught.value.en
    return caught.value


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xff\xfe", "empty"),
        (b"  \r\n\r\n", "empty"),
        (b";;;\n;;;\n", "empty"),
        (b"%PDF-1.7 eccetera", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n", "not_a_table"),
        (bytes(range(256)) * 20, "unreadable"),
        (b"PK\x03\x04 monco", "unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 monco", "unreadable"),
        (b"3331234567;Ada\n3331234568;Ugo\n", "no_header"),
        (b"questo e' un testo\nsenza tabella\n", "no_header"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "not_a_table"),
    ],
)
def test_what_is_no_list_says_why(tmp_path: Path, content: bytes, code: str) -> None:
    assert problem(files.text_file(tmp_path, content)).code == code


def test_passwords_are_recognised_in_new_and_old_workbooks(tmp_path: Path) -> None:
    assert problem(files.locked_xlsx(tmp_path)).code == "password_protected"
    assert problem(files.xls(tmp_path, {"Lead": [HEADER, ADA]}, locked=True)).code == "password_protected"


def test_a_word_file_is_no_list(tmp_path: Path) -> None:
    path = files.text_file(tmp_path, files.ole({"WordDocument": b"x" * 5000}), "lead.xls")
    assert problem(path).code == "not_a_table"
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr(
            "_rels/.rels", '<R><Relationship Type="x/officeDocument" Target="word/document.xml"/></R>'
        )
        archive.writestr("word/document.xml", "<w/>")
    assert problem(tmp_path / "a.docx").code in ("not_a_table", "unreadable")


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    assert problem(files.zip_bomb(tmp_path)).code == "zip_bomb"


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_said(tmp_path: Path) -> None:
    path = files.zip_bomb(tmp_path, 40)
    content = path.read_bytes()
    size = struct.pack("<L", (40 << 20) + len(b"<worksheet><sheetData></sheetData></worksheet>"))
    assert size in content
    path.write_bytes(content.replace(size, struct.pack("<L", 1000)))
    assert problem(path).code == "unreadable"


def test_a_file_of_200_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "grande.csv"
    with path.open("wb") as stream:
        stream.truncate(200 << 20)
    assert problem(path).code == "too_large"


def test_a_million_rows_are_refused_at_once_and_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "milione.csv"
    with path.open("w") as stream:
        stream.write("nome;telefono\n")
        stream.writelines(f"Ada;333{n:07}\n" for n in range(1_000_000))
    tracemalloc.start()
    found = problem(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.code == "too_many_rows"
    assert "500.000" in found.it
    assert peak < 8 << 20


def test_too_many_columns_say_where(tmp_path: Path) -> None:
    wide = ["Nome", "Telefono", *[f"Domanda {n}" for n in range(299)]]
    found = problem(files.text_file(tmp_path, "Titolo\n" + files.csv_text([wide, ["Ada", "3331234567"]])))
    assert (found.code, found.where) == ("too_many_columns", "2")
    assert "301" in found.it
    found = problem(files.xlsx(tmp_path, {"Lead": [wide, ["Ada", "3331234567"]]}))
    assert found.where == "Lead!1"
    assert "foglio «Lead», riga 1" in found.it


def test_a_missing_or_hidden_sheet_cannot_be_chosen(tmp_path: Path) -> None:
    path = files.xlsx(tmp_path, {"A": [HEADER, ADA], "B": [HEADER, ADA]}, hidden=["B"])
    assert problem(path, "B").code == "unknown_sheet"
    assert problem(path, "Z").code == "unknown_sheet"


def test_a_workbook_without_leads_says_so(tmp_path: Path) -> None:
    assert problem(files.xlsx(tmp_path, {"A": [["Mese", "Spesa"], ["ottobre", 3]]})).code == "no_header"
    assert problem(files.xlsx(tmp_path, {"A": []})).code == "empty"


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = files.text_file(tmp_path, "nome;tel\nAda;3331234567\n" + "x" * 3_000_000)
    assert problem(path).code == "cell_too_long"


def test_an_xls_that_claims_a_cell_far_away_is_not_unfolded(tmp_path: Path) -> None:
    row: list[files.Cell] = [*HEADER, *[None] * 250, "x"]
    rows: list[list[files.Cell]] = [[*HEADER], [*ADA], *[[] for _ in range(65_000)], row]
    assert problem(files.xls(tmp_path, {"Lead": rows})).code == "too_many_columns"


def test_a_sheet_with_a_cell_far_away_costs_only_that_row(tmp_path: Path) -> None:
    sheet = (
        b'<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>Telefono</v></c></row>'
        b'<row r="2"><c r="A2"><v>3331234567</v></c><c r="XFD2"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    path = files.sheet_xlsx(tmp_path, sheet)
    table = open_table(path, path.name)
    assert [row.number for row in table.rows()] == [2, 1_048_576]


@pytest.mark.parametrize(
    "sheet",
    [
        b"",
        b"<worksheet><sheetData><row>",
        b"<worksheet/>",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>',
        b'<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="1"><c r="!!1" t="s"><v>x</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="1"><c r="ZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="99999999"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row><c t="s"><v>999</v></c><c><v>nan</v></c></row></sheetData></worksheet>',
    ],
)
def test_a_damaged_sheet_is_a_problem_and_no_crash(tmp_path: Path, sheet: bytes) -> None:
    assert problem(files.sheet_xlsx(tmp_path, sheet)).code in ("unreadable", "empty", "no_header")


def read_all(content: bytes, name: str) -> None:
    """Read a file to its end; only a FileProblem may come out, and every row is counted."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            table = open_table(path, name)
            records = sum(1 for _ in table.rows())
        except FileProblem:
            return
        assert records == table.tally.records
        assert table.tally.rows == records + sum(table.tally.not_records.values())


@given(st.binary(max_size=2_000), st.sampled_from(["a.csv", "a.xlsx", "a.xls"]))
def test_any_bytes_are_read_or_are_a_problem(content: bytes, name: str) -> None:
    read_all(content, name)


TEXT = st.text(st.sampled_from('ab1;,"\t|\n\r à\x00=@'), max_size=300)


@settings(max_examples=200)
@given(TEXT, st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_text_under_a_header_is_counted_to_the_last_row(text: str, encoding: str) -> None:
    read_all(("nome;telefono;nota\n" + text).encode(encoding), "a.csv")


@pytest.mark.parametrize("seed", range(60))
def test_a_workbook_with_flipped_bytes_is_read_or_is_a_problem(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = (
        files.vendor_xlsx(tmp_path)
        if seed % 2
        else files.xls(tmp_path, {"Lead": [HEADER, ADA], "B": [HEADER]})
    )
    content = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    read_all(
        bytes(content[: chance.randrange(len(content) // 2, len(content))] if seed % 5 == 0 else content),
        path.name,
    )


CHARACTER = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from(';,|"\t\n\r')
CELL = st.text(CHARACTER, max_size=12)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=12), st.sampled_from([";", ",", "\t", "|"]))
def test_a_written_csv_is_read_back_whole(rows: list[list[str]], delimiter: str) -> None:
    records = [["nome", "telefono", "a", "b"], *[["Ada", "3331234567", *row] for row in rows]]
    with TemporaryDirectory() as folder:
        path = files.text_file(Path(folder), files.csv_text(records, delimiter))
        table = open_table(path, path.name)
        assert table.delimiter == delimiter
        assert [row.cells for row in table.rows()] == records[1:]
