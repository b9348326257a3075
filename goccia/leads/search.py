"""What a person types into the search box, as conditions on the generated column `lead.search`."""

import re
from dataclasses import dataclass

from goccia.kit.phones import search_digits
from goccia.kit.text import clean_line

FEWEST_DIGITS = 3
MOST_TERMS = 8
_PHONE_LIKE = re.compile(r"[\d\s().,/\-+]*\d[\d\s().,/\-+]*")
_NOT_WORD = re.compile(r"[\W_]+")
_LIKE_SIGNS = re.compile(r"([\\%_])")


@dataclass(frozen=True, slots=True)
class Term:
    """A text to be found as it is (digits, e-mail), or a word, from which PostgreSQL takes
    case and accents as it does from the column."""

    text: str
    word: bool


def terms(q: str) -> list[Term]:
    """The terms that must all be found: pieces of phones, of e-mails, words of names.

    Neighbouring groups of digits are one phone ("333 12 34"); fewer than three digits stand for themselves.
    """
    found: list[Term] = []
    digits: list[str] = []
    for piece in [*clean_line(q).split(), ""]:
        if piece and _PHONE_LIKE.fullmatch(piece):
            digits.append(piece)
            continue
        if digits:
            found += _phone(digits)
            digits = []
        if "@" in piece:
            found.append(Term(piece.lower(), word=False))
        else:
            found += [Term(word, word=True) for word in _words(piece)]
    if not found and clean_line(q):  # only signs: they are looked for as they stand
        found = [Term(clean_line(q).lower(), word=False)]
    return list(dict.fromkeys(found))[:MOST_TERMS]


def _words(piece: str) -> list[str]:
    return [word for word in _NOT_WORD.split(piece) if word]


def _phone(pieces: list[str]) -> list[Term]:
    digits = search_digits(" ".join(pieces)) or ""
    if len(digits) >= FEWEST_DIGITS:
        return [Term(digits, word=False)]
    return [Term(word, word=False) for piece in pieces for word in _words(piece)]


def pattern(term: Term) -> str:
    """The LIKE pattern that finds a term anywhere; its own `%`, `_` and backslash are plain signs."""
    return "%" + _LIKE_SIGNS.sub(r"\\\1", term.text) + "%"
