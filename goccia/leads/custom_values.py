"""Values of custom fields: checked by the type of their field, stored as JSON has them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from goccia.core.errors import field_error
from goccia.kit.booleans import parse_yes_no
from goccia.kit.dates import parse_date
from goccia.kit.email import parse_email
from goccia.kit.money import parse_amount
from goccia.kit.phones import parse_phone
from goccia.kit.text import clean, fold

LONGEST_TEXT = 10_000
LONGEST_URL = 2000
_URL = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field of a unit as its values need it."""

    key: str
    label: str
    type: str
    choices: Sequence[str] = ()
    required: bool = False


class BadValueError(ValueError):
    """A value that its field does not take, in both languages."""

    def __init__(self, it: str, en: str) -> None:
        super().__init__(en)
        self.it, self.en = it, en


def check_values(
    fields: Sequence[CustomField], sent: dict[str, Any]
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """The values as they are stored (null: emptied), and what is wrong with the others."""
    known = {field.key: field for field in fields}
    values: dict[str, Any] = {}
    errors: list[dict[str, str]] = []
    for key, value in sent.items():
        field = known.get(key)
        try:
            if field is None:
                raise BadValueError("Questo campo non esiste nella unità.", "The unit has no such field.")
            values[key] = check_value(field, value)
        except BadValueError as bad:
            errors.append(field_error(f"custom.{key}", bad.it, bad.en))
    return values, errors


def check_value(field: CustomField, value: Any) -> Any:
    """A value as it is stored; None where it is empty.

    Raises:
        BadValueError: the field does not take it, or is required and would be empty.
    """
    if isinstance(value, str):
        value = clean(value)
    if value in (None, "", []):
        if field.required:
            raise BadValueError(f"«{field.label}» è obbligatorio.", f"“{field.label}” is required.")
        return None
    return _READERS[field.type](field, value)


def _text(_: CustomField, value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise BadValueError(
            f"Serve un testo di al massimo {LONGEST_TEXT} caratteri.", "A text is needed, not too long."
        )
    return value


def _number(_: CustomField, value: Any) -> int | float:
    amount = None if isinstance(value, bool) else parse_amount(value)
    if amount is None or abs(amount) >= 10**15:
        raise BadValueError("Serve un numero, per esempio 1.234,50.", "A number is needed, such as 1234.50.")
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _date(_: CustomField, value: Any) -> str:
    day = parse_date(value) if isinstance(value, str) else None
    if day is None:
        raise BadValueError("Serve una data: gg/mm/aaaa.", "A date is needed: dd/mm/yyyy.")
    return day.isoformat()


def _boolean(_: CustomField, value: Any) -> bool:
    answer = parse_yes_no(value)
    if answer is None:
        raise BadValueError("Serve sì o no.", "Yes or no is needed.")
    return answer


def _choice(field: CustomField, value: Any) -> str:
    folded = fold(value) if isinstance(value, str) else None
    found = next((choice for choice in field.choices if choice == value), None) or next(
        (choice for choice in field.choices if folded and fold(choice) == folded), None
    )
    if found is None:
        listed = ", ".join(field.choices)
        raise BadValueError(
            f"Valore non previsto: scegli fra {listed}.", f"Not one of the choices: {listed}."
        )
    return found


def _choices(field: CustomField, value: Any) -> list[str]:
    pieces = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(_choice(field, piece) for piece in pieces))


def _phone(_: CustomField, value: Any) -> str:
    phone = parse_phone(value)
    if phone.e164 is None:
        raise BadValueError("Il numero di telefono non è valido.", "The phone number is not valid.")
    return phone.e164


def _email(_: CustomField, value: Any) -> str:
    address = parse_email(value).address
    if address is None:
        raise BadValueError("L'indirizzo e-mail non è valido.", "The e-mail address is not valid.")
    return address


def _url(_: CustomField, value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_URL or not _URL.fullmatch(value):
        raise BadValueError("Serve un indirizzo web: https://…", "A web address is needed: https://…")
    return value


_READERS = {
    "text": _text, "number": _number, "date": _date, "boolean": _boolean, "choice": _choice,
    "multiple_choice": _choices, "phone": _phone, "email": _email, "url": _url,
}  # fmt: skip
