import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.kit.booleans import parse_yes_no


@pytest.mark.parametrize(
    "value",
    [
        "sì",
        "SI",
        "Si'",
        "s",
        "yes",
        "true",
        "TRUE",
        "vero",
        "1",
        "1.0",
        1,
        1.0,
        True,
        "on",
        "x",
        "ok",
        "✓",
        "☑",
        "accetto",
        "Acconsento",
        "Sì, accetto",
        "accetto i termini",
        "Do il consenso",
        "presto il consenso",
        "I agree",
    ],
)
def test_a_yes_is_a_yes(value: object) -> None:
    assert parse_yes_no(value) is True


@pytest.mark.parametrize(
    "value",
    [
        "no",
        "NO",
        "n",
        "false",
        "falso",
        "0",
        0,
        0.0,
        False,
        "off",
        "☐",
        "✗",
        "non accetto",
        "Non acconsento",
        "non do il consenso",
        "nego il consenso",
        "No grazie",
        "rifiuto",
        "I do not agree",
        "don't agree",
    ],
)
def test_a_no_is_a_no(value: object) -> None:
    assert parse_yes_no(value) is False


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        None,
        "-",
        "non so",
        "forse",
        "n/a",
        "N.D.",
        "presto",
        2,
        0.5,
        float("nan"),
        "12/10/2026",
        [],
        "x" * 10_000,
    ],
)
def test_what_says_neither_is_none(value: object) -> None:
    assert parse_yes_no(value) is None


@given(st.one_of(st.text(), st.floats(), st.integers(), st.decimals(), st.binary(), st.none()))
def test_nothing_raises(value: object) -> None:
    assert parse_yes_no(value) in (True, False, None)
