"""A mapping worked out once for many rows: which cell goes to which field, and which is an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from goccia.intake.recognition.aliases import match_path, own_label
from goccia.intake.recognition.custom import CustomFieldSpec
from goccia.intake.recognition.drafting import Drafting
from goccia.intake.recognition.fields import ANSWER, CORE, CUSTOM_PREFIX, TARGETS, Notice
from goccia.intake.recognition.lead_draft import LeadDraft
from goccia.kit.text import clean_line, fold

_ROW_NUMBER_NAMES: Final = (
    "|n|nr|num|progr|progressivo|riga|row|index|indice|prog|pos|posizione|n riga|numero riga|row number"
    "|numero progressivo|n progr|n ord|numero d ordine|id riga"
)
ROW_NUMBERS: Final = frozenset(_ROW_NUMBER_NAMES.split("|"))
_TOLD: Final = -100
_META_IDS: Final = frozenset({"id", "ad id", "adset id", "campaign id", "form id"})


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a record besides its values."""

    provider: str | None = None
    provider_lead_id: str | None = None
    is_test: bool = False
    received_at: datetime | None = None
    notices: tuple[Notice, ...] = ()


UNKNOWN_ORIGIN: Final = Origin()


@dataclass(frozen=True, slots=True)
class Plan:
    """Where each cell goes. `sources`: the columns of a target, the surest first; `labels` are unique."""

    labels: tuple[str, ...]
    sources: Mapping[str, tuple[int, ...]]
    custom: tuple[tuple[int, CustomFieldSpec], ...]
    answers: tuple[int, ...]
    meta_ids: frozenset[int]
    small_ids: frozenset[int]
    row_numbers: frozenset[int]

    def draft(self, cells: Sequence[object], now: datetime, origin: Origin = UNKNOWN_ORIGIN) -> LeadDraft:
        """Draft a lead from a row. Missing cells are empty; cells past the header are a problem."""
        drafting = Drafting(self.labels, self.sources, cells, now, origin.notices)
        drafting.look_for_marks(self.meta_ids, origin.is_test)
        drafting.keep(self.answers)
        drafting.read_custom(self.custom)
        return drafting.finish(
            origin.provider,
            origin.provider_lead_id,
            origin.received_at,
            small_ids=self.small_ids,
            row_numbers=self.row_numbers,
        )


def compile_mapping(
    headers: Sequence[str],
    mapping: Mapping[str, str] | None = None,
    custom_fields: Sequence[CustomFieldSpec] = (),
) -> Plan:
    """Work out the plan of these headers (or keys): the mapping's word first, then custom fields, then
    the aliases.

    A target that does not exist (a custom field deleted since) makes an answer: nothing is dropped.
    """
    specs = {spec.key: spec for spec in custom_fields}
    by_name = {fold(name): spec for spec in reversed(custom_fields) for name in (spec.label, spec.key)}
    exact = dict(mapping or {})
    folded = {fold(key): target for key, target in exact.items()}
    sources: dict[str, list[tuple[int, int]]] = {}
    custom: list[tuple[int, CustomFieldSpec]] = []
    answers: list[int] = []
    for index, header in enumerate(headers):
        name = fold(header)
        target = exact.get(header) or folded.get(name) or ""
        guessed, rank = _guess(header, name, by_name)
        if not target:
            target = guessed
        else:
            rank = _TOLD + (rank if target == guessed else 0)
        if target.startswith(CUSTOM_PREFIX) and (spec := specs.get(target.removeprefix(CUSTOM_PREFIX))):
            custom.append((index, spec))
        elif target in TARGETS and target != ANSWER:
            sources.setdefault(target, []).append((rank, index))
        else:
            answers.append(index)
    names = [fold(header) for header in headers]
    return Plan(
        labels=unique([own_label(clean_line(header)) for header in headers]),
        sources={target: tuple(index for _, index in sorted(found)) for target, found in sources.items()},
        custom=tuple(custom),
        answers=tuple(answers),
        meta_ids=frozenset(i for i, name in enumerate(names) if name in _META_IDS),
        small_ids=frozenset(i for i, name in enumerate(names) if name == "id"),
        row_numbers=frozenset(i for i, name in enumerate(names) if name in ROW_NUMBERS),
    )


def unique(labels: Sequence[str]) -> tuple[str, ...]:
    """Make labels distinct: an empty one is named by its place, a repeated one gets a number."""
    out: list[str] = []
    taken: set[str] = set()
    for place, label in enumerate(labels, start=1):
        base = label or f"colonna {place}"
        name, number = base, 2
        while name in taken:
            name, number = f"{base} ({number})", number + 1
        taken.add(name)
        out.append(name)
    return tuple(out)


def _guess(header: str, name: str, by_name: Mapping[str, CustomFieldSpec]) -> tuple[str, int]:
    found = match_path(header)
    if found and found[0] in CORE:
        return found
    if spec := by_name.get(name) or by_name.get(fold(header.rsplit(".", 1)[-1])):
        return CUSTOM_PREFIX + spec.key, 0
    if name in ROW_NUMBERS or not found:
        return ANSWER, 0
    return found
