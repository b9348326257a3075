"""`/api/offers`: leads that go to whoever takes them first."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from goccia.distribution import claiming
from goccia.distribution.offers_schemas import Claimed, OfferList
from goccia.identity.access import Everyone

router = APIRouter(prefix="/api/offers", tags=["distribution"])


@router.get("")
async def list_offers(access: Everyone, limit: Annotated[int, Query(ge=1, le=200)] = 100) -> OfferList:
    """What is offered to the caller now: initial, province and source, nothing else of the lead."""
    return await claiming.open_offers(access.tx, access.user, limit)


@router.post("/{offer_id}/claim")
async def claim_offer(access: Everyone, offer_id: UUID) -> Claimed:
    """Take an offered lead. The first has it; the others get 409 and are told who (`offer_taken`), that the time is up
    (`offer_ended`), or what keeps leads from them now (`offer_barred`)."""
    return await claiming.claim(access.tx, access.user, offer_id)
