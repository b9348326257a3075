"""The periods of a dashboard, and those it is compared with: pure rules. Days are Europe/Rome's.

A period that is not over is compared with as much of the others as has passed of it, by the clock on the wall: a change
to summer time moves nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from goccia.kit.dates import ROME, day_bounds

Name = Literal["today", "7d", "30d", "month", "custom"]
MOST_DAYS = 800
_LENGTHS = {"today": 1, "7d": 7, "30d": 30}


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment (included) to another (not included)."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Periods:
    """A period as far as it has come, the one before it, and the last that began on the same weekday."""

    asked: Span
    before: Span
    same_weekday: Span


def periods(name: Name, now: datetime, first: date | None = None, last: date | None = None) -> Periods:
    """The periods of a name; `first` and `last` (both included) are the days of `custom`, in order."""
    today = now.astimezone(ROME).date()
    if name == "month":
        first_day, last_day = today.replace(day=1), today
    elif name == "custom":
        if first is None or last is None or last < first:
            raise ValueError("a custom period needs its first and its last day, in order")
        first_day, last_day = first, last
    else:
        first_day, last_day = today - timedelta(days=_LENGTHS[name] - 1), today
    asked = Span(
        _midnight(first_day), max(_midnight(first_day), min(_midnight(last_day + timedelta(days=1)), now))
    )
    days = (last_day - first_day).days + 1
    whole_weeks = -(-days // 7) * 7
    before = _month_before(asked) if name == "month" else _shifted(asked, days)
    return Periods(asked, before, _shifted(asked, whole_weeks))


def step_of(span: Span) -> Literal["hour", "day", "week", "month"]:
    """The step of a chart over time: never more than about a hundred of them."""
    days = (span.end - span.start) / timedelta(days=1)
    if days <= 2:
        return "hour"
    return "day" if days <= 92 else "week" if days <= 400 else "month"


def starts(step: Literal["day", "week", "month"], first: datetime, last: datetime) -> list[datetime]:
    """When each of Rome's days, weeks (from Monday) or months begins, from the one with `first` to the one with `last`."""
    day, end = first.astimezone(ROME).date(), last.astimezone(ROME).date()
    if step == "week":
        day -= timedelta(days=day.weekday())
    elif step == "month":
        day = day.replace(day=1)
    found = []
    while day <= end:
        found.append(_midnight(day))
        if step == "month":
            day = (day + timedelta(days=31)).replace(day=1)
        else:
            day += timedelta(days=7 if step == "week" else 1)
    return found


def _midnight(day: date) -> datetime:
    return day_bounds(datetime.combine(day, time(12), ROME))[0]


def _shifted(span: Span, days: int) -> Span:
    back = timedelta(days=days)
    return Span(_on_the_wall(span.start, back), _on_the_wall(span.end, back))


def _on_the_wall(moment: datetime, back: timedelta) -> datetime:
    """So much earlier, at the same time on the wall."""
    local = moment.astimezone(ROME).replace(tzinfo=None) - back
    return local.replace(tzinfo=ROME).astimezone(moment.tzinfo)


def _month_before(span: Span) -> Span:
    """As much of the month before: the same days of it, or all where it is shorter."""
    start = span.start.astimezone(ROME)
    month_before = (start.date() - timedelta(days=1)).replace(day=1)
    passed = span.end.astimezone(ROME).replace(tzinfo=None) - start.replace(tzinfo=None)
    end = (datetime.combine(month_before, time()) + passed).replace(tzinfo=ROME)
    return Span(_midnight(month_before), min(end.astimezone(span.end.tzinfo), span.start))
