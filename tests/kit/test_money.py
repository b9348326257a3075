from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.kit.money import parse_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234,56", "1234.56"),
        ("€ 1.234", "1234"),
        ("1.234 €", "1234"),
        ("€1.234,5", "1234.5"),
        ("EUR 10", "10"),
        ("10 euro", "10"),
        ("1234.5", "1234.5"),
        ("12.50", "12.50"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("1'234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50", "1234.50"),
        ("0,123", "0.123"),
        ("0.123", "0.123"),
        ("1.200,-", "1200"),
        ("-5", "-5"),
        ("€ -5", "-5"),
        ("(5,00)", "-5.00"),
        (1234.5, "1234.5"),
        (0.1, "0.1"),
        (7, "7"),
        (Decimal("1.10"), "1.10"),
    ],
)
def test_an_amount_is_understood_in_italian_spelling(text: object, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "€",
        "-",
        "abc",
        "1k",
        "1e5",
        "1.23.4",
        "12,34,56",
        "10%",
        True,
        float("nan"),
        float("inf"),
        "--5",
        [],
        "9" * 59,
    ],
)
def test_what_is_no_amount_is_none(text: object) -> None:
    assert parse_amount(text) is None


@given(st.decimals(-(10**9), 10**9, places=2))
def test_every_amount_comes_back_from_italian_spelling(amount: Decimal) -> None:
    italian = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    assert parse_amount(italian) == amount
    assert parse_amount(f"€ {italian}") == amount


@given(
    st.one_of(st.text(), st.text(alphabet="0123456789.,-€ ()'"), st.floats(), st.integers(), st.decimals())
)
def test_nothing_raises_and_amounts_are_finite(text: object) -> None:
    amount = parse_amount(text)
    assert amount is None or amount.is_finite()
