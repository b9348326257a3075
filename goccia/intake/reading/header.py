"""Finding the header under titles and logos, and telling records from what is none."""

import re
from collections.abc import Sequence
from typing import Final

from goccia.intake.recognition.aliases import match
from goccia.intake.recognition.plan import ROW_NUMBERS
from goccia.intake.recognition.scalars import as_text
from goccia.kit.email import parse_email
from goccia.kit.phones import parse_phone
from goccia.kit.text import clean_line, fold

HEADER_ROWS: Final = 50
LONGEST_HEADER: Final = 400

_NAMES: Final = frozenset({"first_name", "last_name", "full_name"})
_CONTACTS: Final = frozenset({"phone", "email"})
_TOTAL: Final = re.compile(
    r"(?:sub ?|gran |grand )?(?:tot|totale|totali|totals?|somma|sum|conteggio|count)(?: .{0,60})?"
    r"|(?:n|nr|num|numero) (?:di )?(?:lead|leads|contatti|righe|record|nominativi)(?: \d+)?"
)
_LEGEND_WORDS: Final = re.compile(
    r"(?:legenda|legend|nota|note|nb|n b|attenzione|fonte|source|pagina \d+|page \d+|esportat[oaie]"
    r"|export(?:ed)?|generat[oaie]|generated|stampat[oaie]|report|estratt[oaie]|estrazione|documento|copyright"
    r"|riservat[oaie]|confidenziale|confidential|fine|end|aggiornat[oaie]|ultimo aggiornamento|file|elenco"
    r"|lista|leads?|contatti)\b.*"
)
_LEGEND_MARKS: Final = ("*", "©", "(*)", "---", "___", "===")
_HEADING: Final = re.compile(r"(?:legenda|legend|note|nota|significato dei codici|codici|esiti)(?: .{0,40})?")


def header_score(cells: Sequence[object]) -> int:
    """Rate a row as a header: 0 if it names neither phone nor e-mail, or holds one; more for every field
    it names.

    Naming a person as well as a way to reach them is worth 100.
    """
    targets: set[str] = set()
    for cell in cells[:400]:
        if not isinstance(cell, str) or not cell or len(cell) > LONGEST_HEADER:
            continue
        if found := match(clean_line(cell)):
            targets.add(found[0])
        elif is_contact(cell):
            return 0
    if not targets & _CONTACTS:
        return 0
    return len(targets) + (100 if targets & _NAMES else 0)


def is_strong(score: int) -> bool:
    """Tell whether a header names both a person and a phone or e-mail."""
    return score > 100


def find_header(rows: Sequence[Sequence[object]]) -> tuple[int, int] | None:
    """Return place and score of the header among the first rows, or None.

    The best-rated row, the first of equals. Where no row names a field: the row above the first one that
    holds phones or e-mails, if it is words only (score 0).
    """
    scores = [header_score(row) for row in rows[:HEADER_ROWS]]
    best = max(scores, default=0)
    if best:
        return scores.index(best), best
    above: int | None = None
    for place, row in enumerate(rows[: HEADER_ROWS + 1]):
        filled = [cell for cell in row if as_text(cell).strip()]
        if any(is_contact(cell) for cell in filled):
            return None if above is None else (above, 0)
        if filled:
            words = all(isinstance(cell, str) and any(c.isalpha() for c in cell) for cell in filled)
            above = place if words and len(filled) >= 2 else None
    return None


def is_contact(cell: object) -> bool:
    """Tell whether a cell holds a valid phone or e-mail."""
    if isinstance(cell, str):
        if "@" in cell:
            return parse_email(cell).address is not None
        if sum(c.isdigit() for c in cell[:60]) < 6:
            return False
    elif isinstance(cell, bool) or not isinstance(cell, int | float) or cell < 10**7:
        return False
    return parse_phone(cell).e164 is not None


class Judge:
    """Tells records from blank rows, repeated headers, totals and legends; one for each pass."""

    def __init__(self, header: Sequence[str], contacts: Sequence[int], names: Sequence[int]) -> None:
        self._header = [fold(name) for name in header]
        self._contacts = contacts
        self._names = names
        self._row_numbers = {i for i, name in enumerate(self._header) if name and name in ROW_NUMBERS}
        self._in_legend = False

    def reason(self, cells: Sequence[object]) -> str | None:
        """Return why the row is no record ("blank", "repeated_header", "total", "legend") or None.

        A row with anything in a phone or e-mail column that could be one is always a record.
        """
        for index in self._contacts:
            if index < len(cells) and self._looks_reachable(cells[index]):
                self._in_legend = False
                return None
        texts = {i: text for i, cell in enumerate(cells) if (text := clean_line(as_text(cell)))}
        if not texts or texts.keys() <= self._row_numbers:
            return "blank"
        reason = self._read(texts)
        self._in_legend = reason == "legend"
        return reason

    def _read(self, texts: dict[int, str]) -> str | None:
        folded = {i: fold(text) for i, text in texts.items()}
        known = self._header
        same = sum(i < len(known) and known[i] == word for i, word in folded.items())
        if same >= 2 and same * 5 >= len(texts) * 3:
            return "repeated_header"
        totals = {i for i, word in folded.items() if _TOTAL.fullmatch(word)}
        if totals and not any(
            folded.get(i) and i not in totals and _has_letter(folded[i]) for i in self._names
        ):
            return "total"
        index, first = next(iter(texts.items()))
        word = folded[index]
        heads = bool(_HEADING.fullmatch(word)) or first.startswith(_LEGEND_MARKS)
        if len(texts) <= 2 and (self._in_legend or heads):
            return "legend"
        if len(texts) == 1 and index not in self._contacts and self._is_remark(index, first, word):
            return "legend"
        return None

    def _is_remark(self, index: int, text: str, word: str) -> bool:
        """Tell a remark in a single cell from a person of whom only the name is there."""
        if not word or _LEGEND_WORDS.fullmatch(word):
            return True
        if index not in self._names:
            return not any(c.isdigit() for c in text) and index == 0
        return len(word.split()) > 6 or "=" in text or ":" in text

    def _looks_reachable(self, cell: object) -> bool:
        if isinstance(cell, str):
            if "@" in cell:
                return True
            digits = sum(c.isdigit() for c in cell)
            return digits >= 5 and not _TOTAL.fullmatch(fold(cell))
        return isinstance(cell, int | float) and not isinstance(cell, bool) and cell >= 10**7


def _has_letter(text: str) -> bool:
    return any(c.isalpha() for c in text)
