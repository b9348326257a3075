"""One sheet of an XLSX: its rows, as their elements close."""

from collections.abc import Generator
from typing import Final
from zipfile import ZipFile

from goccia.intake.reading.problems import FileProblem, place
from goccia.intake.reading.serials import from_serial
from goccia.intake.reading.shared_strings import SharedStrings
from goccia.intake.reading.source import RawRow
from goccia.intake.reading.xml import LONGEST_TEXT, Handlers, local, read_part

LAST_COLUMN: Final = 16_384
LAST_ROW: Final = 1_048_576
_DIGITS: Final = "0123456789"


class XlsxSource:
    """One sheet of an XLSX."""

    kind = "xlsx"
    sheet: str | None
    encoding: str | None = None
    delimiter: str | None = None

    def __init__(
        self,
        archive: ZipFile,
        part: str,
        sheet: str,
        strings: SharedStrings,
        dates: frozenset[str],
        *,
        date1904: bool,
    ) -> None:
        self._archive = archive
        self._part = part
        self.sheet = sheet
        self._strings = strings
        self._dates = dates
        self.date1904 = date1904
        self.size = archive.getinfo(part).file_size
        self._done = 0.0

    def expect(self, width: int) -> None:
        """Nothing to learn from it: cells say where they are."""

    def progress(self) -> float:
        """Return how much of the current pass is done, 0 to 1, by bytes."""
        return min(1.0, self._done / max(1, self.size))

    def raw_rows(self) -> Generator[RawRow]:
        """Yield the rows; those that the file leaves out come as empty ones."""
        self._done = 0.0
        parser = _Rows(self._strings, self._dates, str(self.sheet), date1904=self.date1904)
        expected = 1
        for done in read_part(self._archive, self._part, parser):
            before, share = self._done, (done - self._done) / max(1, len(parser.done))
            for place_in_chunk, (number, cells) in enumerate(parser.done, start=1):
                self._done = before + share * place_in_chunk
                while expected < number:
                    yield expected, []
                    expected += 1
                yield number, cells
                expected = number + 1
            self._done = done
            parser.done = []


class _Rows(Handlers):
    """Collects the rows of a sheet as their elements close."""

    def __init__(self, strings: SharedStrings, dates: frozenset[str], sheet: str, *, date1904: bool) -> None:
        self.done: list[RawRow] = []
        self._strings = strings
        self._dates = dates
        self._sheet = sheet
        self._date1904 = date1904
        self._columns: dict[str, int] = {}
        self._row = 0
        self._cells: list[object] = []
        self._column = -1
        self._type = ""
        self._style = ""
        self._pieces: list[str] = []
        self._size = 0
        self._collect = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See `Handlers`."""
        tag = name if ":" not in name else local(name)
        if tag == "c":
            reference = attributes.get("r")
            if reference:
                letters = reference.rstrip(_DIGITS)
                column = self._columns.get(letters)
                self._column = self._place(letters) if column is None else column
            else:
                self._column += 1
            self._type = attributes.get("t", "n")
            self._style = attributes.get("s", "0")
            self._pieces = []
        elif tag in ("v", "t"):
            self._collect = True
        elif tag == "row":
            number = attributes.get("r", "")
            row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
            if not self._row < row <= LAST_ROW:
                raise FileProblem("unreadable", where=place(self._row, self._sheet))
            self._row = row
            self._cells = []
            self._column = -1
            self._size = 0

    def end(self, name: str) -> None:
        """See `Handlers`."""
        tag = name if ":" not in name else local(name)
        if tag in ("v", "t"):
            self._collect = False
        elif tag == "c":
            if self._pieces:
                self._put(self._value("".join(self._pieces)))
        elif tag == "row":
            self.done.append((self._row, self._cells))
            self._cells = []

    def text(self, data: str) -> None:
        """See `Handlers`."""
        if self._collect:
            self._size += len(data)
            if self._size > LONGEST_TEXT:
                raise FileProblem("cell_too_long", where=place(self._row, self._sheet))
            self._pieces.append(data)

    def _put(self, value: object) -> None:
        cells, column = self._cells, self._column
        if column >= LAST_COLUMN:
            raise FileProblem("unreadable", where=place(self._row, self._sheet))
        missing = column - len(cells)
        if missing > 0:
            cells.extend([""] * missing)
        if missing >= 0:
            cells.append(value)
        else:
            cells[column] = value

    def _value(self, text: str) -> object:
        kind = self._type
        if kind == "s":
            return self._strings[int(text)] if text.isdecimal() and len(text) < 12 else ""
        if kind == "n":
            return self._number(text)
        if kind == "b":
            return text.strip() == "1"
        return text

    def _number(self, text: str) -> object:
        try:
            number = float(text)
        except ValueError:
            return text
        if self._style in self._dates:
            return from_serial(number, date1904=self._date1904)
        return int(number) if number.is_integer() and abs(number) < 1e18 else number

    def _place(self, letters: str) -> int:
        column = 0
        for letter in letters:
            if not "A" <= letter <= "Z" or column > LAST_COLUMN:
                raise FileProblem("unreadable", where=place(self._row, self._sheet))
            column = column * 26 + ord(letter) - 64
        self._columns[letters] = column - 1
        return column - 1
