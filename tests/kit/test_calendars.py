from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from goccia.kit.calendars import Calendar, Weekday, next_opening, open_time, state_at, without_hours
from goccia.kit.dates import ROME

WEEKDAYS: tuple[Weekday, ...] = ("0", "1", "2", "3", "4", "5", "6")
OFFICE = Calendar(weekly={day: [("09:00", "13:00"), ("14:00", "18:00")] for day in WEEKDAYS[:5]})
EVERY_NIGHT = Calendar(weekly={day: [("22:00", "02:00")] for day in WEEKDAYS})


def rome(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME, fold=fold).astimezone(UTC)


def every_day(start: str, end: str) -> Calendar:
    return Calendar(weekly={day: [(start, end)] for day in WEEKDAYS}, holidays=False)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-11-23 08:59:59", "outside_hours"),
        ("2026-11-23 09:00", "open"),
        ("2026-11-23 12:59:59", "open"),
        ("2026-11-23 13:00", "outside_hours"),
        ("2026-11-23 14:00", "open"),
        ("2026-11-23 18:00", "outside_hours"),
        ("2026-11-22 10:00", "outside_hours"),
        ("2026-12-25 10:00", "holiday"),
        ("2026-12-25 03:00", "holiday"),
        ("2026-04-06 10:00", "holiday"),
        ("2026-07-01 09:00", "open"),
    ],
)
def test_an_office_is_open_in_its_intervals(moment: str, state: str) -> None:
    assert state_at(OFFICE, rome(moment)) == state


def test_a_calendar_that_nobody_set_is_always_open_even_on_holidays() -> None:
    assert state_at(Calendar(), rome("2026-12-25 03:00")) == "open"
    assert state_at(Calendar(patron="12-07"), rome("2026-12-07 03:00")) == "open"


def test_a_closure_closes_even_an_always_open_calendar() -> None:
    closed = Calendar(closures=[date(2026, 8, 14)])
    assert state_at(closed, rome("2026-08-14 12:00")) == "holiday"
    assert next_opening(closed, rome("2026-08-14 12:00")) == rome("2026-08-15 00:00")


def test_who_works_on_holidays_is_open_on_them() -> None:
    assert state_at(every_day("09:00", "18:00"), rome("2026-12-25 10:00")) == "open"


def test_the_patron_is_a_holiday_of_the_unit() -> None:
    milan = OFFICE.model_copy(update={"patron": "12-07"})
    assert state_at(milan, rome("2026-12-07 10:00")) == "holiday"
    assert state_at(OFFICE, rome("2026-12-07 10:00")) == "open"


def test_an_interval_may_end_at_midnight() -> None:
    calendar = every_day("18:00", "24:00")
    assert state_at(calendar, rome("2026-11-23 23:59:59")) == "open"
    assert state_at(calendar, rome("2026-11-24 00:00")) == "outside_hours"
    assert state_at(every_day("00:00", "24:00"), rome("2026-11-24 00:00")) == "open"


def test_an_overnight_interval_goes_on_past_midnight() -> None:
    assert state_at(EVERY_NIGHT, rome("2026-11-23 21:59")) == "outside_hours"
    assert state_at(EVERY_NIGHT, rome("2026-11-23 22:00")) == "open"
    assert state_at(EVERY_NIGHT, rome("2026-11-24 01:59:59")) == "open"
    assert state_at(EVERY_NIGHT, rome("2026-11-24 02:00")) == "outside_hours"


def test_an_overnight_interval_belongs_to_the_day_it_begins() -> None:
    sunday_night = Calendar(weekly={"6": [("22:00", "02:00")]})
    assert state_at(sunday_night, rome("2026-11-23 01:00")) == "open"
    assert state_at(sunday_night, rome("2026-11-24 01:00")) == "outside_hours"


def test_a_holiday_ends_the_night_before_and_its_own_night_does_not_begin() -> None:
    assert state_at(EVERY_NIGHT, rome("2026-12-24 23:00")) == "open"
    assert state_at(EVERY_NIGHT, rome("2026-12-25 01:00")) == "holiday"
    assert state_at(EVERY_NIGHT, rome("2026-12-25 23:00")) == "holiday"
    assert state_at(EVERY_NIGHT, rome("2026-12-27 01:00")) == "outside_hours"


def test_hours_are_counted_on_the_wall_clock_on_the_days_the_clocks_change() -> None:
    office = every_day("09:00", "18:00")
    assert next_opening(office, rome("2026-03-28 20:00")) == datetime(2026, 3, 29, 7, tzinfo=UTC)
    assert next_opening(office, rome("2026-10-24 20:00")) == datetime(2026, 10, 25, 8, tzinfo=UTC)
    for day in ("2026-03-29", "2026-10-25"):
        assert state_at(office, rome(f"{day} 08:59")) == "outside_hours"
        assert state_at(office, rome(f"{day} 09:00")) == "open"
        assert state_at(office, rome(f"{day} 17:59")) == "open"
        assert state_at(office, rome(f"{day} 18:00")) == "outside_hours"


def test_an_opening_that_summer_time_skips_is_the_moment_the_clocks_have_moved() -> None:
    assert next_opening(every_day("02:30", "04:00"), rome("2026-03-29 00:00")) == rome("2026-03-29 03:00")


def test_an_interval_that_summer_time_skips_whole_does_not_take_place() -> None:
    assert next_opening(every_day("02:15", "02:45"), rome("2026-03-29 00:00")) == rome("2026-03-30 02:15")


def test_the_repeated_hour_is_open_twice() -> None:
    calendar = every_day("02:15", "02:45")
    assert next_opening(calendar, rome("2026-10-25 00:00")) == rome("2026-10-25 02:15")
    assert next_opening(calendar, rome("2026-10-25 02:50")) == rome("2026-10-25 02:15", fold=1)
    assert next_opening(every_day("01:30", "02:30"), rome("2026-10-25 02:45")) == rome(
        "2026-10-25 02:00", fold=1
    )


def test_the_next_opening_of_an_open_calendar_is_now() -> None:
    assert next_opening(OFFICE, rome("2026-11-23 10:00")) == rome("2026-11-23 10:00")


def test_the_next_opening_skips_week_ends_and_holidays() -> None:
    assert next_opening(OFFICE, rome("2026-11-23 13:30")) == rome("2026-11-23 14:00")
    assert next_opening(OFFICE, rome("2026-11-27 18:00")) == rome("2026-11-30 09:00")
    assert next_opening(OFFICE, rome("2026-04-03 18:00")) == rome("2026-04-07 09:00")
    assert next_opening(OFFICE, rome("2026-12-24 18:00")) == rome("2026-12-28 09:00")


def test_a_calendar_that_never_opens_says_so() -> None:
    assert next_opening(Calendar(weekly={}), rome("2026-11-23 10:00")) is None
    closed = [date(2026, 1, 1) + timedelta(days=n) for n in range(900)]
    assert next_opening(Calendar(closures=closed), rome("2026-01-01 10:00")) is None


def test_a_calendar_comes_back_from_json() -> None:
    calendar = Calendar(weekly={"0": [("09:00", "24:00")]}, patron="06-24", closures=[date(2026, 8, 14)])
    assert Calendar.model_validate_json(calendar.model_dump_json()) == calendar


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekly": {"7": [("09:00", "18:00")]}},
        {"weekly": {"0": [("9:00", "18:00")]}},
        {"weekly": {"0": [("09:00", "24:01")]}},
        {"weekly": {"0": [("24:00", "09:00")]}},
        {"weekly": {"0": [("09:00", "09:00")]}},
        {"weekly": {"0": [("09:60", "18:00")]}},
        {"weekly": {"0": [("09:00",)]}},
        {"patron": "02-30"},
        {"patron": "2-3"},
        {"hours": {}},
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Calendar.model_validate(wrong)


def test_a_moment_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        state_at(OFFICE, datetime(2026, 11, 23, 10))  # noqa: DTZ001


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


intervals = (
    st.tuples(st.integers(0, 1439), st.integers(0, 1440))
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: (_clock(pair[0]), _clock(pair[1])))
)
calendars = st.builds(
    Calendar,
    weekly=st.none() | st.dictionaries(st.sampled_from(WEEKDAYS), st.lists(intervals, max_size=3)),
    holidays=st.booleans(),
    patron=st.none() | st.sampled_from(["12-07", "06-24", "02-29"]),
    closures=st.lists(st.dates(date(2026, 1, 1), date(2027, 1, 1)), max_size=3),
)
ordinary_moments = st.datetimes(
    rome("2026-01-01").replace(tzinfo=None), rome("2027-01-01").replace(tzinfo=None)
)
moments_of_change = st.sampled_from([date(2026, 3, 29), date(2026, 10, 25)]).flatmap(
    lambda day: st.integers(-1440, 1440).map(lambda n: datetime.combine(day, time(1)) + timedelta(minutes=n))
)
moments = st.one_of(ordinary_moments, moments_of_change).map(lambda moment: moment.replace(tzinfo=UTC))


@given(calendars, moments)
@settings(max_examples=300, deadline=None)
def test_the_next_opening_is_open_and_nothing_before_it_is(calendar: Calendar, now: datetime) -> None:
    opening = next_opening(calendar, now)
    if opening is None:
        assert not any((calendar.weekly or {}).values())
        return
    assert opening >= now
    assert state_at(calendar, opening) == "open"
    minutes = min(int((opening - now) / timedelta(minutes=1)), 600)
    for back in range(1, minutes + 1):
        assert state_at(calendar, opening - timedelta(minutes=back)) != "open"


@given(calendars, moments)
def test_an_always_open_week_differs_from_no_week_only_by_holidays(calendar: Calendar, now: datetime) -> None:
    always = Calendar(weekly={day: [("00:00", "24:00")] for day in WEEKDAYS}, closures=calendar.closures)
    assert state_at(always.model_copy(update={"holidays": False}), now) == state_at(
        Calendar(closures=calendar.closures), now
    )
    assert state_at(always, now) in ("open", "holiday")


@settings(max_examples=40, deadline=None)
@given(
    start=st.sampled_from(["2026-03-28 17:17", "2026-10-24 21:00", "2026-12-23 16:30", "2026-11-20 08:00"]),
    minutes=st.integers(0, 5 * 24 * 60),
    cals=st.lists(
        st.sampled_from([OFFICE, EVERY_NIGHT, Calendar(), without_hours(OFFICE), every_day("00:30", "02:30")]),
        min_size=1, max_size=2,
    ),
)  # fmt: skip
def test_open_time_is_the_count_of_the_open_minutes_over_any_change_of_clocks(
    start: str, minutes: int, cals: list[Calendar]
) -> None:
    begin = rome(start)
    counted = sum(
        all(state_at(cal, begin + timedelta(minutes=n)) == "open" for cal in cals) for n in range(minutes)
    )
    assert open_time(cals, begin, begin + timedelta(minutes=minutes)) == timedelta(minutes=counted)
