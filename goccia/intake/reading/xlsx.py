"""XLSX, streamed: a row at a time, texts on disk, whatever the sheet claims to be."""

import posixpath
from pathlib import Path
from zipfile import ZipFile

from goccia.intake.reading.problems import FileProblem
from goccia.intake.reading.serials import shows_dates
from goccia.intake.reading.shared_strings import SharedStrings
from goccia.intake.reading.xlsx_sheet import XlsxSource
from goccia.intake.reading.xml import Handlers, local, read_part
from goccia.intake.reading.zipguard import open_zip


class Workbook:
    """An open XLSX: its visible sheets by name, in order."""

    def __init__(self, path: Path) -> None:
        self.archive = open_zip(path)
        names = set(self.archive.namelist())
        main = _Attributes({"Relationship"})
        _read_all(self.archive, "_rels/.rels", main)
        target = next(
            (r["Target"] for r in main.found if r.get("Type", "").endswith("/officeDocument")),
            "xl/workbook.xml",
        )
        book = target.lstrip("/")
        if book not in names or not book.endswith(".xml"):
            raise FileProblem(
                "not_a_table", "altro file zip / other zip file" if book not in names else "XLSB"
            )
        folder = posixpath.dirname(book)
        relations = _Attributes({"Relationship"})
        _read_all(self.archive, f"{folder}/_rels/{posixpath.basename(book)}.rels", relations)
        parts = {r.get("Id", ""): _resolve(folder, r.get("Target", "")) for r in relations.found}
        kinds = {
            r.get("Type", "").rpartition("/")[2]: _resolve(folder, r.get("Target", ""))
            for r in relations.found
        }
        described = _Attributes({"sheet", "workbookPr"})
        _read_all(self.archive, book, described)
        self.date1904 = any(a.get("date1904") in ("1", "true") for a in described.found)
        sheet_kind = {r.get("Id", ""): r.get("Type", "").rpartition("/")[2] for r in relations.found}
        self.sheets: dict[str, str] = {}
        for sheet in described.found:
            relation = next((value for key, value in sheet.items() if local(key) == "id"), "")
            visible = sheet.get("state", "visible") == "visible"
            if (
                visible
                and "name" in sheet
                and sheet_kind.get(relation) == "worksheet"
                and parts[relation] in names
            ):
                self.sheets[sheet["name"]] = parts[relation]
        self._strings_part = kinds.get("sharedStrings") if kinds.get("sharedStrings") in names else None
        self._strings: SharedStrings | None = None
        styles = kinds.get("styles")
        self.dates = _date_styles(self.archive, styles) if styles in names and styles else frozenset[str]()

    def source(self, name: str) -> XlsxSource:
        """Return a visible sheet."""
        if self._strings is None:
            self._strings = SharedStrings()
            if self._strings_part:
                self._strings.load(self.archive, self._strings_part)
        return XlsxSource(
            self.archive, self.sheets[name], name, self._strings, self.dates, date1904=self.date1904
        )


class _Attributes(Handlers):
    """Collects the attributes of some elements, at most 10,000."""

    def __init__(self, tags: set[str]) -> None:
        self.found: list[dict[str, str]] = []
        self._tags = tags

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See `Handlers`."""
        if local(name) in self._tags and len(self.found) < 10_000:
            self.found.append(attributes)


class _Styles(Handlers):
    """Collects the number formats and which cell style uses which."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.styles: list[int] = []
        self._in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See `Handlers`."""
        tag = local(name)
        if tag == "numFmt" and len(self.codes) < 10_000:
            self.codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:1000]
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells and len(self.styles) < 100_000:
            self.styles.append(_whole(attributes.get("numFmtId")))

    def end(self, name: str) -> None:
        """See `Handlers`."""
        if local(name) == "cellXfs":
            self._in_cells = False


def _date_styles(archive: ZipFile, part: str) -> frozenset[str]:
    styles = _Styles()
    _read_all(archive, part, styles)
    return frozenset(
        str(n) for n, form in enumerate(styles.styles) if shows_dates(form, styles.codes.get(form))
    )


def _read_all(archive: ZipFile, part: str, handlers: Handlers) -> None:
    for _ in read_part(archive, part, handlers):
        pass


def _resolve(folder: str, target: str) -> str:
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0
