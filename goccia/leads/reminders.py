"""What the clock brings about: call-backs that are due, leads that nobody has touched for 3 and 7 days.

There is no timer to keep in step with every act on a lead: each round looks at what became due since the round before.
"""

from datetime import datetime, timedelta

from goccia.core.database import Database, Transaction
from goccia.leads.notices import CALL_BACK_DUE, UNTOUCHED
from goccia.notifications import bell
from goccia.notifications.bell import Notice

LATEST = timedelta(days=1)
"""What became due earlier than this is no news any more: Oggi shows it."""
_SINCE = "SELECT at FROM notification_place WHERE name = $1 FOR UPDATE SKIP LOCKED"
_DUE = """
SELECT id, unit_id, container_id, next_action_at AS moment, ARRAY[agent_id] AS people FROM lead
WHERE next_action_at > $1 AND next_action_at <= $2 AND next_action_kind = 'call_back' AND agent_id IS NOT NULL
AND deleted_at IS NULL ORDER BY next_action_at, id
"""
_UNTOUCHED = """
SELECT id, unit_id, container_id, assigned_at AS moment, agent_id || CASE WHEN $3 THEN ARRAY(
  SELECT m.user_id FROM user_unit m JOIN app_user r ON r.id = m.user_id WHERE m.unit_id = lead.unit_id AND r.role = 'referente'
) ELSE '{}' END AS people FROM lead
WHERE assigned_at > $1 AND assigned_at <= $2 AND worked_at IS NULL AND closed_at IS NULL AND agent_id IS NOT NULL
AND deleted_at IS NULL ORDER BY assigned_at, id
"""
WITH_LEADERS = 7
"""From this many days on the Referenti of the unit are told, too."""


async def remind(database: Database, now: datetime | None = None) -> None:
    """Tell of everything that has become due since the last round."""
    async with database.transaction(now=now) as tx:
        if since := await _since(tx, CALL_BACK_DUE):
            await _tell(tx, CALL_BACK_DUE, _DUE, since, tx.now)
    for days, name in UNTOUCHED.items():
        async with database.transaction(now=now) as tx:
            if since := await _since(tx, name):
                age = timedelta(days=days)
                await _tell(tx, name, _UNTOUCHED, since - age, tx.now - age, days >= WITH_LEADERS)


async def _since(tx: Transaction, name: str) -> datetime | None:
    """Until when the last round looked; None where another worker looks now."""
    row = await tx.fetchrow(_SINCE, name)
    if row is None or row["at"] >= tx.now:
        return None
    await tx.execute("UPDATE notification_place SET at = $2 WHERE name = $1", name, tx.now)
    latest: datetime = max(row["at"], tx.now - LATEST)
    return latest


async def _tell(tx: Transaction, kind: str, query: str, *values: object) -> None:
    notices = []
    for row in await tx.fetch(query, *values):
        key = f"{row['id']}:{row['moment'].isoformat()}"
        about = (row["unit_id"], row["container_id"], row["id"])
        notices += [Notice(kind, person, key, *about) for person in row["people"]]
    await bell.tell(tx, notices)
