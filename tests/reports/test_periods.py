"""The periods of a dashboard, at moments where days are not alike."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.kit.dates import ROME
from goccia.reports.periods import Name, Span, periods, starts, step_of

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""Half past ten in Rome."""


def on_the_wall(span: Span) -> tuple[str, str]:
    return span.start.astimezone(ROME).strftime("%a %d %H:%M"), span.end.astimezone(ROME).strftime(
        "%a %d %H:%M"
    )


def test_today_is_compared_with_as_much_of_yesterday_and_of_last_monday() -> None:
    found = periods("today", MONDAY)
    assert on_the_wall(found.asked) == ("Mon 23 00:00", "Mon 23 10:30")
    assert on_the_wall(found.before) == ("Sun 22 00:00", "Sun 22 10:30")
    assert on_the_wall(found.same_weekday) == ("Mon 16 00:00", "Mon 16 10:30")


def test_seven_days_are_compared_with_the_seven_before_which_have_the_same_weekdays() -> None:
    found = periods("7d", MONDAY)
    assert on_the_wall(found.asked) == ("Tue 17 00:00", "Mon 23 10:30")
    assert on_the_wall(found.before) == ("Tue 10 00:00", "Mon 16 10:30")
    assert found.same_weekday == found.before


def test_thirty_days_go_back_thirty_and_five_weeks() -> None:
    found = periods("30d", MONDAY)
    assert found.asked.start.astimezone(ROME).date() == date(2026, 10, 25)
    assert found.before.start.astimezone(ROME).date() == date(2026, 9, 25)
    assert found.same_weekday.start.astimezone(ROME).date() == date(2026, 9, 20)


def test_a_month_is_compared_with_as_much_of_the_month_before() -> None:
    found = periods("month", datetime(2026, 3, 31, 10, tzinfo=UTC))
    assert found.asked.start.astimezone(ROME).date() == date(2026, 3, 1)
    # February has no 31st: all of it
    assert on_the_wall(found.before) == ("Sun 01 00:00", "Sun 01 00:00")
    assert found.before.end == found.asked.start


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_on_the_days_of_a_clock_change_the_wall_counts(day: date) -> None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=ROME).astimezone(UTC)
    found = periods("today", now)
    assert on_the_wall(found.asked)[1].endswith("12:00")
    assert on_the_wall(found.before)[1].endswith("12:00")
    assert on_the_wall(found.same_weekday)[1].endswith("12:00")
    assert (found.asked.end - found.asked.start) != (found.before.end - found.before.start)


def test_a_free_period_in_the_past_is_whole_and_one_to_come_is_empty() -> None:
    past = periods("custom", MONDAY, date(2026, 11, 1), date(2026, 11, 3))
    assert on_the_wall(past.asked) == ("Sun 01 00:00", "Wed 04 00:00")
    assert on_the_wall(past.before) == ("Thu 29 00:00", "Sun 01 00:00")
    assert on_the_wall(past.same_weekday) == ("Sun 25 00:00", "Wed 28 00:00")
    future = periods("custom", MONDAY, date(2027, 1, 1), date(2027, 1, 3))
    assert future.asked.start == future.asked.end


@given(
    name=st.sampled_from(["today", "7d", "30d", "month"]),
    now=st.integers(0, 20 * 365 * 24 * 60).map(
        lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
)
def test_periods_end_now_begin_at_midnight_and_come_after_those_they_are_compared_with(
    name: Name, now: datetime
) -> None:
    found = periods(name, now)
    assert found.asked.end == now
    for span in (found.asked, found.before, found.same_weekday):
        assert span.start.astimezone(ROME).strftime("%H:%M:%S") == "00:00:00"
        assert span.start <= span.end
    assert found.before.end <= found.asked.start + timedelta(hours=1) or name != "today"
    assert found.before.start < found.asked.start
    assert found.same_weekday.start.astimezone(ROME).weekday() == found.asked.start.astimezone(ROME).weekday()


def test_a_chart_over_time_has_few_steps() -> None:
    for days, step in ((1, "hour"), (30, "day"), (92, "day"), (300, "week"), (800, "month")):
        assert step_of(Span(MONDAY, MONDAY + timedelta(days=days))) == step


@given(st.integers(0, 350_000), st.integers(0, 500))
def test_each_moment_is_in_the_day_week_and_month_that_began_last(hours: int, days: int) -> None:
    first = datetime(1990, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    last = first + timedelta(days=days)
    day = last.astimezone(ROME).date()
    begun = {"day": day, "week": day - timedelta(days=day.weekday()), "month": day.replace(day=1)}
    for step, expected in begun.items():
        found = starts(step, first, last)  # type: ignore[arg-type]
        assert found == sorted(set(found))
        assert found[0] <= first
        assert found[-1] <= last
        assert found[-1].astimezone(ROME) == datetime(
            expected.year, expected.month, expected.day, tzinfo=ROME
        )
