"""Guessing which column is which field, and remembering it by the look of the header."""

import hashlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from goccia.intake.reading.columns import Column
from goccia.intake.reading.header import is_contact
from goccia.intake.recognition.aliases import match
from goccia.intake.recognition.fields import ANSWER
from goccia.intake.recognition.plan import ROW_NUMBERS
from goccia.kit.email import parse_email
from goccia.kit.phones import parse_phone
from goccia.kit.provinces import PROVINCES
from goccia.kit.text import fold

_SEVERAL: Final = frozenset({"phone", "email", ANSWER})


def guess_mapping(columns: Sequence[Column]) -> dict[str, str]:
    """Return a target for every column: by its name, checked against what it holds, then by what it holds.

    A column called phone that never holds one while another does is no phone ("Numero" 1, 2, 3); a column of
    phones, e-mails or province codes under an odd name is found. All that names nothing is an answer.
    """
    targets: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for column in columns:
        found = match(column.header)
        if found and fold(column.header) not in ROW_NUMBERS and _is_plausible(found[0], column.samples):
            targets[column.header], ranks[column.header] = found
        else:
            targets[column.header] = ANSWER
    _keep_one(targets, ranks, {column.header for column in columns if column.samples})
    taken = set(targets.values())
    for column in columns:
        if targets[column.header] == ANSWER and match(column.header) is None:
            by_look = _by_look(column.samples)
            if by_look and by_look not in taken:
                targets[column.header] = by_look
                taken.add(by_look)
    return targets


def mapping_fingerprint(headers: Sequence[str]) -> str:
    """Return a short text that is the same for the same column names, in any order and case."""
    names = sorted({fold(header) for header in headers})
    return hashlib.sha256("\x1f".join(names).encode()).hexdigest()[:32]


def _is_plausible(target: str, samples: Sequence[str]) -> bool:
    """Tell whether the values can be what the name says; a column without values can be anything."""
    if not samples:
        return True
    if target == "provider_lead_id":
        return not _is_counter(samples)
    if target == "phone":
        return not _is_counter(samples) and any(sum(c.isdigit() for c in sample) >= 5 for sample in samples)
    if target == "email":
        return any("@" in sample for sample in samples)
    return True


def _is_counter(samples: Sequence[str]) -> bool:
    """Recognise 1, 2, 3, …: the number of the row, not of the lead."""
    if not all(sample.isdecimal() and len(sample) <= 6 for sample in samples):
        return False
    numbers = [int(sample) for sample in samples]
    steps = {after - before for before, after in pairwise(numbers)}
    return numbers[0] <= 1 if len(numbers) == 1 else steps <= {1, -1}


def _keep_one(targets: dict[str, str], ranks: dict[str, int], filled: set[str]) -> None:
    """Leave a field to the surest of the columns that name it and hold something; phones may be several."""
    for target in set(targets.values()) - _SEVERAL:
        rivals = [header for header in ranks if targets[header] == target]
        for header in sorted(rivals, key=lambda h: (h not in filled, ranks[h]))[1:]:
            targets[header] = ANSWER


def _by_look(samples: Sequence[str]) -> str | None:
    if len(samples) < 1:
        return None
    enough = max(1, (len(samples) * 7 + 9) // 10)
    if sum(parse_email(sample).address is not None for sample in samples if "@" in sample) >= enough:
        return "email"
    if sum(is_contact(sample) and parse_phone(sample).e164 is not None for sample in samples) >= enough:
        return "phone"
    codes = [sample.upper() for sample in samples if sample.upper() in PROVINCES]
    if len(codes) >= max(3, enough) and len(set(codes)) >= 2:
        return "province"
    return None
