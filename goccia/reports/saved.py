"""Reports that people keep: their own, and those shared with whoever leads a unit."""

from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, Forbidden, NotFound, invalid
from goccia.core.schemas import Page, Ref, cut, read_place
from goccia.identity.access import User
from goccia.kit.ids import uuid7
from goccia.organisation.queries import require_unit
from goccia.reports.events import ReportDeleted, ReportSaved
from goccia.reports.pivot_schemas import ReportInput, ReportPatch, ReportSpec, SavedReport

MOST = 200
"""Reports of one person."""
_SELECT = """
SELECT r.id, r.name, r.spec, r.shared, r.unit_id, u.name AS unit_name, r.owner_id, p.name AS owner_name, r.updated_at,
  s.next_at AS next_mail_at, lower(r.name) AS place
FROM report r LEFT JOIN unit u ON u.id = r.unit_id LEFT JOIN person p ON p.id = r.owner_id
LEFT JOIN report_schedule s ON s.report_id = r.id
"""
_LIST = f"""
{_SELECT} WHERE ($1::text IS NULL OR (lower(r.name), r.id) > ($1, $2::uuid)) ORDER BY place, r.id LIMIT $3
"""
_CREATE = """
INSERT INTO report (id, owner_id, unit_id, shared, name, spec, created_at, updated_at)
SELECT $1, $2, $3, $4, $5, $6, $7, $7 WHERE (SELECT count(*) FROM report WHERE owner_id = $2) < $8
"""
_CHANGE = "UPDATE report SET name = $2, spec = $3, shared = $4, unit_id = $5, updated_at = $6 WHERE id = $1"


async def listed(tx: Transaction, user: User, limit: int, cursor: str | None) -> Page[SavedReport]:
    """The reports that the caller may see, by name."""
    rows = await tx.fetch(_LIST, *read_place(cursor), limit + 1)
    rows, following = cut(rows, limit)
    return Page(items=[_shape(row, user) for row in rows], next_cursor=following)


async def get(tx: Transaction, user: User, report_id: UUID) -> SavedReport:
    """One report.

    Raises:
        NotFound: missing, or not the caller's to see.
    """
    row = await tx.fetchrow(f"{_SELECT} WHERE r.id = $1", report_id)
    if row is None:
        raise NotFound
    return _shape(row, user)


async def create(tx: Transaction, user: User, wanted: ReportInput) -> UUID:
    """Keep a report; answers its id.

    Raises:
        Forbidden: an Agente shares.
        NotFound: the unit is not there to see.
        Invalid: a Referente shares with all units.
        Conflict: the person has too many.
    """
    await _may_share(tx, user, wanted.shared, wanted.unit_id)
    report_id = uuid7()
    spec = wanted.spec.model_dump(mode="json")
    async with tx.as_system():
        values = (user.id, wanted.unit_id, wanted.shared, wanted.name, spec, tx.now, MOST)
        if not await tx.execute(_CREATE, report_id, *values):
            raise Conflict(
                it=f"Hai già {MOST} report salvati: eliminane uno.",
                en=f"You keep {MOST} reports already: delete one.",
            )
        await events.record(tx, user.actor, ReportSaved(unit_id=wanted.unit_id, subject_id=report_id))
    return report_id


async def change(tx: Transaction, user: User, report_id: UUID, wanted: ReportPatch) -> None:
    """Change a report of one's own; an Admin any shared one.

    Raises:
        NotFound: missing, or not the caller's to see.
        Forbidden: it is somebody else's, or an Agente shares.
        Invalid: a Referente shares with all units.
    """
    row = await hold(tx, user, report_id)
    kept: dict[str, Any] = {name: row[name] for name in ("name", "spec", "shared", "unit_id")} | wanted.said()
    await _may_share(tx, user, kept["shared"], kept["unit_id"])
    spec = kept["spec"].model_dump(mode="json") if isinstance(kept["spec"], ReportSpec) else kept["spec"]
    async with tx.as_system():
        await tx.execute(_CHANGE, report_id, kept["name"], spec, kept["shared"], kept["unit_id"], tx.now)
        await events.record(tx, user.actor, ReportSaved(unit_id=kept["unit_id"], subject_id=report_id))


async def delete(tx: Transaction, user: User, report_id: UUID) -> None:
    """Throw a report of one's own away; an Admin any shared one.

    Raises:
        NotFound: missing, or not the caller's to see.
        Forbidden: it is somebody else's.
    """
    row = await hold(tx, user, report_id)
    async with tx.as_system():
        await tx.execute("DELETE FROM report WHERE id = $1", report_id)
        await events.record(tx, user.actor, ReportDeleted(unit_id=row["unit_id"], subject_id=report_id))


async def hold(tx: Transaction, user: User, report_id: UUID) -> Any:
    """The report, seen with the caller's eyes and theirs to change, locked.

    Raises:
        NotFound: missing, or not the caller's to see.
        Forbidden: it is somebody else's.
    """
    if not await tx.fetchval("SELECT true FROM report WHERE id = $1", report_id):
        raise NotFound
    async with tx.as_system():
        row = await tx.fetchrow("SELECT * FROM report WHERE id = $1 FOR UPDATE", report_id)
    if row is None:
        raise NotFound
    if row["owner_id"] != user.id and not user.is_admin:
        raise Forbidden
    return row


async def _may_share(tx: Transaction, user: User, shared: bool, unit_id: UUID | None) -> None:
    if unit_id is not None:
        await require_unit(tx, unit_id)
    if not shared:
        return
    if user.role == "agente":
        raise Forbidden
    if unit_id is None and not user.is_admin:
        raise invalid("unit_id", "Scegli l'unità con cui condividerlo.", "Choose the unit to share it with.")


def _shape(row: Any, user: User) -> SavedReport:
    return SavedReport(
        id=row["id"],
        name=row["name"],
        spec=ReportSpec.model_validate(row["spec"]),
        shared=row["shared"],
        unit=Ref(id=row["unit_id"], name=row["unit_name"] or "") if row["unit_id"] else None,
        owner=Ref(id=row["owner_id"], name=row["owner_name"] or ""),
        mine=row["owner_id"] == user.id or user.is_admin,
        updated_at=row["updated_at"],
        next_mail_at=row["next_mail_at"],
    )
