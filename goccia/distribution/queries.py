"""Reads: the trace of a lead, the Registro of a container."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from goccia.core.cursor import decode_cursor, encode_cursor
from goccia.core.database import Transaction
from goccia.core.errors import NotFound, invalid
from goccia.distribution.line import look_at_line
from goccia.distribution.rules import finish, in_turn, why_not
from goccia.distribution.schemas import (
    CandidateTrace,
    DecisionRead,
    Named,
    Register,
    RegisterEntry,
    RegisterMember,
    Trace,
)
from goccia.distribution.words import sentence
from goccia.leads.reading import VISIBLE, gone

_TRACE = """
SELECT d.id, d.at, d.turn, d.result, d.reason, d.agent_id, d.previous_agent_id, d.decided_by, d.candidates
FROM decision d WHERE d.lead_id = $1 ORDER BY d.id DESC LIMIT 100
"""


async def trace_of(tx: Transaction, lead_id: UUID, language: str) -> Trace:
    """Every decision about a lead that the caller sees, in words.

    Raises:
        NotFound: no such lead for the caller.
        Moved: it was merged into another.
    """
    if not await tx.fetchval(f"SELECT true FROM lead l WHERE l.id = $1 AND {VISIBLE}", lead_id):
        raise await gone(tx, lead_id)
    rows = await tx.fetch(_TRACE, lead_id)
    people = (
        {row["agent_id"] for row in rows}
        | {row["previous_agent_id"] for row in rows}
        | {row["decided_by"] for row in rows}
    )
    people |= {UUID(candidate[0]) for row in rows for candidate in row["candidates"]}
    names = await names_of(tx, people - {None})
    return Trace(items=[_decision(row, names, language) for row in rows])


async def names_of(tx: Transaction, ids: set[UUID]) -> dict[UUID, str]:
    """The names of people, as far as the caller may know them."""
    rows = await tx.fetch("SELECT id, name FROM person WHERE id = ANY ($1)", list(ids))
    return {row["id"]: row["name"] for row in rows}


def _named(person: UUID | None, names: dict[UUID, str]) -> Named | None:
    return Named(id=person, name=names.get(person)) if person else None


def _decision(row: Any, names: dict[UUID, str], language: str) -> DecisionRead:
    candidates = [(UUID(user), reason) for user, reason in row["candidates"]]
    words = sentence(
        language, row["result"], row["reason"], names.get(row["agent_id"]), names.get(row["decided_by"]),
        [(names.get(user), reason) for user, reason in candidates],
    )  # fmt: skip
    return DecisionRead(
        id=row["id"],
        at=row["at"],
        turn=row["turn"],
        result=row["result"],
        reason=row["reason"],
        agent=_named(row["agent_id"], names),
        previous_agent=_named(row["previous_agent_id"], names),
        decided_by=_named(row["decided_by"], names),
        candidates=[
            CandidateTrace(agent=Named(id=u, name=names.get(u)), reason=reason) for u, reason in candidates
        ],
        text=words,
    )


_CONTAINER = "SELECT id, name, policy, active FROM container WHERE id = $1 AND deleted_at IS NULL"
_IS_MEMBER = "SELECT true FROM container_member WHERE container_id = $1 AND user_id = $2"
_RECEIVED = """
SELECT agent_id, count(*) AS drops FROM decision
WHERE container_id = $1 AND at >= $2 AND agent_id IS NOT NULL GROUP BY agent_id
"""
_QUEUE = """
SELECT count(*) AS length, min(queued_at) AS oldest FROM lead
WHERE container_id = $1 AND queued_at IS NOT NULL AND deleted_at IS NULL
"""
_ENTRIES = """
SELECT id, at, result, reason, agent_id, candidates FROM decision
WHERE container_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
"""
NEWEST = 2**62


async def register_of(
    tx: Transaction, container_id: UUID, agente: UUID | None, days: int, limit: int, cursor: str | None
) -> Register:
    """The Registro della goccia: counts and reasons, no client data. An Agente (`agente`) reads that of the containers
    whose team they are in.

    Raises:
        NotFound: no such container for the caller.
    """
    container = await tx.fetchrow(_CONTAINER, container_id)
    if container is None or (agente and not await tx.fetchval(_IS_MEMBER, container_id, agente)):
        raise NotFound
    before = _place(cursor) if cursor else NEWEST
    async with tx.as_system():
        line = await look_at_line(tx, container_id)
        received = {
            r["agent_id"]: r["drops"]
            for r in await tx.fetch(_RECEIVED, container_id, tx.now - timedelta(days=days))
        }
        queue = await tx.fetchrow(_QUEUE, container_id)
        entries = await tx.fetch(_ENTRIES, container_id, before, limit + 1)
        names = await names_of(
            tx, {c.user_id for c in line.team} | {e["agent_id"] for e in entries} - {None} | set(received)
        )
    assert queue is not None  # noqa: S101 - an aggregate has a row
    total = sum(received.values())
    weights = sum(c.weight if line.ground.policy == "weighted" else 1 for c in line.team)
    places = [c.user_id for c in in_turn(line.ground, line.team) if why_not(line.ground, c, tx.now) is None]
    return Register(
        container=Named(id=container["id"], name=container["name"]),
        policy=container["policy"],
        active=line.ground.active,
        days=days,
        queue_length=queue["length"],
        oldest_queued_at=queue["oldest"],
        members=[
            RegisterMember(
                agent=Named(id=c.user_id, name=names.get(c.user_id)),
                received=received.get(c.user_id, 0),
                share=received.get(c.user_id, 0) / total if total else 0.0,
                expected_share=(c.weight if line.ground.policy == "weighted" else 1) / weights,
                reason_now=why_not(line.ground, c, tx.now),
                next_in_turn=places.index(c.user_id) + 1 if c.user_id in places else None,
            )
            for c in sorted(line.team, key=lambda c: (finish(line.ground, c), c.last_turn, c.user_id))
        ],
        items=[
            RegisterEntry(
                id=e["id"], at=e["at"], result=e["result"], reason=e["reason"], agent=_named(e["agent_id"], names),
                reasons=_counts([reason for _, reason in e["candidates"] if reason]),
            )
            for e in entries[:limit]
        ],
        next_cursor=encode_cursor([entries[limit - 1]["id"]]) if len(entries) > limit else None,
    )  # fmt: skip


def _place(cursor: str) -> int:
    value = decode_cursor(cursor, 1)[0]
    if not isinstance(value, int) or not 0 < value <= NEWEST:
        raise invalid("cursor", "Il cursore non è di questa lista.", "The cursor is not of this list.")
    return value


def _counts(reasons: list[str]) -> dict[str, int]:
    return {reason: reasons.count(reason) for reason in dict.fromkeys(reasons)}
