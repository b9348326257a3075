"""The shortcuts say what the libraries say."""

from hypothesis import given, settings
from hypothesis import strategies as st

from goccia.intake.recognition.shortcuts import read_email, read_phone
from goccia.kit.email import parse_email
from goccia.kit.phones import parse_phone

SPELLINGS = [
    "3331234567",
    "+393331234567",
    "0039 333 1234567",
    "p:+39333.123.4567",
    "333/1234567",
    "333 12 34 567",
]


def test_common_mobiles_are_read_without_the_library() -> None:
    for text in SPELLINGS:
        phone = read_phone(text)
        assert phone == parse_phone(text)
        assert (phone.e164, phone.mobile) == ("+393331234567", True)


@settings(max_examples=600)
@given(st.from_regex(r"(?:p:)?(?:\+39|0039|39)?[ ]?3\d{2}[ ./-]?\d{3}[ .-]?\d{2,5}", fullmatch=True))
def test_a_phone_by_shortcut_is_the_phone_of_the_library(text: str) -> None:
    assert read_phone(text) == parse_phone(text)


@settings(max_examples=400)
@given(st.from_regex(r"[A-Za-z0-9._+-]{1,20}@[A-Za-z0-9.-]{1,20}\.(?:it|com|net|org|eu|IT)", fullmatch=True))
def test_an_address_by_shortcut_is_the_address_of_the_library(text: str) -> None:
    assert read_email(text) == parse_email(text)
