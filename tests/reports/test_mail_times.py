"""When mails of figures go out, by Rome's clocks: pure rules."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.kit.dates import ROME
from goccia.notifications.rules import Schedule
from goccia.reports.mail_times import Plan, briefing_day, last_due, next_sending

USUAL = Schedule()


def rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-24T08:44:59", None),
        ("2026-11-24T08:45", "2026-11-24"),
        ("2026-11-24T11:59:59", "2026-11-24"),  # the server was down
        ("2026-11-24T12:00", None),
        ("2026-11-28T08:45", "2026-11-28"),  # a Saturday
        ("2026-11-29T09:00", None),  # a Sunday
        ("2026-12-08T09:00", None),  # the Immacolata
        ("2026-04-06T09:00", None),  # Easter Monday
        # The days after the clocks have gone forward and back.
        ("2026-03-30T08:44", None),
        ("2026-03-30T08:45", "2026-03-30"),
        ("2026-10-26T08:44", None),
        ("2026-10-26T08:45", "2026-10-26"),
    ],
)
def test_the_briefing_comes_at_a_quarter_to_nine_on_working_days_or_late_until_noon(
    moment: str, day: str | None
) -> None:
    found = briefing_day(rome(moment), USUAL)
    assert (found.isoformat() if found else None) == day


def test_quiet_hours_put_the_briefing_off_and_those_of_the_whole_morning_end_it() -> None:
    late = Schedule(time(21), time(9, 30))
    assert briefing_day(rome("2026-11-24T09:29"), late) is None
    assert briefing_day(rome("2026-11-24T09:30"), late) is not None
    sleeper = Schedule(time(21), time(13))
    moments = [rome("2026-11-24T07:00") + timedelta(minutes=10 * step) for step in range(60)]
    assert not any(briefing_day(moment, sleeper) for moment in moments)


DAILY, MONDAYS = Plan("day", time(8)), Plan("week", time(8), weekday=1)


@pytest.mark.parametrize(
    ("plan", "after", "moment"),
    [
        (DAILY, "2026-11-24T07:59:59", "2026-11-24T08:00"),
        (DAILY, "2026-11-24T08:00", "2026-11-25T08:00"),
        (MONDAYS, "2026-11-24T09:00", "2026-11-30T08:00"),
        (Plan("month", time(8), day=31), "2026-01-31T09:00", "2026-02-28T08:00"),
        (Plan("month", time(8), day=31), "2026-02-28T09:00", "2026-03-31T08:00"),
        (Plan("month", time(8), day=1), "2026-12-01T08:00", "2027-01-01T08:00"),
        # The clocks go forward and back: eight is eight.
        (DAILY, "2026-03-28T08:00", "2026-03-29T08:00"),
        (DAILY, "2026-10-24T08:00", "2026-10-25T08:00"),
        # Half past two is skipped: it comes when it would have been; shown twice: the first.
        (Plan("day", time(2, 30)), "2026-03-29T01:00", "2026-03-29T03:30"),
        (Plan("day", time(2, 30)), "2026-10-25T01:00", "2026-10-25T02:30"),
        (Plan("day", time(2, 30)), "2026-10-25T02:30", "2026-10-26T02:30"),
    ],
)
def test_a_report_goes_out_at_its_time_of_rome_s(plan: Plan, after: str, moment: str) -> None:
    assert next_sending(plan, rome(after)) == rome(moment).astimezone(UTC)


@given(
    st.sampled_from(
        [
            DAILY,
            MONDAYS,
            Plan("month", time(8), day=31),
            Plan("day", time(2, 30)),
            Plan("week", time(0), weekday=7),
        ]
    ),
    st.integers(0, 2 * 365 * 24 * 60),
)
def test_there_is_always_one_sending_for_each_day_that_the_plan_names(plan: Plan, minute: int) -> None:
    after = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    first = next_sending(plan, after)
    second = next_sending(plan, first)
    assert after < first < second
    days = [(first.astimezone(ROME).date() + timedelta(days=one)) for one in range(32)]
    named = [day for day in days if plan.falls_on(day)]
    assert [first.astimezone(ROME).date(), second.astimezone(ROME).date()] == named[:2]


def test_of_sendings_that_were_due_while_nothing_ran_the_last_counts() -> None:
    due = rome("2026-11-20T08:00").astimezone(UTC)
    assert last_due(DAILY, due, rome("2026-11-24T07:59")) == rome("2026-11-23T08:00").astimezone(UTC)
    assert last_due(DAILY, due, rome("2026-11-24T08:00")) == rome("2026-11-24T08:00").astimezone(UTC)
    assert last_due(MONDAYS, due, rome("2026-11-20T09:00")) == due
