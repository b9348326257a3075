import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.kit.email import parse_email


@pytest.mark.parametrize(
    "text",
    [
        "mario.rossi@example.it",
        "Mario.Rossi@Example.IT",
        "  mario.rossi@example.it\u200b ",
        "mailto:mario.rossi@example.it",
        "Mario Rossi <mario.rossi@example.it>",
        "mario.rossi@example.it; altro@example.it",
        "mario.rossi @ example.it",
        "mario.rossi@example.it.",
        "E-mail: mario.rossi@example.it",
        "sbagliata@@example.it, mario.rossi@example.it",
    ],
)
def test_an_address_is_understood_in_any_spelling(text: str) -> None:
    assert parse_email(text).address == "mario.rossi@example.it"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "empty"),
        ("", "empty"),
        ("-", "empty"),
        ("nessuna", "no_at"),
        (5, "no_at"),
        ("mario@gmail", "invalid"),
        ("mario@gmail,com", "invalid"),
        ("mario@@gmail.com", "invalid"),
        ("mario..rossi@gmail.com", "invalid"),
        ("@gmail.com", "invalid"),
        ("\ud800@example.it", "invalid"),
        ("x" * 10_000, "too_long"),
    ],
)
def test_what_is_no_address_has_a_reason(text: object, problem: str) -> None:
    assert (parse_email(text).address, parse_email(text).problem) == (None, problem)


def test_addresses_of_meta_test_leads_and_of_reserved_test_domains_are_addresses() -> None:
    assert parse_email("test@fb.com").address == "test@fb.com"
    assert parse_email("a@b.test").address == "a@b.test"


@given(st.one_of(st.emails(), st.text(), st.text(alphabet="ab@. ,;<>é")))
def test_nothing_raises_and_an_address_stays_itself(text: str) -> None:
    email = parse_email(text)
    assert (email.address is None) == (email.problem is not None)
    if email.address is not None:
        assert email.address == email.address.lower()
        assert parse_email(email.address).address == email.address
