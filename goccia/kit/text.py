"""Text as people and spreadsheets write it."""

import re
import unicodedata

from goccia.kit.given_names import GIVEN_NAMES

_INVISIBLE = re.compile(
    # soft hyphen, zero-width space, direction marks and overrides, word joiner and kin, byte order mark
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_JOINER = re.compile("[\u200c\u200d]")
_LINE_END = re.compile("\r\n|[\r\u0085\u2028\u2029\x0b\x0c]")
_CONTROL = re.compile("[\x00-\x09\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACE = re.compile(r"[^\S\n]")
_NOT_WORD = re.compile(r"[\W_]+")
_FORMULA_START = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_HARMLESS = re.compile(r"\+[0-9]{6,15}|[+-]?[0-9]+(?:[.,][0-9]+)?")
_UNFOLDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})

_TITLES = frozenset(
    (
        "sig",
        "signor",
        "signora",
        "sigra",
        "signa",
        "dott",
        "dottor",
        "dottssa",
        "dr",
        "ing",
        "avv",
        "arch",
        "geom",
    )
)
_PARTICLES = frozenset(
    (
        "de",
        "di",
        "del",
        "della",
        "dello",
        "dei",
        "degli",
        "delle",
        "d",
        "da",
        "dal",
        "la",
        "lo",
        "li",
        "le",
        "van",
    )
)
_FIRM = re.compile(
    r"\b(?:s\.?r\.?l\.?s?|s\.?p\.?a|s\.?n\.?c|s\.?a\.?s|soc|societa|impresa|ditta|condominio)\b\.?", re.I
)


def clean(s: str) -> str:
    r"""Return the text fit to be stored: NFC, trimmed, no NUL, control, invisible or unpaired characters.

    Every kind of space becomes a plain one and every kind of line end "\n"; runs are left as they are.
    """
    if s.isascii() and s.isprintable():
        return s.strip()
    s = _LINE_END.sub("\n", s)
    s = s.replace("\t", " ")
    s = _INVISIBLE.sub("", s)
    s = _CONTROL.sub("", s)
    s = _JOINER.sub(_keep_in_emoji, s)
    s = unicodedata.normalize("NFC", s)
    return _SPACE.sub(" ", s).strip()


def clean_line(s: str) -> str:
    """Return `clean(s)` on one line, every run of spaces and line ends made one space."""
    return " ".join(clean(s).split())


def fold(s: str) -> str:
    """Return the text reduced for comparison: lower case, no accents, punctuation and spaces made one space.

    "  Forlì-Cesena " gives "forli cesena". Folding twice changes nothing.
    """
    if not s.isascii():
        s = unicodedata.normalize("NFKD", s).casefold().translate(_UNFOLDED)
        s = "".join(c for c in unicodedata.normalize("NFKD", s) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", s.casefold()).strip()


def neutralise_formula(s: str) -> str:
    """Return the text with an apostrophe in front if a spreadsheet could take it for a formula.

    A plain number and an E.164 phone are no formula and stay as they are.
    """
    bare = s.lstrip()
    if s[:1] in ("\t", "\r") or (bare.startswith(_FORMULA_START) and not _HARMLESS.fullmatch(s)):
        return "'" + s
    return s


def split_name(full: str) -> tuple[str, str]:
    """Return (first name, last name) of a full name, whichever comes first; titles are left out.

    "COGNOME, Nome" and a surname in capitals say it themselves ("ROSSI Mario"); else known first names do
    ("Rossi Anna Maria"), and a surname may have a particle ("Maria De Luca", "Di Stefano Marco"). Where
    nothing tells, the first word is the first name. A firm is all last name, a single word all first name.
    """
    text = clean_line(full)
    if _FIRM.search(text):
        return "", text
    last, comma, first = (part.strip() for part in text.partition(","))
    if comma and first and last:
        return " ".join(_untitled(first.replace(",", " ").split())), " ".join(_untitled(last.split()))
    words = _untitled(text.replace(",", " ").split())
    if len(words) < 2:
        return " ".join(words), ""
    cut, surname_first = _where_to_cut(words)
    one, two = " ".join(words[:cut]), " ".join(words[cut:])
    return (two, one) if surname_first else (one, two)


def _untitled(words: list[str]) -> list[str]:
    """Take the titles off the front, but never everything."""
    start = 0
    while start < len(words) - 1 and fold(words[start]).replace(" ", "") in _TITLES:
        start += 1
    return words[start:]


def _where_to_cut(words: list[str]) -> tuple[int, bool]:
    """Return where the two names of at least two words meet, and whether the surname is the first of them."""
    capitals = [word.isupper() and len(word.strip(".")) > 1 for word in words]
    if not all(capitals) and any(capitals):
        if capitals[0] and not capitals[-1]:
            return capitals.index(False), True
        if capitals[-1] and not capitals[0]:
            return capitals.index(True), False
    given = [fold(word) in GIVEN_NAMES for word in words]
    particles = 0
    while particles < len(words) - 2 and fold(words[particles]) in _PARTICLES:
        particles += 1
    if particles and not given[-1]:
        return particles + 1, True
    if particles or (given[-1] and not given[0]):
        surname_words = len(words) - 1
        while surname_words > particles + 1 and given[surname_words - 1]:
            surname_words -= 1
        return surname_words, True
    first_words = 1
    while first_words < len(words) - 1 and given[first_words]:
        first_words += 1
    return first_words, False


def _keep_in_emoji(match: re.Match[str]) -> str:
    """Keep the joiner that holds a composed emoji together; drop it between letters."""
    before = match.string[match.start() - 1] if match.start() else ""
    is_symbol = bool(before) and (unicodedata.category(before) in ("So", "Sk") or before == "\ufe0f")
    return match.group() if is_symbol else ""
