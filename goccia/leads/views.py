"""Saved views of the lead list: read, save, change, delete, open with. A person's own, or shared with a unit by those
who lead it: then whoever leads the unit may change it."""

from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, Forbidden, NotFound
from goccia.core.schemas import Page, Ref, cut, read_place
from goccia.identity.access import User
from goccia.kit.ids import uuid7
from goccia.leads.views_events import ViewChanged, ViewDeleted, ViewSaved
from goccia.leads.views_schemas import View, ViewInput, ViewPatch
from goccia.organisation.queries import changes, require_unit

MOST_VIEWS = 30
_SELECT = """
SELECT v.id, v.name, v.unit_id, v.owner_id, v.filter, v.sort, v.columns, lower(v.name) AS place,
       (SELECT name FROM person WHERE id = v.owner_id) AS owner_name,
       EXISTS (SELECT 1 FROM lead_view_default d WHERE d.view_id = v.id) AS is_default
FROM lead_view v
"""
_LIST = f"""
{_SELECT} WHERE ($1::uuid IS NULL OR v.unit_id IS NULL OR v.unit_id = $1)
AND ($2::text IS NULL OR (lower(v.name), v.id) > ($2, $3::uuid)) ORDER BY place, v.id LIMIT $4
"""
# One person's views are written one after the other: their number and names hold.
_HOLD = "SELECT 1 FROM app_user WHERE id = $1 FOR NO KEY UPDATE"
_TAKEN = (
    "SELECT EXISTS (SELECT 1 FROM lead_view WHERE owner_id = $1 AND lower(name) = lower($2) AND id <> $3)"
)
_SAVE = """
INSERT INTO lead_view (id, owner_id, unit_id, name, filter, sort, columns, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
"""
_OPEN_WITH = """
INSERT INTO lead_view_default (user_id, view_id) SELECT $1, id FROM lead_view WHERE id = $2
ON CONFLICT (user_id) DO UPDATE SET view_id = excluded.view_id
"""


async def listed(
    tx: Transaction, user: User, *, unit_id: UUID | None, limit: int, cursor: str | None
) -> Page[View]:
    """The caller's views and those shared with their units, by name."""
    rows = await tx.fetch(_LIST, unit_id, *read_place(cursor), limit + 1)
    rows, following = cut(rows, limit)
    return Page(items=[_shape(user, row) for row in rows], next_cursor=following)


async def get(tx: Transaction, user: User, view_id: UUID) -> View:
    """One view.

    Raises:
        NotFound: missing, or not the caller's to see.
    """
    row = await tx.fetchrow(f"{_SELECT} WHERE v.id = $1", view_id)
    if row is None:
        raise NotFound
    return _shape(user, row)


async def save(tx: Transaction, user: User, wanted: ViewInput) -> UUID:
    """Save a view; answers its id.

    Raises:
        NotFound: the unit to share it with is not there to see.
        Forbidden: an Agente shares.
        Conflict: the caller has a view of this name, or as many as one may have.
    """
    await _check_sharing(tx, user, wanted.unit_id)
    view_id = uuid7()
    async with tx.as_system():
        await tx.fetchval(_HOLD, user.id)
        if await tx.fetchval("SELECT count(*) FROM lead_view WHERE owner_id = $1", user.id) >= MOST_VIEWS:
            raise Conflict(
                it=f"Hai già {MOST_VIEWS} viste: eliminane una prima di salvarne un'altra.",
                en=f"You have {MOST_VIEWS} views: delete one before you save another.",
            )
        await _check_name(tx, user.id, wanted.name, view_id)
        await tx.execute(
            _SAVE,
            *(view_id, user.id, wanted.unit_id, wanted.name, wanted.filter, wanted.sort, wanted.columns),
            tx.now,
        )
        await events.record(tx, user.actor, ViewSaved(unit_id=wanted.unit_id, subject_id=view_id))
    return view_id


async def change(tx: Transaction, user: User, view_id: UUID, wanted: ViewPatch) -> None:
    """Change a view.

    Raises:
        NotFound: not there to see, or the unit to share it with is not.
        Forbidden: it is shared and the caller does not lead its unit, or an Agente shares.
        Conflict: its owner has another view of this name.
    """
    before = await _changeable(tx, user, view_id)
    said = wanted.said()
    if not said:
        return
    if "unit_id" in said:
        await _check_sharing(tx, user, said["unit_id"])
        if said["unit_id"] is None and not before.mine:
            raise Forbidden  # it would become another's own
    async with tx.as_system():
        await tx.fetchval(_HOLD, before.owner.id)
        if "name" in said:
            await _check_name(tx, before.owner.id, said["name"], view_id)
        # sort and columns are also words of SQL
        quoted = {f'"{name}"': value for name, value in said.items()} | {"updated_at": tx.now}
        if not await tx.execute(
            f"UPDATE lead_view SET {changes(quoted)} WHERE id = $1", view_id, *quoted.values()
        ):
            raise NotFound  # deleted meanwhile
        if (
            said.get("unit_id", before.unit_id) != before.unit_id
        ):  # who can see it no longer does not open with it
            await tx.execute(
                "DELETE FROM lead_view_default WHERE view_id = $1 AND user_id <> $2", view_id, before.owner.id
            )
        unit_id = said.get("unit_id", before.unit_id) or before.unit_id
        changed = ViewChanged(unit_id=unit_id, subject_id=view_id, fields=sorted(said))
        await events.record(tx, user.actor, changed)


async def delete(tx: Transaction, user: User, view_id: UUID) -> None:
    """Delete a view; whoever opened the list with it has the usual list again.

    Raises:
        NotFound: not there to see.
        Forbidden: it is shared and the caller does not lead its unit.
    """
    before = await _changeable(tx, user, view_id)
    async with tx.as_system():
        if not await tx.execute("DELETE FROM lead_view WHERE id = $1", view_id):
            raise NotFound
        await events.record(tx, user.actor, ViewDeleted(unit_id=before.unit_id, subject_id=view_id))


async def open_with(tx: Transaction, user: User, view_id: UUID) -> None:
    """The caller's list opens with this view from now on.

    Raises:
        NotFound: not there to see.
    """
    await get(tx, user, view_id)
    async with tx.as_system():
        await tx.fetchval("SELECT 1 FROM lead_view WHERE id = $1 FOR KEY SHARE", view_id)
        if not await tx.execute(_OPEN_WITH, user.id, view_id):
            raise NotFound


async def open_without(tx: Transaction, user: User, view_id: UUID) -> None:
    """The caller's list no longer opens with this view.

    Raises:
        NotFound: not there to see.
    """
    await get(tx, user, view_id)
    async with tx.as_system():
        await tx.execute(
            "DELETE FROM lead_view_default WHERE user_id = $1 AND view_id = $2", user.id, view_id
        )


async def _changeable(tx: Transaction, user: User, view_id: UUID) -> View:
    view = await get(tx, user, view_id)
    if not view.may_change:
        raise Forbidden
    return view


async def _check_sharing(tx: Transaction, user: User, unit_id: UUID | None) -> None:
    if unit_id is None:
        return
    await require_unit(tx, unit_id)
    if user.role == "agente":
        raise Forbidden


async def _check_name(tx: Transaction, owner_id: UUID, name: str, view_id: UUID) -> None:
    if await tx.fetchval(_TAKEN, owner_id, name, view_id):
        raise Conflict(
            it=f"C'è già una vista di nome {name}: scegli un altro nome.",
            en=f"There is a view named {name} already: choose another name.",
        )


def _shape(user: User, row: Any) -> View:
    mine = row["owner_id"] == user.id
    return View(
        **{name: row[name] for name in ("id", "name", "unit_id", "filter", "sort", "columns")},
        owner=Ref(id=row["owner_id"], name=row["owner_name"] or ""),
        mine=mine,
        default=row["is_default"],
        may_change=mine if row["unit_id"] is None else user.role != "agente",
    )
