"""One field at a time: from what was received to what a lead stores, with what there is to say about it."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from goccia.intake.recognition.fields import LONGEST, NOT_ASKED, Consent, Notice
from goccia.intake.recognition.notices import notice
from goccia.intake.recognition.scalars import as_text
from goccia.kit.booleans import parse_yes_no
from goccia.kit.dates import ROME, parse_moment
from goccia.kit.ip_address import parse_ip_address
from goccia.kit.provinces import PROVINCES, parse_province
from goccia.kit.text import clean_line, fold

Reader = Callable[[str, str], tuple[str | None, Notice | None]]

_META_PREFIX: Final = re.compile(r"(?:(?:l|ag|as|c|f):\s*)+")
_NO_PERMISSION: Final = "have enough permission"
_FIVE_DIGITS: Final = re.compile(r"(?<!\d)\d{5}(?!\d)")
_AGREEING: Final = frozenset(
    ("accetto", "acconsento", "autorizzo", "consento", "accettato", "confermo", "presto", "agree", "accept")
)
_REGIONS: Final = {fold(province.region): province.region for province in PROVINCES.values()} | {
    "trentino": "Trentino-Alto Adige",
    "friuli": "Friuli-Venezia Giulia",
    "emilia": "Emilia-Romagna",
    "val d aosta": "Valle d'Aosta",
}
_PLATFORMS: Final = {"fb": "Facebook", "ig": "Instagram", "an": "Audience Network", "msg": "Messenger"}
_FUTURE: Final = timedelta(days=1)


def strip_prefix(text: str) -> str:
    """Take Meta's l: ag: as: c: f: off an id."""
    match = _META_PREFIX.match(text)
    return text[match.end() :] if match else text


def is_withheld(text: str) -> bool:
    """Tell whether Meta wrote its "You don't have enough permission" in place of the value."""
    return len(text) > 25 and _NO_PERMISSION in text


def read_province(text: str, label: str) -> tuple[str | None, str | None, Notice | None]:
    """Return code, region and notice; the name of a region gives the region only."""
    if code := parse_province(text):
        return code, PROVINCES[code].region, None
    if region := read_region(text):
        return None, region, None
    return None, None, notice("unknown_province", label, text)


def read_region(text: str) -> str | None:
    """Return a region of Italy by its own name, None for any other text."""
    return _REGIONS.get(fold(text))


def read_postal_code(text: str, label: str) -> tuple[str | None, Notice | None]:
    """Return five digits; leading zeros that a spreadsheet ate are put back, with a notice."""
    plain = text.removesuffix(".0").replace(" ", "")
    if plain.isascii() and plain.isdigit():
        if len(plain) == 5:
            return plain, None
        if 3 <= len(plain) <= 4 and plain.lstrip("0"):
            mended = plain.zfill(5)
            return mended, notice("postal_code_mended", label, f"{text} → {mended}")
    elif len(found := _FIVE_DIGITS.findall(text)) == 1:
        return found[0], None
    return None, notice("bad_postal_code", label, text)


def read_ip_address(text: str, label: str) -> tuple[str | None, Notice | None]:
    """Return the first address of a list that proxies may have made."""
    address = parse_ip_address(text)
    return address, None if address else notice("bad_ip_address", label, text)


def read_moment(
    value: object, clock: object, label: str, now: datetime
) -> tuple[datetime | None, Notice | None]:
    """Return the moment in UTC; `clock` is the time of day of a separate column. Refuses the future."""
    moment = parse_moment(_with_clock(value, clock))
    if moment is None:
        moment = parse_moment(value)
    if moment is None:
        return None, notice("unreadable_date", label, as_text(value))
    if moment > now + _FUTURE:
        return None, notice("future_date", label, as_text(value))
    return moment, None


def _with_clock(value: object, clock: object) -> object:
    if clock is None or clock == "":
        return value
    if isinstance(clock, datetime):
        clock = clock.time()
    if isinstance(clock, float) and 0 <= clock < 1:
        clock = (datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=round(clock * 86_400))).time()
    if isinstance(value, date) and isinstance(clock, time):
        day = value.date() if isinstance(value, datetime) else value
        return datetime.combine(day, clock.replace(tzinfo=None), ROME)
    return f"{as_text(value)} {as_text(clock)}".strip()


def read_consent(
    value: object, label: str, at: datetime, source: str | None
) -> tuple[Consent, Notice | None]:
    """Return the consent; its text is the sentence of the box, found in the label or in the value.

    Nothing written is nothing asked. A sentence that agrees is a ticked box, because forms send only
    those.
    """
    text = as_text(value).strip()
    if not text:
        return NOT_ASKED, None
    answer = parse_yes_no(value)
    words = set(fold(text).split())
    if answer is None and words & _AGREEING and not words & {"non", "not", "no"}:
        answer = True
    if answer is None:
        return NOT_ASKED, notice("unreadable_consent", label, text)
    sentence = text if len(text) > 25 else label if len(label) > 25 else None
    if sentence:
        sentence = sentence[: LONGEST["privacy_consent"]]
    return Consent("given" if answer else "refused", sentence, at, source), None


def read_source(text: str) -> str:
    """Return the source, Meta's short platform names written out."""
    return _PLATFORMS.get(text, text)


def join_address(street: str, number: str) -> str:
    """Put the house number behind the street unless it is there already."""
    if not street or not number or clean_line(street).casefold().endswith(number.casefold()):
        return street
    return f"{street}, {number}"
