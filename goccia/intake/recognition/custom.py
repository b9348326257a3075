"""Custom fields of a unit: values by their type."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from goccia.intake.recognition.fields import Notice
from goccia.intake.recognition.notices import notice
from goccia.intake.recognition.scalars import as_text
from goccia.kit.booleans import parse_yes_no
from goccia.kit.dates import parse_date
from goccia.kit.email import parse_email
from goccia.kit.money import parse_amount
from goccia.kit.phones import parse_phone
from goccia.kit.text import clean, fold

CustomType = Literal[
    "text", "number", "date", "boolean", "choice", "multiple_choice", "phone", "email", "url"
]
CustomValue = str | int | float | bool | list[str]

LONGEST_TEXT: Final = 10_000
_URL: Final = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_SEPARATORS: Final = re.compile(r"[;|\n]")


@dataclass(frozen=True, slots=True)
class CustomFieldSpec:
    """A custom field as intake needs it: its key, its label, its type, and the options of a choice."""

    key: str
    label: str
    type: CustomType = "text"
    options: tuple[str, ...] = ()


def read_custom(  # noqa: PLR0911 - one line a type
    value: object, spec: CustomFieldSpec
) -> tuple[CustomValue | None, Notice | None]:
    """Return the value as JSON stores it (dates as YYYY-MM-DD, phones as E.164), or None with the reason.

    Options are recognised in any case and with underscores, and given back as the field spells them. An
    empty value is None without a reason.
    """
    text = clean(as_text(value))
    if not text:
        return None, None
    match spec.type:
        case "text":
            return (text, None) if len(text) <= LONGEST_TEXT else (None, notice("too_long", spec.key))
        case "number":
            amount = parse_amount(value if not isinstance(value, str) else text)
            if amount is None:
                return None, notice("bad_number", spec.key, text)
            return (int(amount) if amount == amount.to_integral_value() else float(amount)), None
        case "date":
            day = parse_date(value if not isinstance(value, str) else text)
            return (day.isoformat(), None) if day else (None, notice("unreadable_date", spec.key, text))
        case "boolean":
            answer = parse_yes_no(value)
            return (answer, None) if answer is not None else (None, notice("bad_boolean", spec.key, text))
        case "choice":
            option = _option(text, spec.options)
            return (option, None) if option is not None else (None, notice("unknown_choice", spec.key, text))
        case "multiple_choice":
            return _options(text, spec)
        case "phone":
            phone = parse_phone(value)
            return (phone.e164, None) if phone.e164 else (None, notice("bad_phone", spec.key, text))
        case "email":
            email = parse_email(text)
            return (email.address, None) if email.address else (None, notice("bad_email", spec.key, text))
        case "url":
            return (
                (text, None)
                if len(text) <= 2000 and _URL.fullmatch(text)
                else (None, notice("bad_url", spec.key, text))
            )


def _options(text: str, spec: CustomFieldSpec) -> tuple[CustomValue | None, Notice | None]:
    whole = _option(text, spec.options)
    if whole is not None:
        return [whole], None
    pieces = [piece for piece in _SEPARATORS.split(text) if piece.strip()]
    chosen = [_option(piece, spec.options) for piece in pieces]
    if None in chosen:
        pieces = [piece for piece in re.split(r"[;|\n,]", text) if piece.strip()]
        chosen = [_option(piece, spec.options) for piece in pieces]
    if not chosen or None in chosen:
        return None, notice("unknown_choice", spec.key, text)
    return list(dict.fromkeys(option for option in chosen if option is not None)), None


def _option(text: str, options: Sequence[str]) -> str | None:
    """Find the option: as written, then folded, so that Meta's "casa_indipendente" is "Casa indipendente"."""
    if text in options:
        return text
    folded = fold(text)
    return next((option for option in options if fold(option) == folded), None) if folded else None
