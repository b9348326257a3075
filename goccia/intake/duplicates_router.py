"""`/api/leads/duplicates` and the acts on a pair of leads."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from goccia.identity.access import Leaders
from goccia.intake import duplicates
from goccia.intake.duplicates_schemas import Comparison, MergeInput, OtherLead, PairPage
from goccia.intake.merge import merge
from goccia.leads.reading import json_answer
from goccia.leads.schemas import Lead

router = APIRouter(prefix="/api/leads", tags=["leads"])
_CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {"description": "One of the two was merged already, they are of two units, or it is one lead."}
}


@router.get("/duplicates")
async def list_duplicates(
    access: Leaders,
    unit_id: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> PairPage:
    """Pairs of leads that may be one person: the same phone, the same e-mail, or marked so when they came."""
    return await duplicates.pairs(access.tx, unit_id, limit, cursor)


@router.get("/{id}/comparison", responses=_CONFLICT)
async def compare_leads(access: Leaders, id: UUID, other_id: UUID) -> Comparison:  # noqa: A002 - the name in the address
    """Two leads side by side, field by field."""
    return await duplicates.compare(access.tx, id, other_id)


@router.post("/{id}/merge", response_model=Lead, responses=_CONFLICT)
async def merge_leads(access: Leaders, id: UUID, body: MergeInput) -> Response:  # noqa: A002
    """Merge another lead of the unit into this one. What was written of it comes along, its address leads here."""
    return json_answer(await merge(access.tx, access.user.actor, id, body.other_id, body.take))


@router.post("/{id}/told-apart", status_code=204, responses=_CONFLICT)
async def tell_leads_apart(access: Leaders, id: UUID, body: OtherLead) -> None:  # noqa: A002
    """Remember that these are two people: the pair is shown no more."""
    await duplicates.tell_apart(access.tx, access.user.actor, id, body.other_id)
