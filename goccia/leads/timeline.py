"""The timeline of a lead: its events, newest first, with the names and texts that they stand for."""

from typing import Any
from uuid import UUID

from goccia.core.cursor import decode_cursor, encode_cursor
from goccia.core.database import Transaction
from goccia.core.errors import Invalid, invalid
from goccia.leads.reading import FLAGS, VISIBLE, badge, gone, named

_HERE = f"SELECT 1 FROM lead l WHERE l.id = $1 AND {VISIBLE}"
_ESITO_COLUMNS = ", ".join(
    f"{side}.label AS {side}_name, {side}.id AS {side}_id, "
    + ", ".join(f"{side}.{flag} AS {side}_{flag}" for flag in FLAGS)
    for side in ("esito_from", "esito_to")
)


_OF_ESITO = ("lead.esito_set", "lead.esito_replaced")


def _id_of(name: str, *kinds: str) -> str:
    """An id in the payload, looked at only in events of the kinds that have it."""
    these = ", ".join(f"'{kind}'" for kind in kinds)
    return f"CASE WHEN e.kind IN ({these}) THEN (e.payload ->> '{name}')::uuid END"


def _name_of(id_: str) -> str:
    """A person's name, looked up for the few rows of a page: a join would read the whole view."""
    return f"(SELECT name FROM person WHERE id = {id_})"


# Events addressed to one person (a lead that left them) are theirs, not the lead's. Those of leads that were merged into
# this one are read each by the index of theirs.
_PAGE = f"""
WITH e AS MATERIALIZED (
  SELECT e.* FROM (SELECT $1::uuid AS id UNION ALL SELECT id FROM merged_lead WHERE into_id = $1) AS one
  CROSS JOIN LATERAL (
    SELECT tx, id, kind, at, actor_id, actor_kind, payload, personal FROM event
    WHERE lead_id = one.id AND agent_id IS NULL AND (tx, id) < ($2::text::xid8, $3::bigint)
    ORDER BY tx DESC, id DESC LIMIT $4
  ) AS e ORDER BY e.tx DESC, e.id DESC LIMIT $4
)
SELECT e.tx::text AS tx, e.id, e.kind, e.at, e.actor_id, e.actor_kind, e.payload, e.personal,
       {_name_of("e.actor_id")} AS actor_name,
       {_name_of(_id_of("agent", "lead.assigned"))} AS agent_name,
       {_name_of(_id_of("previous", "lead.assigned"))} AS previous_name, container.name AS container_name, nota.text,
       submission.record -> 'answers' AS answers, {_ESITO_COLUMNS}
FROM e LEFT JOIN container ON container.id =
  CASE WHEN e.kind IN ('lead.created', 'lead.assigned', 'lead.queued', 'lead.resubmitted')
  THEN (e.payload ->> 'container')::uuid END
LEFT JOIN nota ON nota.id =
  CASE WHEN e.kind IN ('lead.note_added', 'lead.esito_set') THEN (e.payload ->> 'nota')::uuid END
LEFT JOIN submission ON submission.id = {_id_of("submission", "lead.resubmitted")}
LEFT JOIN esito esito_from ON esito_from.id = {_id_of("esito_from", *_OF_ESITO)}
LEFT JOIN esito esito_to ON esito_to.id = {_id_of("esito_to", *_OF_ESITO)}
ORDER BY e.tx DESC, e.id DESC
"""
_LAST = 2**63 - 1
_COPIED = ("via", "result", "fields", "next_action_at", "next_action_kind", "attempt", "return_reason")


async def read(tx: Transaction, lead_id: UUID, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of a lead's events with the caller's eyes, newest first.

    Raises:
        NotFound: the lead is missing or not for these eyes.
        Moved: it was merged into another.
        Invalid: the cursor is not one of a timeline.
    """
    if not await tx.fetchval(_HERE, lead_id):
        raise await gone(tx, lead_id)
    place = _place(cursor) if cursor else (str(_LAST), _LAST)
    rows = await tx.fetch(_PAGE, lead_id, *place, limit + 1)
    shown = rows[:limit]
    return {
        "items": [_item(row) for row in shown],
        "next_cursor": encode_cursor([shown[-1]["tx"], shown[-1]["id"]]) if len(rows) > limit else None,
    }


def _place(cursor: str) -> tuple[str, int]:
    tx, event_id = decode_cursor(cursor, 2)
    whole = isinstance(tx, str) and tx.isascii() and tx.isdigit() and len(tx) <= 18
    if not whole or not isinstance(event_id, int) or not 0 <= event_id <= _LAST:
        raise _not_ours()
    return tx, int(event_id)


def _not_ours() -> Invalid:
    return invalid(
        "cursor", "Il cursore non è valido: riparti dall'inizio.", "The cursor is not valid: start again."
    )


def _item(row: Any) -> dict[str, Any]:
    said, personal = row["payload"], row["personal"] or {}
    kind = row["kind"]
    item: dict[str, Any] = {
        "id": f"{row['tx']}-{row['id']}",
        "kind": kind,
        "at": row["at"],
        "actor": named(row["actor_id"], row["actor_name"]),
        "actor_kind": row["actor_kind"],
        "text": row["text"] if row["text"] is not None else personal.get("text"),
        "esito_from": badge(row, "esito_from"),
        "esito_to": badge(row, "esito_to"),
        "agent": named(said.get("agent"), row["agent_name"]) if kind == "lead.assigned" else None,
        "previous_agent": named(said.get("previous"), row["previous_name"])
        if kind == "lead.assigned"
        else None,
        "container": named(said.get("container"), row["container_name"]) if row["container_name"] else None,
        "changes": personal.get("changes"),
        "record": personal.get("record"),
        "reason": personal.get("reason"),
        "amount": float(said["amount"]) if said.get("amount") else None,
        "answers": row["answers"],
    }
    return item | {name: said.get(name) for name in _COPIED}
