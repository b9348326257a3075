"""Routes about raw deliveries: nothing that came is lost, and what was kept can be corrected and admitted."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from goccia.identity.access import Leaders
from goccia.intake import deliveries
from goccia.intake.deliveries_schemas import DeliveryPage, DeliveryState, ReplayInput, ReplayOut

router = APIRouter(tags=["intake"])


@router.get("/api/deliveries")
async def list_deliveries(
    access: Leaders,
    container_id: UUID | None = None,
    state: Annotated[DeliveryState | None, Query(description="kept: what could not become a lead.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> DeliveryPage:
    """Webhook requests as they came, newest first, with the reason where one was kept."""
    return await deliveries.list_deliveries(access.tx, container_id, state, limit, cursor)


@router.post("/api/deliveries/{delivery_id}/replay")
async def replay_delivery(access: Leaders, delivery_id: UUID, body: ReplayInput | None = None) -> ReplayOut:
    """Admit a kept delivery again, with corrected values."""
    await deliveries.get_delivery(access.tx, delivery_id)
    async with access.tx.as_system() as tx:
        return await deliveries.replay(tx, access.user.actor, delivery_id, body.values if body else None)
