"""An agent reads what is offered to them, and takes it: the first has it."""

from uuid import UUID

from goccia.core import jobs
from goccia.core.database import Transaction
from goccia.core.errors import NotFound, Refusal
from goccia.distribution.drain import DRAIN_JOB, give
from goccia.distribution.line import stand_in_line
from goccia.distribution.offers import settle_ended, tell_of_offers
from goccia.distribution.offers_schemas import Claimed, Offer, OfferList
from goccia.distribution.rules import Choice, Drop
from goccia.distribution.schemas import Named
from goccia.distribution.words import REASONS
from goccia.identity.access import User

# What may be seen of a lead by those it is offered to: no name, no number, no address.
_OPEN = """
SELECT o.id, c.id AS container_id, c.name AS container_name, left(btrim(l.first_name), 1) AS initial, l.province, l.source,
  o.offered_at, o.expires_at
FROM offer o JOIN lead l ON l.id = o.lead_id AND l.queued_at = o.queued_at JOIN container c ON c.id = o.container_id
JOIN unit u ON u.id = o.unit_id JOIN user_unit m ON m.unit_id = o.unit_id AND m.user_id = $1
WHERE o.expires_at > $2 AND $1 = ANY (o.people) AND l.deleted_at IS NULL AND c.active AND u.active
AND c.policy = 'first_to_claim' ORDER BY o.expires_at, o.id LIMIT $3
"""
_MINE = """
SELECT o.lead_id, o.container_id, o.queued_at, o.expires_at, o.people FROM offer o
JOIN user_unit m ON m.unit_id = o.unit_id AND m.user_id = $2 WHERE o.id = $1 AND $2 = ANY (o.people)
"""
_LEAD = """
SELECT id, agent_id, province, queued_at FROM lead WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE
"""


class OfferTaken(Refusal):
    """Somebody was faster."""

    status = 409
    code = "offer_taken"
    it = "Non è più da prendere: ora è di {name}."
    en = "It is taken: it is {name}’s now."


class OfferEnded(Refusal):
    """The time is up, or the lead was taken out of the offer."""

    status = 409
    code = "offer_ended"
    it = "Non è più da prendere: il tempo è scaduto o il lead è stato ritirato."
    en = "It can no longer be taken: the time is up, or the lead was withdrawn."


class OfferBarred(Refusal):
    """Something keeps the drip from this agent now."""

    status = 409
    code = "offer_barred"
    it = "Ora non puoi prenderlo: {why_it}."
    en = "You cannot take it now: {why_en}."


async def open_offers(tx: Transaction, user: User, limit: int) -> OfferList:
    """What is offered to the caller now, what ends first at the top."""
    async with tx.as_system():  # the statement names the caller: they may not see the leads themselves
        rows = await tx.fetch(_OPEN, user.id, tx.now, limit)
    return OfferList(
        items=[
            Offer(
                id=row["id"],
                container=Named(id=row["container_id"], name=row["container_name"]),
                initial=row["initial"].upper() or None,
                province=row["province"],
                source=row["source"],
                offered_at=row["offered_at"],
                expires_at=row["expires_at"],
                seconds_left=int((row["expires_at"] - tx.now).total_seconds()),
            )
            for row in rows
        ]
    )


async def claim(tx: Transaction, user: User, offer_id: UUID) -> Claimed:
    """Take an offered lead; who has it already gets the same answer again.

    Raises:
        NotFound: no such offer for the caller.
        OfferTaken: another agent has the lead.
        OfferEnded: the time is up, or the lead does not wait any more.
        OfferBarred: paused, outside their hours, at a cap…
    """
    async with tx.as_system():
        offer = await tx.fetchrow(_MINE, offer_id, user.id)
        if offer is None:
            raise NotFound
        line = await stand_in_line(tx, offer["container_id"])
        lead = await tx.fetchrow(_LEAD, offer["lead_id"])
        if lead is not None and lead["agent_id"] == user.id:
            return Claimed(lead_id=lead["id"])
        if lead is not None and lead["agent_id"] is not None:
            raise OfferTaken(
                name=await tx.fetchval("SELECT name FROM person WHERE id = $1", lead["agent_id"]) or "—"
            )
        policy_offers = line.ground.active and line.ground.policy == "first_to_claim"
        if lead is None or lead["queued_at"] != offer["queued_at"] or offer["expires_at"] <= tx.now:
            raise OfferEnded
        if not policy_offers:
            raise OfferEnded
        choice = line.claim(lead["id"], Drop(lead["province"]), user.id)
        if not isinstance(choice, Choice):
            raise OfferBarred(why_it=REASONS[choice][0], why_en=REASONS[choice][1])
        await give(tx, line, [(lead, choice)], user.actor)
        await tell_of_offers(tx, line.unit_id, offer["people"])
        await settle_ended(tx, line.container_id)
        await jobs.enqueue(
            tx, DRAIN_JOB, {"container_id": line.container_id}, key=f"drain:{line.container_id}"
        )
        return Claimed(lead_id=lead["id"])
