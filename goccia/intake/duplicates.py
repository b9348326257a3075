"""Leads that may be one person: the pairs to look at, side by side, and those that a person has told apart."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from goccia.core import events
from goccia.core.cursor import decode_cursor, encode_cursor
from goccia.core.database import Transaction
from goccia.core.errors import Invalid, invalid
from goccia.core.events import Actor
from goccia.intake.duplicates_schemas import Choice, Comparison, Pair, PairPage
from goccia.intake.merge import read_pair, require_pair
from goccia.intake.merge_rules import differ, fields_of, sides, value_of
from goccia.kit.dates import parse_moment
from goccia.leads.events import LeadsToldApart
from goccia.leads.reading import COLUMNS, JOINS, shape

LOOKED_AT: Final = 5000
"""So many leads one page looks at, the newest first; what it did not come to, the next one does."""
MOST_LIKE_ONE: Final = 20
_FIRST = UUID(int=2**128 - 1)
_LAST = UUID(int=0)
_BEGINNING = (datetime(9999, 1, 1, tzinfo=UTC), _FIRST, _FIRST)

_SOME = """
SELECT id, unit_id, received_at, phone, email, possible_duplicate_of FROM lead
WHERE {unit}deleted_at IS NULL AND (received_at, id) <= ($1, $2) ORDER BY {by}received_at DESC, id DESC LIMIT {most}
"""
# Of one unit, the unit's index; of several (a Referente's), that of each; of all, the newest of all.
_OF_ALL = f"looked AS MATERIALIZED ({_SOME.format(unit='', by='', most=LOOKED_AT)})"
_OF_ONE = _SOME.format(unit="unit_id = u.id AND ", by="unit_id DESC, ", most=LOOKED_AT)
_OF_UNITS = f"""
looked AS MATERIALIZED (
  SELECT l.* FROM unnest($5::uuid[]) AS u (id) CROSS JOIN LATERAL ({_OF_ONE}) AS l
  ORDER BY l.received_at DESC, l.id DESC LIMIT {LOOKED_AT}
)"""
# The newer of a pair finds the older: so a pair is found once.
_OLDER = "b.deleted_at IS NULL AND (b.received_at, b.id) < (a.received_at, a.id)"
_LIKE = f"""
SELECT b.id, b.received_at, 'phone' AS why FROM lead b WHERE b.unit_id = a.unit_id AND b.phone = a.phone AND {_OLDER}
UNION ALL SELECT b.id, b.received_at, 'email' FROM lead b WHERE b.unit_id = a.unit_id AND b.email = a.email AND {_OLDER}
UNION ALL SELECT b.id, b.received_at, 'marked' FROM lead b WHERE b.id = a.possible_duplicate_of AND {_OLDER}
UNION ALL SELECT b.id, b.received_at, 'marked' FROM lead b WHERE b.possible_duplicate_of = a.id AND {_OLDER}
"""
_PAIRS = f"""
WITH {{looked}}, pair AS (
  SELECT a.id AS newer, a.received_at, b.id AS older, b.why
  FROM looked a CROSS JOIN LATERAL (
    SELECT id, array_agg(DISTINCT why) AS why FROM ({_LIKE}) AS b
    WHERE NOT EXISTS (SELECT 1 FROM not_same_person n WHERE n.one_id = least(a.id, b.id) AND n.other_id = greatest(a.id, b.id))
    GROUP BY id, received_at ORDER BY received_at DESC, id DESC LIMIT {MOST_LIKE_ONE}
  ) AS b
  WHERE (a.received_at, a.id) < ($1, $2) OR b.id < $3
  ORDER BY a.received_at DESC, a.id DESC, b.id DESC LIMIT $4
)
SELECT p.newer, p.received_at, p.older, p.why FROM pair p
UNION ALL (SELECT id, received_at, NULL, NULL FROM looked ORDER BY received_at DESC, id DESC OFFSET {LOOKED_AT} - 1 LIMIT 1)
"""
_BRIEF = f"SELECT {COLUMNS} FROM lead l{JOINS} WHERE l.id = ANY ($1::uuid[])"
_LABELS = "SELECT key, label FROM custom_field WHERE unit_id = $1 AND deleted_at IS NULL"
_APART = """
INSERT INTO not_same_person (one_id, other_id, unit_id, decided_by, decided_at)
VALUES (least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), $3, $4, $5) ON CONFLICT DO NOTHING
"""
_NO_DOUBT = """
UPDATE lead SET possible_duplicate_of = NULL, updated_at = $3
WHERE (id = $1 AND possible_duplicate_of = $2) OR (id = $2 AND possible_duplicate_of = $1)
"""


async def pairs(tx: Transaction, unit_id: UUID | None, limit: int, cursor: str | None) -> PairPage:
    """Pairs of live leads of a unit with the same phone, the same e-mail, or marked as possible doubles; by the newer of
    the two, the newest first. A page may be empty and another follow: it says until when leads were looked at.

    Raises:
        Invalid: the cursor is not one of this list.
    """
    at, newer, older = _place(cursor) if cursor else _BEGINNING
    units = [unit_id] if unit_id else list(tx.scope.unit_ids) if tx.scope.role != "admin" else None
    if units is None:
        rows = await tx.fetch(_PAIRS.format(looked=_OF_ALL), at, newer, older, limit + 1)
    else:
        rows = await tx.fetch(_PAIRS.format(looked=_OF_UNITS), at, newer, older, limit + 1, units)
    found = [row for row in rows if row["older"]]
    end = next((row for row in rows if row["older"] is None), None)
    following: list[Any] | None = None
    if len(found) > limit:
        last = found[limit - 1]
        following = [last["received_at"].isoformat(), str(last["newer"]), str(last["older"])]
    elif end:
        following = [end["received_at"].isoformat(), str(end["newer"]), str(_LAST)]
    ids = {row[name] for row in found[:limit] for name in ("newer", "older")}
    leads = {row["id"]: shape(row) for row in await tx.fetch(_BRIEF, list(ids))} if ids else {}
    return PairPage(
        items=[
            Pair(reasons=sorted(row["why"]), newer=leads[row["newer"]], older=leads[row["older"]])
            for row in found[:limit]
            if row["newer"] in leads and row["older"] in leads
        ],
        looked_until=datetime.fromisoformat(following[0]) if following else None,
        next_cursor=encode_cursor(following) if following else None,
    )


def _place(cursor: str) -> tuple[datetime, UUID, UUID]:
    at, newer, older = decode_cursor(cursor, 3)
    when = parse_moment(at) if isinstance(at, str) else None
    try:
        if when is not None:
            return when, UUID(str(newer)), UUID(str(older))
    except ValueError:
        pass
    raise _not_ours()


def _not_ours() -> Invalid:
    return invalid("cursor", "Il cursore non è di questa lista.", "The cursor is not of this list.")


async def compare(tx: Transaction, lead_id: UUID, other_id: UUID) -> Comparison:
    """Two leads side by side: each field that one of them has, whether they differ, and whose value stays by itself.

    Raises:
        NotFound, SameLead, AlreadyMerged, TwoUnits: see `merge.require_pair`.
    """
    this, other = await read_pair(tx, lead_id, other_id)
    leads = {row["id"]: shape(row) for row in await tx.fetch(_BRIEF, [lead_id, other_id])}
    labels = {row["key"]: row["label"] for row in await tx.fetch(_LABELS, this["unit_id"])}
    chosen = sides(this, other, {})
    return Comparison(
        this=leads[lead_id],
        other=leads[other_id],
        choices=[
            Choice(
                field=field,
                label=labels.get(field.removeprefix("custom.")) if field.startswith("custom.") else None,
                differs=differ(this, other, field),
                stays=chosen[field],
            )
            for field in fields_of(this, other)
            if value_of(this, field) is not None or value_of(other, field) is not None
        ],
    )


async def tell_apart(tx: Transaction, actor: Actor, lead_id: UUID, other_id: UUID) -> None:
    """Remember that two leads are two people: the pair is shown no more, neither is marked as the other's double.

    Raises:
        NotFound, SameLead, AlreadyMerged, TwoUnits: see `merge.require_pair`.
    """
    unit_id = await require_pair(tx, lead_id, other_id)
    async with tx.as_system():
        await tx.fetchval("SELECT 1 FROM unit WHERE id = $1 FOR NO KEY UPDATE", unit_id)
        await require_pair(tx, lead_id, other_id)  # neither was merged while we waited
        if await tx.execute(_APART, lead_id, other_id, unit_id, actor.id, tx.now):
            await tx.execute(_NO_DOUBT, lead_id, other_id, tx.now)
            await events.record(
                tx, actor, LeadsToldApart(unit_id=unit_id, lead_id=lead_id, subject_id=other_id)
            )
