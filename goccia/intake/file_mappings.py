"""The mappings that files of the same columns are read with: looked at, corrected, forgotten."""

from datetime import datetime
from uuid import UUID

from goccia.core import events
from goccia.core.cursor import decode_cursor, encode_cursor
from goccia.core.database import Row, Transaction
from goccia.core.errors import NotFound, invalid
from goccia.core.events import Actor
from goccia.core.schemas import Ref
from goccia.intake.import_mapping import check_mapping
from goccia.intake.imports_events import FileMappingChanged, FileMappingForgotten
from goccia.intake.recognition.custom import CustomFieldSpec
from goccia.intake.ways_in_schemas import FileMapping, FileMappingPage

_SELECT = """
SELECT m.unit_id, u.name AS unit, m.fingerprint, m.mapping, m.updated_at,
  (SELECT i.filename FROM import i WHERE i.unit_id = m.unit_id AND i.fingerprint = m.fingerprint
   ORDER BY i.created_at DESC, i.id DESC LIMIT 1) AS filename
FROM import_mapping m JOIN unit u ON u.id = m.unit_id
"""
_LIST = (
    _SELECT
    + """
WHERE ($1::uuid IS NULL OR m.unit_id = $1) AND ($2::timestamptz IS NULL OR (m.updated_at, m.fingerprint) < ($2, $3))
ORDER BY m.updated_at DESC, m.fingerprint DESC LIMIT $4
"""
)
_ONE = _SELECT + " WHERE m.unit_id = $1 AND m.fingerprint = $2"
_CUSTOM = """
SELECT key, label, type, choices FROM custom_field WHERE unit_id = $1 AND active AND deleted_at IS NULL ORDER BY position
"""


async def list_file_mappings(
    tx: Transaction, unit_id: UUID | None, limit: int, cursor: str | None
) -> FileMappingPage:
    """What is remembered, the last one first."""
    at, last = _place(cursor)
    rows = await tx.fetch(_LIST, unit_id, at, last, limit + 1)
    more = rows[limit - 1] if len(rows) > limit else None
    return FileMappingPage(
        items=[_out(row) for row in rows[:limit]],
        next_cursor=encode_cursor([more["updated_at"].isoformat(), more["fingerprint"]]) if more else None,
    )


async def change_file_mapping(
    tx: Transaction, actor: Actor, unit_id: UUID, fingerprint: str, changes: dict[str, str]
) -> FileMapping:
    """Send some columns elsewhere, from the next file on.

    Raises:
        NotFound: nothing of the kind is remembered, for these eyes.
        Invalid: a column or field that does not exist.
    """
    row = await _known(tx, unit_id, fingerprint)
    custom = [
        CustomFieldSpec(one["key"], one["label"], one["type"], tuple(one["choices"]))
        for one in await tx.fetch(_CUSTOM, unit_id)
    ]
    check_mapping(changes, list(row["mapping"]), custom)
    async with tx.as_system():
        await tx.execute(
            "UPDATE import_mapping SET mapping = mapping || $3, updated_at = $4 WHERE unit_id = $1 AND fingerprint = $2",
            unit_id,
            fingerprint,
            changes,
            tx.now,
        )
        await events.record(tx, actor, FileMappingChanged(unit_id=unit_id, columns=sorted(changes)))
    return _out(await _known(tx, unit_id, fingerprint))


async def forget_file_mapping(tx: Transaction, actor: Actor, unit_id: UUID, fingerprint: str) -> None:
    """Forget what was said: the next file of these columns is guessed anew.

    Raises:
        NotFound: nothing of the kind is remembered, for these eyes.
    """
    row = await _known(tx, unit_id, fingerprint)
    async with tx.as_system():
        await tx.execute(
            "DELETE FROM import_mapping WHERE unit_id = $1 AND fingerprint = $2", unit_id, fingerprint
        )
        await events.record(tx, actor, FileMappingForgotten(unit_id=unit_id, mapping=dict(row["mapping"])))


async def _known(tx: Transaction, unit_id: UUID, fingerprint: str) -> Row:
    row = await tx.fetchrow(_ONE, unit_id, fingerprint)
    if row is None:
        raise NotFound
    return row


def _out(row: Row) -> FileMapping:
    return FileMapping(
        unit=Ref(id=row["unit_id"], name=row["unit"]),
        fingerprint=row["fingerprint"],
        mapping=row["mapping"],
        filename=row["filename"],
        updated_at=row["updated_at"],
    )


def _place(cursor: str | None) -> tuple[datetime | None, str | None]:
    if cursor is None:
        return None, None
    at, last = decode_cursor(cursor, 2)
    try:
        moment = datetime.fromisoformat(at)
        if isinstance(last, str) and "\0" not in last and moment.tzinfo:
            return moment, last
    except (ValueError, TypeError):
        pass
    raise invalid(
        "cursor",
        "Il cursore non è valido: riparti dalla prima pagina.",
        "The cursor is not valid: start again.",
    )
