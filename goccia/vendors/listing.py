"""Reads of returns, with the caller's eyes: an Agente's role may not even name the columns of vendor and money."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import NotFound
from goccia.core.schemas import Ref, cut_by_id, read_id
from goccia.kit.dates import ROME
from goccia.vendors.rules import days_left, shown
from goccia.vendors.schemas import (
    ReturnedLead,
    ReturnPage,
    ReturnSummary,
    StateTotal,
    VendorFile,
    VendorOfMonth,
    VendorReturn,
)

MOST_VENDORS = 200
MOST_FILES = 500
_PERSON = "(SELECT name FROM person WHERE id = r.{0}) AS {0}_name"
_OPEN_TO_ALL = f"""
SELECT r.id, r.lead_id, r.unit_id, u.name AS unit_name, r.container_id, c.name AS container_name, r.reason, r.esito_id,
  e.label AS esito_name, r.state, r.month, r.last_day, r.proposed_by, {_PERSON.format("proposed_by")}, r.proposed_at,
  r.decided_at, r.sent_at, r.answered_at, btrim(l.first_name || ' ' || l.last_name) AS lead_name, l.phone"""
_OF_LEADERS = f"""
, r.vendor, r.price, r.credited, r.decided_by, {_PERSON.format("decided_by")}, r.answered_by,
  {_PERSON.format("answered_by")}, r.note, r.answer_note, r.file_id,
  (SELECT number FROM vendor_file f WHERE f.id = r.file_id) AS file_number"""
_FROM = """
FROM vendor_return r JOIN lead l ON l.id = r.lead_id JOIN container c ON c.id = r.container_id JOIN unit u ON u.id = r.unit_id
LEFT JOIN esito e ON e.id = r.esito_id
WHERE ($1::uuid IS NULL OR r.id < $1) AND ($2::date IS NULL OR r.month = $2) AND ($3::uuid IS NULL OR r.unit_id = $3)
AND ($4::uuid IS NULL OR r.lead_id = $4)
AND ($5::text IS NULL OR $5 = CASE WHEN r.state = 'proposed' AND r.last_day < $6::date THEN 'late' ELSE r.state END)
"""
_OF_VENDOR = " AND ($8::text IS NULL OR r.vendor = $8)"
_ORDER = " ORDER BY r.id DESC LIMIT $7"
_TOTALS = """
SELECT CASE WHEN state = 'proposed' AND last_day < $4::date THEN 'late' ELSE state END AS state, count(*) AS returns,
  coalesce(sum(CASE WHEN state = 'accepted' THEN credited ELSE price END), 0) AS amount,
  count(*) FILTER (WHERE state <> 'accepted' AND price IS NULL) AS unpriced
FROM vendor_return WHERE month = $1 AND ($2::uuid IS NULL OR unit_id = $2) AND ($3::text IS NULL OR vendor = $3)
GROUP BY 1
"""
_VENDORS = f"""
SELECT v.*, u.name AS unit_name FROM (
  SELECT unit_id, vendor, count(*) AS returns,
    count(*) FILTER (WHERE state = 'proposed' AND (last_day IS NULL OR last_day >= $3::date)) AS open,
    count(*) FILTER (WHERE state = 'confirmed') AS ready,
    coalesce(sum(price) FILTER (WHERE state = 'confirmed'), 0) AS ready_amount
  FROM vendor_return WHERE month = $1 AND ($2::uuid IS NULL OR unit_id = $2) GROUP BY 1, 2
  ORDER BY vendor, unit_id LIMIT {MOST_VENDORS}
) v JOIN unit u ON u.id = v.unit_id ORDER BY lower(v.vendor), u.name, v.unit_id
"""
_FILE = """
SELECT f.id, f.unit_id, u.name AS unit_name, f.vendor, f.month, f.number, f.rows, f.amount, f.made_by, f.made_at,
  (SELECT name FROM person WHERE id = f.made_by) AS made_by_name
FROM vendor_file f JOIN unit u ON u.id = f.unit_id
"""
_FILES = f"""
{_FILE} WHERE f.month = $1 AND ($2::uuid IS NULL OR f.unit_id = $2) ORDER BY f.vendor, f.number DESC, f.id LIMIT {MOST_FILES}
"""


async def listed(
    tx: Transaction,
    *,
    month: date | None,
    unit_id: UUID | None,
    vendor: str | None,
    state: str | None,
    lead_id: UUID | None,
    limit: int,
    cursor: str | None,
) -> ReturnPage:
    """Returns by these, the newest first. An Agente has those of their own leads, and no vendor to ask for.

    Raises:
        Invalid: the cursor is not one of this list.
    """
    values: list[Any] = [read_id(cursor), month, unit_id, lead_id, state, _today(tx.now), limit + 1]
    leads = tx.scope.role != "agente"
    if leads:
        values.append(vendor)
    statement = _OPEN_TO_ALL + (_OF_LEADERS if leads else "") + _FROM + (_OF_VENDOR if leads else "") + _ORDER
    rows, following = cut_by_id(await tx.fetch(statement, *values), limit)
    return ReturnPage(items=[_shape(row, tx.now, leads) for row in rows], next_cursor=following)


async def summary(tx: Transaction, month: date, unit_id: UUID | None, vendor: str | None) -> ReturnSummary:
    """What a month comes to in each state, and its vendors with their files."""
    today = _today(tx.now)
    totals = await tx.fetch(_TOTALS, month, unit_id, vendor, today)
    files: dict[tuple[UUID, str], list[VendorFile]] = {}
    for row in await tx.fetch(_FILES, month, unit_id):
        files.setdefault((row["unit_id"], row["vendor"]), []).append(_file(row))
    vendors = await tx.fetch(_VENDORS, month, unit_id, today)
    return ReturnSummary(
        month=f"{month:%Y-%m}",
        totals=[StateTotal(**row) for row in totals],
        vendors=[
            VendorOfMonth(
                unit=Ref(id=row["unit_id"], name=row["unit_name"]),
                **{name: row[name] for name in ("vendor", "returns", "open", "ready", "ready_amount")},
                files=files.get((row["unit_id"], row["vendor"]), []),
            )
            for row in vendors
        ],
    )


async def file(tx: Transaction, file_id: UUID) -> VendorFile:
    """One file, without its content.

    Raises:
        NotFound: it is not there to see.
    """
    row = await tx.fetchrow(f"{_FILE} WHERE f.id = $1", file_id)
    if row is None:
        raise NotFound
    return _file(row)


def _today(now: datetime) -> date:
    return now.astimezone(ROME).date()


def _file(row: Any) -> VendorFile:
    return VendorFile(
        **{name: row[name] for name in ("id", "vendor", "number", "rows", "amount", "made_at")},
        unit=Ref(id=row["unit_id"], name=row["unit_name"]),
        month=f"{row['month']:%Y-%m}",
        made_by=_ref(row, "made_by"),
    )


def _ref(row: Any, name: str) -> Ref | None:
    return None if row[name] is None else Ref(id=row[name], name=row[f"{name}_name"] or "")


def _shape(row: Any, now: datetime, leads: bool) -> VendorReturn:
    plain = ("id", "reason", "last_day", "proposed_at", "decided_at", "sent_at", "answered_at")
    known = {name: row[name] for name in plain}
    if leads:
        names = ("vendor", "price", "credited", "note", "answer_note", "file_id", "file_number")
        known |= {name: row[name] for name in names}
        known |= {name: _ref(row, name) for name in ("decided_by", "answered_by")}
    return VendorReturn(
        **known,
        lead=ReturnedLead(id=row["lead_id"], name=row["lead_name"], phone=row["phone"]),
        unit=Ref(id=row["unit_id"], name=row["unit_name"]),
        container=Ref(id=row["container_id"], name=row["container_name"]),
        esito=Ref(id=row["esito_id"], name=row["esito_name"]) if row["esito_name"] is not None else None,
        state=shown(row["state"], row["last_day"], now),
        month=f"{row['month']:%Y-%m}",
        days_left=days_left(row["state"], row["last_day"], now),
        proposed_by=_ref(row, "proposed_by"),
    )
