"""Taking an import back: its leads go to the trash but those somebody has worked, its submissions leave the others."""

from datetime import datetime
from typing import Final
from uuid import UUID

from goccia.core import events
from goccia.core.database import Database, Row, Transaction
from goccia.core.events import Actor
from goccia.intake import import_told
from goccia.intake.import_twins import BY_INDEX
from goccia.intake.imports_events import ImportUndone
from goccia.leads.events import LeadTrashed

BATCH: Final = 500
# A lead that was merged into another has gone there, and this is not the import that made that one.
_DONE_ROWS = """
SELECT r.number, coalesce(m.into_id, r.lead_id) AS lead_id, r.made AND m.id IS NULL AS made, m.id IS NOT NULL AS merged
FROM import_row r LEFT JOIN merged_lead m ON m.id = r.lead_id
WHERE r.import_id = $1 AND r.number > $2 AND r.done AND r.lead_id IS NOT NULL ORDER BY r.number LIMIT $3
"""
# Worked: anything a person has done to it but handing it over; or the person came again by another way.
_TRASH = """
UPDATE lead l SET deleted_at = $3, updated_at = $3 WHERE l.id = ANY ($2::uuid[]) AND l.deleted_at IS NULL
  AND l.worked_at IS NULL AND l.first_contact_at IS NULL AND l.attempts = 0 AND l.closed_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.lead_id = l.id AND s.source_id IS DISTINCT FROM $1)
  AND NOT EXISTS (SELECT 1 FROM nota n WHERE n.lead_id = l.id)
  AND NOT EXISTS (
    SELECT 1 FROM event e WHERE e.lead_id = l.id AND e.actor_kind = 'user' AND e.kind NOT IN (
      'lead.created', 'lead.assigned', 'lead.queued', 'lead.left', 'lead.resubmitted', 'lead.trashed', 'lead.restored',
      'lead.told_apart'))
RETURNING l.id
"""
_STILL_THERE = "SELECT count(*) FROM lead WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL"
# Leads of others: the submission that made them is not of this import.
_UNJOIN = """
WITH made AS (
  SELECT DISTINCT ON (lead_id) lead_id, source_id FROM submission WHERE lead_id = ANY ($2::uuid[]) ORDER BY lead_id, id
), gone AS (
  DELETE FROM submission s USING made m WHERE s.lead_id = m.lead_id AND s.source_id = $1
  AND m.source_id IS DISTINCT FROM $1 RETURNING s.lead_id
), fewer AS (
  UPDATE lead l SET submissions = greatest(1, l.submissions - g.number), updated_at = $3
  FROM (SELECT lead_id, count(*)::int AS number FROM gone GROUP BY lead_id) AS g WHERE l.id = g.lead_id
)
SELECT count(*) FROM gone
"""
# A lead with which one of this import was merged: what the file said leaves it, unless it is all there is.
_UNMERGE = """
WITH gone AS (
  DELETE FROM submission s WHERE s.lead_id = ANY ($2::uuid[]) AND s.source_id = $1 AND EXISTS (
    SELECT 1 FROM submission o WHERE o.lead_id = s.lead_id AND o.source_id IS DISTINCT FROM $1)
  RETURNING s.lead_id
), fewer AS (
  UPDATE lead l SET submissions = greatest(1, l.submissions - g.number), updated_at = $3
  FROM (SELECT lead_id, count(*)::int AS number FROM gone GROUP BY lead_id) AS g WHERE l.id = g.lead_id
)
SELECT count(*) FROM gone
"""


async def undo(database: Database, import_id: UUID, now: datetime | None = None) -> None:
    """Take an import back, if that was asked for, from wherever it stands."""
    while await _some(database, import_id, now):
        pass


async def _some(database: Database, import_id: UUID, now: datetime | None) -> bool:
    """One batch; answers whether there may be more."""
    async with database.transaction(now=now) as tx:
        row = await tx.fetchrow(
            "SELECT * FROM import WHERE id = $1 AND state = 'undoing' FOR UPDATE", import_id
        )
        if row is None:
            return False
        progress: dict[str, int] = row["progress"]
        await tx.connection.execute(BY_INDEX)
        rows = await tx.fetch(_DONE_ROWS, import_id, progress.get("after", -1), BATCH)
        did: dict[str, int] = row["undo"] or {
            "taken_back": 0,
            "kept": 0,
            "submissions_removed": 0,
            "merged": 0,
        }
        if rows:
            # In the unit's line: no arrival joins a lead while it goes to the trash.
            await tx.execute("SELECT 1 FROM unit WHERE id = $1 FOR NO KEY UPDATE", row["unit_id"])
            await _take_back(tx, row, rows, did)
        progress = {"done": progress["done"] + len(rows), "total": progress["total"]}
        if rows:
            progress["after"] = rows[-1]["number"]
        await tx.execute(
            "UPDATE import SET undo = $2, progress = $3, touched_at = $4 WHERE id = $1",
            import_id,
            did,
            progress,
            tx.now,
        )
        if not rows:
            await _finish(tx, row, did)
    return bool(rows)


async def _take_back(tx: Transaction, taken: Row, rows: list[Row], did: dict[str, int]) -> None:
    made = [row["lead_id"] for row in rows if row["made"]]
    merged = list({row["lead_id"] for row in rows if row["merged"]})
    joined = list({row["lead_id"] for row in rows if not row["made"]} - set(merged))
    if made:
        before = await tx.fetchval(_STILL_THERE, made)
        trashed = [row["id"] for row in await tx.fetch(_TRASH, taken["id"], made, tx.now)]
        did["taken_back"] += len(trashed)
        did["kept"] += before - len(trashed)
        if trashed:
            told = [LeadTrashed(unit_id=taken["unit_id"], lead_id=lead_id) for lead_id in trashed]
            await events.record(tx, Actor("user", taken["acted_by"]), *told)
    if merged:
        did["merged"] = did.get("merged", 0) + sum(row["merged"] for row in rows)
        did["submissions_removed"] += await tx.fetchval(_UNMERGE, taken["id"], merged, tx.now)
    if joined:
        did["submissions_removed"] += await tx.fetchval(_UNJOIN, taken["id"], joined, tx.now)


async def _finish(tx: Transaction, taken: Row, did: dict[str, int]) -> None:
    await tx.execute(
        "UPDATE import SET state = 'undone', undone_at = $2, progress = '{}' WHERE id = $1",
        taken["id"],
        tx.now,
    )
    await import_told.settle(tx, taken["id"], taken["unit_id"])
    await events.record(
        tx,
        Actor("user", taken["acted_by"]),
        ImportUndone(
            unit_id=taken["unit_id"],
            subject_id=taken["id"],
            taken_back=did["taken_back"],
            kept=did["kept"],
        ),
    )
