from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.kit.dates import ROME, day_bounds, parse_date, parse_moment


@pytest.mark.parametrize(
    "spelling",
    [
        "12/10/2026 10:05",
        "12/10/2026 10:05:00",
        "12/10/26 10:05",
        "12-10-2026 10:05",
        "12.10.2026 10.05",
        "12/10/2026, 10:05",
        "12/10/2026 - 10:05",
        "12/10/2026 ore 10:05",
        "12/10/2026 alle ore 10:05",
        "12/10/2026 10:05 AM",
        "2026-10-12 10:05",
        "2026-10-12T10:05:00+02:00",
        "2026-10-12T08:05:00+0000",
        "2026-10-12T08:05:00Z",
        "2026-10-12 08:05:00 UTC",
        "2026/10/12 10:05",
        "12 ottobre 2026 10:05",
        "12 ott 2026 10:05",
        "12-ott-26 10:05",
        "lunedì 12 ottobre 2026 ore 10:05",
        "lun 12/10/2026 10:05",
        "Mon, 12 Oct 2026 08:05:00 +0000",
        "October 12, 2026 10:05 AM",
        " 12/10/2026  10:05 ",
        datetime(2026, 10, 12, 10, 5),  # noqa: DTZ001 - a cell of a spreadsheet has no zone
        datetime(2026, 10, 12, 8, 5, tzinfo=UTC),
        46307 + (10 * 60 + 5) / 1440,
        "46307.42013888889",
        "46307,42013888889",
        1791792300,
        1791792300000,
        "1791792300",
        "20261012100500",
    ],
)
def test_a_moment_is_understood_in_any_spelling(spelling: object) -> None:
    assert parse_moment(spelling) == datetime(2026, 10, 12, 8, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "spelling",
    [
        "05/11/1968",
        "5/11/1968",
        "5.11.68",
        "1968-11-05",
        "5 novembre 1968",
        "05111968",
        "19681105",
        "5° nov. 1968",
        25147,
        date(1968, 11, 5),
    ],
)
def test_a_day_of_birth_is_understood_with_the_day_before_the_month(spelling: object) -> None:
    assert parse_date(spelling) == date(1968, 11, 5)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        " ",
        True,
        False,
        "domani",
        "32/01/2026",
        "29/02/2026",
        "10/25/2026",
        "12/13/2026",
        "00/00/0000",
        "0000-00-00",
        "12/10",
        "10:05",
        "12/10/2026 25:00",
        "12/10/2026 13:05 PM",
        0,
        0.5,
        1,
        2026,
        "2026",
        -5,
        float("nan"),
        float("inf"),
        pytest.param(10**5000, id="an integer of 5001 digits"),
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00+14:00",
        "12/10/0026 x",
        "x" * 10_000,
        b"12/10/2026",
        [],
        "12 ottembre 2026",
    ],
)
def test_what_is_no_date_is_none(value: object) -> None:
    assert parse_moment(value) is None
    assert parse_date(value) is None


def test_two_digit_years_follow_excel() -> None:
    assert parse_date("01/01/29") == date(2029, 1, 1)
    assert parse_date("01/01/30") == date(1930, 1, 1)


def test_a_bare_date_is_its_midnight_in_rome() -> None:
    assert parse_moment("12/10/2026") == datetime(2026, 10, 11, 22, tzinfo=UTC)
    assert parse_moment("12/01/2026") == datetime(2026, 1, 11, 23, tzinfo=UTC)


def test_another_zone_can_be_meant() -> None:
    assert parse_moment("12/10/2026 10:05", tz=ZoneInfo("America/New_York")) == datetime(
        2026, 10, 12, 14, 5, tzinfo=UTC
    )
    assert parse_moment("12/10/2026 10:05", tz=UTC) == datetime(2026, 10, 12, 10, 5, tzinfo=UTC)


def test_the_hour_that_summer_time_skips_and_the_one_it_repeats_have_one_reading() -> None:
    assert parse_moment("29/03/2026 02:30") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert parse_moment("25/10/2026 02:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_day_of_a_moment_with_offset_is_the_day_in_rome() -> None:
    assert parse_date("2026-10-12T23:30:00+0000") == date(2026, 10, 13)
    assert parse_date("12/10/2026 23:30") == date(2026, 10, 12)


@pytest.mark.parametrize(
    ("now", "start", "hours"),
    [
        (datetime(2026, 3, 29, 12, tzinfo=UTC), datetime(2026, 3, 28, 23, tzinfo=UTC), 23),
        (datetime(2026, 10, 25, 12, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC), 25),
        (datetime(2026, 7, 1, 22, tzinfo=UTC), datetime(2026, 7, 1, 22, tzinfo=UTC), 24),
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), datetime(2026, 6, 30, 22, tzinfo=UTC), 24),
    ],
)
def test_a_day_in_rome_has_23_24_or_25_hours(now: datetime, start: datetime, hours: int) -> None:
    assert day_bounds(now) == (start, start + timedelta(hours=hours))


dates_of_leads = st.dates(date(1930, 1, 1), date(2029, 12, 31))
EXCEL_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall clock has no zone
moments = st.datetimes(EXCEL_DAY_ZERO.replace(1950), EXCEL_DAY_ZERO.replace(2199)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(
    dates_of_leads,
    st.sampled_from(
        ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%d %b %y"]
    ),
)
def test_every_written_day_comes_back(day: date, shape: str) -> None:
    assert parse_date(day.strftime(shape)) == day


@given(
    moments,
    st.sampled_from(["%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y ore %H.%M.%S", "%Y%m%d%H%M%S"]),
)
def test_every_wall_clock_time_of_rome_comes_back(wall: datetime, shape: str) -> None:
    assert parse_moment(wall.strftime(shape)) == wall.replace(tzinfo=ROME).astimezone(UTC)


@given(moments, st.integers(-12 * 60, 14 * 60))
def test_every_iso_moment_comes_back(wall: datetime, offset: int) -> None:
    moment = wall.replace(tzinfo=timezone(timedelta(minutes=offset)))
    assert parse_moment(moment.isoformat()) == moment
    assert parse_moment(moment.strftime("%Y-%m-%dT%H:%M:%S%z")) == moment


@given(moments)
def test_an_excel_serial_is_exact_to_the_second(wall: datetime) -> None:
    serial = (wall - EXCEL_DAY_ZERO) / timedelta(days=1)
    assert parse_moment(serial) == wall.replace(tzinfo=ROME).astimezone(UTC)


date_like = st.text(alphabet="0123456789/-.: TZ+,gennaiomaov°", max_size=30)


@given(
    st.one_of(
        st.text(),
        date_like,
        st.floats(),
        st.integers(),
        st.decimals(),
        st.datetimes(),
        st.dates(),
        st.binary(),
    )
)
def test_nothing_raises_and_what_is_read_is_in_utc_and_stable(value: object) -> None:
    parse_date(value)
    moment = parse_moment(value)
    if moment is not None:
        assert moment.tzinfo is UTC
        assert parse_moment(moment) in (moment, None)
        assert parse_moment(moment.isoformat()) in (moment, None)


@given(moments.map(lambda moment: moment.replace(tzinfo=UTC)))
def test_the_bounds_of_a_day_hold_the_moment_and_meet_the_next_day(now: datetime) -> None:
    start, end = day_bounds(now)
    assert start <= now < end
    assert day_bounds(end)[0] == end
