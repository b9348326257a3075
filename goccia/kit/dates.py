"""Dates and times as forms, spreadsheets and people write them. Day comes before month, always."""

import math
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")

FIRST_YEAR, LAST_YEAR = 1900, 2200
# 1910 to 2200 in days of Excel's 1900 system; below are years and counts, not dates
_SERIALS = (3654, 109_940)
_UNIX_SECONDS = (10**8, 10**11)
_UNIX_MILLIS = (10**11, 10**13)

_MONTH_NAMES = (
    "gennaio genn gen january jan",
    "febbraio febbr feb february",
    "marzo mar march",
    "aprile apr april",
    "maggio magg mag may",
    "giugno giu june jun",
    "luglio lug july jul",
    "agosto ago august aug",
    "settembre sett set september sept sep",
    "ottobre ott october oct",
    "novembre nov november",
    "dicembre dic december dec",
)
_MONTHS = {name: month for month, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}

_CLOCK = (
    r"(?:[\s,T]*(?:-\s+)?(?:alle\s+)?(?:ore\s+|h\.?\s*)?"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<offset>Z|UTC|GMT|CET|CEST|(?:UTC|GMT)?[+-]\d{2}:?\d{2})?)?"
)
_DAY_NAME = r"(?:[^\W\d]{3,9}[.,]?\s+|[^\W\d]{3,9},\s*)?"
_SHAPES = [
    re.compile(rf"{_DAY_NAME}{shape}{_CLOCK}", re.IGNORECASE)
    for shape in (
        r"(?P<day>\d{1,2})\s*[/.\-\s]\s*(?P<month>\d{1,2})\s*[/.\-\s]\s*(?P<year>\d{4}|\d{2})(?!\d)",
        r"(?P<year>\d{4})\s*[/.\-]\s*(?P<month>\d{1,2})\s*[/.\-]\s*(?P<day>\d{1,2})(?!\d)",
        r"(?P<day>\d{1,2})\s*(?:°|º|th|st|nd|rd)?[\s\-/.]*(?:di\s+|of\s+)?(?P<month>[^\W\d]{3,9})[\s\-/.,]*(?:del\s+)?"
        r"(?P<year>\d{4}|\d{2})(?!\d)",
        r"(?P<month>[^\W\d]{3,9})\.?\s+(?P<day>\d{1,2})(?:th|st|nd|rd)?,?\s+(?P<year>\d{4})(?!\d)",
    )
]
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def parse_moment(value: object, tz: tzinfo = ROME) -> datetime | None:
    """Read a moment and return it in UTC, or None if it is not one; never raises.

    What says no offset is a wall clock in `tz`; a bare date is its midnight. Numbers are Excel serials (1900
    system), unix seconds or milliseconds. Two-digit years follow Excel: 00-29 are 2000s. Years outside
    1900-2200 are refused. A wall-clock time skipped by summer time is read as if the clocks had not moved;
    of a repeated one the first is meant.
    """
    found = _read(value)
    if found is None:
        return None
    try:
        if found.tzinfo is None:
            found = found.replace(tzinfo=tz)
        found = found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if FIRST_YEAR - 1 <= found.year <= LAST_YEAR else None


def parse_date(value: object) -> date | None:
    """Read a day, by the same rules; a moment with an offset gives its day in Rome."""
    found = _read(value)
    if found is None:
        return None
    if found.tzinfo is not None:
        try:
            found = found.astimezone(ROME)
        except (ValueError, OverflowError):
            return None
    return found.date() if FIRST_YEAR <= found.year <= LAST_YEAR else None


def day_bounds(now: datetime) -> tuple[datetime, datetime]:
    """Return start (included) and end (excluded), in UTC, of Rome's day at `now`: 23, 24 or 25 hours."""
    today = now.astimezone(ROME).date()
    start = datetime.combine(today, time(), ROME)
    end = datetime.combine(today + timedelta(days=1), time(), ROME)
    return start.astimezone(UTC), end.astimezone(UTC)


def _read(value: object) -> datetime | None:
    """Return the moment as written: naive where no offset was given."""
    if isinstance(value, datetime):
        return value if FIRST_YEAR <= value.year <= LAST_YEAR else None
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float | Decimal):
        return _read_number(value)
    if isinstance(value, str) and len(value) <= 80:
        found = _read_text(value)
        return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None
    return None


def _read_number(number: float | Decimal) -> datetime | None:
    """Read an Excel serial (naive, to the second) or a unix time (in UTC)."""
    if isinstance(number, Decimal):
        if not number.is_finite():
            return None
    elif isinstance(number, float) and not math.isfinite(number):
        return None
    if _SERIALS[0] <= number < _SERIALS[1]:
        seconds = round(float(number) * 86_400)
        return datetime(1899, 12, 30) + timedelta(seconds=seconds)  # noqa: DTZ001 - a wall clock has no zone
    if _UNIX_SECONDS[0] <= number < _UNIX_SECONDS[1]:
        number = number * 1000
    if _UNIX_MILLIS[0] <= number < _UNIX_MILLIS[1]:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=float(number))
    return None


@lru_cache(maxsize=4096)
def _read_text(raw: str) -> datetime | None:
    text = " ".join(raw.replace("’", "'").split()).strip("'\"")
    if _NUMBER.fullmatch(text):
        return _read_digits(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for shape in _SHAPES:
        if match := shape.fullmatch(text):
            return _build(match.groupdict())
    return None


def _read_digits(text: str) -> datetime | None:
    """Read text that is only a number: yyyymmdd[hhmmss], ddmmyyyy, a serial or a unix time."""
    shapes = {8: ("%Y%m%d", "%d%m%Y"), 12: ("%Y%m%d%H%M",), 14: ("%Y%m%d%H%M%S",)}
    for shape in shapes.get(len(text), ()):
        try:
            found = datetime.strptime(text, shape)  # noqa: DTZ007 - a wall clock has no zone
        except ValueError:
            continue
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    return _read_number(float(text.replace(",", ".")))


def _build(part: dict[str, str | None]) -> datetime | None:
    month = _month(part["month"] or "")
    year = int(part["year"] or 0)
    if len(part["year"] or "") == 2:
        year += 2000 if year < 30 else 1900
    hour = int(part["hour"] or 0)
    if half := part["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    micros = int((part["fraction"] or "0").ljust(6, "0")[:6])
    minute, second = int(part["minute"] or 0), int(part["second"] or 0)
    try:
        zone = _zone(part["offset"]) if part["offset"] else None
        return datetime(year, month, int(part["day"] or 0), hour, minute, second, micros, zone)
    except (ValueError, OverflowError):
        return None


def _month(text: str) -> int:
    """Return 1-12 for a number or a name in Italian or English, 0 for anything else."""
    if text.isdecimal():
        return int(text)
    return _MONTHS.get(text.lower(), 0)


def _zone(offset: str) -> tzinfo:
    named = {"Z": 0, "UTC": 0, "GMT": 0, "CET": 1, "CEST": 2}
    if offset.upper() in named:
        hours = named[offset.upper()]
        return datetime.strptime(f"+{hours:02}00", "%z").tzinfo or UTC
    return datetime.strptime(re.sub(r"^(?:UTC|GMT)", "", offset, flags=re.IGNORECASE), "%z").tzinfo or UTC
