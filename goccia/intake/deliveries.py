"""Raw deliveries: what was kept and why, and admitting it again once it is corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.cursor import decode_cursor, encode_cursor
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, NotFound, invalid
from goccia.core.events import Actor
from goccia.intake import meta_webhook
from goccia.intake.admission import Outcome, admit
from goccia.intake.deliveries_schemas import DeliveryOut, DeliveryPage, RecordOutcome, ReplayOut
from goccia.intake.destination import by_id
from goccia.intake.hooks import overall
from goccia.intake.meta_events import DeliveryReplayed
from goccia.intake.meta_pages import words
from goccia.intake.meta_schemas import Named, Words
from goccia.intake.recognition.draft import LeadDraft, make_draft
from goccia.intake.recognition.payload import PayloadProblem, RawRecord, read_body

SHOWN = 10_000
_SELECT = f"""
SELECT d.id, d.channel, d.container_id, c.name AS container, d.received_at, d.method, d.content_type, d.query,
       substring(d.body FROM 1 FOR {SHOWN}) AS body, octet_length(d.body) AS size, d.state, d.code, d.problem,
       d.lead_ids, d.replayed_at
FROM delivery d LEFT JOIN container c ON c.id = d.container_id
"""
_LIST = (
    _SELECT
    + """
WHERE ($1::uuid IS NULL OR d.container_id = $1) AND ($2::text IS NULL OR d.state = $2)
  AND ($3::timestamptz IS NULL OR (d.received_at, d.id) < ($3, $4))
ORDER BY d.received_at DESC, d.id DESC LIMIT $5
"""
)


async def list_deliveries(
    tx: Transaction, container_id: UUID | None, state: str | None, limit: int, cursor: str | None
) -> DeliveryPage:
    """Deliveries the caller may see, newest first."""
    after, after_id = _place(cursor) if cursor else (None, None)
    rows = await tx.fetch(_LIST, container_id, state, after, after_id, limit + 1)
    items = [_out(row) for row in rows[:limit]]
    last = items[-1] if len(rows) > limit else None
    after_last = encode_cursor([last.received_at, str(last.id)]) if last else None
    return DeliveryPage(items=items, next_cursor=after_last)


def _place(cursor: str) -> tuple[datetime, UUID]:
    moment, last = decode_cursor(cursor, 2)
    try:
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None:
            raise ValueError("not one of our cursors")
        return at.astimezone(UTC), UUID(last)
    except (TypeError, ValueError, AttributeError, OverflowError):
        raise invalid(
            "cursor",
            "Il cursore non è valido: riparti dalla prima pagina.",
            "The cursor is not valid: start again.",
        ) from None


def _out(row: Any) -> DeliveryOut:
    return DeliveryOut(
        id=row["id"],
        channel=row["channel"],
        container=Named(id=row["container_id"], name=row["container"])
        if row["container"] is not None
        else None,
        received_at=row["received_at"],
        method=row["method"],
        content_type=row["content_type"],
        query=row["query"][:SHOWN],
        body=row["body"].decode("utf-8", "replace").replace("\0", "�"),
        body_size=row["size"],
        state=row["state"],
        code=row["code"],
        problem=words(row["problem"]),
        lead_ids=row["lead_ids"],
        replayed_at=row["replayed_at"],
    )


async def get_delivery(tx: Transaction, delivery_id: UUID) -> DeliveryOut:
    """One delivery.

    Raises:
        NotFound: it does not exist, or is not the caller's to see.
    """
    row = await tx.fetchrow(_SELECT + " WHERE d.id = $1", delivery_id)
    if row is None:
        raise NotFound
    return _out(row)


class NotKept(Conflict):
    """Only what was kept can be admitted again."""

    code = "not_kept"
    it = "Questa consegna non è fra quelle conservate: non c'è nulla da rielaborare."
    en = "This delivery is not among those kept: there is nothing to admit again."


async def replay(
    tx: Transaction, actor: Actor, delivery_id: UUID, values: Mapping[str, str] | None
) -> ReplayOut:
    """Admit a kept delivery again, corrected (as goccia_system, after the caller was seen to see it).

    Only what was not admitted the first time is; what stays unusable stays kept, with its reason.

    Raises:
        NotKept: nothing of it waits.
        Conflict: its container was deleted.
        Invalid: the body cannot be read and no values were given.
    """
    row = await tx.fetchrow("SELECT * FROM delivery WHERE id = $1 FOR UPDATE", delivery_id)
    if row is None:
        raise NotFound
    if row["state"] != "kept":
        raise NotKept
    outcomes: list[Outcome] = []
    if row["channel"] == "meta":
        announced, said = meta_webhook.read_webhook(row["body"])
        await meta_webhook.announce(tx, announced, "webhook", delivery_id)
        state = "received" if announced else "kept"
        problem = {"it": said.it, "en": said.en} if said else None
    else:
        outcomes = await _admit_again(tx, actor, row, values or {})
        state = overall(outcomes)
        notice = next((one.notice for one in outcomes if one.status == "kept"), None)
        problem = {"it": notice.it, "en": notice.en} if notice else None
    leads = [one.lead_id for one in outcomes if one.lead_id and one.lead_id not in row["lead_ids"]]
    await tx.execute(
        "UPDATE delivery SET state = $2, problem = $3,"
        " code = CASE WHEN $3::jsonb IS NULL THEN NULL ELSE code END,"
        " lead_ids = lead_ids || $4::uuid[], replayed_at = $5 WHERE id = $1",
        delivery_id,
        state,
        problem,
        leads,
        tx.now,
    )
    await events.record(
        tx, actor, DeliveryReplayed(unit_id=row["unit_id"], subject_id=delivery_id, state=state)
    )
    return ReplayOut(
        delivery=await get_delivery(tx, delivery_id),
        outcomes=[
            RecordOutcome(
                status=one.status,
                lead_id=one.lead_id,
                reason=Words(it=one.notice.it, en=one.notice.en) if one.notice else None,
            )
            for one in outcomes
        ],
    )


async def _admit_again(tx: Transaction, actor: Actor, row: Any, values: Mapping[str, str]) -> list[Outcome]:
    destination = await by_id(tx, row["container_id"]) if row["container_id"] else None
    if destination is None:
        raise Conflict(
            it="Il contenitore di questa consegna è stato eliminato: ripristinalo prima di rielaborare.",
            en="The container of this delivery was deleted: restore it before admitting the delivery again.",
        )
    try:
        records = read_body(row["body"], row["content_type"], row["query"])
    except PayloadProblem as found:
        if not values:
            raise invalid(
                "values",
                f"{found.it}: indica tu i valori (per esempio telefono e nome).",
                f"{found.en}: give the values yourself (for example telefono and nome).",
            ) from None
        records = [RawRecord({})]
    drafts = [
        make_draft(
            replace(record, values={**record.values, **values}),
            destination.mapping,
            destination.custom_fields,
            tx.now,
        )
        for record in records
    ]
    # Where some records were admitted at the time, the corrections are for the others.
    if row["lead_ids"]:
        plain = [
            make_draft(record, destination.mapping, destination.custom_fields, tx.now) for record in records
        ]
        admitted = await _admitted(tx, row["id"], row["lead_ids"])
        drafts = [draft for draft, before in zip(drafts, plain, strict=True) if not _was(before, admitted)]
    return (
        await admit(tx, actor, destination, drafts, "hook", row["id"]) if drafts else [Outcome("duplicate")]
    )


async def _admitted(tx: Transaction, delivery_id: UUID, lead_ids: Sequence[UUID]) -> set[str]:
    """Phones and e-mails of what this delivery has already become or joined."""
    rows = await tx.fetch(
        "SELECT phone, email FROM submission WHERE source_id = $1"
        " UNION ALL SELECT phone, email FROM lead WHERE id = ANY ($2)"
        " UNION ALL SELECT k.key, NULL FROM merged_lead m JOIN merged_key k ON k.lead_id = m.into_id WHERE m.id = ANY ($2)",
        delivery_id,
        lead_ids,
    )
    return {value for row in rows for value in row if value}


def _was(draft: LeadDraft, admitted: set[str]) -> bool:
    return bool({draft.phone, draft.email} & admitted)
