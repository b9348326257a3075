"""Italian public holidays, by the `holidays` package (from 2026 on Saint Francis, 4 October, is one)."""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=256)
def italian_holidays(year: int) -> frozenset[date]:
    """Return the national holidays of a year, Easter Sunday and Monday included; empty outside 1870-2100."""
    return frozenset(holidays.country_holidays("IT", years=year))


def is_holiday(day: date, patron: tuple[int, int] | None = None) -> bool:
    """Tell whether a day is a national holiday or the patron's day of the town, given as (month, day)."""
    return (day.month, day.day) == patron or day in italian_holidays(day.year)
