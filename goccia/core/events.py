"""The append-only log: who did what to which record, when. Written with the record, in its transaction."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from goccia.core import hints, jobs
from goccia.core.database import Transaction, Write

_COLUMNS = frozenset({"unit_id", "lead_id", "agent_id", "subject_id", "personal"})
_subscribers: dict[str, list[str]] = {}
_payload_names: dict[type, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a user, the system itself, a provider or an import."""

    kind: str
    id: UUID | None = None


SYSTEM = Actor("system")
PROVIDER = Actor("provider")


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened. A feature subclasses it beside its records; other fields than these go into `payload` (ids and
    names of fields only), `personal` holds what an erasure blanks."""

    kind: ClassVar[str]
    unit_id: UUID | None = None
    lead_id: UUID | None = None
    agent_id: UUID | None = None
    subject_id: UUID | None = None
    personal: dict[str, Any] | None = None

    def payload(self) -> dict[str, Any]:
        """The fields of the subclass, without those that are empty."""
        names = _payload_names.get(type(self))
        if names is None:
            names = tuple(field.name for field in dataclasses.fields(self) if field.name not in _COLUMNS)
            _payload_names[type(self)] = names
        return {name: value for name in names if (value := getattr(self, name)) is not None}


def subscribe(event: type[Event], job: str) -> None:
    """From now on each event of this kind queues this job, in the same transaction."""
    jobs_of_kind = _subscribers.setdefault(event.kind, [])
    if job not in jobs_of_kind:
        jobs_of_kind.append(job)


_INSERT = """
INSERT INTO event (kind, at, unit_id, lead_id, agent_id, subject_id, actor_id, actor_kind, payload, personal)
SELECT kind, $1, unit_id, lead_id, agent_id, subject_id, $2, $3, payload, personal
FROM unnest($4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::jsonb[], $10::jsonb[])
  AS e (kind, unit_id, lead_id, agent_id, subject_id, payload, personal)
"""


async def record(tx: Transaction, actor: Actor, *events: Event, beside: Sequence[Write] = ()) -> None:
    """Write events and queue a job for each subscriber, in the transaction of the record they are about.

    `beside`: writes that travel to the database in the same round trip (see Transaction.write).
    """
    values: tuple[object, ...] = (
        tx.now,
        actor.id,
        actor.kind,
        [event.kind for event in events],
        [event.unit_id for event in events],
        [event.lead_id for event in events],
        [event.agent_id for event in events],
        [event.subject_id for event in events],
        [event.payload() for event in events],
        [event.personal for event in events],
    )
    await tx.write(*beside, Write(_INSERT, values))
    tx.wake(hints.EVENTS)
    for job, wanted in _jobs_for(events).items():
        await jobs.enqueue(tx, job, {"events": wanted})


def _jobs_for(events: tuple[Event, ...]) -> dict[str, list[dict[str, Any]]]:
    """One job per subscriber, with all the events it asked for."""
    found: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        for job in _subscribers.get(event.kind, ()):
            found.setdefault(job, []).append(
                {
                    "kind": event.kind,
                    "unit_id": event.unit_id,
                    "lead_id": event.lead_id,
                    "subject_id": event.subject_id,
                }
                | event.payload()
            )
    return found
