"""What every kind of file gives: rows of cells, from the top, as often as asked."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Protocol

RawRow = tuple[int, list[object]]


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A visible sheet: whether it is the one read, and whether it has a header that can be read."""

    name: str
    chosen: bool
    readable: bool


class Source(Protocol):
    """One sheet, or one text file."""

    @property
    def kind(self) -> str:
        """Return "csv", "xlsx", "xls" or "html"."""
        ...

    @property
    def sheet(self) -> str | None:
        """Return the name of the sheet, None where the file has none."""
        ...

    @property
    def date1904(self) -> bool:
        """Tell whether bare numbers in date columns count from 1904."""
        ...

    @property
    def encoding(self) -> str | None:
        """Return the encoding of a text file."""
        ...

    @property
    def delimiter(self) -> str | None:
        """Return the delimiter of delimited text."""
        ...

    def raw_rows(self) -> Generator[RawRow]:
        """Yield (number as Excel shows it, cells) from the first row; raises `FileProblem`."""
        ...

    def progress(self) -> float:
        """Return how much of the current pass is done, 0 to 1."""
        ...

    def expect(self, width: int) -> None:
        """Say how many columns the header has."""
        ...


def trim(cells: list[object]) -> list[object]:
    """Take the empty cells off the end."""
    end = len(cells)
    while end and (cells[end - 1] is None or cells[end - 1] == ""):
        end -= 1
    return cells[:end]
