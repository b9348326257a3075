"""Columns and rows of a table."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place from 0, its header (unique), and up to 20 values it holds."""

    index: int
    header: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A record: its number as Excel shows it, and its cells, maybe more than there are columns."""

    number: int
    cells: list[object]


@dataclass(frozen=True, slots=True)
class NotARecord:
    """A row that is no record: its number, the reason's code, its text cut short."""

    number: int
    reason: str
    text: str


@dataclass(slots=True)
class Tally:
    """What one pass over a table met: `records` + the sum of `not_records` is `rows`.

    Reasons: "header", "title" (above the header), "blank", "repeated_header", "total", "legend". The first
    200 rows that say something are in `examples`.
    """

    rows: int = 0
    records: int = 0
    not_records: dict[str, int] = field(default_factory=dict)
    examples: list[NotARecord] = field(default_factory=list)

    def skip(self, number: int, reason: str, text: str) -> None:
        """Count a row that is no record."""
        self.not_records[reason] = self.not_records.get(reason, 0) + 1
        if reason not in ("blank", "header") and len(self.examples) < 200:
            self.examples.append(NotARecord(number, reason, text[:200]))
