"""Leads that arrive: each is decided about, written with its decision, and told of once."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from goccia.core import events, jobs
from goccia.core.database import Transaction, Write
from goccia.core.events import Actor
from goccia.distribution.drain import DRAIN_JOB, drain_line
from goccia.distribution.line import Line
from goccia.distribution.rules import Choice, Drop
from goccia.leads.arrival import new_leads
from goccia.leads.events import LeadAssigned, LeadCreated, LeadQueued

AT_ONCE = 100
Rows = Sequence[dict[str, Any]]
WriteLeads = Callable[[datetime, Rows, Rows], Sequence[Write]]
"""From the time, the leads (with `agent_id`, `assigned_at`, `queued_at`) and their submissions to the writes."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A new lead (its columns), the submission it came by, and the agents who know the person or household.

    `kin` are leads of the same household that arrive earlier in the same call: who gets them comes to know it too.
    `origin` is where it came from, needed where the container holds some origin back.
    """

    lead: dict[str, Any]
    submission: dict[str, Any]
    known_to: Sequence[UUID] = ()
    kin: Sequence[UUID] = ()
    origin: str | None = None


async def arrive(
    tx: Transaction,
    actor: Actor,
    line: Line,
    arrivals: Iterable[Arrival],
    write_leads: WriteLeads = new_leads,
) -> list[Choice | None]:
    """Write new leads, each with its agent or in the queue. Those who wait already go first.

    The caller stands in the unit's line (as goccia_system) and has found that these are new. A None in the answer is a
    lead put behind a long queue without being looked at: a job drains it. Where `write_leads` knows the columns of the
    leads by itself, an arrival need name only `id` and `province`, and `via` of the submission.
    """
    behind = await _queue_goes_first(tx, line)
    choices: list[Choice | None] = []
    given: dict[UUID, UUID] = {}
    writing: asyncio.Task[None] | None = None
    coming = iter(arrivals)
    try:
        while some := list(islice(coming, AT_ONCE)):
            chosen, rows, told = _decide(tx, line, some, given, behind=behind)
            choices += chosen
            new = write_leads(tx.now, rows, [arrival.submission for arrival in some])
            if writing is not None:
                await writing
            is_last = len(some) < AT_ONCE
            traces = line.writes() if is_last else line.traces()
            write = events.record(tx, actor, *told, beside=[*new, *traces])
            if is_last:
                await write
            else:  # while the database writes these, the next ones are decided about
                writing = asyncio.create_task(write)
                await asyncio.sleep(0)
        if writing is not None:
            await writing
        if choices and len(choices) % AT_ONCE == 0:
            await line.write()
    finally:
        if writing is not None and not writing.done():
            await asyncio.wait({writing})
    if behind or (line.ground.policy == "first_to_claim" and None in [c and c.agent_id for c in choices]):
        await jobs.enqueue(
            tx, DRAIN_JOB, {"container_id": line.container_id}, key=f"drain:{line.container_id}"
        )
    return choices


def _decide(
    tx: Transaction, line: Line, arrivals: Sequence[Arrival], given: dict[UUID, UUID], *, behind: bool
) -> tuple[list[Choice | None], Rows, list[events.Event]]:
    """Decide about leads in their order; answers the decisions, the rows of the leads, and what is to be told.

    `given` holds the agents of those before them, and of these from now on.
    """
    choices: list[Choice | None] = []
    rows: list[dict[str, Any]] = []
    told: list[events.Event] = []
    for arrival in arrivals:
        lead = arrival.lead
        known_to = [*(given[kin] for kin in arrival.kin if kin in given), *arrival.known_to]
        held = arrival.origin in line.ground.paused
        drop = Drop(lead.get("province"), known_to, origin=arrival.origin)
        choice = None if behind and not held else line.decide(lead["id"], drop)
        if choice is None:
            line.enqueue(lead["id"])
        agent = choice.agent_id if choice else None
        if agent:
            given[lead["id"]] = agent
        choices.append(choice)
        rows.append(
            lead
            | {
                "agent_id": agent,
                "assigned_at": tx.now if agent else None,
                "queued_at": None if agent else tx.now,
            }
        )
        told += _told(line, arrival, choice)
    return choices, rows, told


async def _queue_goes_first(tx: Transaction, line: Line) -> bool:
    """Drain the queue before a new lead; answers whether some of it could not be looked at now."""
    return line.has_queue and await drain_line(tx, line) is not None


def _told(line: Line, arrival: Arrival, choice: Choice | None) -> list[events.Event]:
    place = {"unit_id": line.unit_id, "lead_id": arrival.lead["id"]}
    created = LeadCreated(**place, container=line.container_id, via=arrival.submission["via"])
    if choice is None or choice.agent_id is None:
        return [created, LeadQueued(**place, container=line.container_id)]
    return [
        created,
        LeadAssigned(
            **place, container=line.container_id, agent=choice.agent_id, result=choice.result, previous=None
        ),
    ]
