"""Two leads of one person become one: what hangs on the other moves, its row goes, its address leads on."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, Invalid, NotFound, field_error
from goccia.core.events import Actor
from goccia.intake.merge_rules import Row, Side, differ, fields_of, keys_of, merged, sides, value_of
from goccia.leads.events import LeadLeft, LeadMerged
from goccia.leads.reading import read_lead

MOVED: Final = (
    "submission",
    "nota",
    "decision",
    "contact",
    "timer",
    "notification",
    "meta_lead",
    "vendor_return",
)
"""Tables whose rows go along: their `lead_id` becomes that of the lead that stays."""
LEFT: Final = {
    "event": "the log is never rewritten: the timeline reads the events of both",
    "import_row": "what a file said stays: whoever reads it looks where the lead went",
    "delivery": "so does what a webhook was answered",
    "offer": "a stay in the queue that has ended",
}
"""Tables whose rows do not, and why."""
OTHERS: Final = {
    "merged_lead": "into_id: led on to the lead that stays",
    "merged_key": "written anew, a key is one row",
    "not_same_person": "one_id, other_id: rewritten, a pair is one row",
    "lead": "possible_duplicate_of: led on to the lead that stays",
}
"""Tables that name a lead under other names, and what is done."""

_SEEN = "SELECT id, unit_id FROM lead WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL"
_WENT = "SELECT id, into_id FROM merged_lead WHERE id = ANY ($1::uuid[])"
# The unit before its leads, as in every decision: no arrival joins a lead while it goes.
_LOCK_UNIT = "SELECT 1 FROM unit WHERE id = $1 FOR NO KEY UPDATE"
# A statement of its own: what is joined to a row that was waited for would be joined to the row as it was before.
_LOCK_PAIR = "SELECT 1 FROM lead WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE"
_PAIR = """
SELECT l.*, coalesce(e.initial, true) AS esito_initial, coalesce(e.do_not_contact, false) AS esito_stops,
  e.label AS esito_name, c.name AS container_name, (SELECT name FROM person WHERE id = l.agent_id) AS agent_name
FROM lead l JOIN container c ON c.id = l.container_id LEFT JOIN esito e ON e.id = l.esito_id
WHERE l.id = ANY ($1::uuid[]) AND l.deleted_at IS NULL
"""
_NOT_KEPT = frozenset(
    {"search", "name_key", "esito_initial", "esito_stops", "esito_name", "container_name", "agent_name"}
)
_LEAD_ON = "UPDATE merged_lead SET into_id = $2 WHERE into_id = $1"
_REMEMBER = """
INSERT INTO merged_lead (id, unit_id, into_id, merged_at) VALUES ($1, $2, $3, $4)
"""
# In the containers of both, and what either was known by before.
_KNOWN_BY = """
INSERT INTO merged_key (lead_id, key, container_id, unit_id)
SELECT $2::uuid, key, container_id, $3::uuid FROM unnest($4::text[]) AS k (key) CROSS JOIN unnest($5::uuid[]) AS c (container_id)
UNION SELECT $2, key, container_id, unit_id FROM merged_key WHERE lead_id = $1
ON CONFLICT DO NOTHING
"""
_DOUBTS = """
UPDATE lead SET possible_duplicate_of = CASE WHEN id <> $2 THEN $2::uuid END WHERE possible_duplicate_of = $1
"""
_APART = """
INSERT INTO not_same_person (one_id, other_id, unit_id, decided_by, decided_at)
SELECT least(a.id, $2), greatest(a.id, $2), n.unit_id, n.decided_by, n.decided_at
FROM not_same_person n CROSS JOIN LATERAL (SELECT CASE WHEN n.one_id = $1 THEN n.other_id ELSE n.one_id END AS id) AS a
WHERE $1 IN (n.one_id, n.other_id) AND a.id <> $2 ON CONFLICT DO NOTHING
"""


class AlreadyMerged(Conflict):
    """One of the two was merged meanwhile."""

    code = "already_merged"
    it = "Uno dei due lead è già stato unito a un altro: guarda il lead che è rimasto."
    en = "One of the two leads was merged already: look at the lead that stays."


class TwoUnits(Conflict):
    """Units do not share their people."""

    code = "two_units"
    it = "I due lead sono di unità diverse: si uniscono solo lead della stessa unità."
    en = "The two leads are of different units: only leads of one unit are merged."


class SameLead(Conflict):
    """A lead and itself."""

    code = "same_lead"
    it = "È lo stesso lead: scegline un altro."
    en = "This is the same lead: choose another one."


async def merge(
    tx: Transaction, actor: Actor, lead_id: UUID, other_id: UUID, take: Mapping[str, Side]
) -> dict[str, Any]:
    """Merge the other lead into this one, field by field as chosen; answers the lead that stays.

    Raises:
        NotFound: one of them is missing, in the trash, or not for these eyes.
        SameLead: it is one lead.
        AlreadyMerged: one of them was merged meanwhile.
        TwoUnits: they are not of one unit.
        Invalid: a field that there is not, or nothing left to reach the person by.
    """
    unit_id = await require_pair(tx, lead_id, other_id)
    async with tx.as_system():
        await tx.fetchval(_LOCK_UNIT, unit_id)
        await tx.fetch(_LOCK_PAIR, [lead_id, other_id])
        this, other = await _pair(tx, lead_id, other_id)
        chosen = _chosen(this, other, take)
        after = merged(this, other, chosen, tx.now)
        if not after["phone"] and not after["email"]:
            it, en = (
                "Un lead ha almeno un telefono o una e-mail.",
                "A lead has a phone or an e-mail at least.",
            )
            raise Invalid(errors=[field_error("take.phone", it, en)])
        await _move(tx, this, other)
        await _write(tx, lead_id, after)
        await events.record(tx, actor, *_told(this, other, chosen, after))
    return await read_lead(tx, lead_id)


async def require_pair(tx: Transaction, lead_id: UUID, other_id: UUID) -> UUID:
    """The unit of two live leads, looked at with the caller's eyes.

    Raises:
        NotFound: one of them is missing, in the trash, or not for these eyes.
        SameLead: it is one lead.
        AlreadyMerged: one of them was merged into a lead that the caller sees.
        TwoUnits: they are not of one unit.
    """
    rows = await tx.fetch(_SEEN, [lead_id, other_id])
    if len(rows) < len({lead_id, other_id}):
        raise await _missing(tx, lead_id, other_id)
    if lead_id == other_id:
        raise SameLead
    units = {row["unit_id"] for row in rows}
    if len(units) > 1:
        raise TwoUnits
    return units.pop()  # type: ignore[no-any-return]


async def read_pair(tx: Transaction, lead_id: UUID, other_id: UUID) -> tuple[Row, Row]:
    """Two leads to be compared, with the caller's eyes. Raises as `require_pair`."""
    await require_pair(tx, lead_id, other_id)
    return await _pair(tx, lead_id, other_id)


async def _pair(tx: Transaction, lead_id: UUID, other_id: UUID) -> tuple[Row, Row]:
    rows = {row["id"]: dict(row) for row in await tx.fetch(_PAIR, [lead_id, other_id])}
    if len(rows) < 2:
        raise await _missing(tx, lead_id, other_id)
    return rows[lead_id], rows[other_id]


async def _missing(tx: Transaction, *lead_ids: UUID) -> Exception:
    return AlreadyMerged() if await tx.fetch(_WENT, lead_ids) else NotFound()


def _chosen(this: Row, other: Row, take: Mapping[str, Side]) -> dict[str, Side]:
    if unknown := sorted(set(take) - set(fields_of(this, other))):
        it, en = "Questo campo non c'è fra quelli da scegliere.", "This is not one of the fields to choose."
        raise Invalid(errors=[field_error(f"take.{name}", it, en) for name in unknown])
    return sides(this, other, take)


async def _move(tx: Transaction, this: Row, other: Row) -> None:
    pair = (other["id"], this["id"])
    for table in MOVED:
        await tx.execute(f"UPDATE {table} SET lead_id = $2 WHERE lead_id = $1", *pair)
    await tx.execute(_DOUBTS, *pair)
    await tx.execute(_APART, *pair)
    await tx.execute(_LEAD_ON, *pair)
    await tx.execute(_REMEMBER, other["id"], this["unit_id"], this["id"], tx.now)
    containers = [this["container_id"], other["container_id"]]
    await tx.execute(_KNOWN_BY, *pair, this["unit_id"], keys_of(this, other), containers)
    await tx.execute("DELETE FROM lead WHERE id = $1", other["id"])


async def _write(tx: Transaction, lead_id: UUID, after: Mapping[str, Any]) -> None:
    assignments = ", ".join(f"{name} = ${number}" for number, name in enumerate(after, start=2))
    await tx.execute(f"UPDATE lead SET {assignments} WHERE id = $1", lead_id, *after.values())


def _told(this: Row, other: Row, chosen: Mapping[str, Side], after: Mapping[str, Any]) -> list[events.Event]:
    """What happened, on the lead that stays; and each agent who had one of the two and has none now."""
    taken = [field for field, side in chosen.items() if side == "other" and differ(this, other, field)]
    plain = [field for field in taken if field in after]
    personal = {
        "lead": {name: value for name, value in other.items() if name not in _NOT_KEPT},
        "record": _readable(other),
        "changes": {field: {"old": this[field], "new": after[field]} for field in plain},
    }
    place = {"unit_id": this["unit_id"]}
    left = [
        LeadLeft(**place, lead_id=lead["id"], agent_id=lead["agent_id"])
        for lead in (this, other)
        if lead["agent_id"] not in (None, after["agent_id"])
    ]
    told = LeadMerged(**place, lead_id=this["id"], merged=other["id"], fields=taken, personal=personal)
    return [*left, told]


def _readable(lead: Row) -> dict[str, Any]:
    """What a lead held, for a person to read: its fields that say something, with names for ids."""
    said = {field: value_of(lead, field) for field in fields_of(lead, lead) if field != "next_action"}
    said |= {"esito": lead["esito_name"], "agent": lead["agent_name"], "container": lead["container_name"]}
    said |= {name: lead[name] for name in ("next_action_at", "received_at", "attempts", "amount", "reason")}
    return {name: value for name, value in said.items() if value is not None}
