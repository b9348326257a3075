"""Writing a vendor's file: the returns, their proof, the terms. Pure: what is to be said in, bytes out."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from goccia.kit.dates import ROME
from goccia.leads.export_columns import safe
from goccia.vendors.proof import Line
from goccia.vendors.words import PROOF, RETURNS, SHEETS, TOTAL

Cell = str | int | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a file says, in the language of `place` (0 Italian, 1 English)."""

    place: int
    made_at: datetime
    returns: Sequence[Sequence[Cell]]
    """Cells in the order of `words.RETURNS`; the last one is the price."""
    proof: Sequence[tuple[int, str, Line]]
    """Number of the return in the file, our id of its lead, and the line."""
    terms: Sequence[tuple[str, Cell]]


def write(said: Contents) -> bytes:
    """The workbook. Text that looks like a formula is a text, also in the programs that it is copied to."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": said.made_at.astimezone(ROME).replace(tzinfo=None)})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "bold": book.add_format({"bold": True}),
        "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
        "euro": book.add_format({"num_format": "#,##0.00 €"}),
        "sum": book.add_format({"num_format": "#,##0.00 €", "bold": True, "top": 1}),
        "number": book.add_format({"num_format": "0", "align": "left"}),
    }
    names = SHEETS[said.place]
    returns = _sheet(
        book, names[0], [(words[said.place], width) for words, width in RETURNS], said.returns, formats
    )
    last, price = 1 + len(said.returns), len(RETURNS) - 1
    returns.write_string(last, 0, TOTAL[said.place], formats["bold"])
    amount = sum((row[-1] for row in said.returns if isinstance(row[-1], Decimal)), Decimal(0))
    returns.write_number(last, price, float(amount), formats["sum"])
    lines = [
        (number, lead, line.at, line.what, line.detail, line.attempt, line.answered, line.who)
        for number, lead, line in said.proof
    ]
    _sheet(book, names[1], [(words[said.place], width) for words, width in PROOF], lines, formats)
    terms = book.add_worksheet(names[2])
    terms.set_column(0, 0, 34)
    terms.set_column(1, 1, 60)
    for number, (word, value) in enumerate(said.terms):
        terms.write_string(number, 0, safe(word), formats["bold"])
        _put(terms, number, 1, value, formats)
    book.close()
    return file.getvalue()


def _sheet(
    book: Any,
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[Cell]],
    formats: dict[str, Any],
) -> Any:
    sheet = book.add_worksheet(name)
    for column, (word, width) in enumerate(columns):
        sheet.write_string(0, column, word, formats["head"])
        sheet.set_column(column, column, width)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _put(sheet, number, column, value, formats)
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    return sheet


def _put(sheet: Any, row: int, column: int, value: Cell, formats: dict[str, Any]) -> None:
    """A cell by what it is: text stays text, moments are Rome's."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, column, safe(value))
    elif isinstance(value, datetime):
        sheet.write_datetime(
            row, column, value.astimezone(ROME).replace(tzinfo=None, microsecond=0), formats["moment"]
        )
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["day"])  # noqa: DTZ001
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), formats["euro"])
    else:
        sheet.write_number(row, column, value, formats["number"])
