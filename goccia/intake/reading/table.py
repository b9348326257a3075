"""Opening a file: what it is, which sheet, where the header lies; then its records, as often as asked."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePath
from typing import Final

from goccia.intake.reading.columns import Column, Row, Tally
from goccia.intake.reading.delimited import DelimitedSource
from goccia.intake.reading.header import HEADER_ROWS, Judge, find_header, is_strong
from goccia.intake.reading.html import HtmlSource
from goccia.intake.reading.kinds import Kind, kind_of
from goccia.intake.reading.mapping import guess_mapping
from goccia.intake.reading.problems import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, FileProblem, place
from goccia.intake.reading.serials import from_serial
from goccia.intake.reading.source import SheetInfo, Source, trim
from goccia.intake.reading.xls import XlsWorkbook
from goccia.intake.reading.xlsx import Workbook
from goccia.intake.recognition.plan import unique
from goccia.intake.recognition.scalars import as_text
from goccia.kit.text import clean_line

SAMPLE_ROWS: Final = 200
MAX_SAMPLES: Final = 20
MAX_SHEETS: Final = 50
_LONGEST_HEADER: Final = 300
_MAX_RAW_ROWS: Final = 2_000_000
_SUFFIXES: Final = {"csv": "csv", "tsv": "csv", "txt": "csv", "xlsx": "xlsx", "xlsm": "xlsx", "xls": "xls"}


@dataclass(slots=True)
class Table:
    """A file that can be read. `kind` is what it is ("csv", "xlsx", "xls", "html"), whatever its name says.

    `tally` counts the rows of the latest pass. `estimated_rows` is a guess from the first rows.
    """

    source: Source
    kind: str
    columns: list[Column]
    header_row: int
    sheets: list[SheetInfo]
    encoding: str | None
    delimiter: str | None
    estimated_rows: int
    is_named_otherwise: bool
    tally: Tally = field(default_factory=Tally)

    @property
    def headers(self) -> list[str]:
        """The unique names of the columns."""
        return [column.header for column in self.columns]

    @property
    def sheet(self) -> str | None:
        """The sheet being read; None where the file has none."""
        return self.source.sheet

    def progress(self) -> float:
        """Return how much of the current pass over `rows` is done, 0 to 1."""
        return self.source.progress()

    def rows(self) -> Iterator[Row]:
        """Yield the records, from the first; each call is a new pass with a new `tally`.

        Raises `FileProblem` at the 500,001st record, and where the file turns out damaged.
        """
        tally = self.tally = Tally()
        mapping = guess_mapping(self.columns)
        judge = Judge(
            self.headers,
            contacts=[
                column.index for column in self.columns if mapping[column.header] in ("phone", "email")
            ],
            names=[
                column.index
                for column in self.columns
                if mapping[column.header] in ("first_name", "last_name", "full_name")
            ],
        )
        moments = [column.index for column in self.columns if mapping[column.header] == "received_at"]
        for number, raw in self.source.raw_rows():
            tally.rows += 1
            if tally.rows > _MAX_RAW_ROWS:
                raise FileProblem("too_many_rows", where=place(number, self.sheet))
            if number <= self.header_row:
                above = any(as_text(cell).strip() for cell in raw)
                reason = "header" if number == self.header_row else "title" if above else "blank"
            else:
                reason = judge.reason(raw) or ""
            if reason:
                tally.skip(number, reason, "" if reason == "blank" else _shown(raw))
                continue
            tally.records += 1
            if tally.records > MAX_ROWS:
                raise FileProblem("too_many_rows", where=place(number, self.sheet))
            cells = raw if len(raw) <= len(self.columns) else trim(raw)
            yield Row(number, self._with_1904(cells, moments) if self.source.date1904 else cells)

    def _with_1904(self, cells: list[object], moments: list[int]) -> list[object]:
        """Read bare numbers in date columns by the workbook's own date system."""
        out = list(cells)
        for index in moments:
            cell = out[index] if index < len(out) else None
            if isinstance(cell, int | float) and not isinstance(cell, bool) and 1 <= cell < 100_000:
                out[index] = from_serial(float(cell), date1904=True)
        return out


def open_table(path: Path, filename: str, sheet: str | None = None) -> Table:
    """Open a file by what it holds, not by its name. `sheet` chooses one of a workbook's visible sheets.

    Without a choice it is the first visible sheet whose header names a person and a phone or e-mail, else the
    first with any header. Raises `FileProblem`.
    """
    try:
        size = path.stat().st_size
    except OSError:
        raise FileProblem("unreadable") from None
    if size > MAX_BYTES:
        raise FileProblem("too_large")
    if size == 0:
        raise FileProblem("empty")
    try:
        return _open(path, filename, sheet)
    except (OSError, MemoryError, RecursionError):
        raise FileProblem("unreadable") from None


def _open(path: Path, filename: str, sheet: str | None) -> Table:
    kind = kind_of(path)
    if kind in (Kind.TEXT, Kind.HTML):
        source: Source = DelimitedSource(path) if kind is Kind.TEXT else HtmlSource(path)
        looked = _look(source)
        if looked is None:
            raise FileProblem(*_missing(source))
        return _table(source, looked, filename, [])
    book = Workbook(path) if kind is Kind.XLSX else XlsWorkbook(path)
    names = list(book.sheets)[:MAX_SHEETS]
    if not names:
        raise FileProblem("no_visible_sheet")
    if sheet is not None and sheet not in names:
        raise FileProblem("unknown_sheet", sheet)
    sources: dict[str, Source] = {name: book.source(name) for name in names}
    seen = {name: _look(source) for name, source in sources.items()}
    chosen = sheet or _choose(seen)
    if chosen is None:
        raise FileProblem(*_missing(sources[names[0]]))
    looked = seen[chosen]
    if looked is None:
        code, *_ = _missing(sources[chosen])
        raise FileProblem(code, where=place(None, chosen))
    infos = [SheetInfo(name, name == chosen, seen[name] is not None) for name in names]
    return _table(sources[chosen], looked, filename, infos)


@dataclass(frozen=True, slots=True)
class _Look:
    """The first rows of a sheet with a header; `extent` is how many cells the header has, empty ones included."""

    rows: list[tuple[int, list[object]]]
    place: int
    extent: int
    score: int
    progress: float


def _look(source: Source) -> _Look | None:
    """Read the first rows and find the header; None where there is none."""
    with closing(source.raw_rows()) as raw_rows:
        whole = list(islice(raw_rows, HEADER_ROWS + SAMPLE_ROWS))
        progress = source.progress()
    rows = [(number, trim(cells)) for number, cells in whole]
    found = find_header([cells for _, cells in rows])
    if found is None:
        return None
    place_of_header, score = found
    return _Look(rows, place_of_header, len(whole[place_of_header][1]), score, progress)


def _choose(seen: dict[str, _Look | None]) -> str | None:
    """Choose the first sheet with a full header, else with a phone or e-mail column, else with any."""
    for wanted in (lambda look: is_strong(look.score), lambda look: look.score > 0, lambda _: True):
        for name, look in seen.items():
            if look is not None and wanted(look):
                return name
    return None


def _missing(source: Source) -> tuple[str]:
    """Name what is wrong with a sheet without header: nothing in it, or no header."""
    for _, cells in islice(source.raw_rows(), HEADER_ROWS + SAMPLE_ROWS):
        if any(as_text(cell).strip() for cell in cells):
            return ("no_header",)
    return ("empty",)


def _table(source: Source, look: _Look, filename: str, sheets: list[SheetInfo]) -> Table:
    header_row, header = look.rows[look.place]
    below = [cells for _, cells in look.rows[look.place + 1 :]]
    width = _width(header, below, look.extent)
    if width > MAX_COLUMNS:
        raise FileProblem("too_many_columns", width, where=place(header_row, source.sheet))
    names = [clean_line(as_text(cell))[:_LONGEST_HEADER] for cell in header] + [""] * (width - len(header))
    columns = [Column(index, name, _samples(below, index)) for index, name in enumerate(unique(names))]
    source.expect(width)
    read = len(look.rows)
    estimated = float(read)
    if look.progress < 1 and read == HEADER_ROWS + SAMPLE_ROWS:
        estimated = read / max(look.progress, 1e-6)
    suffix = PurePath(filename).suffix.lower().lstrip(".")
    named = _SUFFIXES.get(suffix)
    return Table(
        source=source,
        kind=source.kind,
        columns=columns,
        header_row=header_row,
        sheets=sheets,
        encoding=source.encoding,
        delimiter=source.delimiter,
        estimated_rows=max(0, round(estimated) - look.place - 1),
        is_named_otherwise=named is not None and named != source.kind,
    )


def _width(header: list[object], below: list[list[object]], extent: int) -> int:
    """Return the number of columns: the header's, with empty ends that hold something below, or more where most rows
    go on without a name above."""
    widths = sorted(len(cells) for cells in below if cells)
    usual = widths[(len(widths) - 1) // 2] if len(widths) > 3 else 0
    return max(len(header), usual, min(extent, max(widths, default=0)))


def _samples(rows: list[list[object]], index: int) -> tuple[str, ...]:
    texts = (clean_line(as_text(cells[index])) for cells in rows if index < len(cells))
    return tuple(islice((text[:200] for text in texts if text), MAX_SAMPLES))


def _shown(cells: list[object]) -> str:
    return " | ".join(text for cell in cells[:50] if (text := clean_line(as_text(cell))))
