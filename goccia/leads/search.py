"""What a person types into the search box, as texts to be found in the generated column `lead.search`."""

import re

from goccia.kit.phones import search_digits
from goccia.kit.text import clean_line, fold

FEWEST_DIGITS = 3
MOST_TERMS = 8
_PHONE_LIKE = re.compile(r"[\d\s().,/\-+]*\d[\d\s().,/\-+]*")
# Letters that PostgreSQL's unaccent takes apart and kit.text.fold leaves: of Iceland, the Sami, West Africa.
_LETTERS = str.maketrans("ðŋŧƀɓƃƈɖɗɛƒɠɨƙɲƥʈʋƴƶǥ", "dntbbbcddefgiknptvyzg", "") | {ord("þ"): "th"}
_LIKE_SIGNS = re.compile(r"([\\%_])")


def terms(q: str) -> list[str]:
    """The texts that must all be found: pieces of phones, of e-mails, words of names without case and accents.

    Neighbouring groups of digits are one phone ("333 12 34"); fewer than three digits stand for themselves.
    """
    found: list[str] = []
    digits: list[str] = []
    for piece in [*clean_line(q).split(), ""]:
        if piece and _PHONE_LIKE.fullmatch(piece):
            digits.append(piece)
            continue
        if digits:
            found += _phone(digits)
            digits = []
        found += [piece.lower()] if "@" in piece else _words(piece)
    if not found and clean_line(q):  # only signs: they are looked for as they stand
        found = [clean_line(q).lower()]
    return list(dict.fromkeys(found))[:MOST_TERMS]


def _words(piece: str) -> list[str]:
    return fold(piece).translate(_LETTERS).split()


def _phone(pieces: list[str]) -> list[str]:
    digits = search_digits(" ".join(pieces)) or ""
    if len(digits) >= FEWEST_DIGITS:
        return [digits]
    return [word for piece in pieces for word in _words(piece)]


def pattern(term: str) -> str:
    """The LIKE pattern that finds a text anywhere; its own `%`, `_` and backslash are plain signs."""
    return "%" + _LIKE_SIGNS.sub(r"\\\1", term) + "%"
