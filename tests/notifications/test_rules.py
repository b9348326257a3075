"""When one is told: quiet hours and daily mails by Rome's clocks, also on the days that have 23 or 25 hours."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.kit.dates import ROME
from goccia.notifications.kinds import Kind, Words
from goccia.notifications.rules import GATHER, Choice, Schedule, choice, end_of_quiet, next_time, plan

WORDS = Words("x", "x", "x")
KIND = Kind("k", it=WORDS, en=WORDS, mail="daily", push=True)
YEARS = datetime(2026, 1, 1, tzinfo=UTC)
NIGHT = Schedule(time(22), time(7), time(8, 30))


def rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-11-23T21:59", "2026-11-23T21:59"),
        ("2026-11-23T22:00", "2026-11-24T07:00"),
        ("2026-11-24T06:59", "2026-11-24T07:00"),
        ("2026-11-24T07:00", "2026-11-24T07:00"),
        # The night in which the clocks go forward (29 March 2026), and the one in which they go back (25 October).
        ("2026-03-28T23:30", "2026-03-29T07:00"),
        ("2026-03-29T03:10", "2026-03-29T07:00"),
        ("2026-10-24T23:30", "2026-10-25T07:00"),
        ("2026-10-25T02:30", "2026-10-25T07:00"),
    ],
)
def test_quiet_hours_end_when_rome_s_clocks_say_so(moment: str, told: str) -> None:
    assert end_of_quiet(NIGHT, rome(moment)) == rome(told).astimezone(UTC)


def test_the_night_of_the_long_day_is_an_hour_longer_and_that_of_the_short_one_shorter() -> None:
    def length(day: str) -> timedelta:
        begin = rome(f"{day}T22:00").astimezone(UTC)
        return end_of_quiet(NIGHT, begin) - begin

    assert length("2026-10-24") == timedelta(hours=10)
    assert length("2026-03-28") == timedelta(hours=8)
    assert length("2026-11-23") == timedelta(hours=9)


def test_an_end_that_the_clocks_show_twice_or_never_still_comes_after_the_beginning() -> None:
    half_past_two = Schedule(time(22), time(2, 30), time(8))
    second_time = rome("2026-10-25T02:15").replace(fold=1)  # the hour from two to three, again
    assert end_of_quiet(half_past_two, second_time) == rome("2026-10-25T02:30").replace(fold=1).astimezone(
        UTC
    )
    skipped = end_of_quiet(half_past_two, rome("2026-03-29T01:45"))
    assert skipped == rome("2026-03-29T03:30").astimezone(UTC)


@given(
    begin=st.times(), end=st.times(),
    moment=st.integers(0, 2 * 366 * 24 * 60).map(lambda minutes: YEARS + timedelta(minutes=minutes)),
)  # fmt: skip
def test_quiet_never_lasts_longer_than_a_day_and_ends_outside_itself(
    begin: time, end: time, moment: datetime
) -> None:
    schedule = Schedule(begin, end, time(8))
    told = end_of_quiet(schedule, moment)
    assert moment <= told <= moment + timedelta(hours=25)
    wanted = next_time(begin, moment)
    assert moment < wanted <= moment + timedelta(hours=26)


def test_nobody_who_set_no_quiet_hours_waits() -> None:
    for schedule in (Schedule(None, None), Schedule(time(9), time(9))):
        assert end_of_quiet(schedule, rome("2026-11-23T03:00")) == rome("2026-11-23T03:00")


def test_a_notice_goes_the_ways_that_were_chosen() -> None:
    noon = rome("2026-11-23T12:00").astimezone(UTC)
    daily = plan(choice(KIND, None), NIGHT, noon)
    assert (daily.in_page, daily.digest) == (True, True)
    assert daily.mail_at == rome("2026-11-24T08:30").astimezone(UTC)
    at_once = plan(Choice(page=False, mail="now", push=False), NIGHT, noon)
    assert (at_once.mail_at, at_once.digest, at_once.push_at) == (noon + GATHER, False, None)
    assert plan(choice(KIND, {"mail": "now"}), Schedule(mail_off=True), noon).mail_at is None
    assert not plan(Choice(page=False, mail="off", push=False), NIGHT, noon).tells
    night = plan(Choice(page=True, mail="now", push=True), NIGHT, rome("2026-11-23T23:00"))
    assert night.mail_at == night.push_at == rome("2026-11-24T07:00").astimezone(UTC)
