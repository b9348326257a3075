"""Delimited text: CSV, TSV and kin, line by line, also where a stray quote would swallow rows."""

import csv
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Final, TextIO

from goccia.intake.reading.encoding import FALLBACK_ERRORS, detect_encoding
from goccia.intake.reading.header import header_score
from goccia.intake.reading.problems import MAX_ROWS, FileProblem
from goccia.intake.reading.source import RawRow

DELIMITERS: Final = (";", ",", "\t", "|")
LONGEST_LINE: Final = 1_000_000
LONGEST_RECORD: Final = 120_000
_SAMPLE: Final = 256 * 1024


class _UnclosedError(Exception):
    """A quoted cell went on for longer than any cell does."""


class DelimitedSource:
    """A text file; `encoding` and `delimiter` as found."""

    kind = "csv"
    sheet: str | None = None
    date1904 = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.encoding, self._codec = detect_encoding(path)
        sample, whole = self._sample()
        self._skip_first, self.delimiter = _delimiter(sample, whole=whole)
        self._width = 0
        self._bytes_each = 2 if "16" in self._codec else 4 if "32" in self._codec else 1
        self._lines: _Lines | None = None
        self._ended = False
        self._refuse_too_many()

    def expect(self, width: int) -> None:
        """Say how many columns the header has: it tells swallowed lines from a cell of several lines."""
        self._width = width

    def progress(self) -> float:
        """Return how much of the current pass is done, 0 to 1, by bytes."""
        if self._ended or self._lines is None:
            return 1.0 if self._ended else 0.0
        return min(1.0, self._lines.characters * self._bytes_each / max(1, self.size))

    def raw_rows(self) -> Generator[RawRow]:
        """Yield the records, numbered as Excel would; a record of several lines is one row."""
        with self._open() as stream:
            self._lines, self._ended = _Lines(stream), False
            if self._skip_first:
                stream.readline(LONGEST_LINE)
            try:
                for number, cells in enumerate(self._records(self._lines), start=1):
                    yield number, list(cells)
            except UnicodeError:
                raise FileProblem("unreadable") from None
            self._ended = True

    def _open(self) -> TextIO:
        errors = FALLBACK_ERRORS if self._codec.startswith("utf-8") else "replace"
        return self.path.open(encoding=self._codec, errors=errors, newline="")

    def _sample(self) -> tuple[str, bool]:
        with self._open() as stream:
            try:
                sample = stream.read(_SAMPLE)
            except UnicodeError:
                raise FileProblem("unreadable") from None
        return sample, len(sample) < _SAMPLE

    def _refuse_too_many(self) -> None:
        """Refuse at once a file that has too many lines with something on them and no quoted line ends."""
        if self.size <= 2 * MAX_ROWS or not self._codec.startswith("utf-8"):
            return
        filled = 0
        with self.path.open("rb") as stream:
            while line := stream.readline(LONGEST_LINE):
                if b'"' in line:
                    return
                filled += bool(line.strip(b" \t\r\n;,|"))
        if filled > MAX_ROWS + 100:
            raise FileProblem("too_many_rows")

    def _records(self, lines: "_Lines") -> Iterator[list[str]]:
        reader = csv.reader(lines, delimiter=self.delimiter)
        while True:
            lines.forget()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (_UnclosedError, csv.Error):
                yield from self._one_by_one(lines.pending)
                reader = csv.reader(lines, delimiter=self.delimiter)
                continue
            width = self._width or len(cells)
            suspicious = len(lines.pending) > 1 or len(cells) < width
            if suspicious and self._is_swallowed(lines.pending, width):
                yield from self._one_by_one(lines.pending)
            else:
                yield cells

    def _is_swallowed(self, pending: list[str], width: int) -> bool:
        """Tell whether a stray quote ran over line ends: quoting is broken and cells are missing."""
        if not any('"' in line for line in pending) or self._is_well_quoted(pending):
            return False
        if len(pending) == 1:
            return pending[0].count(self.delimiter) >= width - 1
        return sum(line.count(self.delimiter) for line in pending) >= 2 * (width - 1)

    def _is_well_quoted(self, lines: list[str]) -> bool:
        try:
            return len(list(csv.reader(lines, delimiter=self.delimiter, strict=True))) == 1
        except csv.Error:
            return False

    def _one_by_one(self, pending: list[str]) -> Iterator[list[str]]:
        """Read each line for itself, quotes as ordinary characters where they do not pair."""
        for line in pending:
            bare = line.rstrip("\r\n")
            if len(bare) <= LONGEST_RECORD and self._is_well_quoted([bare]):
                yield next(csv.reader([bare], delimiter=self.delimiter))
            else:
                yield [cell.strip().strip('"') for cell in bare.split(self.delimiter)]


class _Lines:
    """The lines of the file, remembering those of the record being read."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._number = 0
        self.pending: list[str] = []
        self.characters = 0
        self._size = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._stream.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self._number += 1
        if len(line) == LONGEST_LINE:
            raise FileProblem("cell_too_long", where=str(self._number))
        self.pending.append(line)
        self._size += len(line)
        self.characters += len(line)
        if self._size > LONGEST_RECORD and len(self.pending) > 1:
            raise _UnclosedError
        return line

    def forget(self) -> None:
        self.pending.clear()
        self._size = 0


def _delimiter(sample: str, *, whole: bool) -> tuple[bool, str]:
    """Return whether Excel's `sep=` line comes first, and the delimiter that makes the best header."""
    first, _, rest = sample.partition("\n")
    told = first.strip().strip('"').lower()
    if told.startswith("sep=") and len(first.strip()) <= 7:
        named = first.rstrip("\r\n").strip('"')[4:5]
        return True, named if named in DELIMITERS else _delimiter(rest, whole=whole)[1]
    lines = sample.splitlines()
    if len(lines) > 1 and not whole:
        lines.pop()
    lines = lines[:60]
    scores = [(_score(lines, delimiter), -place, delimiter) for place, delimiter in enumerate(DELIMITERS)]
    return False, max(scores)[2]


def _score(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Rate a delimiter: by the best header it makes, then by how many lines have the same number of cells."""
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        rows = [line.split(delimiter) for line in lines]
    best = max((header_score(row) for row in rows[:50]), default=0)
    widths = [len(row) for row in rows if len(row) > 1]
    return best, max((widths.count(width) for width in set(widths)), default=0)
