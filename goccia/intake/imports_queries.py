"""Imports as they are shown: the list, one of them, its records. All with the caller's eyes."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from goccia.core.cursor import decode_cursor, encode_cursor
from goccia.core.database import Row, Transaction
from goccia.core.errors import NotFound, invalid
from goccia.core.schemas import Ref
from goccia.intake.imports_schemas import (
    ImportColumn,
    ImportCounts,
    ImportNotice,
    ImportOut,
    ImportPage,
    ImportProblem,
    ImportProgress,
    ImportRow,
    ImportRowPage,
    ImportSheet,
    ImportSummary,
    ImportUndo,
)

PREVIEW_ROWS = 50
AT_WORK = ("reading", "committing", "undoing")
_SELECT = """
SELECT i.*, u.name AS unit_name, c.name AS container_name, p.name AS user_name
FROM import i LEFT JOIN unit u ON u.id = i.unit_id LEFT JOIN container c ON c.id = i.container_id
LEFT JOIN person p ON p.id = i.user_id
"""
_LIST = (
    _SELECT
    + """
WHERE ($1::uuid IS NULL OR i.unit_id = $1) AND ($2::uuid IS NULL OR i.container_id = $2)
  AND ($3::timestamptz IS NULL OR (i.created_at, i.id) < ($3, $4))
ORDER BY i.created_at DESC, i.id DESC LIMIT $5
"""
)
_ROWS = """
SELECT r.number, r.verdict, r.cells, r.draft, r.notices, r.twin_row, r.decided, r.done, l.id AS lead_id,
       btrim(l.first_name || ' ' || l.last_name) AS lead_name
FROM import_row r LEFT JOIN merged_lead m ON m.id = r.lead_id
LEFT JOIN lead l ON l.id = coalesce(m.into_id, r.lead_id) AND l.deleted_at IS NULL
WHERE r.import_id = $1 AND ($2::text IS NULL OR r.verdict = $2) AND r.number > $3 ORDER BY r.number LIMIT $4
"""
# What a page shows of a record; the rest of it is about consents and warnings.
_NOT_SHOWN = frozenset({"consents", "warnings", "custom", "answers", "phone_raw"})


async def get_import(tx: Transaction, import_id: UUID) -> ImportOut:
    """One import with its first records.

    Raises:
        NotFound: it does not exist, or is not the caller's to see.
    """
    row = await tx.fetchrow(_SELECT + " WHERE i.id = $1", import_id)
    if row is None:
        raise NotFound
    first = await tx.fetch(_ROWS, import_id, None, -1, PREVIEW_ROWS)
    mapping: dict[str, str] = row["mapping"]
    return ImportOut(
        **_summary(row),
        columns=[
            ImportColumn(
                header=column["header"],
                samples=column["samples"],
                target=mapping.get(column["header"], "answer"),
            )
            for column in row["columns"]
        ],
        rows=[_row(one) for one in first],
        mapping=mapping,
        sheet=row["sheet"],
        sheets=[ImportSheet(**sheet) for sheet in row["sheets"]],
        skipped=row["skipped"],
    )


async def list_imports(
    tx: Transaction, unit_id: UUID | None, container_id: UUID | None, limit: int, cursor: str | None
) -> ImportPage:
    """Imports that the caller may see, newest first."""
    after, after_id = _place(cursor) if cursor else (None, None)
    rows = await tx.fetch(_LIST, unit_id, container_id, after, after_id, limit + 1)
    last = rows[limit - 1] if len(rows) > limit else None
    return ImportPage(
        items=[ImportSummary(**_summary(row)) for row in rows[:limit]],
        next_cursor=encode_cursor([last["created_at"], str(last["id"])]) if last else None,
    )


async def list_rows(
    tx: Transaction, import_id: UUID, verdict: str | None, limit: int, cursor: str | None
) -> ImportRowPage:
    """The records of an import in the order of the file.

    Raises:
        NotFound: no such import for these eyes.
    """
    if await tx.fetchval("SELECT 1 FROM import WHERE id = $1", import_id) is None:
        raise NotFound
    after = _number(cursor) if cursor else -1
    rows = await tx.fetch(_ROWS, import_id, verdict, after, limit + 1)
    more = len(rows) > limit
    return ImportRowPage(
        items=[_row(row) for row in rows[:limit]],
        next_cursor=encode_cursor([rows[limit - 1]["number"]]) if more else None,
    )


async def get_row(tx: Transaction, import_id: UUID, number: int) -> ImportRow:
    """One record.

    Raises:
        NotFound: no such record for these eyes.
    """
    rows = await tx.fetch(_ROWS, import_id, None, number - 1, 1)
    if not rows or rows[0]["number"] != number:
        raise NotFound
    return _row(rows[0])


def _summary(row: Row) -> dict[str, Any]:
    at_work = row["state"] in AT_WORK and row["progress"]
    return {
        "id": row["id"],
        "state": row["state"],
        "counts": counts_of(row["counts"]),
        "progress": ImportProgress(done=row["progress"]["done"], total=row["progress"]["total"])
        if at_work
        else None,
        "problem": ImportProblem(**row["problem"]) if row["problem"] else None,
        "filename": row["filename"],
        "size": row["size"],
        "unit": Ref(id=row["unit_id"], name=row["unit_name"] or ""),
        "container": Ref(id=row["container_id"], name=row["container_name"] or ""),
        "created_by": Ref(id=row["user_id"], name=row["user_name"]) if row["user_name"] else None,
        "created_at": row["created_at"],
        "committed_at": row["committed_at"],
        "undone_at": row["undone_at"],
        "undo": ImportUndo(**({"merged": 0} | row["undo"])) if row["undo"] else None,
    }


def counts_of(stored: dict[str, int]) -> ImportCounts:
    """Counts with a zero where nothing was counted yet."""
    return ImportCounts(
        new=stored.get("new", 0),
        duplicate=stored.get("duplicate", 0),
        review=stored.get("review", 0),
        rejected=stored.get("rejected", 0),
    )


def _row(row: Row) -> ImportRow:
    draft: dict[str, Any] = row["draft"] or {}
    fields = {name: value for name, value in draft.items() if name not in _NOT_SHOWN}
    fields |= {f"custom:{key}": value for key, value in (draft.get("custom") or {}).items()}
    return ImportRow(
        number=row["number"],
        verdict=row["verdict"],
        cells=row["cells"],
        fields=fields,
        notices=[ImportNotice(**notice) for notice in row["notices"]],
        lead=Ref(id=row["lead_id"], name=row["lead_name"]) if row["lead_id"] else None,
        twin_row=row["twin_row"],
        decided=row["decided"],
        done=row["done"],
    )


def _place(cursor: str) -> tuple[datetime, UUID]:
    moment, last = decode_cursor(cursor, 2)
    try:
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None:
            raise ValueError("not one of our cursors")
        return at.astimezone(UTC), UUID(last)
    except (TypeError, ValueError, AttributeError, OverflowError):
        raise _not_ours() from None


def _number(cursor: str) -> int:
    (number,) = decode_cursor(cursor, 1)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**31:
        raise _not_ours()
    return number


def _not_ours() -> Exception:
    return invalid(
        "cursor",
        "Il cursore non è valido: riparti dalla prima pagina.",
        "The cursor is not valid: start again.",
    )
