"""The lead list: a page of what a filter means, and who comes before and after a lead in it.

The places of a page are found first, on narrow rows that an index can give alone; names are joined to the rows of the
page only. A search is the one hard case. Behind a policy LIKE is not leakproof, so a Referente's or Agente's search
reads their own index range, once, for page and count together. The Admin's search asks the trigram index for all that
match, up to a bound; what matches more often than that, or often among the newest, is met soon by walking the list from
its beginning.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.leads.listing import LeadFilter, check, where
from goccia.leads.reading import COLUMNS, JOINS, VISIBLE, gone, shape
from goccia.leads.sorting import Order, Place, Stretch, order_of, read_place, stretches, write_place

MOST_COUNTED = 1000
MOST_HITS = 3000
# So many matches among so many of the newest leads: walking is quicker than asking the trigram index for all.
COMMON, NEWEST = 50, 2000
# The plan of a search depends on the text, and never is a walk over the whole table.
_PLAN = "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true)"
_WALK = "SELECT set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true)"
_WHOLE = (Stretch(0, "true", ""),)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the places of a list come from: the table itself, or the hits of a search, gathered first.

    at_once: a search that takes all its places, in no order that an index has; walked: one that meets them on the way.
    """

    order: Order
    conditions: str
    args: list[Any]
    stretches: Sequence[Stretch] = _WHOLE
    hits: bool = False
    at_once: bool = False
    walked: bool = False

    @property
    def within(self) -> str:
        """The CTE of the hits."""
        if not self.hits:
            return ""
        columns = f"id, {self.order.rank or 0} AS sort_rank, {self.order.key} AS sort_key"
        some = f"SELECT {columns} FROM lead WHERE {self.conditions} LIMIT {MOST_HITS + 1}"
        return f"WITH hit AS MATERIALIZED ({some})"

    @property
    def rows(self) -> str:
        """FROM and WHERE."""
        return "hit WHERE true" if self.hits else f"lead WHERE {self.conditions}"

    @property
    def whole(self) -> Order:
        """The order over these rows."""
        if not self.hits:
            return self.order
        return replace(self.order, key="sort_key", rank=self.order.rank and "sort_rank")

    def of(self, stretch: Stretch) -> Order:
        """The order within a stretch; a search takes all at once."""
        return self.whole if self.at_once else replace(self.order, key=stretch.key, rank=None)

    def from_place(self, place: Place | None) -> list[tuple[Stretch, Place | None]]:
        """The stretches that come after a place, each with the place it begins at."""
        if place is None or place.lead_id is None or len(self.stretches) == 1:
            return [(stretch, place) for stretch in self.stretches]
        ranks = [-stretch.rank if self.order.descending else stretch.rank for stretch in self.stretches]
        at = -place.rank if self.order.descending else place.rank
        later = [(stretch, rank) for stretch, rank in zip(self.stretches, ranks, strict=True) if rank >= at]
        return [(stretch, place if rank == at else None) for stretch, rank in later]

    @property
    def backwards(self) -> "_Source":
        """The same list from its end."""
        return replace(self, order=self.order.backwards, stretches=list(reversed(self.stretches)))


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
    rows, total = await _rows(tx, source, limit, place)
    if source.hits and total > MOST_HITS:
        source = await _walk_instead(tx, source, sort)
        rows, _ = await _rows(tx, source, limit, place or Place(0, None, lead_id=None, total=total))
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    following = last and Place(last["sort_rank"], last["sort_key"], last["id"], total)
    return {
        "items": [shape(row) for row in shown],
        "next_cursor": write_place(sort, following) if following else None,
        "total": min(total, MOST_COUNTED),
        "total_capped": total > MOST_COUNTED,
    }


async def _source(tx: Transaction, filter: LeadFilter, sort: str) -> _Source:  # noqa: A002
    check(tx, filter)
    if tx.scope.role == "referente" and filter.unit_id in tx.scope.unit_ids:
        # Two conditions on the unit would make the planner expect next to nothing: the policy alone says it.
        await tx.see_as(replace(tx.scope, unit_ids=(filter.unit_id,)))
        filter = filter.model_copy(update={"unit_id": None})  # noqa: A001
    conditions, args = where(filter, tx.now)
    one_unit = tx.scope.role == "referente" and len(tx.scope.unit_ids) == 1
    source = _Source(replace(order_of(sort), one_unit=one_unit), conditions, args)
    if not filter.q:
        return replace(source, stretches=await stretches(tx, sort))
    await tx.fetchrow(_PLAN)
    if tx.scope.role not in ("admin", "system"):
        return replace(source, at_once=True)
    if await _common(tx, source):
        return await _walk_instead(tx, source, sort)
    return replace(source, hits=True, at_once=True)


async def _common(tx: Transaction, source: _Source) -> bool:
    """Whether a search finds many of the newest leads. (The planner would know, but behind a policy it does not look
    at the statistics for LIKE.)"""
    newest = f"SELECT * FROM lead WHERE deleted_at IS NULL ORDER BY received_at DESC LIMIT {NEWEST}"
    found = f"SELECT count(*) >= {COMMON} FROM ({newest}) AS lead WHERE {source.conditions}"
    return bool(await tx.fetchval(found, *source.args))


async def _walk_instead(tx: Transaction, source: _Source, sort: str) -> _Source:
    """Many match: the list is walked from its beginning."""
    await tx.fetchrow(_WALK)
    return replace(source, hits=False, at_once=False, walked=True, stretches=await stretches(tx, sort))


async def _rows(tx: Transaction, source: _Source, limit: int, place: Place | None) -> tuple[list[Any], int]:
    """The rows of a page and one more, with the count, which is made where no `place` carries it."""
    rows: list[Any] = []
    total = place.total if place else None
    for stretch, start in source.from_place(place):
        found = await _places(tx, source, stretch, start, limit + 1 - len(rows), count=total is None)
        if total is None and found:
            total = found[0]["total"]
        rows += found
        if len(rows) > limit:
            break
    return rows, total or 0


async def _places(
    tx: Transaction, source: _Source, stretch: Stretch, start: Place | None, taken: int, *, count: bool
) -> list[Any]:
    """So many rows of a stretch, with the count of the whole list where it is wanted: of the hits; of the places, where
    a search takes all at once; else counted apart, unless the rows show that they are few."""
    args, order = list(source.args), source.of(stretch)
    conditions = f"{source.rows} AND {stretch.within(args)}"
    if start and start.lead_id:
        conditions += f" AND {order.after(start, args)}"
    counted, most = "NULL::bigint", taken
    if count and source.hits:
        counted = "(SELECT count(*) FROM hit)"
    elif count and source.at_once:
        counted, most = "(SELECT count(*) FROM place)", MOST_COUNTED + 1
    elif count:
        # the newest lie side by side in the table
        walk = " ORDER BY received_at DESC" if source.walked else ""
        few, some = (
            "(SELECT count(*) FROM place)",
            f"SELECT 1 FROM {source.rows}{walk} LIMIT {MOST_COUNTED + 1}",
        )
        counted = f"(SELECT count(*) FROM ({some}) AS s)"
        if len(source.stretches) == 1:
            counted = f"CASE WHEN {few} < {taken} THEN {few} ELSE {counted} END"
    rank = order.rank or str(stretch.rank)
    way = "DESC" if order.descending else "ASC"
    by = f"sort_rank {way}, sort_key {way}, id {way}"
    return await tx.fetch(
        f"{source.within + ',' if source.within else 'WITH'} place AS MATERIALIZED (SELECT id, {rank} AS sort_rank,"
        f" {order.key} AS sort_key FROM {conditions} ORDER BY {order.by} LIMIT {most}),"
        f" here AS MATERIALIZED (SELECT * FROM place ORDER BY {by} LIMIT {taken})"
        f" SELECT here.sort_rank, here.sort_key, {counted} AS total, {COLUMNS}"
        f" FROM here JOIN lead l ON l.id = here.id{JOINS}"
        f" ORDER BY here.sort_rank {way}, here.sort_key {way}, here.id {way}",
        *args,
    )


_HERE = f"""SELECT {{rank}} AS sort_rank, {{key}} AS sort_key, id FROM lead
WHERE id = $1 AND {VISIBLE.replace("l.", "lead.")}"""


async def neighbours(
    tx: Transaction,
    lead_id: UUID,
    filter: LeadFilter,  # noqa: A002
    sort: str,
) -> dict[str, Any]:
    """The leads before and after one in a list; a lead that its filter no longer has keeps its place between them.

    Raises:
        NotFound: the lead is missing or not for these eyes.
        Moved: it was merged into another.
        Forbidden: an Agente asks for the trash.
    """
    source = await _source(tx, filter, sort)
    order = source.order
    here = await tx.fetchrow(_HERE.format(rank=order.rank or 0, key=order.key), lead_id)
    if here is None:
        raise await gone(tx, lead_id)
    place = Place(here["sort_rank"], here["sort_key"], lead_id, 0)
    if source.hits and await _more_than_hits(tx, source):
        source = await _walk_instead(tx, source, sort)
    before = await _count_from(tx, source.backwards, place)
    return {
        "previous": await _first_from(tx, source.backwards, place),
        "next": await _first_from(tx, source, place),
        "position": before + 1 if before < MOST_COUNTED else None,
    }


async def _more_than_hits(tx: Transaction, source: _Source) -> bool:
    return bool(await tx.fetchval(f"{source.within} SELECT count(*) > {MOST_HITS} FROM hit", *source.args))


async def _first_from(tx: Transaction, source: _Source, place: Place) -> UUID | None:
    """The lead that comes next from a place."""
    for stretch, start in source.from_place(place):
        args, order = list(source.args), source.of(stretch)
        rows = f"{source.rows} AND {stretch.within(args)}" + (
            f" AND {order.after(start, args)}" if start else ""
        )
        found: UUID | None = await tx.fetchval(
            f"{source.within} SELECT id FROM {rows} ORDER BY {order.by} LIMIT 1", *args
        )
        if found:
            return found
    return None


async def _count_from(tx: Transaction, source: _Source, place: Place) -> int:
    """How many leads come after a place, up to 1,000."""
    total = 0
    for stretch, start in source.from_place(place):
        args, order = list(source.args), source.of(stretch)
        rows = f"{source.rows} AND {stretch.within(args)}" + (
            f" AND {order.after(start, args)}" if start else ""
        )
        some = f"SELECT 1 FROM {rows} LIMIT {MOST_COUNTED - total}"
        total += await tx.fetchval(f"{source.within} SELECT count(*) FROM ({some}) AS s", *args)
        if total >= MOST_COUNTED:
            break
    return total
