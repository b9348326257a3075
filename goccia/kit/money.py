"""Amounts of money in Italian spelling."""

import re
from decimal import Decimal, InvalidOperation

from goccia.kit.text import clean_line

_LIMIT = Decimal(10) ** 15
_CURRENCY = re.compile(r"(?:€|eur(?:o)?)\.?", re.IGNORECASE)
_ROUND = re.compile(r"[.,]\s*[-–—=]{1,2}$")
_GROUPED = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")


def parse_amount(text: object) -> Decimal | None:
    """Read an amount in euro, or return None; never raises.

    The comma is the decimal sign and the point groups thousands ("1.234,56", "€ 1.234"), unless the text can
    only be read the other way ("1234.5", "1,234.56", "1,234,567"). Numbers count as they are; the bound is
    10**15 either side of zero.
    """
    if isinstance(text, bool):
        return None
    if isinstance(text, int | float | Decimal):
        return _number(text)
    if not isinstance(text, str) or len(text) > 60:
        return None
    plain = _CURRENCY.sub("", clean_line(text).replace("’", "'"), count=1).strip()
    plain = _ROUND.sub("", plain)
    negative = plain.startswith(("-", "−", "(")) or plain.endswith("-")
    plain = plain.removeprefix("(").removesuffix(")") if plain.startswith("(") else plain
    plain = plain.strip("+-− ") if not re.search(r"[+\-−].*[+\-−]", plain) else plain
    amount = _read(plain)
    return -amount if negative and amount is not None else amount


def _number(number: float | Decimal) -> Decimal | None:
    try:
        # through text: 1234.5 is meant, not the binary fraction next to it
        amount = Decimal(str(number)) if isinstance(number, float) else Decimal(number)
        return amount if amount.is_finite() and abs(amount) < _LIMIT else None
    except (InvalidOperation, ValueError, OverflowError):
        return None


def _read(plain: str) -> Decimal | None:
    """Read digits with separators: the last one is the decimal sign unless it groups thousands."""
    last = max(plain.rfind("."), plain.rfind(","))
    sign = plain[last] if last >= 0 else ""
    other = "," if sign == "." else "."
    whole, fraction = (plain[:last], plain[last + 1 :]) if sign else (plain, "")
    if other in whole or "'" in whole or " " in whole:
        pass
    elif sign and (plain.count(sign) > 1 or (sign == "." and len(fraction) == 3 and whole != "0" and whole)):
        whole, fraction = plain, ""
    if not whole.isdigit() and whole:
        if not _GROUPED.fullmatch(whole):
            return None
        whole = re.sub(r"\D", "", whole)
    number = f"{whole}.{fraction}" if fraction else whole
    if not (number.isascii() and _PLAIN.fullmatch(number)):
        return None
    return _number(Decimal(number))
