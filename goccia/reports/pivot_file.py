"""A report as an Excel file: the table with a real chart beside it, and a sheet that says what was asked."""

import asyncio
import io
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import xlsxwriter

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.events import Actor
from goccia.identity.access import User
from goccia.leads.export_words import filter_in_words, moment_in_words
from goccia.reports import pivot
from goccia.reports.events import ReportExported
from goccia.reports.pivot_schemas import ReportSpec
from goccia.reports.pivot_words import DIMENSIONS, FORMATS, MEASURES, head_in_words, period_in_words, title

MOST_BARS: Final = 60
MOST_SERIES: Final = 15
_KINDS: Final[dict[str, dict[str, str]]] = {
    "bars": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "line": {"type": "line"},
}
_HEADER_ROWS: Final = 3


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a file is for, and who has it written."""

    id: UUID
    language: str
    actor: Actor
    report_id: UUID | None = None
    """The kept report that comes by mail; None: the reader takes it from the page."""


async def export(tx: Transaction, user: User, spec: ReportSpec) -> bytes:
    """Count, and write it down; that it was is an event.

    Raises:
        Forbidden, Invalid: as for `pivot.run`.
    """
    return await write(tx, Reader(user.id, user.language, user.actor), spec, await pivot.run(tx, spec))


async def write(tx: Transaction, reader: Reader, spec: ReportSpec, result: dict[str, Any]) -> bytes:
    """Write what was counted with the reader's eyes, as an event says."""
    place = 1 if reader.language == "en" else 0
    who = await tx.fetchval("SELECT name FROM person WHERE id = $1", reader.id)
    measures = ", ".join(MEASURES[name][place] for name in spec.measures)
    about = [
        (("Report", "Report")[place], title(spec, place)),
        (("Misure", "Measures")[place], measures),
        (("Periodo", "Period")[place], period_in_words(pivot.span_of(spec, tx.now), place)),
        ((("Esportato da", "Exported by") if reader.report_id is None else ("Per", "For"))[place], who or ""),
        (("Il", "On")[place], moment_in_words(tx.now)),
    ]
    said = await filter_in_words(tx, spec.filter, "-received_at", reader.language)
    about += said[:-1]  # the last is an order, which a report has not
    written = await asyncio.to_thread(_write, spec, result, about, place)
    units = tx.scope.unit_ids
    event = ReportExported(
        unit_id=spec.filter.unit_id or (units[0] if len(units) == 1 else None),
        subject_id=reader.id,
        spec=spec.model_dump(mode="json", exclude_defaults=True, exclude={"filter": {"q", "custom"}}),
        rows=len(result["rows"]),
        personal=spec.filter.model_dump(mode="json", include={"q", "custom"}, exclude_defaults=True) or None,
        report=reader.report_id,
    )
    async with tx.as_system():
        await events.record(tx, reader.actor, event)
    return written


def _write(spec: ReportSpec, result: dict[str, Any], about: list[tuple[str, str]], place: int) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("Report")
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {name: book.add_format({"num_format": FORMATS.get(name, "#,##0")}) for name in spec.measures}
    sums = {
        name: book.add_format({"num_format": FORMATS.get(name, "#,##0"), "bold": True, "top": 1})
        for name in spec.measures
    }
    sheet.write_string(0, 0, title(spec, place), bold)
    sheet.write_string(_HEADER_ROWS - 1, 0, DIMENSIONS[spec.rows][place], head)
    total = ("Totale", "Total")[place]
    names = (
        [head_in_words(spec.columns, column["key"], column["name"], place) for column in result["columns"]]
        if spec.columns
        else []
    )
    for column, name in enumerate([*names, total]):
        for number, measure in enumerate(spec.measures):
            words = MEASURES[measure][place]
            text = words if not names else name if len(spec.measures) == 1 else f"{name} · {words}"
            sheet.write_string(_HEADER_ROWS - 1, 1 + column * len(spec.measures) + number, text, head)

    def values(row: int, cells: list[list[float | None]], styles: dict[Any, Any]) -> None:
        for column, cell in enumerate(cells):
            for number, (measure, value) in enumerate(zip(spec.measures, cell, strict=True)):
                if value is not None:
                    sheet.write_number(row, 1 + column * len(spec.measures) + number, value, styles[measure])

    for number, row in enumerate(result["rows"], start=_HEADER_ROWS):
        sheet.write_string(number, 0, head_in_words(spec.rows, row["key"], row["name"], place))
        values(number, [*row["cells"], row["total"]], formats)
    last = _HEADER_ROWS + len(result["rows"])
    sheet.write_string(last, 0, total, book.add_format({"bold": True, "top": 1}))
    values(last, [*result["totals"], result["total"]], sums)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, (len(names) + 1) * len(spec.measures), 13)
    sheet.freeze_panes(_HEADER_ROWS, 1)
    if spec.chart != "none" and result["rows"]:
        _draw(book, sheet, spec, result, names, place)
    filters = book.add_worksheet(("Filtro", "Filter")[place])
    filters.set_column(0, 0, 24)
    filters.set_column(1, 1, 60)
    for number, (word, value) in enumerate(about):
        filters.write_string(number, 0, word, bold)
        filters.write_string(number, 1, value)
    book.close()
    return file.getvalue()


def _draw(
    book: Any, sheet: Any, spec: ReportSpec, result: dict[str, Any], names: list[str], place: int
) -> None:
    """The chart of the first measure: a series for each column, or one for the totals."""
    chart = book.add_chart(_KINDS[spec.chart])
    first, last = _HEADER_ROWS, _HEADER_ROWS + min(len(result["rows"]), MOST_BARS) - 1
    shown = range(min(len(names), MOST_SERIES)) if names else [0]
    for column in shown:
        at = 1 + column * len(spec.measures)
        chart.add_series(
            {
                "name": names[column] if names else MEASURES[spec.measures[0]][place],
                "categories": ["Report", first, 0, last, 0],
                "values": ["Report", first, at, last, at],
            }
        )
    chart.set_title(
        {"name": f"{MEASURES[spec.measures[0]][place]}: {title(spec, place)}", "name_font": {"size": 12}}
    )
    chart.set_size({"width": 760, "height": 420})
    if not names:
        chart.set_legend({"none": True})
    sheet.insert_chart(_HEADER_ROWS - 1, 3 + (len(names) + 1) * len(spec.measures), chart)
