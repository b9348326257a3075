"""`/api/esiti`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query

from goccia.core.schemas import Page
from goccia.identity.access import Configurers, Everyone
from goccia.leads import esiti, esiti_order, esiti_replacement, esiti_returns
from goccia.leads.esiti_schemas import Esito, EsitoPatch, EsitoReplacement, EsitoReturns, EsitoUsage, NewEsito

router = APIRouter(prefix="/api/esiti", tags=["esiti"])


@router.get("")
async def list_esiti(
    access: Everyone,
    unit_id: Annotated[UUID | None, Query(description="Those of all units, and of this one.")] = None,
    active: bool | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 200,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Page[Esito]:
    """The esiti that the caller may see, in their order."""
    return await esiti.listed(access.tx, unit_id=unit_id, active=active, limit=limit, cursor=cursor)


@router.post("", status_code=201)
async def create_esito(access: Configurers, body: NewEsito) -> Esito:
    """Make an Esito; only an Admin makes one of all units."""
    return await esiti.get(access.tx, await esiti.create(access.tx, access.user, body))


@router.put("/order")
async def put_order_of_esiti(
    access: Configurers,
    body: Annotated[list[UUID], Body(min_length=1, max_length=500, description="Ids, the first one first.")],
) -> Page[Esito]:
    """Put esiti into this order, all of them or, where one is not there, none. They share out the places they have."""
    await esiti_order.put(access.tx, access.user, body)
    return Page(items=[await esiti.get(access.tx, esito_id) for esito_id in body], next_cursor=None)


@router.get("/{esito_id}")
async def get_esito(access: Everyone, esito_id: UUID) -> Esito:
    """One Esito."""
    return await esiti.get(access.tx, esito_id)


@router.get("/{esito_id}/returns")
async def get_returns_of_esito(access: Configurers, esito_id: UUID) -> EsitoReturns:
    """How many leads this Esito sends back into the drip, today and within a week."""
    return await esiti_returns.of(access.tx, esito_id)


@router.get("/{esito_id}/usage")
async def get_usage_of_esito(access: Configurers, esito_id: UUID) -> EsitoUsage:
    """How many leads carry an Esito and how many saved views name it; of a retired one, how many are still to move."""
    return await esiti_replacement.usage(access.tx, esito_id)


@router.post("/{esito_id}/retire")
async def retire_esito(access: Configurers, esito_id: UUID, body: EsitoReplacement) -> Esito:
    """Put an Esito away with another in its place: its leads and the saved views that name it go over to that one.

    The leads follow in the background; what happened to them keeps its name. `PATCH {active: true}` brings the Esito
    back, for the leads that come."""
    await esiti_replacement.retire(access.tx, access.user, esito_id, body.replacement_id)
    return await esiti.get(access.tx, esito_id)


@router.patch("/{esito_id}")
async def change_esito(access: Configurers, esito_id: UUID, body: EsitoPatch) -> Esito:
    """Change an Esito; only an Admin changes one of all units."""
    await esiti.change(access.tx, access.user, esito_id, body)
    return await esiti.get(access.tx, esito_id)


@router.delete("/{esito_id}", status_code=204)
async def delete_esito(access: Configurers, esito_id: UUID) -> None:
    """Put away an Esito that no lead carries (else 409)."""
    await esiti.delete(access.tx, access.user, esito_id)
