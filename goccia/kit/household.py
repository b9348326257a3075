"""Who lives together: the keys by which two leads are taken for one household."""

import re

import phonenumbers
from phonenumbers import PhoneNumberType

from goccia.kit.text import fold

_KINDS = {
    "v": "via",
    "vle": "viale",
    "v le": "viale",
    "p zza": "piazza",
    "p za": "piazza",
    "pzza": "piazza",
    "pza": "piazza",
    "p le": "piazzale",
    "ple": "piazzale",
    "c so": "corso",
    "cso": "corso",
    "l go": "largo",
    "lgo": "largo",
    "l mare": "lungomare",
    "str": "strada",
    "c da": "contrada",
    "cda": "contrada",
    "contr": "contrada",
    "loc": "localita",
    "fraz": "frazione",
    "vic": "vicolo",
    "v lo": "vicolo",
}
_KIND = re.compile(rf"^(?:{'|'.join(sorted(_KINDS, key=len, reverse=True))}) ")
_NUMBER_WORD = re.compile(r"\b(?:n|nr|num|numero|civico|n civico)\b ?(?=\d)")
_MONTHS = r"gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_STREET_AND_NUMBER = re.compile(
    rf"(\D+?(?:\d+ (?:{_MONTHS})\b\D*?)?) ?(\d+)(?!\d)(?! (?:{_MONTHS})\b)(?: ?([a-z]|bis|ter)\b)?"
)
_LONGEST_ADDRESS = 300


def household_keys(
    phone_e164: str | None, last_name: str | None, address: str | None, postal_code: str | None
) -> list[str]:
    """Return the keys of a lead's household: same landline; same surname, street with number and postal code.

    Never the surname alone, nor a street without house number. A mobile belongs to a person, not to a house.
    """
    keys = []
    if phone_e164 and _is_landline(phone_e164):
        keys.append(f"phone:{phone_e164}")
    surname = fold(last_name or "").replace(" ", "")
    street = _street(address or "")
    postal = re.sub(r"\D", "", postal_code or "")
    # spreadsheets take the zeros off: 00185 arrives as 185
    postal = postal.zfill(5) if 3 <= len(postal) <= 5 else ""
    if surname and street and postal:
        keys.append(f"home:{surname}|{street}|{postal}")
    return keys


def _is_landline(e164: str) -> bool:
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(number) == PhoneNumberType.FIXED_LINE


def _street(address: str) -> str | None:
    """Reduce an address to street and house number: "P.zza Roma, n° 10/A, int. 5" is "piazza roma 10a"."""
    if len(address) > _LONGEST_ADDRESS:
        return None
    text = _NUMBER_WORD.sub("", fold(address))
    text = _KIND.sub(lambda match: _KINDS[match.group().strip()] + " ", text)
    match = _STREET_AND_NUMBER.match(text)
    if not match:
        return None
    street, number, letter = match.groups()
    return f"{street.strip()} {int(number)}{letter or ''}"
