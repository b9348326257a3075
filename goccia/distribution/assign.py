"""A person decides: leads given to an agent, put back a goccia, or left without one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Row, Transaction
from goccia.core.errors import Invalid, NotFound, invalid
from goccia.core.events import Actor
from goccia.distribution.drain import known_to
from goccia.distribution.line import stand_in_line
from goccia.distribution.rules import Drop
from goccia.leads.events import LeadAssigned, LeadLeft, LeadQueued

AT_ONCE = 100
_LEADS = """
SELECT id, unit_id, container_id, agent_id, province, phone, household, closed_at FROM lead
WHERE id = ANY ($1) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE
"""
# Units before leads and people, everywhere and in the order of their ids: two acts can wait for each other, never in a ring.
_LOCK_UNITS = """
SELECT id FROM unit WHERE id IN (SELECT unit_id FROM lead WHERE id = ANY ($1)) ORDER BY id FOR NO KEY UPDATE
"""
_HAND_OVER = """
UPDATE lead SET agent_id = g.agent_id, assigned_at = CASE WHEN g.agent_id IS NULL THEN NULL ELSE $2::timestamptz END,
       queued_at = CASE WHEN g.agent_id IS NULL THEN coalesce(lead.queued_at, $2::timestamptz) END,
       worked_at = NULL, updated_at = $2
FROM jsonb_to_recordset($1::jsonb) AS g (lead_id uuid, agent_id uuid) WHERE lead.id = g.lead_id
"""
_TRACE = """
INSERT INTO decision (unit_id, container_id, lead_id, at, turn, result, agent_id, previous_agent_id, decided_by)
SELECT l.unit_id, l.container_id, l.id, $3, u.turn, 'manual', $2, l.agent_id, $4
FROM lead l JOIN unit u ON u.id = l.unit_id WHERE l.id = ANY ($1)
"""


async def assign_to_agent(tx: Transaction, actor: Actor, lead_ids: Sequence[UUID], agent_id: UUID) -> int:
    """Give leads to one agent, who must be active and work in their unit (as goccia_system, after the permission
    check). Answers how many changed hands; those the agent already has stay as they are.

    Raises:
        Invalid: the agent is not active or not of the unit of one of the leads.
    """
    leads = await _locked(tx, lead_ids)
    await _must_work_in(tx, agent_id, {lead["unit_id"] for lead in leads})
    moving = [lead for lead in leads if lead["agent_id"] != agent_id]
    if not moving:
        return 0
    ids = [lead["id"] for lead in moving]
    await tx.execute(_TRACE, ids, agent_id, tx.now, actor.id)
    await tx.execute(_HAND_OVER, [{"lead_id": lead, "agent_id": agent_id} for lead in ids], tx.now)
    told: list[events.Event] = []
    for lead in moving:
        place = {"unit_id": lead["unit_id"], "lead_id": lead["id"]}
        if lead["agent_id"]:
            told.append(LeadLeft(**place, agent_id=lead["agent_id"]))
        told.append(
            LeadAssigned(
                **place,
                container=lead["container_id"],
                agent=agent_id,
                result="manual",
                previous=lead["agent_id"],
            )
        )
    await events.record(tx, actor, *told)
    return len(moving)


async def assign_a_goccia(tx: Transaction, actor: Actor, lead_ids: Sequence[UUID]) -> int:
    """Let leads fall again, each in its container, not on the agent who has it now while others may have it. Those
    whom nobody may have wait in the queue, but for closed ones, which stay. Answers how many were decided about."""
    leads = await _locked(tx, lead_ids)
    by_container: dict[tuple[UUID, UUID], list[Row]] = {}
    for lead in leads:
        by_container.setdefault((lead["unit_id"], lead["container_id"]), []).append(lead)
    for (_, container_id), group in sorted(by_container.items()):
        await _drip_again(tx, actor, container_id, group)
    return len(leads)


async def _locked(tx: Transaction, lead_ids: Sequence[UUID]) -> list[Row]:
    """The leads, with the lines of their units stopped and their rows locked."""
    await tx.fetch(_LOCK_UNITS, list(lead_ids))
    return await tx.fetch(_LEADS, list(lead_ids))


async def _drip_again(tx: Transaction, actor: Actor, container_id: UUID, leads: Sequence[Any]) -> None:
    line = await stand_in_line(tx, container_id, 0)
    rows: list[dict[str, Any]] = []
    told: list[events.Event] = []
    for lead in leads:
        before = lead["agent_id"]
        known = [
            agent for agent in await known_to(tx, line, lead["phone"], lead["household"]) if agent != before
        ]
        drop = Drop(lead["province"], known, frozenset({before} - {None}))
        choice = line.decide(lead["id"], drop, before)
        if choice.agent_id is None and lead["closed_at"] is not None:
            line.decisions.pop()  # what is finished does not wait for anybody: it stays as it was
            continue
        place = {"unit_id": line.unit_id, "lead_id": lead["id"]}
        if before:
            told.append(LeadLeft(**place, agent_id=before))
        if choice.agent_id is None:
            told.append(LeadQueued(**place, container=container_id))
        else:
            told.append(
                LeadAssigned(
                    **place,
                    container=container_id,
                    agent=choice.agent_id,
                    result=choice.result,
                    previous=before,
                )
            )
        rows.append({"lead_id": lead["id"], "agent_id": choice.agent_id})
    await tx.execute(_HAND_OVER, rows, tx.now)
    await line.write()
    await events.record(tx, actor, *told)


async def require_agent(tx: Transaction, agent_id: UUID) -> None:
    """Look for an agent with the caller's eyes: one of another unit answers like one that does not exist.

    Raises:
        Invalid: no active agent to be seen.
    """
    if not await tx.fetchval(
        "SELECT true FROM app_user WHERE id = $1 AND active AND deleted_at IS NULL", agent_id
    ):
        raise _no_such_agent()


def _no_such_agent() -> Invalid:
    return invalid(
        "agent_id", "L'agente non esiste o non è attivo.", "The agent does not exist or is not active."
    )


async def _must_work_in(tx: Transaction, agent_id: UUID, unit_ids: set[UUID]) -> None:
    units = await tx.fetchval(
        "SELECT ARRAY(SELECT unit_id FROM user_unit WHERE user_id = u.id) FROM app_user u"
        " WHERE u.id = $1 AND u.active AND u.deleted_at IS NULL AND u.role <> 'admin' FOR SHARE OF u",
        agent_id,
    )
    if units is None:
        raise _no_such_agent()
    if not unit_ids <= set(units):
        raise invalid(
            "agent_id",
            "L'agente non lavora nell'unità di tutti i lead scelti: aggiungilo all'unità o scegli un altro agente.",
            "The agent does not work in the unit of all these leads: add them to the unit or choose another agent.",
        )


def require_all(asked: Sequence[UUID], seen: Sequence[UUID]) -> None:
    """A lead that the caller may not see answers like one that does not exist.

    Raises:
        NotFound: some of the leads asked for are not among those seen.
    """
    if set(asked) - set(seen):
        raise NotFound
