"""Single values of JSON and of spreadsheets as text."""

from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite

Scalar = str | int | float | bool | Decimal | datetime | date | time


def as_scalar(value: object) -> Scalar | None:
    """Return the value if it is a single one, None for null, lists and objects."""
    return value if isinstance(value, Scalar) else None


def as_text(value: object) -> str:  # noqa: PLR0911 - one line a type
    """Write a value as a person would: whole numbers without point, Italian dates; "" for no single value."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, float):
        return (
            str(int(value)) if isfinite(value) and value.is_integer() and abs(value) < 1e15 else repr(value)
        )
    if isinstance(value, int):
        return str(value) if abs(value) < 10**400 else "∞"
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value) if isinstance(value, Decimal) else ""


def _moment(value: datetime) -> str:
    if value.tzinfo is not None:
        return value.isoformat()
    if value.hour == value.minute == value.second == 0:
        return f"{value:%d/%m/%Y}"
    return f"{value:%d/%m/%Y %H:%M:%S}" if value.second else f"{value:%d/%m/%Y %H:%M}"
