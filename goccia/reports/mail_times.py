"""When mails of figures go out. Pure: the time is a parameter; hours are Rome's."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal

from goccia.kit.dates import ROME
from goccia.kit.holidays import is_holiday
from goccia.notifications.rules import Schedule, end_of_quiet

BRIEFING_AT: Final = time(8, 45)
BRIEFING_UNTIL: Final = time(12)
"""A server that was down in the morning is late until then; later the day has no briefing."""
SUNDAY: Final = 7
LATEST: Final = timedelta(hours=12)
"""A report that was due while nothing ran goes out so much later; then it is missed, and the next one comes as usual."""
Every = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Plan:
    """When a report goes out: each day, each week on a day (1: Monday), or each month on a day, at a time of Rome's.

    In a shorter month the last day stands for the days that it has not.
    """

    every: Every
    at: time
    weekday: int | None = None
    day: int | None = None

    def falls_on(self, day: date) -> bool:
        """Whether it goes out on this day."""
        if self.every == "week":
            return day.isoweekday() == self.weekday
        if self.every == "month":
            return day.day == min(self.day or 1, monthrange(day.year, day.month)[1])
        return True


def briefing_day(now: datetime, peace: Schedule) -> date | None:
    """The day whose briefing is to be sent now to somebody with these quiet hours; None: none.

    There is none on Sundays and Italian holidays.
    """
    day = now.astimezone(ROME).date()
    if day.isoweekday() == SUNDAY or is_holiday(day):
        return None
    begin = end_of_quiet(peace, moment_of(day, BRIEFING_AT))
    return day if begin <= now < moment_of(day, BRIEFING_UNTIL) else None


def next_sending(plan: Plan, after: datetime) -> datetime:
    """The next moment after `after` at which a report goes out."""
    day = after.astimezone(ROME).date()
    while not (plan.falls_on(day) and moment_of(day, plan.at) > after):
        day += timedelta(days=1)
    return moment_of(day, plan.at)


def last_due(plan: Plan, due: datetime, now: datetime) -> datetime:
    """Of the sendings from `due` to now the last: those before it are not made up for."""
    while (following := next_sending(plan, due)) <= now:
        due = following
    return due


def moment_of(day: date, at: time) -> datetime:
    """The moment, in UTC, at which Rome's clocks show this on a day: the first, where they show it twice."""
    return datetime.combine(day, at, ROME).astimezone(UTC)
