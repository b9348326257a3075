"""Phone numbers in any spelling. What is valid, libphonenumber says (package `phonenumbers`)."""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType, ValidationResult

LONGEST_CELL = 250
_MIN_DIGITS, _MAX_DIGITS = 6, 15
_MAX_TOKENS = 16

_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?\s*[eE]\s*[+-]?\s*\d{1,3}")
_EXCEL_DECIMALS = re.compile(r"(\+?\d{6,15})[.,]0{1,2}")
_LABEL = re.compile(r"^\s*['\"]?\s*(?:p|tel|cell|phone)\s*:\s*", re.IGNORECASE)
_RUN = re.compile(r"\+?[\d\s().,/\\\-_\[\]]*\d")
_STRONG_SEPARATOR = re.compile(r"\s+[/\-]+\s+|,")
_OTHER_ENDING = re.compile(r"(.*\d{4,})\s*/\s*\d")
_QUERY = re.compile(r"[\d\s().,/\-+]*\d[\d\s().,/\-+]*")


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone as received and as understood.

    `e164` is None exactly when `problem` is a code: "empty", "too_short", "too_long", "scientific_notation",
    "not_a_number", "invalid". `mobile` is True where the number can get an SMS for all that its plan says.
    """

    e164: str | None
    raw: str
    problem: str | None
    mobile: bool


def parse_phone(text: object, default_region: str = "IT") -> Phone:
    """Read a phone from text or from a number of a spreadsheet; never raises.

    Of several numbers in a cell the first valid one is taken. A landline keeps its zero; ten digits that
    begin with 39x are a mobile, not a country code; digits lost to scientific notation are never guessed.
    """
    if isinstance(text, str):
        if len(text) > LONGEST_CELL:
            has_digit = any(c.isdecimal() for c in text)
            return Phone(None, text, "too_long" if has_digit else "not_a_number", False)
        return _parse(text, default_region)
    if text is None:
        return Phone(None, "", "empty", False)
    if isinstance(text, bool) or not isinstance(text, int | float | Decimal):
        return Phone(None, "", "not_a_number", False)
    return _parse_number(text, default_region)


def search_digits(q: str) -> str | None:
    """Return the digits to look for inside an E.164 number, or None if the query is not a phone.

    The Italian country code is taken off where it is marked as one (+39, 0039); "39312" keeps its 39, because
    mobiles begin with 39x too. A partial foreign number keeps its country code.
    """
    if len(q) > LONGEST_CELL:
        return None
    plain = _LABEL.sub("", _plain_digits(q)).strip()
    if not _QUERY.fullmatch(plain):
        return None
    digits = re.sub(r"\D", "", plain)
    international = plain.lstrip("( ").startswith("+")
    if digits.startswith("00"):
        digits, international = digits.lstrip("0"), True
    if international and digits.startswith("39"):
        digits = digits[2:]
    if len(digits) == 11 and digits.startswith("03"):
        phone = parse_phone(digits)
        if phone.mobile and phone.e164:
            return phone.e164.removeprefix("+39")
    return digits or None


def _parse_number(number: float | Decimal, region: str) -> Phone:
    """Read a number cell: whole and positive, or it is no phone."""
    # an int has no infinity, and may be too large to be looked at as a float
    plain = isinstance(number, int) or (
        number.is_finite() if isinstance(number, Decimal) else math.isfinite(number)
    )
    if not plain:
        return Phone(None, str(number), "not_a_number", False)
    whole = int(number)
    if abs(whole) >= 10**20:
        # an int of thousands of digits cannot be turned into text
        return Phone(None, "", "too_long", False)
    if whole != number or whole < 0:
        return Phone(None, str(number), "not_a_number", False)
    return _parse(str(whole), region)


@lru_cache(maxsize=16_384)
def _parse(raw: str, region: str) -> Phone:
    text = _LABEL.sub("", _plain_digits(raw)).strip().strip("'\"")
    if not any(c.isalnum() for c in text):
        return Phone(None, raw, "empty", False)
    if _SCIENTIFIC.fullmatch(text):
        return Phone(None, raw, "scientific_notation", False)
    if excel := _EXCEL_DECIMALS.fullmatch(text):
        text = excel.group(1)
    problem: str | None = None
    for run in _runs(text):
        found = _read_run(run, region)
        if found is not None:
            number = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
            kind = phonenumbers.number_type(found)
            mobile = kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
            return Phone(number, raw, None, mobile)
        problem = _worse(problem, _problem(_join(run), region))
    return Phone(None, raw, problem or "not_a_number", False)


def _plain_digits(text: str) -> str:
    """Turn digits of any script and full-width signs into ASCII; drop marks, joiners and emoji keycaps."""
    if text.isascii():
        return text
    out = []
    for c in text:
        if c.isdecimal():
            out.append(str(unicodedata.decimal(c)))
        elif unicodedata.category(c) in ("Cf", "Mn", "Me"):
            continue
        elif c in "＋﹢⁺":
            out.append("+")
        elif unicodedata.category(c) == "Pd":
            out.append("-")
        else:
            out.append(" " if c.isspace() else c)
    return "".join(out)


def _runs(text: str) -> Iterator[str]:
    """Yield the stretches of digits and separators that could be a number, in order.

    A stretch that a letter or a masking sign cuts short ("333123456O", "333123***") is not offered: what is
    left of it may be the number of somebody else. A word ("3331234567casa") cuts nothing.
    """
    for match in _RUN.finditer(text):
        tail = re.match(r"[^\W\d_]+|[*?#%]+", text[match.end() :])
        if tail and (len(tail.group()) < 3 or not tail.group().isalpha()):
            continue
        yield match.group()


def _join(run: str) -> str:
    """Write the run as "+digits" or "digits", whatever way the international prefix was written."""
    digits = re.sub(r"\D", "", run)
    if run.lstrip("( [").startswith("+"):
        return "+" + digits.lstrip("0")
    if digits.startswith("00"):
        return "+" + digits.lstrip("0")
    return digits


def _read_run(run: str, region: str) -> phonenumbers.PhoneNumber | None:
    """Read one number, or the first of several that stand side by side.

    "06 1234567/8" is two numbers, which end in 7 and in 8.
    """
    if (ending := _OTHER_ENDING.fullmatch(run)) and (found := _read(_join(ending.group(1)), region)):
        return found
    if found := _read(_join(run), region):
        return found
    tokens = re.findall(r"\+?\d+", run)
    if 1 < len(tokens) <= _MAX_TOKENS and (found := _first_of_all_valid(tokens, region)):
        return found
    return _first_piece(run, region)


def _first_piece(run: str, region: str) -> phonenumbers.PhoneNumber | None:
    """Read the first valid number of a run that " / ", " - " or a comma divides."""
    pieces = _STRONG_SEPARATOR.split(run)
    if len(pieces) == 1:
        return None
    first = _read(_join(pieces[0]), region)
    if first and first.country_code == 39 and re.fullmatch(r"3\d{9}", str(first.national_number)):
        # a complete mobile, then something else: "333 1234567 - 18/20"
        return first
    if all(len(re.sub(r"\D", "", p)) >= _MIN_DIGITS for p in pieces):
        return first or next(filter(None, (_read(_join(p), region) for p in pieces[1:])), None)
    return None


def _first_of_all_valid(tokens: list[str], region: str) -> phonenumbers.PhoneNumber | None:
    """Cut the groups of digits into two or three numbers that are all valid, and return the first.

    Cutting only where everything comes out valid keeps one digit too many from looking like a shorter number.
    """
    for first in _cuts(tokens):
        found = _read(_join("".join(tokens[:first])), region)
        if not found:
            continue
        rest = tokens[first:]
        if _read(_join("".join(rest)), region):
            return found
        for second in _cuts(rest):
            if _read(_join("".join(rest[:second])), region) and _read(_join("".join(rest[second:])), region):
                return found
    return None


def _cuts(tokens: list[str]) -> Iterator[int]:
    """Yield the places, from the right, where the left part has the length of a number."""
    for place in range(len(tokens) - 1, 0, -1):
        if _MIN_DIGITS <= sum(map(len, tokens[:place])) <= _MAX_DIGITS + 2:
            yield place


def _read(number: str, region: str) -> phonenumbers.PhoneNumber | None:
    """Read "+digits" or "digits" as one valid number."""
    digits = number.removeprefix("+")
    if not _MIN_DIGITS <= len(digits) <= _MAX_DIGITS + 2:
        return None
    for spelling in _spellings(number, region):
        try:
            parsed = phonenumbers.parse(spelling, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed) and not _is_a_slip(parsed, spelling):
            return parsed
    return None


def _is_a_slip(parsed: phonenumbers.PhoneNumber, spelling: str) -> bool:
    """Tell a mobile with a digit too many or too few from what the numbering plan makes of it.

    The plan has voice mailboxes of 11 and 12 digits behind every mobile, and old mobiles of 9: nobody gives
    the first as a phone, and the second are not believed behind a 39 without plus (a digit is missing).
    """
    if phonenumbers.number_type(parsed) == PhoneNumberType.VOICEMAIL:
        return True
    national = str(parsed.national_number)
    return parsed.country_code == 39 and len(national) == 9 and spelling.startswith("39" + national)


def _spellings(number: str, region: str) -> Iterator[str]:
    """Yield the number as written, then what Italian habits make of a number that is none."""
    yield number
    national = number.removeprefix("+39") if number.startswith("+39") else number
    if national.startswith("+") or (region != "IT" and national == number):
        return
    if number.startswith("+39") and national.startswith("0039"):
        yield "+" + national[2:]
    elif number.startswith("+39") and national.startswith("39"):
        yield "+" + national
    elif national.startswith("03") and len(national) == 11:
        # until 2001 mobiles were written with a zero: 0333/1234567
        yield "+39" + national[1:]


def _problem(number: str, region: str) -> str:
    """Name what is wrong with a run that is no valid number."""
    digits = number.removeprefix("+")
    if not digits:
        # only zeros, taken for an international prefix
        return "invalid"
    if len(digits) < _MIN_DIGITS:
        return "too_short"
    if len(digits) > _MAX_DIGITS:
        return "too_long"
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return "invalid"
    national = str(parsed.national_number)
    if parsed.country_code == 39 and national.startswith("3") and not parsed.italian_leading_zero:
        return "too_short" if len(national) < 9 else "too_long" if len(national) > 10 else "invalid"
    reasons = {ValidationResult.TOO_SHORT: "too_short", ValidationResult.TOO_LONG: "too_long"}
    return reasons.get(phonenumbers.is_possible_number_with_reason(parsed), "invalid")


def _worse(one: str | None, other: str) -> str:
    """Keep the problem of the run that came nearest to a number: a lone "18" says less than a long run."""
    return other if one in (None, "too_short") else str(one)
