"""Working hours: when a unit or an agent is open, counted on the wall clocks of Europe/Rome."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from goccia.kit.dates import ROME
from goccia.kit.holidays import is_holiday

State = Literal["open", "outside_hours", "holiday"]
Weekday = Literal["0", "1", "2", "3", "4", "5", "6"]

DAYS_AHEAD = 400
_DAY_MINUTES = 24 * 60
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00", re.ASCII)
_MONTH_DAY = re.compile(r"\d{2}-\d{2}", re.ASCII)


def _interval(value: tuple[str, str]) -> tuple[str, str]:
    start, end = value
    if not (_CLOCK.fullmatch(start) and _CLOCK.fullmatch(end)):
        raise ValueError("an interval is two times HH:MM, from 00:00 to 24:00")
    if start == "24:00":
        raise ValueError("an interval starts before 24:00")
    if start == end:
        raise ValueError("an interval ends at another time than it starts; the whole day is 00:00-24:00")
    return value


def _month_day(value: str) -> str:
    if not _MONTH_DAY.fullmatch(value):
        raise ValueError("the patron's day is MM-DD")
    date.fromisoformat(f"2024-{value}")  # a leap year; raises ValueError for a day that does not exist
    return value


Interval = Annotated[tuple[str, str], AfterValidator(_interval)]
MonthDay = Annotated[str, AfterValidator(_month_day)]


class Calendar(BaseModel):
    """The hours of a week and the days that are closed all the same.

    `weekly` maps the day ("0" is Monday) to its intervals ("HH:MM", "HH:MM"), end excluded; a day that is
    missing is closed; an interval that ends before it starts goes on past midnight; None is always open.
    Holidays (the Italian ones and the patron's "MM-DD") close a day from midnight to midnight unless
    `holidays` is False or `weekly` is None; `closures` always do.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    weekly: dict[Weekday, list[Interval]] | None = None
    holidays: bool = True
    patron: MonthDay | None = None
    closures: list[date] = Field(default_factory=list)


def state_at(cal: Calendar, now: datetime) -> State:
    """Tell what the calendar says of a moment: "open", "holiday" (the day is closed) or "outside_hours".

    `now` must be aware. An interval that begins on a closed day does not take place, one that runs into a
    closed day stops at midnight.
    """
    local = _in_rome(now)
    today = local.date()
    if _is_closed(cal, today):
        return "holiday"
    if cal.weekly is None:
        return "open"
    minute = local.hour * 60 + local.minute
    tonight = _DAY_MINUTES
    if any(start <= minute < (end if start < end else tonight) for start, end in _intervals(cal, today)):
        return "open"
    yesterday = today - timedelta(days=1)
    past_midnight = any(end < start and minute < end for start, end in _intervals(cal, yesterday))
    if past_midnight and not _is_closed(cal, yesterday):
        return "open"
    return "outside_hours"


def next_opening(cal: Calendar, now: datetime) -> datetime | None:
    """Return the first open moment from `now` on, in UTC (`now` if it is one), or None within 400 days.

    An opening that summer time skips is the moment the clocks have moved; the repeated hour has it twice.
    """
    if state_at(cal, now) == "open":
        return now.astimezone(UTC)
    today = _in_rome(now).date()
    for ahead in range(DAYS_AHEAD + 1):
        day = today + timedelta(days=ahead)
        if _is_closed(cal, day):
            continue
        for moment in sorted(_possible_openings(cal, day)):
            if moment >= now and state_at(cal, moment) == "open":
                return moment
    return None


def open_time(calendars: Sequence[Calendar], start: datetime, end: datetime) -> timedelta:
    """Return for how long, from `start` to `end`, all of these calendars were open at once."""
    total = timedelta()
    for since, until in pairwise([start, *changes_between(calendars, start, end), end]):
        if all(state_at(cal, since) == "open" for cal in calendars):
            total += until - since
    return total


def changes_between(calendars: Sequence[Calendar], start: datetime, end: datetime) -> list[datetime]:
    """Return the moments after `start` and before `end` at which one of these may open or close, in order."""
    first, last = _in_rome(start).date(), _in_rome(end).date()
    days = [first + timedelta(days=ahead) for ahead in range(-1, (last - first).days + 1)]
    found = {moment for day in days for cal in calendars for moment in _possible_changes(cal, day)}
    return sorted(moment for moment in found if start < moment < end)


def without_hours(cal: Calendar) -> Calendar:
    """Return the calendar's closed days alone: open at every hour of the others."""
    if cal.weekly is None:
        return cal
    days: tuple[Weekday, ...] = ("0", "1", "2", "3", "4", "5", "6")
    return cal.model_copy(update={"weekly": {day: [("00:00", "24:00")] for day in days}})


def _in_rome(now: datetime) -> datetime:
    if now.tzinfo is None:
        raise ValueError("now must say its offset")
    return now.astimezone(ROME)


def _is_closed(cal: Calendar, day: date) -> bool:
    if day in cal.closures:
        return True
    if cal.weekly is None or not cal.holidays:
        return False
    patron = (int(cal.patron[:2]), int(cal.patron[3:])) if cal.patron else None
    return is_holiday(day, patron)


def _intervals(cal: Calendar, day: date) -> Iterator[tuple[int, int]]:
    """Yield the intervals that begin on a day, in minutes from its midnight."""
    weekday: Weekday = "0123456"[day.weekday()]  # type: ignore[assignment]
    for start, end in (cal.weekly or {}).get(weekday, ()):
        yield _minutes(start), _minutes(end)


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _possible_openings(cal: Calendar, day: date) -> Iterator[datetime]:
    """Yield in UTC the moments of a day at which it can turn open: midnight, starts, the change of clocks."""
    midnight = datetime.combine(day, time(), ROME)
    yield midnight.astimezone(UTC)
    for start, _ in _intervals(cal, day):
        wall = datetime.combine(day, time(start // 60, start % 60), ROME)
        yield wall.astimezone(UTC)
        yield wall.replace(fold=1).astimezone(UTC)
    first = midnight.astimezone(UTC)
    offset = midnight.utcoffset()
    if (midnight + timedelta(days=1)).utcoffset() != offset:
        hours = (first + timedelta(hours=hour) for hour in range(1, 25))
        yield next(moment for moment in hours if moment.astimezone(ROME).utcoffset() != offset)


def _possible_changes(cal: Calendar, day: date) -> Iterator[datetime]:
    """Yield in UTC the moments at which a day, or an interval that begins on it, can open or close."""
    yield from _possible_openings(cal, day)
    for start, end in _intervals(cal, day):
        until = day if start < end < _DAY_MINUTES else day + timedelta(days=1)
        minute = end % _DAY_MINUTES
        wall = datetime.combine(until, time(minute // 60, minute % 60), ROME)
        yield wall.astimezone(UTC)
        yield wall.replace(fold=1).astimezone(UTC)
