"""Reads the event log after the commit and tells those whom an event concerns. The place it has come to moves in the
same transaction, so an event is told of once, whoever is killed when."""

from datetime import datetime, timedelta

from goccia.core.database import Database, Transaction
from goccia.notifications import bell, kinds
from goccia.notifications.bell import Notice
from goccia.notifications.kinds import Kind

PAGE = 500
OLD = timedelta(days=1)
"""Nobody is told of what is older: a worker that stood still for a week does not pour it out."""
_PLACE = "SELECT tx::text AS tx, event_id FROM notification_place WHERE name = 'log' FOR UPDATE SKIP LOCKED"
# As the live feed reads: only below the oldest running transaction, or an event that commits late would be passed by.
_NEXT = """
SELECT tx::text AS tx, id, kind, at FROM event
WHERE (tx, id) > ($1::text::xid8, $2::bigint) AND tx < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY event.tx, id LIMIT $3
"""


async def read_on(database: Database, now: datetime | None = None) -> bool:
    """Read a page of the log; answers whether there may be more."""
    async with database.transaction(now=now) as tx:
        place = await tx.fetchrow(_PLACE)
        if place is None:  # another worker is at it
            return False
        rows = await tx.fetch(_NEXT, place["tx"], place["event_id"], PAGE)
        if not rows:
            return False
        fresh = [row for row in rows if row["at"] > tx.now - OLD]
        for kind in kinds.known():
            ids = [row["id"] for row in fresh if kind.event is not None and row["kind"] == kind.event.kind]
            if ids:
                await bell.tell(tx, await _notices(tx, kind, ids))
        await tx.execute(
            "UPDATE notification_place SET tx = $1::text::xid8, event_id = $2 WHERE name = 'log'",
            *(rows[-1]["tx"], rows[-1]["id"]),
        )
    return len(rows) == PAGE


async def _notices(tx: Transaction, kind: Kind, ids: list[int]) -> list[Notice]:
    """Who is to be told of these events. Of a lead in the trash nobody is; of one that was merged, whoever has it now."""
    rows = await tx.fetch(
        f"""
SELECT DISTINCT ON (e.id, a.user_id) e.id, e.at, {kind.key} AS key, e.unit_id,
  coalesce(l.id, e.lead_id) AS lead_id, e.subject_id, a.user_id,
  coalesce((e.payload ->> 'container')::uuid, l.container_id) AS container_id
FROM event e LEFT JOIN merged_lead m ON m.id = e.lead_id LEFT JOIN lead l ON l.id = coalesce(m.into_id, e.lead_id)
CROSS JOIN LATERAL ({" UNION ALL ".join(kind.to)}) AS a (user_id)
WHERE e.id = ANY ($1::bigint[]) AND a.user_id IS NOT NULL AND ($2 OR a.user_id IS DISTINCT FROM e.actor_id)
  AND (e.lead_id IS NULL OR l.deleted_at IS NULL) ORDER BY e.id, a.user_id""",
        *(ids, kind.tells_doer),
    )
    return [
        Notice(
            kind.name,
            row["user_id"],
            row["key"],
            row["unit_id"],
            row["container_id"],
            row["lead_id"],
            row["subject_id"],
            row["at"],
        )
        for row in rows
    ]
