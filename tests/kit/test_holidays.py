from datetime import date, timedelta

import pytest

from goccia.kit.holidays import is_holiday, italian_holidays


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 1, 6),
        date(2026, 4, 5),
        date(2026, 4, 6),
        date(2026, 4, 25),
        date(2026, 5, 1),
        date(2026, 6, 2),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 12, 8),
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2027, 3, 29),
    ],
)
def test_the_national_holidays_are_holidays(day: date) -> None:
    assert is_holiday(day, None)


def test_the_day_after_easter_is_a_holiday_every_year() -> None:
    easters = {
        2024: date(2024, 3, 31),
        2025: date(2025, 4, 20),
        2026: date(2026, 4, 5),
        2028: date(2028, 4, 16),
    }
    for year, easter in easters.items():
        assert easter + timedelta(days=1) in italian_holidays(year)


def test_an_ordinary_day_and_a_patron_of_elsewhere_are_no_holidays() -> None:
    assert not is_holiday(date(2026, 12, 7), None)
    assert not is_holiday(date(2026, 12, 7), (6, 24))


def test_the_patron_is_a_holiday_where_it_is_given() -> None:
    assert is_holiday(date(2026, 12, 7), (12, 7))
    assert is_holiday(date(2031, 12, 7), (12, 7))


def test_a_year_is_reckoned_once() -> None:
    assert italian_holidays(2026) is italian_holidays(2026)
