"""XLS of Excel 97 to 2003 (and 5), by calamine, after a look that it is neither locked nor monstrous."""

import struct
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path
from typing import Final

import olefile
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from goccia.intake.reading.problems import FileProblem, place
from goccia.intake.reading.source import RawRow

# Cells of a sheet's used rectangle: calamine holds all of it, 32 bytes a cell and the texts.
MAX_CELLS: Final = 5_000_000
_FILEPASS, _DATE_1904, _DIMENSIONS = 0x002F, 0x0022, 0x0200
_CELLS: Final = frozenset((0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00BE, 0x00FD, 0x0201, 0x00D6))
_START: Final = frozenset((0x0809, 0x0409, 0x0209, 0x0009))


class XlsWorkbook:
    """An open XLS: its visible sheets, in order."""

    def __init__(self, path: Path) -> None:
        self.date1904 = _look(path)
        try:
            self._book = CalamineWorkbook.from_path(str(path))
            described = self._book.sheets_metadata
        except BaseException as error:
            raise _explained(error) from None
        self.sheets = [
            sheet.name
            for sheet in described
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]

    def source(self, name: str) -> "XlsSource":
        """Return a visible sheet."""
        return XlsSource(self._book, name)


class XlsSource:
    """One sheet of an XLS. Dates come as dates, whichever date system the file uses."""

    kind = "xls"
    sheet: str | None
    encoding: str | None = None
    delimiter: str | None = None
    date1904 = False

    def __init__(self, book: CalamineWorkbook, sheet: str) -> None:
        self._book = book
        self.sheet = self._name = sheet
        self._done, self._height = 0, 1

    def expect(self, width: int) -> None:
        """Nothing to learn from it: cells say where they are."""

    def progress(self) -> float:
        """Return how much of the current pass is done, 0 to 1, by rows."""
        return min(1.0, self._done / max(1, self._height))

    def raw_rows(self) -> Generator[RawRow]:
        """Yield the rows from the first."""
        try:
            sheet = self._book.get_sheet_by_name(self._name)
            rows = sheet.iter_rows()
            start = sheet.start or (0, 0)
            self._height = sheet.total_height
        except BaseException as error:
            raise _explained(error) from None
        left = [""] * start[1]
        for number in range(1, start[0] + 1):
            yield number, []
        for number, row in enumerate(rows, start=start[0] + 1):
            self._done = number
            yield number, [*left, *(_plain(cell) for cell in row)]


def _plain(cell: object) -> object:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e18:
        return int(cell)
    return str(cell) if isinstance(cell, timedelta) else cell


def _explained(error: BaseException) -> BaseException:
    """Turn what the reader of old files throws, its panics included, into a problem of the file."""
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | FileProblem):
        return error
    if "password" in f"{type(error).__name__} {error}".lower():
        return FileProblem("password_protected")
    is_panic = type(error).__name__ == "PanicException"
    if is_panic or isinstance(error, CalamineError | OSError | ValueError | MemoryError):
        return FileProblem("unreadable")
    return error


def _look(path: Path) -> bool:
    """Walk over the records: raise for a password or a sheet too large; return whether dates are 1904's."""
    try:
        with olefile.OleFileIO(str(path)) as ole:
            if ole.exists("EncryptedPackage") or ole.exists("EncryptionInfo"):
                raise FileProblem("password_protected")
            name = next((name for name in ("Workbook", "Book", "WORKBOOK", "BOOK") if ole.exists(name)), None)
            if name is None:
                kind = "Word" if ole.exists("WordDocument") else "documento Office / Office document"
                raise FileProblem("not_a_table", kind)
            stream = ole.openstream(name).read()
    except FileProblem:
        raise
    except Exception:
        raise FileProblem("unreadable") from None
    return _walk(stream)


def _walk(stream: bytes) -> bool:
    position, date1904, rows, columns = 0, False, 0, 0
    end = len(stream)
    while position + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, position)
        body = position + 4
        position = body + length
        if position > end:
            break
        if kind in _START:
            rows = columns = 0
        elif kind == _FILEPASS:
            raise FileProblem("password_protected")
        elif kind == _DATE_1904 and length >= 2:
            date1904 = stream[body] == 1
        elif kind in _CELLS and length >= 6:
            row, column = struct.unpack_from("<HH", stream, body)
            if kind in (0x00BD, 0x00BE):
                (column,) = struct.unpack_from("<H", stream, position - 2)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if rows * columns > MAX_CELLS:
                raise FileProblem("too_many_columns", columns, where=place(row + 1))
    return date1904
