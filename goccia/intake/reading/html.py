"""HTML tables, which many vendors' sites export under the name .xls."""

from collections.abc import Generator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from goccia.intake.reading.encoding import FALLBACK_ERRORS, detect_encoding
from goccia.intake.reading.problems import FileProblem
from goccia.intake.reading.source import RawRow

_CHUNK: Final = 64 * 1024
_LONGEST_CELL: Final = 1_000_000
_WIDEST: Final = 16_384


class HtmlSource:
    """All table rows of an HTML file, one after the other."""

    kind = "html"
    sheet: str | None = None
    date1904 = False
    encoding: str | None
    delimiter: str | None = None

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.encoding, self._codec = detect_encoding(path)
        self._done = 0

    def expect(self, width: int) -> None:
        """Nothing to learn from it: cells say where they end."""

    def progress(self) -> float:
        """Return how much of the current pass is done, 0 to 1, by bytes."""
        return min(1.0, self._done / max(1, self.size))

    def raw_rows(self) -> Generator[RawRow]:
        """Yield the rows of all tables."""
        parser, number = _Table(), 0
        errors = FALLBACK_ERRORS if self._codec.startswith("utf-8") else "replace"
        with self.path.open(encoding=self._codec, errors=errors) as stream:
            while chunk := stream.read(_CHUNK):
                self._done += len(chunk)
                parser.read(chunk)
                for cells in parser.done:
                    number += 1
                    yield number, cells
                parser.done = []
            parser.finish()
            for cells in parser.done:
                number += 1
                yield number, cells


class _Table(HTMLParser):
    """Collects rows; what is not closed is closed by what follows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[list[object]] = []
        self._cells: list[object] | None = None
        self._pieces: list[str] | None = None
        self._span, self._size = 1, 0

    def read(self, chunk: str) -> None:
        try:
            self.feed(chunk)
        except (AssertionError, ValueError, RecursionError):
            raise FileProblem("unreadable") from None
        if len(self.rawdata) > _LONGEST_CELL:
            raise FileProblem("unreadable")

    def finish(self) -> None:
        try:
            self.close()
        except (AssertionError, ValueError, RecursionError):
            raise FileProblem("unreadable") from None
        self._end_row()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_row()
            self._cells = []
        elif tag in ("td", "th"):
            self._end_cell()
            if self._cells is None:
                self._cells = []
            self._pieces, self._size = [], 0
            span = dict(attrs).get("colspan") or ""
            self._span = min(int(span), 300) if span.isdecimal() and len(span) < 6 else 1
        elif tag == "br" and self._pieces is not None:
            self._pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._pieces is not None:
            self._size += len(data)
            if self._size > _LONGEST_CELL:
                raise FileProblem("cell_too_long")
            self._pieces.append(data)

    def _end_cell(self) -> None:
        if self._pieces is not None and self._cells is not None:
            text = "".join(self._pieces)
            self._cells.append("\n".join(" ".join(line.split()) for line in text.strip().split("\n")))
            self._cells.extend([""] * (max(self._span, 1) - 1))
            if len(self._cells) > _WIDEST:
                raise FileProblem("unreadable")
        self._pieces = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells is not None:
            self.done.append(self._cells)
        self._cells = None
