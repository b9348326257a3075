"""Files of every kind: what is read, what is no record, and that nothing is lost."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goccia.intake.reading.mapping import guess_mapping, mapping_fingerprint
from goccia.intake.reading.table import Table, open_table
from goccia.intake.recognition.lead_draft import LeadDraft
from goccia.intake.recognition.plan import compile_mapping
from tests.intake.reading import files
from tests.intake.reading.files import ADA, HEADER, MORNING, UGO

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def opened(path: Path, sheet: str | None = None) -> Table:
    return open_table(path, path.name, sheet)


def drafts(table: Table) -> list[LeadDraft]:
    plan = compile_mapping(table.headers, guess_mapping(table.columns))
    return [plan.draft(row.cells, NOW) for row in table.rows()]


def numbers(table: Table) -> list[int]:
    return [row.number for row in table.rows()]


def is_balanced(table: Table) -> bool:
    return table.tally.rows == table.tally.records + sum(table.tally.not_records.values())


def test_a_csv_of_an_italian_excel_is_read_under_its_title(tmp_path: Path) -> None:
    table = opened(files.italian_csv(tmp_path))
    assert (table.kind, table.encoding, table.delimiter, table.header_row) == ("csv", "windows-1252", ";", 4)
    assert numbers(table) == [5, 6, 9, 10]
    assert table.tally.not_records == {
        "title": 2,
        "blank": 3,
        "header": 1,
        "repeated_header": 1,
        "total": 1,
        "legend": 3,
    }
    assert is_balanced(table)
    leads = drafts(table)
    assert [lead.phone for lead in leads] == ["+393331234567", "+390269941234", "+393471234567", None]
    assert (leads[1].first_name, leads[1].last_name) == ("Niccolò", 'Dell\'Orto "Nico"')
    assert leads[1].province == "FC"
    assert leads[3].problems


def test_metas_own_download_loses_its_prefixes(tmp_path: Path) -> None:
    table = opened(files.meta_tsv(tmp_path))
    assert (table.encoding, table.delimiter) == ("utf-16", "\t")
    one, two, three = drafts(table)
    assert (one.provider, one.provider_lead_id, one.phone) == ("meta", "1234567890123456", "+393331234567")
    assert (one.ad, one.campaign, one.source) == ("Video 1", "Luce", "Facebook")
    assert one.received_at == datetime(2026, 10, 12, 8, 5, 11, tzinfo=UTC)
    assert one.answers["quanto_spendi_al_mese?"] == "50-100_€"
    assert one.answers["ad_id"] == "120"
    assert (two.phone, two.email) == (None, "m@example.it")
    assert [said.code for said in two.warnings] == ["no_permission", "no_phone"]
    assert three.is_test


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_encoding_and_delimiter_gives_the_same_lead(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = [HEADER, ["Niccolò", "D'Alò", "3331234567", "n@example.it", "Forlì-Cesena"], ADA]
    text = "\n".join(delimiter.join(row) for row in rows)
    table = opened(files.text_file(tmp_path, text, encoding=encoding))
    assert table.delimiter == delimiter
    assert [lead.last_name for lead in drafts(table)] == ["D'Alò", "Neri"]


def test_a_file_pasted_from_two_encodings_keeps_both_accents(tmp_path: Path) -> None:
    content = "nome;tel\nNiccolò;3331234567\n".encode() + "Però;3331234568\n".encode("cp1252")
    assert [lead.first_name for lead in drafts(opened(files.text_file(tmp_path, content)))] == [
        "Niccolò",
        "Però",
    ]


def test_excels_sep_line_is_obeyed(tmp_path: Path) -> None:
    table = opened(files.text_file(tmp_path, "sep=|\r\nnome|tel\r\nAda|3331234567\r\n"))
    assert [(row.number, row.cells) for row in table.rows()] == [(2, ["Ada", "3331234567"])]


def test_a_stray_quote_swallows_no_row(tmp_path: Path) -> None:
    lines = ["nome;nick;tel", 'a;"Ale;3331234567', 'b;"Bob";3331234568', 'c;"Ciro;3331234569']
    text = "\n".join([*lines, "d;;3331234560", 'e;"E;3331234561'])
    table = opened(files.text_file(tmp_path, text))
    assert [row.cells[0] for row in table.rows()] == ["a", "b", "c", "d", "e"]
    assert all(lead.phone for lead in drafts(table))


def test_a_note_of_several_lines_stays_one_cell(tmp_path: Path) -> None:
    text = 'nome;nota;tel\n"Ada";"prima; riga\nseconda; riga; ""detta""\n";3331234567\nUgo;;3331234568\n'
    table = opened(files.text_file(tmp_path, text))
    assert [row.cells[0] for row in table.rows()] == ["Ada", "Ugo"]
    assert drafts(table)[0].answers["nota"] == 'prima; riga\nseconda; riga; "detta"'


def test_the_first_visible_sheet_with_leads_is_read_and_others_are_listed(tmp_path: Path) -> None:
    table = opened(files.vendor_xlsx(tmp_path))
    assert [(s.name, s.chosen, s.readable) for s in table.sheets] == [
        ("Riepilogo", False, False),
        ("Lead", True, True),
    ]
    assert numbers(table) == [4, 5]
    assert table.tally.not_records == {"title": 1, "blank": 2, "header": 1, "total": 1}
    ada, ugo = drafts(table)
    assert (ada.phone, ada.last_name) == ("+393331234567", "Neri")
    assert ada.received_at == datetime(2026, 10, 12, 7, 30, tzinfo=UTC)
    assert ugo.received_at == datetime(2025, 12, 9, 11, tzinfo=UTC)
    assert ada.provider_lead_id is None


def test_another_sheet_can_be_chosen(tmp_path: Path) -> None:
    path = files.xlsx(tmp_path, {"A": [HEADER, ADA], "B": [["Tel"], ["3471234567"]]})
    assert opened(path).sheet == "A"
    assert [lead.phone for lead in drafts(opened(path, "B"))] == ["+393471234567"]


def test_an_old_xls_is_read(tmp_path: Path) -> None:
    rows: Sequence[Sequence[files.Cell]] = [
        ["Titolo"],
        ["Nome", "Cellulare", "Data"],
        ["Però", 3331234567, MORNING],
        ["Ugo", "06 69941234", None],
    ]
    table = opened(files.xls(tmp_path, {"Nascosto": [HEADER, ADA], "Lead": rows}, hidden=["Nascosto"]))
    assert (table.kind, [sheet.name for sheet in table.sheets]) == ("xls", ["Lead"])
    ada, ugo = drafts(table)
    assert (ada.first_name, ada.phone) == ("Però", "+393331234567")
    assert ada.received_at == datetime(2026, 10, 12, 7, 30, tzinfo=UTC)
    assert ugo.phone == "+390669941234"


def test_an_html_table_called_xls_is_read(tmp_path: Path) -> None:
    table = opened(files.html_xls(tmp_path))
    assert (table.kind, table.is_named_otherwise) == ("html", True)
    assert [lead.email for lead in drafts(table)] == ["ada@example.it", "ugo@example.it"]


def test_a_workbook_called_csv_is_read_by_what_it_holds(tmp_path: Path) -> None:
    path = files.xlsx(tmp_path, {"Lead": [HEADER, ADA]}, name="lead.csv")
    table = opened(path)
    assert (table.kind, table.is_named_otherwise) == ("xlsx", True)
    assert not opened(files.xlsx(tmp_path, {"Lead": [HEADER, ADA]})).is_named_otherwise


def test_dates_may_count_from_1904(tmp_path: Path) -> None:
    styles = b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    sheet = (
        b'<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>Tel</t></is></c>'
        b'<c t="inlineStr"><is><r><t>Da</t></r><r><t>ta</t></r></is></c></row>'
        b'<row r="2"><c><v>3331234567</v></c><c s="1"><v>44844.5</v></c></row>'
        b'<row r="3"><c><v>3331234568</v></c><c><v>44844.5</v></c></row></sheetData></worksheet>'
    )
    path = files.sheet_xlsx(
        tmp_path,
        sheet,
        {"xl/styles.xml": styles},
        settings=b'<workbookPr date1904="1"/>',
        relations=b'<Relationship Id="r2" Type="x/styles" Target="/xl/styles.xml"/>',
    )
    noon = datetime(2026, 10, 11, 10, tzinfo=UTC)
    assert [lead.received_at for lead in drafts(opened(path))] == [noon, noon]


def test_rows_that_the_sheet_leaves_out_are_counted(tmp_path: Path) -> None:
    sheet = (
        b'<x:worksheet xmlns:x="m"><x:sheetData>'
        b'<x:row r="3"><x:c r="B3" t="str"><x:v>Telefono</x:v></x:c></x:row>'
        b'<x:row r="9"><x:c r="B9"><x:v>3.331234567E9</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    table = opened(files.sheet_xlsx(tmp_path, sheet))
    assert [(row.number, row.cells) for row in table.rows()] == [(9, ["", 3331234567])]
    assert table.tally.rows == 9
    assert is_balanced(table)


def test_headers_are_made_unique_and_columns_without_a_name_are_kept(tmp_path: Path) -> None:
    rows = [["Nome", "Tel", "Nota", "Nota"], *[["Ada", "3331234567", "a", "b", "c"]] * 4]
    table = opened(files.text_file(tmp_path, files.csv_text(rows)))
    assert table.headers == ["Nome", "Tel", "Nota", "Nota (2)", "colonna 5"]
    assert drafts(table)[0].answers == {"Nota": "a", "Nota (2)": "b", "colonna 5": "c"}


def test_a_single_row_that_is_too_wide_is_rejected_alone(tmp_path: Path) -> None:
    rows = [HEADER, ADA, [*UGO, *["x"] * 495], UGO]
    leads = drafts(opened(files.text_file(tmp_path, files.csv_text(rows))))
    assert [[said.code for said in lead.problems] for lead in leads] == [[], ["row_too_wide"], []]
    assert "495" in leads[1].problems[0].it


def test_odd_headers_are_understood_by_what_the_columns_hold(tmp_path: Path) -> None:
    rows = [
        ["Chi", "Come lo trovo", "Dove scrivo", "Zona"],
        *[["Ada", "3331234567", "a@b.it", z] for z in ("MI", "RM", "NA")],
    ]
    table = opened(files.text_file(tmp_path, files.csv_text(rows)))
    assert guess_mapping(table.columns) == {
        "Chi": "answer",
        "Come lo trovo": "phone",
        "Dove scrivo": "email",
        "Zona": "province",
    }


def test_a_counter_called_number_is_no_phone_and_one_called_id_no_id(tmp_path: Path) -> None:
    rows = [
        ["id", "Numero", "Nome", "Recapito"],
        *[[str(n), str(n), "Ada", f"333123456{n}"] for n in range(1, 6)],
    ]
    mapping = guess_mapping(opened(files.text_file(tmp_path, files.csv_text(rows))).columns)
    assert mapping == {"id": "answer", "Numero": "answer", "Nome": "first_name", "Recapito": "phone"}


def test_a_fingerprint_knows_a_vendor_again() -> None:
    assert mapping_fingerprint(["Nome", "E-mail"]) == mapping_fingerprint(["e mail", " NOME "])
    assert mapping_fingerprint(["Nome", "E-mail"]) != mapping_fingerprint(["Nome", "Tel"])


def test_a_pass_can_be_repeated_and_shows_progress(tmp_path: Path) -> None:
    rows = [HEADER, *[[f"Ada{n}", "Neri", f"333{n:07}", "", "MI"] for n in range(5_000)]]
    table = opened(files.text_file(tmp_path, files.csv_text(rows)))
    assert 4_000 < table.estimated_rows < 6_500
    seen = [table.progress() for row in table.rows() if row.number % 1_000 == 0]
    assert seen == sorted(seen)
    assert 0 < seen[0] < seen[-1] <= 1
    assert len(numbers(table)) == 5_000
    assert table.progress() == 1


REMARKS = [
    "* da richiamare la sera",
    "Legenda: NR = non risponde",
    "Pagina 1 di 3",
    "Esportato il 12/10/2026 da Tizio",
    "© Fornitore",
]


@pytest.mark.parametrize("remark", REMARKS)
def test_a_footer_is_no_record(tmp_path: Path, remark: str) -> None:
    table = opened(files.text_file(tmp_path, files.csv_text([HEADER, ADA, [remark, "", "", "", ""]])))
    assert numbers(table) == [2]
    assert table.tally.not_records["legend"] == 1
    assert table.tally.examples[0].text == remark


@pytest.mark.parametrize(
    "row",
    [
        ["Totale", "Rossi", "3331234567", "", ""],
        ["Nota", "Fonte", "", "nota@example.it", ""],
        ["Ada", "Neri", "n.d.", "", "MI"],
        ["Ada", "", "", "", ""],
        ["", "", "", "", "MI"],
    ],
)
def test_what_could_be_a_person_is_always_a_record(tmp_path: Path, row: list[str]) -> None:
    table = opened(files.text_file(tmp_path, files.csv_text([HEADER, ADA, row])))
    assert numbers(table) == [2, 3]


@pytest.mark.parametrize(
    "row",
    [
        ["Totale", "", "2", "", ""],
        ["Tot.", "", "", "", "2"],
        ["", "", "", "", "TOTALE LEAD: 2"],
        ["Totale lead", "2", "", "", ""],
    ],
)
def test_a_total_is_no_record(tmp_path: Path, row: list[str]) -> None:
    table = opened(files.text_file(tmp_path, files.csv_text([HEADER, ADA, row])))
    assert numbers(table) == [2]
    assert table.tally.not_records["total"] == 1
