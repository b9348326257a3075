"""The ways in of each container, and how each fares. All with the caller's eyes."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from goccia.core.cursor import decode_cursor, encode_cursor
from goccia.core.database import Row, Transaction
from goccia.core.errors import invalid
from goccia.core.schemas import Ref
from goccia.intake.meta_pages import words
from goccia.intake.meta_schemas import Words
from goccia.intake.ways_in_schemas import CAP, WayIn, WaysIn, WaysInPage, WayState

RECENT = timedelta(days=30)
PACES = 6
"""A way is silent after so many of its usual intervals, but not within a day, and not before it has a pace."""
LEAST_FOR_A_PACE = 10

_CONTAINERS = """
SELECT c.id, c.name, c.active, c.mapping, u.id AS unit_id, u.name AS unit
FROM container c JOIN unit u ON u.id = c.unit_id
WHERE c.deleted_at IS NULL AND ($1::uuid IS NULL OR c.unit_id = $1) AND ($2::text IS NULL OR (c.name, c.id) > ($2, $3))
ORDER BY c.name, c.id LIMIT $4
"""
_HOOKS = f"""
SELECT c.id AS container_id,
  (SELECT d.received_at FROM delivery d WHERE d.container_id = c.id AND d.channel = 'hook'
   ORDER BY d.received_at DESC, d.id DESC LIMIT 1) AS last_at,
  (SELECT count(*) FROM (SELECT FROM delivery d WHERE d.container_id = c.id AND d.channel = 'hook' AND d.received_at > $2
   LIMIT {CAP}) r) AS recent,
  (SELECT count(*) FROM (SELECT FROM delivery d WHERE d.state = 'kept' AND d.container_id = c.id LIMIT {CAP}) k) AS waiting
FROM unnest($1::uuid[]) AS c (id)
"""
_FORMS = f"""
SELECT f.container_id, f.form_id, f.name, f.mapping, f.page_id, f.problem,
  (SELECT l.received_at FROM meta_lead l WHERE l.form_id = f.form_id ORDER BY l.received_at DESC LIMIT 1) AS last_at,
  (SELECT count(*) FROM (SELECT FROM meta_lead l WHERE l.form_id = f.form_id AND l.received_at > $2 LIMIT {CAP}) r) AS recent,
  (SELECT count(*) FROM (SELECT FROM meta_lead l WHERE l.state NOT IN ('done', 'test', 'gone') AND l.form_id = f.form_id
   AND l.received_at < $3 LIMIT {CAP}) k) AS waiting
FROM meta_form f WHERE f.deleted_at IS NULL AND f.container_id = ANY ($1::uuid[]) ORDER BY f.name, f.form_id
"""
_FILES = """
SELECT i.container_id, max(i.committed_at) AS last_at, count(*) FILTER (WHERE i.committed_at > $2) AS recent,
  count(*) FILTER (WHERE i.state = 'preview') AS waiting
FROM import i WHERE i.container_id = ANY ($1::uuid[]) AND i.state IN ('committed', 'preview') GROUP BY i.container_id
"""
_PAGES = """
SELECT page_id, problem FROM meta_page
WHERE page_id = ANY ($1::text[]) AND deleted_at IS NULL AND token_state IN ('dead', 'no_permission')
"""
FETCHING = timedelta(minutes=2)
"""So long a lead of Meta's may be on its way without anything being wrong."""


def way_state(
    last_at: datetime | None, recent: int, *, troubled: bool, now: datetime, has_pace: bool = True
) -> WayState:
    """Tell how a way fares: `recent` is how often something came within `RECENT` of `now`."""
    if troubled:
        return "trouble"
    if last_at is None:
        return "never"
    usual = RECENT / recent if has_pace and recent >= LEAST_FOR_A_PACE else None
    if usual and now - last_at > max(timedelta(days=1), PACES * usual):
        return "silent"
    return "flowing"


async def list_ways_in(tx: Transaction, unit_id: UUID | None, limit: int, cursor: str | None) -> WaysInPage:
    """Containers by name, each with its address, Meta's forms and imports."""
    name, last = _place(cursor)
    containers = await tx.fetch(_CONTAINERS, unit_id, name, last, limit + 1)
    more = len(containers) > limit
    containers = containers[:limit]
    ways = await _ways(tx, {row["id"]: row for row in containers})
    return WaysInPage(
        items=[
            WaysIn(
                container=Ref(id=row["id"], name=row["name"]),
                unit=Ref(id=row["unit_id"], name=row["unit"]),
                active=row["active"],
                ways=ways[row["id"]],
            )
            for row in containers
        ],
        next_cursor=encode_cursor([containers[-1]["name"], str(containers[-1]["id"])]) if more else None,
    )


async def _ways(tx: Transaction, containers: dict[UUID, Row]) -> dict[UUID, list[WayIn]]:
    ids, since = list(containers), tx.now - RECENT
    ways: dict[UUID, list[WayIn]] = defaultdict(list)
    for row in await tx.fetch(_HOOKS, ids, since):
        rules = len(containers[row["container_id"]]["mapping"])
        ways[row["container_id"]].append(_way("hook", row, tx.now, rules=rules))
    forms = await tx.fetch(_FORMS, ids, since, tx.now - FETCHING)
    async with (
        tx.as_system()
    ):  # a page is not of a unit; what is wrong with it concerns whoever leads its forms
        broken = {
            row["page_id"]: row["problem"]
            for row in await tx.fetch(_PAGES, list({form["page_id"] for form in forms}))
        }
    for row in forms:
        problem = words(row["problem"] or broken.get(row["page_id"]))
        ways[row["container_id"]].append(
            _way("meta", row, tx.now, rules=len(row["mapping"]), form=row, problem=problem)
        )
    for row in await tx.fetch(_FILES, ids, since):
        ways[row["container_id"]].append(_way("file", row, tx.now))
    return ways


def _way(
    kind: Any,
    row: Row,
    now: datetime,
    *,
    rules: int = 0,
    form: Row | None = None,
    problem: Words | None = None,
) -> WayIn:
    troubled = problem is not None or (kind != "file" and row["waiting"] > 0)
    return WayIn(
        kind=kind,
        name=form["name"] if form else None,
        form_id=form["form_id"] if form else None,
        rules=rules,
        last_at=row["last_at"],
        recent=row["recent"],
        waiting=row["waiting"],
        state=way_state(row["last_at"], row["recent"], troubled=troubled, now=now, has_pace=kind != "file"),
        problem=problem,
    )


def _place(cursor: str | None) -> tuple[str | None, UUID | None]:
    if cursor is None:
        return None, None
    name, last = decode_cursor(cursor, 2)
    try:
        if isinstance(name, str) and "\0" not in name:
            return name, UUID(last)
    except (ValueError, AttributeError, TypeError):
        pass
    raise invalid(
        "cursor",
        "Il cursore non è valido: riparti dalla prima pagina.",
        "The cursor is not valid: start again.",
    )
