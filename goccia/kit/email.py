"""E-mail addresses as people type them. Validity is the `email-validator` package's; nothing is looked up."""

import re
from dataclasses import dataclass
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from goccia.kit.text import clean_line

LONGEST_CELL = 1000
_AROUND = "<>()[]\"'.,;:"
_SPLIT = re.compile(r"[\s,;|/<>()\[\]]+")


@dataclass(frozen=True, slots=True)
class Email:
    """An address in lower case, or None with a code: "empty", "no_at", "too_long", "invalid"."""

    address: str | None
    problem: str | None


def parse_email(text: object) -> Email:
    """Read an e-mail address, the first valid one of several; never raises, mends no typing error."""
    if text is None or text == "":
        return Email(None, "empty")
    if not isinstance(text, str):
        return Email(None, "no_at")
    if len(text) > LONGEST_CELL:
        return Email(None, "too_long")
    return _parse(text)


@lru_cache(maxsize=16_384)
def _parse(raw: str) -> Email:
    text = re.sub(r"\s*@\s*", "@", clean_line(raw))
    if not any(c.isalnum() for c in text):
        return Email(None, "empty")
    if "@" not in text:
        return Email(None, "no_at")
    for word in _SPLIT.split(text):
        candidate = re.sub(r"^(?:mailto|e-?mail)?:", "", word, flags=re.IGNORECASE).strip(_AROUND)
        if "@" in candidate and (address := _valid(candidate)):
            return Email(address, None)
    return Email(None, "invalid")


def _valid(candidate: str) -> str | None:
    try:
        found = validate_email(candidate, check_deliverability=False, test_environment=True)
    except (EmailNotValidError, UnicodeError):
        return None
    return found.normalized.lower()
