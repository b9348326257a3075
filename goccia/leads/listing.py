"""The lead list: which leads a filter means, a page of them, and who comes before and after one.

Every statement runs with the caller's eyes, so `where` says nothing about who may see what.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import Forbidden, NotFound
from goccia.leads.filters import LeadFilter
from goccia.leads.reading import COLUMNS, JOINS, VISIBLE, shape
from goccia.leads.search import pattern, terms
from goccia.leads.sorting import ORDERS, Place, read_place, write_place

MOST_COUNTED = 1000
__all__ = ["LeadFilter", "neighbours", "page", "where"]


class _Conditions:
    """Conditions and their parameters, numbered as they are added."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.args: list[Any] = []

    def add(self, condition: str, *values: Any) -> None:
        """A condition with {} for each value."""
        places = [f"${len(self.args) + number}" for number in range(1, len(values) + 1)]
        self.said.append(condition.format(*places))
        self.args += values

    def one_of(self, column: str, kind: str, values: list[Any]) -> None:
        """Any of these values; `none` is no value."""
        real = [value for value in values if value != "none"]
        either = [f"{column} IS NULL"] if len(real) < len(values) else []
        if len(real) == 1:  # a plain comparison keeps the order of an index
            either.append(f"{column} = {{}}::{kind}")
        elif real:
            either.append(f"{column} = ANY ({{}}::{kind}[])")
        if either:
            self.add("(" + " OR ".join(either) + ")", *(real if len(real) == 1 else [real] if real else []))

    def is_null(self, column: str, wanted: bool | None) -> None:
        """Empty, or not; None: either."""
        if wanted is not None:
            self.add(f"{column} IS {'' if wanted else 'NOT '}NULL")


def where(filter: LeadFilter, now: datetime) -> tuple[str, list[Any]]:  # noqa: A002 - the word of the API
    """A filter as SQL over the table `lead` (not aliased) with parameters from $1."""
    sql = _Conditions()
    sql.add("lead.deleted_at IS NOT NULL" if filter.deleted else "lead.deleted_at IS NULL")
    if filter.unit_id:
        sql.add("lead.unit_id = {}::uuid", filter.unit_id)
    sql.one_of("lead.container_id", "uuid", list(filter.container_id))
    if filter.agent_id == "me":
        sql.add("lead.agent_id = nullif(current_setting('goccia.user', true), '')::uuid")
    elif filter.agent_id is not None:
        sql.one_of("lead.agent_id", "uuid", [filter.agent_id])
    sql.one_of("lead.esito_id", "uuid", list(filter.esito_id))
    sql.one_of(
        "lead.province", "text", [code if code == "none" else code.upper() for code in filter.province]
    )
    sql.one_of("lead.source", "text", list(filter.source))
    if filter.received_from:
        sql.add("lead.received_at >= {}::timestamptz", filter.received_from)
    if filter.received_to:
        sql.add("lead.received_at < {}::timestamptz", filter.received_to)
    sql.is_null("lead.queued_at", _opposite(filter.queued))
    sql.is_null("lead.next_action_at", _opposite(filter.has_next_action))
    if filter.overdue is not None:
        sql.add(f"coalesce(lead.next_action_at < {{}}::timestamptz, false) = {filter.overdue}", now)
    if filter.unworked is not None:
        sql.add(
            f"(lead.agent_id IS NOT NULL AND lead.worked_at IS NULL AND lead.closed_at IS NULL) = {filter.unworked}"
        )
    for key, value in sorted(filter.custom.items()):
        sql.add(
            "(lower(lead.custom ->> {0}::text) = lower({1}::text) OR"
            " (jsonb_typeof(lead.custom -> {0}::text) = 'array' AND lead.custom -> {0}::text ? {1}::text))",
            key,
            value,
        )
    for term in terms(filter.q or ""):
        sql.add(
            "lead.search LIKE lower(f_unaccent({}::text))" if term.word else "lead.search LIKE {}::text",
            pattern(term),
        )
    return " AND ".join(sql.said), sql.args


def _opposite(wanted: bool | None) -> bool | None:
    return None if wanted is None else not wanted


def check(tx: Transaction, filter: LeadFilter) -> None:  # noqa: A002
    """Refuse what a role has no view of.

    Raises:
        Forbidden: an Agente asks for the trash.
    """
    if filter.deleted and tx.scope.role == "agente":
        raise Forbidden


async def page(
    tx: Transaction,
    filter: LeadFilter,  # noqa: A002
    sort: str,
    limit: int,
    cursor: str | None,
) -> dict[str, Any]:
    """A page of leads with the count of all of them, up to 1,000, in one statement.

    The places of a page are found first, on the lead table alone; names are joined to the rows of the page only. The
    count is made for the first page and travels in the cursor.

    Raises:
        Forbidden: an Agente asks for the trash.
        Invalid: the cursor is not one of this order.
    """
    check(tx, filter)
    order = ORDERS[sort]
    conditions, args = where(filter, tx.now)
    total: int | None = None
    taken, count = limit + 1, "NULL::bigint"
    if cursor:
        place = read_place(sort, cursor)
        conditions += f" AND {order.after(len(args) + 1)}"
        args += [place.value, place.lead_id]
        total = place.total
    elif tx.scope.role in ("referente", "agente") and filter.q:
        # A search looks at every lead of the unit or agent; once is enough for the page and its count.
        taken, count = MOST_COUNTED + 1, "(SELECT count(*) FROM place)"
    else:
        some = f"SELECT 1 FROM lead WHERE {conditions} LIMIT {MOST_COUNTED + 1}"
        whole = f"(SELECT count(*) FROM ({some}) AS s)"
        count = f"CASE WHEN (SELECT count(*) FROM place) <= {limit} THEN (SELECT count(*) FROM place) ELSE {whole} END"
    way = "DESC" if order.descending else "ASC"
    rows = await tx.fetch(
        f"WITH place AS MATERIALIZED (SELECT id, {order.key} AS sort_key FROM lead WHERE {conditions}"
        f" ORDER BY {order.by} LIMIT {taken}),"
        f" here AS MATERIALIZED (SELECT * FROM place ORDER BY sort_key {way}, id {way} LIMIT {limit + 1})"
        f" SELECT here.sort_key, {count} AS total, {COLUMNS} FROM here JOIN lead l ON l.id = here.id{JOINS}"
        f" ORDER BY here.sort_key {way}, here.id {way}",
        *args,
    )
    if total is None:
        total = rows[0]["total"] if rows else 0
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    return {
        "items": [shape(row) for row in shown],
        "next_cursor": write_place(sort, Place(last["sort_key"], last["id"], total)) if last else None,
        "total": min(total, MOST_COUNTED),
        "total_capped": total > MOST_COUNTED,
    }


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
    check(tx, filter)
    order = ORDERS[sort]
    here = await tx.fetchrow(_HERE.format(key=order.key), lead_id)
    if here is None:
        raise NotFound
    conditions, args = where(filter, tx.now)
    after, before = order.after(len(args) + 1), order.backwards.after(len(args) + 1)
    row = await tx.fetchrow(
        f"SELECT (SELECT id FROM lead WHERE {conditions} AND {after} ORDER BY {order.by} LIMIT 1) AS next,"
        f" (SELECT id FROM lead WHERE {conditions} AND {before} ORDER BY {order.backwards.by} LIMIT 1) AS previous,"
        f" (SELECT count(*) FROM (SELECT 1 FROM lead WHERE {conditions} AND {before}"
        f" LIMIT {MOST_COUNTED}) AS b) AS before",
        *args,
        here["sort_key"],
        here["id"],
    )
    assert row is not None  # noqa: S101 - a SELECT without FROM has one row
    position = row["before"] + 1 if row["before"] < MOST_COUNTED else None
    return {"previous": row["previous"], "next": row["next"], "position": position}
