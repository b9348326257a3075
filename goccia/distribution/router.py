"""Routes of the distribution: assign, hand over, trace, Registro."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from goccia.core.errors import Forbidden, NotFound
from goccia.distribution import assign, handover, queries
from goccia.distribution.open_leads import groups_of, ids_by_group
from goccia.distribution.schemas import (
    AssignInput,
    AssignResult,
    ByGroup,
    DeactivateInput,
    DeactivateResult,
    HandOverResult,
    Heir,
    OpenGroup,
    Register,
    ToAgent,
    Trace,
)
from goccia.identity.access import Access, Everyone, Leaders
from goccia.leads.selection import selected

router = APIRouter(tags=["distribution"])
_MOVED: dict[int | str, dict[str, Any]] = {
    308: {"description": "The lead was merged into another one: see `Location`."}
}


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


@router.get("/api/leads/{lead_id}/distribution", responses=_MOVED)
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
    """Stop the drip to a user, end their sessions and hand over their open leads, all alike or group by group."""
    role = await _role_of(access, user_id)
    if user_id == access.user.id or (not access.user.is_admin and role != "agente"):
        raise Forbidden
    async with access.tx.as_system() as tx:
        units = await tx.fetch("SELECT unit_id FROM user_unit WHERE user_id = $1", user_id)
    if not access.user.is_admin and not {row["unit_id"] for row in units} <= set(access.user.unit_ids):
        raise Forbidden  # they work for another Referente too: take them off your own unit instead
    destinations = await _destinations(access, body.open_leads)
    async with access.tx.as_system() as tx:
        moved = await handover.deactivate_agent(tx, access.user.actor, user_id, destinations)
    return DeactivateResult(id=user_id, leads_moved=moved)


@router.get("/api/users/{user_id}/open-leads")
async def list_open_leads(access: Leaders, user_id: UUID) -> list[OpenGroup]:
    """What an agent has open, in the groups to decide about when they pause or leave."""
    await _role_of(access, user_id)
    return await groups_of(access.tx, user_id)


@router.post("/api/users/{user_id}/hand-over")
async def hand_over(access: Leaders, user_id: UUID, body: ByGroup) -> HandOverResult:
    """Hand over open leads of an agent who pauses or stays, group by group; those that the caller may see."""
    await _role_of(access, user_id)
    destinations = await _destinations(access, body)
    leads = await ids_by_group(access.tx, user_id)
    async with access.tx.as_system() as tx:
        moved = await handover.hand_over(tx, access.user.actor, user_id, leads, destinations)
    return HandOverResult(leads_moved=moved)


async def _role_of(access: Access, user_id: UUID) -> str:
    role: str | None = await access.tx.fetchval(
        "SELECT role FROM app_user WHERE id = $1 AND deleted_at IS NULL", user_id
    )
    if role is None:
        raise NotFound
    return role


async def _destinations(access: Access, open_leads: Heir | ByGroup) -> handover.Destinations:
    destinations = handover.heirs_of(open_leads)
    for agent_id in handover.agents_among(destinations):
        await assign.require_agent(access.tx, agent_id)
    return destinations
