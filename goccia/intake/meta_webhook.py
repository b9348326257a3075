"""What Meta's webhook delivers: read from the signed bytes, stored raw, a row and a job for each lead."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from goccia.core import jobs
from goccia.core.database import Transaction
from goccia.intake.meta_ids import meta_id
from goccia.intake.recognition.fields import Notice
from goccia.kit.ids import uuid7

FETCH_JOB: Final = "intake.meta_fetch"

UNREADABLE = Notice(
    "unreadable_body",
    None,
    "Il contenuto non è JSON: conservato così com'è.",
    "The body is not JSON: kept as it is.",
)
NO_LEAD = Notice(
    "no_leadgen",
    None,
    "La notifica di Meta non riguarda lead: conservata.",
    "Meta's message names no lead: kept.",
)
BAD_ID = Notice(
    "unreadable_lead",
    None,
    "La notifica nomina un lead con un identificativo illeggibile: conservata.",
    "The message names a lead whose id cannot be read: kept.",
)


@dataclass(frozen=True, slots=True)
class Announced:
    """A lead that a webhook names: ids only, no personal data."""

    leadgen_id: str
    page_id: str | None
    form_id: str | None


def read_webhook(body: bytes) -> tuple[list[Announced], Notice | None]:
    """The leads that a body names, each once, and what it holds besides that we cannot use."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return [], UNREADABLE
    found: dict[str, Announced] = {}
    said: Notice | None = None
    for entry, change in _changes(data):
        value = change.get("value")
        if change.get("field") != "leadgen" or not isinstance(value, dict):
            said = said or NO_LEAD
            continue
        leadgen_id = meta_id(value.get("leadgen_id"))
        if leadgen_id is None:
            said = BAD_ID
            continue
        page_id = meta_id(value.get("page_id")) or meta_id(entry.get("id"))
        found.setdefault(leadgen_id, Announced(leadgen_id, page_id, meta_id(value.get("form_id"))))
    return list(found.values()), said if found else said or NO_LEAD


def _changes(data: object) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    entries = data.get("entry") if isinstance(data, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        changes = entry.get("changes") if isinstance(entry, dict) else None
        for change in changes if isinstance(changes, list) else ():
            if isinstance(change, dict):
                yield entry, change


async def receive(tx: Transaction, content_type: str | None, body: bytes) -> None:
    """Keep a signed delivery and queue the fetch of each lead that is new (as goccia_system)."""
    announced, said = read_webhook(body)
    delivery_id = uuid7()
    await tx.execute(
        "INSERT INTO delivery (id, channel, received_at, method, content_type, body, state, code, problem)"
        " VALUES ($1, 'meta', $2, 'POST', $3, $4, $5, $6, $7)",
        delivery_id,
        tx.now,
        content_type,
        body,
        "kept" if said and (said is BAD_ID or not announced) else "received",
        said.code if said else None,
        {"it": said.it, "en": said.en} if said else None,
    )
    await announce(tx, announced, "webhook", delivery_id)


# A lead waits for its data where its form has a container, else to be sorted; either way it is fetched.
_ANNOUNCE = """
INSERT INTO meta_lead (leadgen_id, page_id, form_id, unit_id, container_id, delivery_id, via, state,
                       next_try_at, received_at, updated_at)
SELECT a.leadgen_id, a.page_id, a.form_id, c.unit_id, c.id, $4, $5,
       CASE WHEN c.id IS NULL THEN 'unsorted' ELSE 'waiting' END, $6, $6, $6
FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS a (leadgen_id, page_id, form_id, place)
LEFT JOIN meta_form f ON f.form_id = a.form_id AND f.deleted_at IS NULL
LEFT JOIN container c ON c.id = f.container_id AND c.deleted_at IS NULL
ORDER BY a.place
ON CONFLICT (leadgen_id) DO NOTHING RETURNING leadgen_id
"""


async def announce(
    tx: Transaction, announced: list[Announced], via: str, delivery_id: UUID | None, *, fetch: bool = True
) -> list[str]:
    """Write the leads that are not known yet, and queue a fetch for each; answers their ids."""
    # In the order of their ids: deliveries of the same leads then wait for each other, never in a ring.
    rows = sorted(announced, key=lambda lead: lead.leadgen_id)
    if not rows:
        return []
    new = await tx.fetch(
        _ANNOUNCE,
        [lead.leadgen_id for lead in rows],
        [lead.page_id for lead in rows],
        [lead.form_id for lead in rows],
        delivery_id,
        via,
        tx.now,
    )
    ids = [row["leadgen_id"] for row in new]
    if fetch:
        for leadgen_id in ids:
            await jobs.enqueue(tx, FETCH_JOB, {"leadgen_id": leadgen_id}, key=f"{FETCH_JOB}:{leadgen_id}:0")
    return ids


async def queue_fetch(tx: Transaction, leadgen_id: str) -> None:
    """Queue a fetch beside any that waits for a later moment: the row says which of them acts."""
    await jobs.enqueue(tx, FETCH_JOB, {"leadgen_id": leadgen_id}, key=f"{FETCH_JOB}:{leadgen_id}:{uuid7()}")
