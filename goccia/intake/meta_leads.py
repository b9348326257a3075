"""Leads that Meta announced: what waits in Da smistare, what is in trouble, what a person does about it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.cursor import decode_cursor, encode_cursor
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, NotFound, invalid
from goccia.core.events import Actor
from goccia.core.settings import Settings
from goccia.intake.meta_admission import FINAL, draft_of, settle
from goccia.intake.meta_events import MetaLeadSorted
from goccia.intake.meta_ids import meta_id
from goccia.intake.meta_pages import page_names, words
from goccia.intake.meta_schemas import (
    MetaLeadOut,
    MetaLeadPage,
    MetaStatus,
    Named,
    NamedByMeta,
    Person,
    Words,
)
from goccia.intake.meta_webhook import queue_fetch

_LEADS = """
SELECT l.*, f.name AS form_name, c.name AS container_name FROM meta_lead l
LEFT JOIN meta_form f ON f.form_id = l.form_id LEFT JOIN container c ON c.id = l.container_id
"""
_LIST = (
    _LEADS
    + """
WHERE CASE WHEN $1::text IS NULL THEN l.state NOT IN ('done', 'test') ELSE l.state = $1 END
  AND ($2::text IS NULL OR l.form_id = $2)
  AND ($3::timestamptz IS NULL OR (l.received_at, l.leadgen_id) < ($3, $4))
ORDER BY l.received_at DESC, l.leadgen_id DESC LIMIT $5
"""
)


async def list_leads(
    tx: Transaction, state: str | None, form_id: str | None, limit: int, cursor: str | None
) -> MetaLeadPage:
    """Announced leads, newest first: of one state, or all that are not done."""
    after, after_id = decode_moment(cursor) if cursor else (None, None)
    rows = await tx.fetch(_LIST, state, form_id, after, after_id, limit + 1)
    items = await _out(tx, rows[:limit])
    more = len(rows) > limit and items[-1]
    return MetaLeadPage(
        items=items, next_cursor=encode_cursor([more.received_at, more.leadgen_id]) if more else None
    )


def decode_moment(cursor: str) -> tuple[datetime, str]:
    """Moment and id of a cursor.

    Raises:
        Invalid: it is not one of ours.
    """
    moment, last = decode_cursor(cursor, 2)
    try:
        at, leadgen_id = datetime.fromisoformat(moment), meta_id(last)
        if at.tzinfo is None or leadgen_id is None:
            raise ValueError("not one of our cursors")
        return at.astimezone(UTC), leadgen_id
    except (TypeError, ValueError, OverflowError):
        raise invalid(
            "cursor",
            "Il cursore non è valido: riparti dalla prima pagina.",
            "The cursor is not valid: start again.",
        ) from None


async def get_lead(tx: Transaction, leadgen_id: str) -> MetaLeadOut:
    """One announced lead.

    Raises:
        NotFound: none has this id, or it is not the caller's to see.
    """
    rows = await tx.fetch(_LEADS + " WHERE l.leadgen_id = $1", leadgen_id)
    if not rows:
        raise NotFound
    return (await _out(tx, rows))[0]


async def _out(tx: Transaction, rows: list[Any]) -> list[MetaLeadOut]:
    names = await page_names(tx, [row["page_id"] for row in rows if row["page_id"]])
    return [
        MetaLeadOut(
            leadgen_id=row["leadgen_id"],
            page=NamedByMeta(id=row["page_id"], name=names.get(row["page_id"])) if row["page_id"] else None,
            form=NamedByMeta(id=row["form_id"], name=row["form_name"]) if row["form_id"] else None,
            container=Named(id=row["container_id"], name=row["container_name"])
            if row["container_name"] is not None
            else None,
            via=row["via"],
            state=row["state"],
            attempts=row["attempts"],
            next_try_at=row["next_try_at"],
            problem=words(row["problem"]),
            person=_person(row, tx.now),
            lead_id=row["lead_id"],
            received_at=row["received_at"],
            updated_at=row["updated_at"],
        )
        for row in rows
    ]


def _person(row: Any, now: datetime) -> Person | None:
    if row["graph"] is None:
        return None
    draft = draft_of(row["graph"], row["leadgen_id"], form_name=None, mapping={}, custom_fields=(), now=now)
    name = " ".join(part for part in (draft.first_name, draft.last_name) if part)
    return Person(
        name=name or None, phone=draft.phone or draft.phone_raw, email=draft.email or draft.email_raw
    )


async def retry(tx: Transaction, leadgen_id: str) -> None:
    """Try this lead again now (as goccia_system, after the caller was seen to see it).

    Raises:
        Conflict: it is a lead already.
    """
    row = await _locked(tx, leadgen_id)
    state = "waiting" if row["container_id"] else "unsorted"
    await tx.execute(
        "UPDATE meta_lead SET state = $2, attempts = 0, next_try_at = $3, updated_at = $3"
        " WHERE leadgen_id = $1",
        leadgen_id,
        state,
        tx.now,
    )
    await queue_fetch(tx, leadgen_id)


async def assign(tx: Transaction, actor: Actor, leadgen_id: str, container_id: UUID) -> None:
    """Sort one lead by hand (as goccia_system): admitted now if Meta has told who it is, else when it does.

    Raises:
        Conflict: it is a lead already.
    """
    row = await _locked(tx, leadgen_id)
    unit_id = await tx.fetchval("SELECT unit_id FROM container WHERE id = $1", container_id)
    await tx.execute(
        "UPDATE meta_lead SET container_id = $2, unit_id = $3, state = 'waiting', attempts = 0,"
        " next_try_at = $4, updated_at = $4, problem = NULL WHERE leadgen_id = $1",
        leadgen_id,
        container_id,
        unit_id,
        tx.now,
    )
    await events.record(
        tx, actor, MetaLeadSorted(unit_id=unit_id, leadgen=leadgen_id, container=container_id)
    )
    if row["graph"] is not None:
        await settle(tx, leadgen_id)
    else:
        await queue_fetch(tx, leadgen_id)


async def _locked(tx: Transaction, leadgen_id: str) -> Any:
    row = await tx.fetchrow("SELECT * FROM meta_lead WHERE leadgen_id = $1 FOR UPDATE", leadgen_id)
    if row is None:
        raise NotFound
    if row["state"] in FINAL:
        raise Conflict(
            it="Questo lead è già stato accolto: non serve riprovare."
            if row["state"] == "done"
            else "È un lead di prova di Meta.",
            en="This lead was admitted already: nothing to try again."
            if row["state"] == "done"
            else "It is a test lead of Meta's.",
        )
    return row


async def status(tx: Transaction, settings: Settings, *, is_admin: bool) -> MetaStatus:
    """What is needed to connect Meta, and the counts of what waits (those the caller may see)."""
    rows = await tx.fetch(
        "SELECT state, count(*) AS leads FROM meta_lead WHERE state NOT IN ('done', 'test')"
        " GROUP BY state ORDER BY state"
    )
    async with tx.as_system():
        pages = await tx.fetchrow(
            "SELECT count(*) AS pages,"
            " count(*) FILTER (WHERE token_state IN ('dead', 'no_permission')) AS alarms"
            " FROM meta_page WHERE deleted_at IS NULL"
        )
    assert pages is not None  # noqa: S101 - an aggregate always answers a row
    return MetaStatus(
        webhook_url=f"{settings.base_url}/hooks/meta",
        verify_token=settings.meta_token if is_admin else None,
        simulator=settings.meta_graph_url is None,
        problem=_unset(settings),
        pages=pages["pages"],
        alarms=pages["alarms"],
        leads={row["state"]: row["leads"] for row in rows},
    )


def _unset(settings: Settings) -> Words | None:
    if settings.meta_graph_url is None or settings.meta_app_secret is not None:
        return None
    return Words(
        it="GOCCIA_META_APP_SECRET non è impostata: le notifiche di Meta vengono rifiutate (firma errata).",
        en="GOCCIA_META_APP_SECRET is not set: Meta's webhooks are refused (wrong signature).",
    )
