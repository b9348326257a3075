"""Reading a file for an import: columns first, then records in batches, with what they are within the file.

`read` is a generator that runs in a thread (small files) or in a process of its own (`import_process`): it touches
neither database nor settings.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import orjson

from goccia.intake.admission import lead_values
from goccia.intake.import_seen import Seen
from goccia.intake.reading.mapping import guess_mapping, mapping_fingerprint
from goccia.intake.reading.problems import MAX_ROWS, FileProblem
from goccia.intake.reading.table import Table, open_table
from goccia.intake.recognition.custom import CustomFieldSpec
from goccia.intake.recognition.lead_draft import LeadDraft
from goccia.intake.recognition.plan import Plan, compile_mapping
from goccia.intake.recognition.scalars import as_text
from goccia.kit.text import clean
from goccia.leads.arrival import household_of

BATCH: Final = 1000
_MOST_CELLS: Final = 1000


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is, before its records are read."""

    headers: list[str]
    samples: list[list[str]]
    guess: dict[str, str]
    fingerprint: str
    sheet: str | None
    sheets: list[dict[str, Any]]
    estimated_rows: int


@dataclass(frozen=True, slots=True)
class Order:
    """How to read the records."""

    mapping: Mapping[str, str]
    custom_fields: Sequence[CustomFieldSpec]
    now: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """A record ready to be stored; cells, draft and notices are JSON.

    `verdict` is what it is within the file: `twin_row` is the earlier row of the same (or, for review, maybe the
    same) person.
    """

    number: int
    verdict: str
    cells: bytes
    draft: bytes | None
    notices: bytes
    phone: str | None
    email: str | None
    provider_lead_id: str | None
    household: str | None
    received_at: datetime | None
    twin_row: int | None


@dataclass(frozen=True, slots=True)
class Read:
    """The end: rows that were no records, by reason."""

    skipped: dict[str, int]


Piece = Look | list[Record] | Read
Reading = Generator[Piece, Order | None, None]


def read(path: Path, filename: str, sheet: str | None) -> Reading:
    """Yield a `Look`, take an `Order`, then yield batches of records and at last `Read`.

    Raises:
        FileProblem: the file cannot be imported.
    """
    table = open_table(path, filename, sheet)
    order = yield _look(table)
    if order is None:
        return
    if table.estimated_rows > MAX_ROWS:
        for _ in table.rows():  # raises at the first row too many, before any work is spent on the others
            pass
    plan = compile_mapping(table.headers, order.mapping, order.custom_fields)
    seen = Seen()
    batch: list[Record] = []
    for row in table.rows():
        batch.append(_record(row.number, row.cells, plan, order.now, seen))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
    if not table.tally.records:
        raise FileProblem("no_rows")
    yield Read(dict(table.tally.not_records))


def _look(table: Table) -> Look:
    return Look(
        headers=table.headers,
        samples=[[_stored(sample) for sample in column.samples[:5]] for column in table.columns],
        guess=guess_mapping(table.columns),
        fingerprint=mapping_fingerprint(table.headers),
        sheet=table.sheet,
        sheets=[
            {"name": info.name, "chosen": info.chosen, "readable": info.readable} for info in table.sheets
        ],
        estimated_rows=table.estimated_rows,
    )


def _record(number: int, cells: list[object], plan: Plan, now: datetime, seen: Seen) -> Record:
    draft = plan.draft(cells, now)
    usable = not draft.problems and not draft.is_test
    said = [*draft.problems, *draft.warnings] if not usable else draft.warnings
    verdict, twin = "rejected", None
    if usable:
        verdict, twin = seen.place(number, draft.phone, draft.email, draft.provider_lead_id)
    return Record(
        number=number,
        verdict=verdict,
        cells=_json([cell if isinstance(cell, str) else as_text(cell) for cell in _bounded(cells)]),
        draft=_json(lead_values(draft)) if usable else None,
        notices=_json(
            [
                {"code": one.code, "field": one.field, "it": one.it, "en": one.en}
                for one in dict.fromkeys(said)
            ]
        )
        if said
        else b"[]",
        phone=draft.phone,
        email=draft.email,
        provider_lead_id=draft.provider_lead_id,
        household=_household(draft) if usable else None,
        received_at=draft.received_at,
        twin_row=twin,
    )


def _household(draft: LeadDraft) -> str | None:
    if not (draft.address and draft.last_name):
        return None
    # without the phone: a landline's own key is not asked for here, and telling landlines apart is dear
    return household_of(None, draft.last_name, draft.address, draft.postal_code)


def _bounded(cells: list[object]) -> list[object]:
    """A row of a thousand cells and more keeps the rest in its last one."""
    if len(cells) <= _MOST_CELLS:
        return cells
    return [*cells[: _MOST_CELLS - 1], "; ".join(as_text(cell) for cell in cells[_MOST_CELLS - 1 :])[:20_000]]


def _json(value: Any) -> bytes:
    """JSON that PostgreSQL takes: no NUL, no half of a surrogate pair."""
    try:
        raw = orjson.dumps(value)
    except TypeError:
        return orjson.dumps(_mended(value), default=str)
    return orjson.dumps(_mended(value)) if b"\\u0000" in raw else raw


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return _stored(value)
    if isinstance(value, list):
        return [_mended(one) for one in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(one) for key, one in value.items()}
    return value


def _stored(text: str) -> str:
    return clean(text).encode("utf-8", "replace").decode()
