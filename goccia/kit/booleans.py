"""Yes and no, as forms, spreadsheets and consent boxes write them."""

from decimal import Decimal

from goccia.kit.text import fold

_YES_WORDS = """
    si s yes y true vero 1 on ok x checked spuntato selezionato attivo dato concesso given granted agree
    agreed accetto accettato accetta accept accepted acconsento acconsente consento consente autorizzo
    autorizza confermo conferma approvo do presto esprimo rilascio
"""
_NO_WORDS = """
    no n false falso 0 off nego nega negato rifiuto rifiuta rifiutato refused denied
    declined disagree decline unchecked nessuno nessun
"""
_YES, _NO = frozenset(_YES_WORDS.split()), frozenset(_NO_WORDS.split())
_GIVING = frozenset(["do", "presto", "esprimo", "rilascio"])
_YES_MARKS, _NO_MARKS = frozenset("✓✔☑✅"), frozenset("✗✘☐☒❌✖")


def parse_yes_no(value: object) -> bool | None:
    """Read a yes or a no; None where it says neither ("", "non so", a date). Never raises.

    A sentence that opens with a yes or a no counts: "Sì, accetto", "Non acconsento", "Do il consenso".
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal):
        return _read_number(value)
    if not isinstance(value, str) or len(value) > 1000:
        return None
    mark = value.strip()[:1]
    if mark in _YES_MARKS or mark in _NO_MARKS:
        return mark in _YES_MARKS
    words = fold(value).split()
    if words in (["1", "0"], ["0", "0"]):
        return words[0] == "1"
    return _read(words)


def _read_number(number: float | Decimal) -> bool | None:
    if isinstance(number, Decimal) and number.is_nan():
        # a signalling one raises on comparison
        return None
    return True if number == 1 else False if number == 0 else None


def _read(words: list[str]) -> bool | None:
    if not words:
        return None
    first, rest = words[0], words[1:]
    if first in ("non", "not", "don"):
        return False if any(word in _YES for word in rest[:3]) else None
    if (first in ("i", "io") and rest) or rest[:1] == ["not"]:
        return _read(rest)
    if len(first) == 1 and rest:
        return None
    if first in _GIVING:
        return True if {"consenso", "assenso", "autorizzazione"} & set(rest) else None
    return True if first in _YES else False if first in _NO else None
