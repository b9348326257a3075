"""An Esito is retired with another in its place: the views that name it follow at once, its leads bit by bit.

What happened keeps its name: the retired Esito stays, put away, and the events that name it are not rewritten.
"""

from typing import Any, Final
from uuid import UUID

from goccia.core import events, jobs
from goccia.core.database import Database, Transaction
from goccia.core.errors import Invalid, invalid
from goccia.core.events import Actor
from goccia.core.jobs import Job
from goccia.identity.access import User
from goccia.leads import esiti
from goccia.leads.esiti_events import EsitoRetired
from goccia.leads.esiti_schemas import Esito, EsitoUsage
from goccia.leads.events import LeadEsitoReplaced
from goccia.leads.views_events import ViewChanged

REPLACE_JOB: Final = "esiti.replace"
AT_ONCE: Final = 500
_ALIKE: Final = ("final", "won", "do_not_contact")

_USAGE = """
SELECT (SELECT count(*) FROM lead WHERE esito_id = $1 AND deleted_at IS NULL) AS leads,
  (SELECT count(*) FROM lead_view WHERE filter -> 'esito_id' ? $1::uuid::text) AS views
"""
_HOLD = "SELECT id, active, initial FROM esito WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL ORDER BY id FOR UPDATE"
# What was to be replaced by the one that is retired now is replaced by its replacement.
_RETIRE = """
UPDATE esito SET replaced_by = $2, active = active AND id <> $1 WHERE id = $1 OR replaced_by = $1
"""
_VIEWS = """
UPDATE lead_view SET updated_at = $3, filter = jsonb_set(filter, '{esito_id}', (
  SELECT jsonb_agg(DISTINCT CASE WHEN named = to_jsonb($1::uuid::text) THEN to_jsonb($2::uuid::text) ELSE named END)
  FROM jsonb_array_elements(filter -> 'esito_id') AS named))
WHERE filter -> 'esito_id' ? $1::uuid::text RETURNING id, unit_id
"""
_REPLACEMENT = "SELECT replaced_by FROM esito WHERE id = $1 AND NOT active FOR SHARE"
_NEWEST = "esito_id = $1 AND deleted_at IS NULL ORDER BY received_at DESC, id DESC"
_TRASH = "esito_id = $1 AND deleted_at IS NOT NULL"
# Chosen by an index, locked in the order in which everything locks leads.
_LOCK = (
    "SELECT id FROM lead WHERE id IN (SELECT id FROM lead WHERE {} LIMIT $2) ORDER BY id FOR NO KEY UPDATE"
)
_MOVE = """
UPDATE lead SET esito_id = $2, updated_at = $4 WHERE id = ANY ($3::uuid[]) AND esito_id = $1 RETURNING id, unit_id
"""


async def usage(tx: Transaction, esito_id: UUID) -> EsitoUsage:
    """Who carries and who names an Esito, whoever may see them.

    Raises:
        NotFound: the Esito is not there to see.
    """
    await esiti.get(tx, esito_id)
    async with tx.as_system():
        counted = await tx.fetch(_USAGE, esito_id)
    return EsitoUsage(**dict(counted[0]))


async def retire(tx: Transaction, user: User, esito_id: UUID, replacement_id: UUID) -> None:
    """Put an Esito away and another one in its place. From here on nobody can choose it; the saved views that name it
    name the other, and a job moves its leads.

    Raises:
        NotFound: not there to see.
        Forbidden: one of all units, by a Referente.
        Conflict: it is the Esito of arriving leads.
        Invalid: the other one cannot stand for it.
    """
    before = await esiti.mine(tx, user, esito_id)
    if before.initial:
        raise esiti.keeps_initial()
    other = await esiti.find(tx, replacement_id)
    if other is None:
        raise _not_usable()
    if problem := _unfit(before, other):
        raise problem
    async with tx.as_system():
        held = {row["id"]: row for row in await tx.fetch(_HOLD, [esito_id, replacement_id])}
        there = held.get(replacement_id)
        if there is None or not there["active"] or there["initial"]:  # it was put away meanwhile
            raise _not_usable()
        await tx.execute(_RETIRE, esito_id, replacement_id)
        views = await tx.fetch(_VIEWS, esito_id, replacement_id, tx.now)
        told: list[events.Event] = [
            EsitoRetired(unit_id=before.unit_id, subject_id=esito_id, replaced_by=replacement_id)
        ]
        told += [
            ViewChanged(unit_id=view["unit_id"], subject_id=view["id"], fields=["filter"]) for view in views
        ]
        await events.record(tx, user.actor, *told)
        payload = {"esito_id": esito_id, "actor": user.id}
        await jobs.enqueue(tx, REPLACE_JOB, payload, key=f"esito:{esito_id}")


async def replace(database: Database, payload: dict[str, Any]) -> None:
    """Give the leads of a retired Esito the one in its place, some hundreds a transaction. Killed between two, the next
    try goes on; one that was brought back meanwhile keeps the rest."""
    esito_id, actor = UUID(payload["esito_id"]), Actor("user", UUID(payload["actor"]))
    for which in (_NEWEST, _TRASH):
        while await _some(database, actor, esito_id, which):
            pass


async def _some(database: Database, actor: Actor, esito_id: UUID, which: str) -> bool:
    """Move so many; whether there may be more."""
    async with database.transaction() as tx:
        replacement: UUID | None = await tx.fetchval(_REPLACEMENT, esito_id)
        if replacement is None:
            return False
        found = [row["id"] for row in await tx.fetch(_LOCK.format(which), esito_id, AT_ONCE)]
        moved = await tx.fetch(_MOVE, esito_id, replacement, found, tx.now)
        await events.record(
            tx,
            actor,
            *(
                LeadEsitoReplaced(
                    unit_id=row["unit_id"], lead_id=row["id"], esito_from=esito_id, esito_to=replacement
                )
                for row in moved
            ),
        )
    return len(found) > 0


def _unfit(before: Esito, other: Esito) -> Invalid | None:
    """Why one cannot stand for the other; None: it can."""
    if other.id == before.id or not other.active or other.initial:
        return _not_usable()
    if other.unit_id is not None and other.unit_id != before.unit_id:
        return invalid(
            "replacement_id",
            "Il sostituto deve valere per le stesse unità: scegline uno di questa unità o di tutte.",
            "The replacement must be of the same units: choose one of this unit, or of all.",
        )
    if any(getattr(before, flag) != getattr(other, flag) for flag in _ALIKE):
        return invalid(
            "replacement_id",
            "Il sostituto deve avere lo stesso significato: chiude il lead, contratto e non contattare devono coincidere,"
            " perché i lead restino dove sono.",
            "The replacement must mean the same: closing the lead, contract and do not contact must agree, so that the"
            " leads stay where they are.",
        )
    return None


def _not_usable() -> Invalid:
    return invalid(
        "replacement_id",
        "Scegli un altro Esito, attivo e non iniziale.",
        "Choose another Esito, active and not initial.",
    )


JOBS: Final = (Job(REPLACE_JOB, replace),)
