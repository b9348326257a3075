"""What a person finds under the bell, with their own eyes: a lead that is no longer theirs takes its notices along."""

from collections.abc import Sequence
from typing import Any

from goccia.core.database import Transaction
from goccia.core.schemas import Page, cut_by_id, read_id
from goccia.identity.access import User
from goccia.notifications import bell, kinds
from goccia.notifications.grouping import Group, group
from goccia.notifications.schemas import NoticeGroup, ReadInput, Unread

MOST_COUNTED = 100
COLUMNS = """
SELECT n.id, n.kind, n.at, n.read_at, n.lead_id, n.subject_id, n.stands_for, coalesce(c.name, t.name) AS place,
  nullif(btrim(l.first_name || ' ' || l.last_name), '') AS lead_name, l.phone, l.email
FROM notification n LEFT JOIN lead l ON l.id = n.lead_id LEFT JOIN container c ON c.id = n.container_id
LEFT JOIN unit t ON t.id = n.unit_id
"""
_LIST = f"{COLUMNS} WHERE n.in_page AND ($1::uuid IS NULL OR n.id < $1) ORDER BY n.id DESC LIMIT $2"
_UNREAD = f"""
SELECT count(*) FROM (SELECT 1 FROM notification WHERE user_id = $1 AND in_page AND read_at IS NULL LIMIT {MOST_COUNTED}) AS n
"""
_READ = """
UPDATE notification SET read_at = $5 WHERE user_id = $1 AND read_at IS NULL AND ($2::text IS NULL OR kind = $2)
AND ($3::uuid IS NULL OR id <= $3) AND ($4::uuid IS NULL OR id >= $4)
"""


async def notices(tx: Transaction, user: User, limit: int, cursor: str | None) -> Page[NoticeGroup]:
    """Notices by burst, the newest first; `limit` counts notices, not bursts."""
    rows = await tx.fetch(_LIST, read_id(cursor), limit + 1)
    rows, following = cut_by_id(rows, limit)
    groups = [shown(one, user.language) for one in group(rows) if kinds.get(one.kind)]
    return Page(items=groups, next_cursor=following)


async def unread(tx: Transaction, user: User) -> Unread:
    """How many notices wait, counted up to a hundred."""
    return Unread(count=await tx.fetchval(_UNREAD, user.id), most=MOST_COUNTED)


async def mark_read(tx: Transaction, user: User, said: ReadInput) -> Unread:
    """Mark notices as read: all, those of a kind, those between two; answers how many wait still."""
    async with tx.as_system():  # the statement names the caller: no other role may write notices
        changed = await tx.execute(_READ, user.id, said.kind, said.newest_id, said.oldest_id, tx.now)
    if changed:
        await bell.ring(tx, {user.id: user.unit_ids[0] if user.unit_ids else None})
    return await unread(tx, user)


def shown(one: Group, language: str, *, names: bool = True) -> NoticeGroup:
    """A burst in words; without `names` no client is named."""
    kind = kinds.get(one.kind)
    assert kind is not None  # noqa: S101 - groups of unknown kinds are left out before
    newest, words = one.rows[0], kind.words(language)
    alone = one.count == 1 or (len(one.leads) == 1 and newest["lead_id"] is not None)
    return NoticeGroup(
        kind=one.kind,
        icon=kind.icon,
        title=words.one if alone else words.many.format(count=one.count),
        text=_about(newest, names) if alone else _places(one.rows),
        href=href(kind.opens if alone else kind.opens_many, newest),
        day=one.day,
        at=newest["at"],
        count=one.count,
        unread=one.unread,
        newest_id=newest["id"],
        oldest_id=one.rows[-1]["id"],
    )


def href(template: str, row: Any) -> str:
    """Where a notice opens, as a path of the page."""
    return template.format(lead=row["lead_id"], subject=row["subject_id"])


def _about(row: Any, names: bool) -> str:
    name = row["lead_name"] or row["phone"] or row["email"] if row["lead_id"] and names else None
    return " · ".join(part for part in (name, row["place"]) if part)


def _places(rows: Sequence[Any]) -> str:
    names = list(dict.fromkeys(row["place"] for row in rows if row["place"]))
    return ", ".join(names[:3]) + ("…" if len(names) > 3 else "")
