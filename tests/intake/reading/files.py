"""Builders of the ugly files that lead vendors send."""

import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl

Cell = str | int | float | datetime | None
MORNING = datetime(2026, 10, 12, 9, 30)  # noqa: DTZ001 - cells have wall clocks
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001
HEADER = ["Nome", "Cognome", "Telefono", "E-mail", "Provincia"]
ADA = ["Ada", "Neri", "3331234567", "ada@example.it", "MI"]
UGO = ["Ugo", "Bianchi", "3471234567", "ugo@example.it", "RM"]


def text_file(folder: Path, content: str | bytes, name: str = "lead.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def italian_csv(folder: Path) -> Path:
    """Title and export lines, cp1252, `;`, CRLF, blank rows of `;`, a repeated header, a total, a legend."""
    rows = [
        "Lead società Però S.r.l.;;;;",
        "Esportato il 12/10/2026;;;;",
        ";;;;",
        ";".join(HEADER),
        ";".join(ADA),
        'Niccolò;"Dell\'Orto ""Nico""";02 69941234;;Forlì-Cesena',
        ";;;;",
        ";".join(HEADER),
        '"Ugo";"Bianchi";"347\n1234567";ugo@example.it;RM',
        "Solo Nome;;;;",
        "Totale;;3;;",
        "",
        "Legenda;;;;",
        "NR;Non risponde;;;",
        "KO;Non interessato;;;",
    ]
    return text_file(folder, "\r\n".join(rows), "Lead ottobre.csv", "cp1252")


def meta_tsv(folder: Path) -> Path:
    """Meta's own download: UTF-16 with BOM, tabs, prefixes, a withheld name, a test lead."""
    header = [
        *("id", "created_time", "ad_id", "ad_name", "adset_id", "adset_name", "campaign_id", "campaign_name"),
        *("form_id", "form_name", "is_organic", "platform", "quanto_spendi_al_mese?", "nome_e_cognome"),
        *("numero_di_telefono", "e-mail", "lead_status"),
    ]
    withheld = "ag:c:You don't have enough permission. Please refer to this help: https://example.com"
    one = [
        *("l:1234567890123456", "2026-10-12T10:05:11+02:00", "ag:120", "Video 1", "as:121", "Set", "c:122"),
        *("Luce", "f:123", "Modulo", "false", "fb", "50-100_€", "Mario Rossi", "p:+393331234567"),
        *("m@example.it", "CREATED"),
    ]
    two = [*one]
    two[0], two[2], two[14] = "l:1234567890123457", withheld, "p:"
    three = [*one]
    three[0], three[13] = "l:1234567890123458", "<test lead: dummy data for full_name>"
    lines = ["\t".join(row) for row in (header, one, two, three)]
    return text_file(folder, "\n".join(lines), "leads.csv", "utf-16")


def xlsx(
    folder: Path,
    sheets: dict[str, Sequence[Sequence[Cell]]],
    hidden: Sequence[str] = (),
    name: str = "lead.xlsx",
) -> Path:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if title in hidden:
            sheet.sheet_state = "hidden"
    path = folder / name
    book.save(path)
    return path


def vendor_xlsx(folder: Path) -> Path:
    """A hidden sheet, a summary, then leads under a merged title; phones as numbers, dates, a serial."""
    rows: list[Sequence[Cell]] = [
        ["Lead di ottobre", None, None, None],
        [None],
        ["N.", "Nominativo", "Cellulare", "Data"],
        [1, "Ada Neri", 3331234567, MORNING],
        [2, "Ugo Bianchi", "347 1234567", 46000.5],
        [3, None, None, None],
        [None, "Totale", 2, None],
    ]
    path = xlsx(
        folder,
        {"Archivio": [HEADER, ADA], "Riepilogo": [["Mese", "Lead"], ["ottobre", 2]], "Lead": rows},
        hidden=["Archivio"],
    )
    book = openpyxl.load_workbook(path)
    book["Lead"].merge_cells("A1:D1")
    book.save(path)
    return path


_ROOT = (
    b'<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_RELATIONS = (
    b'<Relationships><Relationship Id="r1" Type="x/worksheet" Target="sheet1.xml"/>%s</Relationships>'
)
_BOOK = b'<workbook>%s<sheets><sheet name="Lead" r:id="r1" xmlns:r="r"/></sheets></workbook>'


def sheet_xlsx(
    folder: Path,
    sheet: bytes,
    extra: dict[str, bytes] | None = None,
    settings: bytes = b"",
    relations: bytes = b"",
) -> Path:
    """A hand-made workbook around the XML of one sheet."""
    parts = {
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": _BOOK % settings,
        "xl/_rels/workbook.xml.rels": _RELATIONS % relations,
        "xl/sheet1.xml": sheet,
        **(extra or {}),
    }
    path = folder / "mano.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def zip_bomb(folder: Path, megabytes: int = 64) -> Path:
    """A small file that unfolds to spaces."""
    return sheet_xlsx(
        folder, b"<worksheet><sheetData>" + b" " * (megabytes << 20) + b"</sheetData></worksheet>"
    )


def html_xls(folder: Path) -> Path:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (ADA, UGO))
    head = "".join(f"<th>{name}</th>" for name in HEADER)
    title = "<tr><td colspan=5>Lead &amp; contatti</td></tr>"
    html = f"<html><body><table>{title}<tr>{head}</tr>{rows}</table></body></html>"
    return text_file(folder, html, "lead.xls")


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file; streams are padded to 4,096 bytes so that none is a mini stream."""
    sector, free, end, fat_mark = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    padded = {}
    for name, data in streams.items():
        padded[name] = data.ljust(max(4096, -(-len(data) // sector) * sector), b"\0")
    fat: list[int] = [fat_mark]
    body = b""
    starts: dict[str, int] = {}
    for name, data in padded.items():
        count = len(data) // sector
        starts[name] = len(fat)
        fat += [*range(len(fat) + 1, len(fat) + count), end]
        body += data
    directory = len(fat)
    names = list(padded)
    entries = -(-(len(names) + 1) // 4)
    fat += [*range(directory + 1, directory + entries), end]
    if len(fat) > 128:
        raise ValueError("one sector of the allocation table is enough for tests")

    def entry(name: str, kind: int, links: tuple[int, int], start: int, size: int) -> bytes:
        text = name.encode("utf-16-le")
        out = text.ljust(64, b"\0") + struct.pack("<HBBLLL", len(text) + 2, kind, 1, free, *links)
        return out + b"\0" * 36 + struct.pack("<LQ", start, size)

    listing = entry("Root Entry", 5, (free, 1 if names else free), end, 0)
    for place, name in enumerate(names, start=1):
        right = place + 1 if place < len(names) else free
        listing += entry(name, 2, (right, free), starts[name], len(padded[name]))
    listing = listing.ljust(entries * sector, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack(
        "<HHHHH6xLLLLLLLLL", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, 4096, end, 0, end, 0
    )
    header += struct.pack("<L", 0) + struct.pack("<L", free) * 108
    table = struct.pack("<128L", *(fat + [free] * (128 - len(fat))))
    return header + table + body + listing


def biff(
    sheets: dict[str, Sequence[Sequence[Cell]]], hidden: Sequence[str] = (), locked: bool = False
) -> bytes:
    """The records of an Excel 97 workbook: texts, numbers, moments in a date format."""

    def record(kind: int, body: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def start(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHLL", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))

    def cells(rows: Sequence[Sequence[Cell]]) -> bytes:
        out = start(0x0010) + record(0x0200, struct.pack("<LLHHH", 0, len(rows), 0, max(map(len, rows)), 0))
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, str):
                    text = cell.encode("utf-16-le")
                    out += record(0x0204, struct.pack("<HHHHB", r, c, 0, len(cell), 1) + text)
                elif isinstance(cell, datetime):
                    serial = (cell - EPOCH).total_seconds() / 86_400
                    out += record(0x0203, struct.pack("<HHHd", r, c, 1, serial))
                elif cell is not None:
                    out += record(0x0203, struct.pack("<HHHd", r, c, 0, float(cell)))
        return out + record(0x000A)

    def style(number_format: int) -> bytes:
        return record(0x00E0, struct.pack("<HHH", 0, number_format, 0) + b"\0" * 14)

    def book(offsets: Sequence[int]) -> bytes:
        out = start(0x0005)
        if locked:
            out += record(0x002F, struct.pack("<HHH", 1, 1, 1) + b"\0" * 48)
        out += (
            record(0x0042, struct.pack("<H", 1200))
            + record(0x0022, struct.pack("<H", 0))
            + style(0)
            + style(22)
        )
        for (title, _), offset in zip(sheets.items(), offsets, strict=True):
            text = title.encode("cp1252")
            state = 1 if title in hidden else 0
            out += record(0x0085, struct.pack("<LBBBB", offset, state, 0, len(text), 0) + text)
        return out + record(0x000A)

    bodies = [cells(rows) for rows in sheets.values()]
    offsets = [len(book([0] * len(bodies)))]
    for body in bodies[:-1]:
        offsets.append(offsets[-1] + len(body))
    return book(offsets) + b"".join(bodies)


def xls(
    folder: Path,
    sheets: dict[str, Sequence[Sequence[Cell]]],
    hidden: Sequence[str] = (),
    locked: bool = False,
) -> Path:
    return text_file(folder, ole({"Workbook": biff(sheets, hidden, locked)}), "lead.xls")


def locked_xlsx(folder: Path) -> Path:
    """What Excel writes for an XLSX with a password: an OLE file around the encrypted one."""
    return text_file(
        folder, ole({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"\7" * 5000}), "lead.xlsx"
    )


def csv_text(rows: Sequence[Sequence[str]], delimiter: str = ";") -> str:
    out = io.StringIO()
    for row in rows:
        out.write(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n")
    return out.getvalue()
