"""Routes of the distribution: assign, hand over, trace, Registro."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from goccia.core.errors import Forbidden, NotFound
from goccia.distribution import assign, handover, queries
from goccia.distribution.schemas import (
    AssignInput,
    AssignResult,
    DeactivateInput,
    DeactivateResult,
    Register,
    ToAgent,
    Trace,
)
from goccia.identity.access import Everyone, Leaders
from goccia.leads.selection import selected

router = APIRouter(tags=["distribution"])


@router.post("/api/leads/assign")
async def assign_leads(access: Leaders, body: AssignInput) -> AssignResult:
    """Give a selection, or everything a filter finds (5,000 at most), to one agent or a goccia."""
    lead_ids = await selected(access.tx, body)
    if body.filter is None:
        seen = await access.tx.fetch(
            "SELECT id FROM lead WHERE id = ANY ($1) AND deleted_at IS NULL", lead_ids
        )
        assign.require_all(lead_ids, [row["id"] for row in seen])
    if isinstance(body.to, ToAgent):
        await assign.require_agent(access.tx, body.to.agent_id)
    async with access.tx.as_system() as tx:
        if isinstance(body.to, ToAgent):
            moved = await assign.assign_to_agent(tx, access.user.actor, lead_ids, body.to.agent_id)
        else:
            moved = await assign.assign_a_goccia(tx, access.user.actor, lead_ids)
    return AssignResult(assigned=moved)


@router.get("/api/leads/{lead_id}/distribution")
async def distribution_of_lead(access: Everyone, lead_id: UUID) -> Trace:
    """Why this lead is whose it is: every decision, in words, newest first."""
    return await queries.trace_of(access.tx, lead_id, access.user.language)


@router.get("/api/containers/{container_id}/register")
async def register(
    access: Everyone,
    container_id: UUID,
    days: Annotated[int, Query(ge=1, le=90)] = 30,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Register:
    """The Registro della goccia: who received how much, who is next, and why the others were passed over."""
    agente = access.user.id if access.user.role == "agente" else None
    return await queries.register_of(access.tx, container_id, agente, days, limit, cursor)


@router.post("/api/users/{user_id}/deactivate")
async def deactivate(access: Leaders, user_id: UUID, body: DeactivateInput) -> DeactivateResult:
    """Stop the drip to a user, end their sessions and hand over their open leads."""
    row = await access.tx.fetchrow("SELECT role FROM app_user WHERE id = $1 AND deleted_at IS NULL", user_id)
    if row is None:
        raise NotFound
    if user_id == access.user.id or (not access.user.is_admin and row["role"] != "agente"):
        raise Forbidden
    async with access.tx.as_system() as tx:
        units = await tx.fetch("SELECT unit_id FROM user_unit WHERE user_id = $1", user_id)
    if not access.user.is_admin and not {row["unit_id"] for row in units} <= set(access.user.unit_ids):
        raise Forbidden  # they work for another Referente too: take them off your own unit instead
    choice = body.open_leads.agent_id if isinstance(body.open_leads, ToAgent) else body.open_leads
    if isinstance(choice, UUID):
        await assign.require_agent(access.tx, choice)
    async with access.tx.as_system() as tx:
        moved = await handover.deactivate_agent(tx, access.user.actor, user_id, choice)
    return DeactivateResult(id=user_id, leads_moved=moved)
