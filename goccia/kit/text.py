"""Text as people and spreadsheets write it."""

import re
import unicodedata

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


def _keep_in_emoji(match: re.Match[str]) -> str:
    """Keep the joiner that holds a composed emoji together; drop it between letters."""
    before = match.string[match.start() - 1] if match.start() else ""
    is_symbol = bool(before) and (unicodedata.category(before) in ("So", "Sk") or before == "\ufe0f")
    return match.group() if is_symbol else ""
