"""Meta's ids: numbers in the documentation, strings in the samples; text with us."""

import re

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_:.\-]{0,99}")
_EXACT = 2**53


def meta_id(value: object) -> str | None:
    """The id as text, None for what is none. A float beyond 2**53 has lost digits, so it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        value = int(value) if value.is_integer() and abs(value) < _EXACT else None
    if isinstance(value, int):
        if not 0 <= value < 10**40:
            return None
        value = str(value)
    if not isinstance(value, str):
        return None
    text = value.replace("\0", "").strip()
    return text if _ID.fullmatch(text) else None
