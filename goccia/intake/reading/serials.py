"""Numbers that a workbook shows as dates."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

_BUILT_IN_DATES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NOT_SHOWN: Final = re.compile(r'"[^"]*"|\[[^\]hms]*\]|\\.|_.|\*.', re.IGNORECASE)
_LAST: Final = 2_958_466
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall clock has no zone
_EARLY_EPOCH: Final = datetime(1899, 12, 31)  # noqa: DTZ001 - before the 29 February 1900 that Excel invented
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001


def shows_dates(format_id: int, code: str | None) -> bool:
    """Tell whether a number format shows a date or a time."""
    if code is None:
        return format_id in _BUILT_IN_DATES
    shown = _NOT_SHOWN.sub("", code.split(";")[0]).lower()
    return "general" not in shown and "standard" not in shown and any(c in shown for c in "ymdhsgae")


def from_serial(number: float, *, date1904: bool) -> datetime | date | time | float:
    """Return the wall clock that a serial stands for, its time if it has no day, or the number itself."""
    if not 0 <= number < _LAST:
        return number
    seconds = round(number * 86_400)
    if number < 1:
        return (_EPOCH + timedelta(seconds=seconds)).time()
    epoch = _EPOCH_1904 if date1904 else _EPOCH if number >= 60 else _EARLY_EPOCH
    try:
        return epoch + timedelta(seconds=seconds)
    except OverflowError:
        return number
