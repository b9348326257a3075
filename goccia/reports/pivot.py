"""A report: leads counted by one or two of their properties. One statement, whose groups are added up here.

Every measure is made of sums, so rows, columns and totals are exact whatever is left out of the table.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any, Final, Literal

from goccia.core.database import Transaction
from goccia.core.errors import invalid
from goccia.kit.dates import ROME, day_bounds
from goccia.leads.filters import LeadFilter
from goccia.leads.listing import check, where
from goccia.reports.periods import Span, periods, starts
from goccia.reports.pivot_schemas import Dimension, Measure, ReportSpec

MOST_ROWS: Final = 500
MOST_COLUMNS: Final = 60
MOST_GROUPS: Final = 100_000
_SUMMED: Final = ("leads", "contacted", "attempts", "appointments", "contracts")
_IDS: Final = ("agent", "esito", "container", "unit")
_STEPS: Final[dict[Dimension, Literal["day", "week", "month"]]] = {
    "day": "day",
    "week": "week",
    "month": "month",
}
"""What has a beginning of its own, among which a lead is found quickest; a zone is not looked up for each."""
_HOUR: Final = "date_bin('1 hour', lead.received_at, timestamptz '2000-01-01')"
"""Rome is whole hours from UTC: its weekdays and hours are made of these."""
_CLOCK: Final[dict[Dimension, str]] = {
    "weekday": "extract(isodow FROM {} AT TIME ZONE 'Europe/Rome')::int",
    "hour": "extract(hour FROM {} AT TIME ZONE 'Europe/Rome')::int",
}
_NAMES: Final[dict[Dimension, str]] = {
    "agent": "SELECT id, name, NULL::int AS position FROM person WHERE id = ANY ($1::uuid[])",
    "esito": "SELECT id, label AS name, position FROM esito WHERE id = ANY ($1::uuid[])",
    "container": "SELECT id, name, NULL::int AS position FROM container WHERE id = ANY ($1::uuid[])",
    "unit": "SELECT id, name, NULL::int AS position FROM unit WHERE id = ANY ($1::uuid[])",
}
IN_ORDER: Final = frozenset(("day", "week", "month", "weekday", "hour", "esito"))
"""Dimensions with an order of their own; the others are sorted by the first measure, the largest first."""
_SUMS: Final = """
  count(*) AS leads, count(lead.first_contact_at) AS contacted, coalesce(sum(lead.attempts), 0) AS attempts,
  count(lead.appointment_at) AS appointments, count(*) FILTER (WHERE e.won) AS contracts
"""


@dataclass(slots=True)
class Sums:
    """What is added up for every cell."""

    leads: float = 0
    contacted: float = 0
    attempts: float = 0
    appointments: float = 0
    contracts: float = 0
    cost: float | None = None

    def add(self, row: Any) -> None:
        """Add a group."""
        for name in ("leads", "contacted", "attempts", "appointments", "contracts"):
            setattr(self, name, getattr(self, name) + row[name])
        if row["cost"] is not None:
            self.cost = (self.cost or 0.0) + row["cost"]


def _ratio(part: float | None, of: float) -> float | None:
    return None if part is None or not of else part / of


_MEASURES: Final[dict[Measure, Callable[[Sums], float | None]]] = {
    "leads": lambda sums: sums.leads,
    "contacted": lambda sums: sums.contacted,
    "contacted_rate": lambda sums: _ratio(sums.contacted, sums.leads),
    "attempts": lambda sums: sums.attempts,
    "attempts_per_lead": lambda sums: _ratio(sums.attempts, sums.leads),
    "appointments": lambda sums: sums.appointments,
    "contracts": lambda sums: sums.contracts,
    "conversion": lambda sums: _ratio(sums.contracts, sums.leads),
    "cost": lambda sums: sums.cost,
    "cost_per_contract": lambda sums: _ratio(sums.cost, sums.contracts),
}


@dataclass(slots=True)
class _Table:
    cells: dict[tuple[str | None, str | None], Sums] = field(default_factory=dict)
    rows: dict[str | None, Sums] = field(default_factory=dict)
    columns: dict[str | None, Sums] = field(default_factory=dict)
    total: Sums = field(default_factory=Sums)

    def add(self, row: str | None, column: str | None, group: Any) -> None:
        self.total.add(group)
        self.rows.setdefault(row, Sums()).add(group)
        self.columns.setdefault(column, Sums()).add(group)
        self.cells.setdefault((row, column), Sums()).add(group)


def span_of(spec: ReportSpec, now: datetime) -> Span | None:
    """The days of a report as moments; None: whenever."""
    if spec.period == "all":
        return None
    if spec.period == "year":
        first = now.astimezone(ROME).date().replace(month=1, day=1)
        return Span(day_bounds(datetime.combine(first, time(12), ROME))[0], now)
    if spec.period == "custom" and spec.first and spec.last:
        begin = day_bounds(datetime.combine(spec.first, time(12), ROME))[0]
        return Span(begin, day_bounds(datetime.combine(spec.last, time(12), ROME))[1])
    return periods(spec.period, now).asked


async def run(tx: Transaction, spec: ReportSpec) -> dict[str, Any]:
    """Count, with the caller's eyes.

    Raises:
        Forbidden: an Agente asks for what a filter denies them.
        Invalid: rows and columns make too many cells.
    """
    check(tx, spec.filter)
    span = span_of(spec, tx.now)
    begun = await _begun(tx, spec, span)
    groups = await tx.fetch(*_statement(tx, spec, span, begun))
    if len(groups) > MOST_GROUPS:
        raise invalid(
            "rows",
            f"Il report ha più di {MOST_GROUPS:,} caselle: scegli un periodo più corto o altre righe e colonne.".replace(
                ",", "."
            ),
            f"The report has more than {MOST_GROUPS:,} cells: choose a shorter period, or other rows and columns.",
        )
    table = _Table()
    for group in groups:
        row, column = (
            _name(begun.get(dimension), group[key])
            for dimension, key in ((spec.rows, "r"), (spec.columns, "c"))
        )
        table.add(row, column, group)
    measures = [_MEASURES[name] for name in spec.measures]
    rows, rows_left = await _heads(tx, spec.rows, table.rows, measures[0], MOST_ROWS)
    columns: list[dict[str, Any]] = []
    columns_left = 0
    if spec.columns:
        columns, columns_left = await _heads(tx, spec.columns, table.columns, measures[0], MOST_COLUMNS)
    nothing = Sums()

    def said(sums: Sums) -> list[float | None]:
        return [measure(sums) for measure in measures]

    return {
        "period": {"start": span.start, "end": span.end} if span else None,
        "columns": columns,
        "rows": [
            row
            | {
                "cells": [said(table.cells.get((row["key"], column["key"]), nothing)) for column in columns],
                "total": said(table.rows[row["key"]]),
            }
            for row in rows
        ],
        "totals": [said(table.columns[column["key"]]) for column in columns],
        "total": said(table.total),
        "rows_left_out": rows_left,
        "columns_left_out": columns_left,
    }


async def _begun(tx: Transaction, spec: ReportSpec, span: Span | None) -> dict[Any, list[datetime]]:
    """When each day, week or month of the report begins."""
    asked = [dimension for dimension in (spec.rows, spec.columns) if dimension in _STEPS]
    if not asked:
        return {}
    first = span.start if span else None
    if first is None:
        async with tx.as_system():  # a bound: none that shows is empty
            first = await tx.fetchval("SELECT min(received_at) FROM lead WHERE deleted_at IS NULL") or tx.now
    return {dimension: starts(_STEPS[dimension], first, tx.now) for dimension in asked}


def _name(begun: list[datetime] | None, key: Any) -> str | None:
    """A group's key as the API says it: a day, a week or a month by its first day."""
    if begun is not None:
        key = begun[max(key, 1) - 1].astimezone(ROME).date()
    return None if key is None else str(key)


def _statement(
    tx: Transaction, spec: ReportSpec, span: Span | None, begun: dict[Any, list[datetime]]
) -> tuple[Any, ...]:
    bounds = {"received_from": span.start, "received_to": span.end} if span else {}
    condition, values = where(LeadFilter.model_validate(spec.filter.model_dump() | bounds), tx.now)
    places = {dimension: len(values) + number for number, dimension in enumerate(begun, start=1)}
    priced, cost = "", "NULL::bigint"
    if tx.scope.role != "agente" and {"cost", "cost_per_contract"} & set(spec.measures):
        priced = (
            " LEFT JOIN container c ON c.id = lead.container_id"
            " LEFT JOIN vendor_return v ON v.sold_as = lead.id AND v.state = 'accepted'"
        )
        # In whole cents: numbers with decimals are added up ten times slower.
        cost = "sum((c.price_per_lead * 100)::bigint - coalesce((v.credited * 100)::bigint, 0))"
    columns = _key(spec.columns, places) if spec.columns else "NULL::text"
    sums = ", ".join(f"sum({name})::float8 AS {name}" for name in _SUMMED)
    return (
        f"SELECT {_said(spec.rows, 'r')} AS r, {_said(spec.columns, 'c')} AS c, {sums}, (sum(cents) / 100.0)::float8 AS cost"
        f" FROM (SELECT {_key(spec.rows, places)} AS r, {columns} AS c, {_SUMS}, {cost} AS cents"
        f" FROM lead LEFT JOIN esito e ON e.id = lead.esito_id{priced} WHERE {condition} GROUP BY 1, 2"
        f") g GROUP BY 1, 2 LIMIT {MOST_GROUPS + 1}",
        *values,
        *begun.values(),
    )


def _key(dimension: Dimension, places: dict[Any, int]) -> str:
    """What leads are grouped by first."""
    if dimension in places:
        return f"width_bucket(lead.received_at, ${places[dimension]}::timestamptz[])"
    if dimension in _CLOCK:
        return _HOUR
    return f"lead.{dimension}_id" if dimension in _IDS else f"lead.{dimension}"


def _said(dimension: Dimension | None, column: str) -> str:
    """What these groups are put together by: hours become weekdays or hours of the day."""
    return _CLOCK[dimension].format(column) if dimension in _CLOCK else column


async def _heads(
    tx: Transaction,
    dimension: Dimension,
    sums: dict[str | None, Sums],
    measure: Callable[[Sums], float | None],
    most: int,
) -> tuple[list[dict[str, Any]], int]:
    """The rows or columns to show, in order, and how many are left out."""
    keys = [key for key in sums if key is not None]
    found = (
        {str(row["id"]): row for row in await tx.fetch(_NAMES[dimension], keys)}
        if dimension in _NAMES
        else {}
    )
    largest = sorted(sums, key=lambda key: (-(measure(sums[key]) or 0), -sums[key].leads, key or ""))[:most]
    if dimension in IN_ORDER:
        largest.sort(key=lambda key: _place(dimension, key, found))
    return [{"key": key, "name": found[key]["name"] if key in found else key} for key in largest], len(
        sums
    ) - len(largest)


def _place(dimension: Dimension, key: str | None, found: dict[str, Any]) -> tuple[int, int, str]:
    if key is None:
        return 1, 0, ""
    if dimension == "esito":
        return 0, found[key]["position"] if key in found else 0, key
    return 0, int(key) if dimension in ("weekday", "hour") else 0, key
