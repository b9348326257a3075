"""First to claim: leads of a queue are offered to those who may have them; whom nobody takes in time falls a goccia.

The arrival only puts the lead into the queue. The queue's job offers it, after the commit, and the queue's sweep ends the
offer by the clock: killed between any two steps, the lead still waits in the queue and the next round goes on.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.distribution.drain import drop_of, give
from goccia.distribution.events import OffersChanged
from goccia.distribution.line import Line
from goccia.distribution.notices import LEAD_OFFERED
from goccia.distribution.rules import NOBODY_CLAIMED, OFFERED, OFFERED_AT_ONCE, Choice
from goccia.kit.ids import uuid7
from goccia.leads.origin import origin_sql
from goccia.notifications import bell
from goccia.notifications.bell import Notice

FALLING_AT_ONCE = 100
KEPT = timedelta(days=30)

_ENDED = f"""
SELECT l.id, l.province, l.phone, l.household, l.agent_id, l.returns, o.people
FROM lead l JOIN offer o ON o.lead_id = l.id AND o.queued_at = l.queued_at
WHERE l.container_id = $1 AND l.deleted_at IS NULL AND o.expires_at <= $2
  AND ($4::text[] IS NULL OR l.province = ANY ($4::text[]))
  AND ($5::text[] = '{{}}' OR {origin_sql("l")} <> ALL ($5::text[]))
ORDER BY l.queued_at, l.id LIMIT $3 FOR NO KEY UPDATE OF l
"""
_NOT_OFFERED = f"""
SELECT l.id, l.province, l.phone, l.household, l.queued_at, l.agent_id, l.returns,
  EXISTS (SELECT 1 FROM decision d WHERE d.lead_id = l.id AND d.at >= l.queued_at AND d.reason = $5) AS told
FROM lead l WHERE l.container_id = $1 AND l.queued_at IS NOT NULL AND l.deleted_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.lead_id = l.id AND o.queued_at = l.queued_at)
  AND ($4::text[] IS NULL OR l.province = ANY ($4::text[]))
  AND ($6::text[] = '{{}}' OR {origin_sql("l")} <> ALL ($6::text[]))
ORDER BY l.queued_at, l.id LIMIT greatest(0, $3 - (
  SELECT count(*) FROM offer o JOIN lead q ON q.id = o.lead_id AND q.queued_at = o.queued_at
  WHERE o.container_id = $1 AND o.expires_at > $2 AND q.deleted_at IS NULL))
FOR NO KEY UPDATE OF l
"""
_OFFER = """
INSERT INTO offer (id, unit_id, container_id, lead_id, queued_at, people, offered_at, expires_at)
SELECT id, $2, $3, lead_id, queued_at, people, $4, $5
FROM jsonb_to_recordset($1::jsonb) AS o (id uuid, lead_id uuid, queued_at timestamptz, people uuid[])
"""
# Those of the last day: what was told earlier has been seen, or nobody looks.
_ENDED_LATELY = """
SELECT o.id, o.people FROM offer o LEFT JOIN lead l ON l.id = o.lead_id AND l.queued_at = o.queued_at AND l.deleted_at IS NULL
WHERE o.expires_at > $1::timestamptz - interval '1 day' AND ($2::uuid IS NULL OR o.container_id = $2)
  AND (l.id IS NULL OR o.expires_at <= $1)
"""


async def offer_waiting(tx: Transaction, line: Line) -> None:
    """Let fall whom nobody took in time, then offer the next of the queue (as goccia_system, standing in the line)."""
    ended = await _fall(tx, line)
    offered = await _offer(tx, line)
    await tell_of_offers(tx, line.unit_id, ended | offered)
    await settle_ended(tx, line.container_id)


async def settle_ended(tx: Transaction, container_id: UUID | None = None) -> None:
    """The bell does not ring on for offers of a container (of all) that were taken, fell or were withdrawn (as
    goccia_system)."""
    if ended := await tx.fetch(_ENDED_LATELY, tx.now, container_id):
        people = {person for offer in ended for person in offer["people"]}
        await bell.settle(tx, LEAD_OFFERED, sorted(people), [offer["id"] for offer in ended])


async def tell_of_offers(tx: Transaction, unit_id: UUID, people: Iterable[UUID]) -> None:
    """Say to the open pages of people that their offers have changed (as goccia_system)."""
    told = [OffersChanged(unit_id=unit_id, agent_id=person) for person in sorted(people)]
    if told:
        await events.record(tx, events.SYSTEM, *told)


async def forget_old(tx: Transaction) -> None:
    """Delete offers that nobody asks for any more (as goccia_system)."""
    await tx.execute("DELETE FROM offer WHERE expires_at < $1", tx.now - KEPT)


async def _fall(tx: Transaction, line: Line) -> set[UUID]:
    """Give leads whose offer has ended to the next in turn; answers whose offers changed."""
    if not (able := line.able()):
        return set()
    ended = await tx.fetch(
        _ENDED, line.container_id, tx.now, FALLING_AT_ONCE, line.covered_by(able), line.paused
    )
    offering, line.ground = line.ground, replace(line.ground, policy="round_robin")
    given: list[tuple[Any, Choice]] = []
    for lead in ended:
        drop = await drop_of(tx, line, lead)
        choice = line.decide(lead["id"], drop, lead["agent_id"], NOBODY_CLAIMED, again=lead["returns"] > 0)
        if choice.agent_id is None:
            line.decisions.pop()  # it waits for the first who may have it
        else:
            given.append((lead, choice))
    line.ground = replace(line.ground, policy=offering.policy)
    if given:
        await give(tx, line, given)
    return {person for lead, _ in given for person in lead["people"]}


async def _offer(tx: Transaction, line: Line) -> set[UUID]:
    """Offer what waits; answers to whom."""
    if not (able := line.able()):
        return set()
    waiting = await tx.fetch(
        _NOT_OFFERED,
        line.container_id,
        tx.now,
        OFFERED_AT_ONCE,
        line.covered_by(able),
        OFFERED,
        line.paused,
    )
    given: list[tuple[Any, Choice]] = []
    offers: list[dict[str, Any]] = []
    for lead in waiting:
        drop = await drop_of(tx, line, lead)
        choice = line.decide(lead["id"], drop, lead["agent_id"], again=lead["returns"] > 0)
        people = [user for user, reason in choice.trace if reason is None]
        if choice.agent_id is not None:
            given.append((lead, choice))
            continue
        if not people or lead["told"]:
            line.decisions.pop()
        if people:
            place = {"lead_id": lead["id"], "queued_at": lead["queued_at"]}
            offers.append(place | {"id": uuid7(), "people": people})
    if given:
        await give(tx, line, given)
    elif waiting:
        await line.write()
    if offers:
        expires_at = tx.now + timedelta(minutes=line.claim_minutes)
        await tx.execute(_OFFER, offers, line.unit_id, line.container_id, tx.now, expires_at)
        await bell.tell(tx, [notice for offer in offers for notice in _notices(line, offer)])
    return {person for offer in offers for person in offer["people"]}


def _notices(line: Line, offer: dict[str, Any]) -> list[Notice]:
    """The lead is not named: whoever is told may not see it yet."""
    return [
        Notice(
            LEAD_OFFERED, person, str(offer["id"]), line.unit_id, line.container_id, subject_id=offer["id"]
        )
        for person in offer["people"]
    ]
