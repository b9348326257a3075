"""The lead list: a page of what a filter means, and who comes before and after a lead in it.

The places of a page are found first, on narrow rows that an index can give alone; names are joined to the rows of the
page only. A search is the one hard case. Behind a policy LIKE is not leakproof, so a Referente's or Agente's search
reads their own index range, once, for page and count together. The Admin's search asks the trigram index for all that
match, up to a bound; what matches more often than that is met soon by walking the list from its beginning.
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import NotFound
from goccia.leads.listing import LeadFilter, check, where
from goccia.leads.reading import COLUMNS, JOINS, VISIBLE, shape
from goccia.leads.sorting import ORDERS, Order, Place, read_place, write_place

MOST_COUNTED = 1000
MOST_HITS = 3000
# The plan of a search depends on the text, and never is a walk over the whole table.
_PLAN = "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true)"
_WALK = "SELECT set_config('enable_bitmapscan', 'off', true)"


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the places of a list come from: the table itself, or the hits of a search, gathered first."""

    order: Order
    conditions: str
    args: list[Any]
    hits: bool

    @property
    def within(self) -> str:
        """The CTE of the hits."""
        some = (
            f"SELECT id, {self.order.key} AS sort_key FROM lead WHERE {self.conditions} LIMIT {MOST_HITS + 1}"
        )
        return f"hit AS MATERIALIZED ({some})," if self.hits else ""

    @property
    def rows(self) -> str:
        """FROM and WHERE."""
        return "hit WHERE true" if self.hits else f"lead WHERE {self.conditions}"

    @property
    def way(self) -> Order:
        """The order over these rows."""
        return replace(self.order, key="sort_key") if self.hits else self.order


async def page(
    tx: Transaction,
    filter: LeadFilter,  # noqa: A002 - the word of the API
    sort: str,
    limit: int,
    cursor: str | None,
) -> dict[str, Any]:
    """A page of leads with the count of all of them, up to 1,000. The count is made for the first page and travels in
    the cursor.

    Raises:
        Forbidden: an Agente asks for the trash.
        Invalid: the cursor is not one of this order.
    """
    place = read_place(sort, cursor) if cursor else None
    source = await _source(tx, filter, sort)
    rows = await _places(tx, source, limit, place, once=bool(filter.q))
    total = place.total if place else rows[0]["total"] if rows else 0
    if source.hits and total > MOST_HITS:
        source = await _walk_instead(tx, source)
        rows = await _places(tx, source, limit, place or Place(None, lead_id=None, total=total), once=False)
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    return {
        "items": [shape(row) for row in shown],
        "next_cursor": write_place(sort, Place(last["sort_key"], last["id"], total)) if last else None,
        "total": min(total, MOST_COUNTED),
        "total_capped": total > MOST_COUNTED,
    }


async def _source(tx: Transaction, filter: LeadFilter, sort: str) -> _Source:  # noqa: A002
    check(tx, filter)
    if tx.scope.role == "referente" and len(tx.scope.unit_ids) == 1 and filter.unit_id is None:
        # The policy's "= ANY" loses the order of an index; a plain comparison beside it keeps it.
        filter = filter.model_copy(update={"unit_id": tx.scope.unit_ids[0]})  # noqa: A001
    conditions, args = where(filter, tx.now)
    if filter.q:
        await tx.fetchrow(_PLAN)
    return _Source(
        ORDERS[sort], conditions, args, hits=bool(filter.q) and tx.scope.role in ("admin", "system")
    )


async def _walk_instead(tx: Transaction, source: _Source) -> _Source:
    """Many match: where an index has the order, the list is walked from its beginning."""
    if source.order.indexed:
        await tx.fetchrow(_WALK)
    return replace(source, hits=False)


async def _places(
    tx: Transaction, source: _Source, limit: int, place: Place | None, *, once: bool
) -> list[Any]:
    """The rows of a page and one more, with the count: of the hits; of the places, where all are taken at `once`; else
    counted apart, unless the page shows that they are few. With a `place` they have been counted before."""
    args = list(source.args)
    order, after, taken = source.way, "", limit + 1
    count = "(SELECT count(*) FROM hit)"
    if place:
        count = "NULL::bigint"
        if place.lead_id:
            after = f"AND {order.after(len(args) + 1)}"
            args += [place.value, place.lead_id]
    elif once and not source.hits:
        taken, count = MOST_COUNTED + 1, "(SELECT count(*) FROM place)"
    elif not source.hits:
        few, some = "(SELECT count(*) FROM place)", f"SELECT 1 FROM {source.rows} LIMIT {MOST_COUNTED + 1}"
        count = f"CASE WHEN {few} <= {limit} THEN {few} ELSE (SELECT count(*) FROM ({some}) AS s) END"
    way = "DESC" if order.descending else "ASC"
    return await tx.fetch(
        f"WITH {source.within} place AS MATERIALIZED (SELECT id, {order.key} AS sort_key FROM {source.rows} {after}"
        f" ORDER BY {order.by} LIMIT {taken}),"
        f" here AS MATERIALIZED (SELECT * FROM place ORDER BY sort_key {way}, id {way} LIMIT {limit + 1})"
        f" SELECT here.sort_key, {count} AS total, {COLUMNS} FROM here JOIN lead l ON l.id = here.id{JOINS}"
        f" ORDER BY here.sort_key {way}, here.id {way}",
        *args,
    )


_HERE = f"SELECT {{key}} AS sort_key, id FROM lead WHERE id = $1 AND {VISIBLE.replace('l.', 'lead.')}"


async def neighbours(
    tx: Transaction,
    lead_id: UUID,
    filter: LeadFilter,  # noqa: A002
    sort: str,
) -> dict[str, Any]:
    """The leads before and after one in a list; a lead that its filter no longer has keeps its place between them.

    Raises:
        NotFound: the lead is missing or not for these eyes.
        Forbidden: an Agente asks for the trash.
    """
    source = await _source(tx, filter, sort)
    here = await tx.fetchrow(_HERE.format(key=source.order.key), lead_id)
    if here is None:
        raise NotFound
    row = await _around(tx, source, here)
    if source.hits and row["hits"] > MOST_HITS:
        row = await _around(tx, await _walk_instead(tx, source), here)
    position = row["before"] + 1 if row["before"] < MOST_COUNTED else None
    return {"previous": row["previous"], "next": row["next"], "position": position}


async def _around(tx: Transaction, source: _Source, here: Any) -> Any:
    rows, order, place = source.rows, source.way, len(source.args) + 1
    before = order.backwards.after(place)
    within = f"WITH {source.within.rstrip(',')}" if source.hits else ""
    return await tx.fetchrow(
        f"{within} SELECT {'(SELECT count(*) FROM hit)' if source.hits else '0'} AS hits,"
        f" (SELECT id FROM {rows} AND {order.after(place)} ORDER BY {order.by} LIMIT 1) AS next,"
        f" (SELECT id FROM {rows} AND {before} ORDER BY {order.backwards.by} LIMIT 1) AS previous,"
        f" (SELECT count(*) FROM (SELECT 1 FROM {rows} AND {before} LIMIT {MOST_COUNTED}) AS b) AS before",
        *source.args,
        here["sort_key"],
        here["id"],
    )
