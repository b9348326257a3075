"""Leads as an Excel file: what the caller sees, filtered as in the list, and an event that says so."""

import re
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Refusal, invalid
from goccia.core.events import Actor
from goccia.leads.events import LeadsExported
from goccia.leads.export_columns import Column, chosen, custom_column, in_words, safe
from goccia.leads.export_file import Workbook, write_workbook
from goccia.leads.export_words import filter_in_words, moment_in_words
from goccia.leads.filters import LeadFilter
from goccia.leads.listing import check, where
from goccia.leads.schemas import ExportOrder, Sort
from goccia.leads.sorting import order_of

MOST_ROWS = 1_000_000
MOST_AT_ONCE = 6
AGAIN_SECONDS = 20
_running = 0
# One column for each key, whatever the units that have it; the first label counts.
_CUSTOM = """
SELECT key, label, type FROM (
  SELECT DISTINCT ON (key) key, label, type, position, created_at FROM custom_field
  WHERE deleted_at IS NULL AND ($1::uuid IS NULL OR unit_id = $1) ORDER BY key, created_at, id
) AS f ORDER BY position, created_at, key LIMIT 1000
"""
_NAMES = """
SELECT id, name FROM unit UNION ALL SELECT id, name FROM container UNION ALL SELECT id, name FROM person
UNION ALL SELECT id, label FROM esito
"""


class TooManyRows(Refusal):
    """A sheet of Excel ends at 1,048,576 rows."""

    status = 422
    code = "too_many_rows"
    it = "Il filtro trova più di {limit} lead, più di quanti ne tiene un foglio Excel: esporta un periodo alla volta."
    en = "The filter finds more than {limit} leads, more than a sheet of Excel holds: export one period at a time."


class TooManyExports(Refusal):
    """The machine writes several files already."""

    status = 429
    code = "too_many_exports"
    it = "Altre esportazioni sono in corso: riprova fra {seconds} secondi."
    en = "Other exports are running: try again in {seconds} seconds."


def ordered(filter: LeadFilter, sort: Sort, ids: list[str], columns: str) -> ExportOrder:  # noqa: A002
    """What a query string orders; `ids` repeated or with commas between, `columns` with commas.

    Raises:
        Invalid: an id that is none.
    """
    pieces = [piece for text in ids for piece in re.split(r"[,\s]+", text) if piece]
    try:
        lead_ids = [UUID(piece) for piece in pieces]
    except ValueError:
        raise invalid("ids", "Serve un elenco di UUID.", "A list of UUIDs is needed.") from None
    keys = [key.strip() for key in columns.split(",") if key.strip()]
    return ExportOrder.model_construct(
        lead_ids=lead_ids or None, filter=filter, sort=sort, columns="all" if columns == "all" else keys
    )


async def export(tx: Transaction, actor: Actor, language: str, order: ExportOrder) -> Workbook:
    """Write what an order asks for, with the caller's eyes; the event is saved with the answer's transaction.

    One SELECT through a server-side cursor is one snapshot, whatever is written meanwhile.

    Raises:
        Forbidden: an Agente asks for the trash.
        Invalid: an unknown column.
        TooManyRows: more than 1,000,000 leads.
        TooManyExports: several exports run already.
    """
    global _running  # noqa: PLW0603 - how many this process writes now
    if _running >= MOST_AT_ONCE:
        raise TooManyExports(seconds=AGAIN_SECONDS, headers={"Retry-After": str(AGAIN_SECONDS)})
    _running += 1
    try:
        return await _export(tx, actor, language, order)
    finally:
        _running -= 1


async def _export(tx: Transaction, actor: Actor, language: str, order: ExportOrder) -> Workbook:
    filter_ = order.filter or LeadFilter()
    check(tx, filter_)
    conditions, args = where(filter_, tx.now)
    if order.lead_ids is not None:
        args.append(order.lead_ids)
        conditions += f" AND lead.id = ANY (${len(args)}::uuid[])"
    rows = f"SELECT 1 FROM lead WHERE {conditions} LIMIT {MOST_ROWS + 1}"
    if await tx.fetchval(f"SELECT count(*) FROM ({rows}) AS s", *args) > MOST_ROWS:
        raise TooManyRows(limit=f"{MOST_ROWS:,}".replace(",", "."))
    columns = await _columns(tx, order, filter_, args, language)
    about = await _about(tx, actor, language, order, filter_)
    cells = ", ".join(f"{column.sql} AS c{place}" for place, column in enumerate(columns))
    way = order_of(order.sort).by
    cursor = await tx.connection.cursor(f"SELECT {cells} FROM lead WHERE {conditions} ORDER BY {way}", *args)
    workbook = await write_workbook(cursor, columns, language, about)
    event = _event(tx, actor, order, workbook.rows, [column.key for column in columns])
    async with tx.as_system():
        await events.record(tx, actor, event)
    return workbook


async def _columns(
    tx: Transaction, order: ExportOrder, filter_: LeadFilter, args: list[Any], language: str
) -> list[Column]:
    """The columns asked for; the keys of custom fields join the parameters."""
    custom: list[Column] = []
    for field in await tx.fetch(_CUSTOM, filter_.unit_id):
        if order.columns == "all" or f"custom.{field['key']}" in order.columns:
            args.append(field["key"])
            custom.append(custom_column(len(args), field["key"], field["label"], field["type"]))
    names = {row["id"]: safe(row["name"]) for row in await tx.fetch(_NAMES)}
    return in_words(chosen(order.columns, custom), names, language)


async def _about(
    tx: Transaction, actor: Actor, language: str, order: ExportOrder, filter_: LeadFilter
) -> list[tuple[str, str]]:
    english = language == "en"
    who = await tx.fetchval("SELECT name FROM person WHERE id = $1", actor.id)
    about = [("Exported by" if english else "Esportato da", who or "")]
    about.append(("On" if english else "Il", moment_in_words(tx.now)))
    if order.lead_ids is not None:
        about.append(("Selection" if english else "Selezione", f"{len(order.lead_ids)} lead"))
    return about + await filter_in_words(tx, filter_, order.sort, language)


def _event(tx: Transaction, actor: Actor, order: ExportOrder, rows: int, keys: list[str]) -> LeadsExported:
    """Who took what; what was searched for may be a person's name, so it stays apart."""
    asked = order.filter or LeadFilter()
    personal = asked.model_dump(mode="json", include={"q", "custom"}, exclude_defaults=True)
    said = {name: value for name, value in asked.said().items() if name not in personal}
    if order.lead_ids is not None:
        said["selected"] = len(order.lead_ids)
    units = tx.scope.unit_ids
    return LeadsExported(
        unit_id=asked.unit_id or (units[0] if len(units) == 1 else None),
        subject_id=actor.id,
        filter=said,
        rows=rows,
        columns=keys,
        personal=personal or None,
    )
