"""Notes: free text written by a person on a lead; only added, never overwritten."""

from datetime import datetime
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.events import Actor
from goccia.core.schemas import Ref
from goccia.kit.ids import uuid7
from goccia.leads.events import LeadNoteAdded
from goccia.leads.outcome_rules import days_after
from goccia.leads.record import take_for_more
from goccia.leads.schemas import Note

_INSERT = """
INSERT INTO nota (id, unit_id, lead_id, author_id, text, created_at)
SELECT id, unit_id, lead_id, $2, text, $3
FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, unit_id uuid, lead_id uuid, text text)
"""


async def insert(tx: Transaction, actor: Actor, texts: list[tuple[UUID, UUID, str]]) -> dict[UUID, UUID]:
    """Write notes (unit, lead, text) as the system, after the permission check; answers their ids by lead."""
    rows = [{"id": uuid7(), "unit_id": unit, "lead_id": lead, "text": text} for unit, lead, text in texts]
    if rows:
        await tx.execute(_INSERT, rows, actor.id, tx.now)
    return {row["lead_id"]: row["id"] for row in rows}  # type: ignore[misc]


async def add(tx: Transaction, actor: Actor, lead_id: UUID, text: str) -> Note:
    """Add a Nota to a lead.

    Raises:
        NotFound: the lead is missing, in the trash, or not for these eyes.
        Moved: it was merged into another.
    """
    lead = await take_for_more(tx, lead_id)
    async with tx.as_system():
        nota = (await insert(tx, actor, [(lead["unit_id"], lead_id, text)]))[lead_id]
        if lead["pool_at"] is not None:
            await _stay(tx, lead_id, lead["esito_id"], lead["pool_at"])
        await events.record(
            tx,
            actor,
            LeadNoteAdded(unit_id=lead["unit_id"], lead_id=lead_id, nota=nota, personal={"text": text}),
        )
    name = await tx.fetchval("SELECT name FROM person WHERE id = $1", actor.id)
    assert actor.id is not None  # noqa: S101 - people write notes
    return Note(
        id=nota, lead_id=lead_id, author=Ref(id=actor.id, name=name or ""), text=text, created_at=tx.now
    )


async def _stay(tx: Transaction, lead_id: UUID, esito_id: UUID, pool_at: datetime) -> None:
    """The agent is at work on it: the days until it returns begin anew."""
    days = await tx.fetchval("SELECT pool_after_days FROM esito WHERE id = $1", esito_id)
    if days is not None:
        later = max(pool_at, days_after(tx.now, days))
        await tx.execute("UPDATE lead SET pool_at = $2 WHERE id = $1", lead_id, later)
