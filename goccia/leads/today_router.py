"""`/api/today`: Oggi, the agent's home."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from goccia.core.errors import Forbidden
from goccia.identity.access import Everyone
from goccia.leads import today
from goccia.leads.reading import json_answer
from goccia.leads.schemas import Today

router = APIRouter(prefix="/api/today", tags=["leads"])


@router.get("", response_model=Today)
async def read_today(
    access: Everyone,
    agent_id: Annotated[UUID | None, Query(description="Another agent's day (Admin and Referente).")] = None,
) -> Response:
    """The caller's day: overdue call-backs, call-backs now, new leads with their age, appointments of today."""
    if agent_id not in (None, access.user.id) and access.user.role == "agente":
        raise Forbidden
    return json_answer(await today.read(access.tx, agent_id or access.user.id))
