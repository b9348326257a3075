"""`/api/dashboard`: the figures of a period. `/api/briefing`: what to know before the day begins."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from goccia.identity.access import Everyone, Leaders
from goccia.leads.reading import json_answer
from goccia.reports import briefing, dashboard
from goccia.reports.schemas import Briefing, Dashboard, DashboardQuery

router = APIRouter(prefix="/api", tags=["reports"])


@router.get("/dashboard", response_model=Dashboard)
async def read_dashboard(access: Everyone, query: Annotated[DashboardQuery, Query()]) -> Response:
    """What became of the leads that arrived in a period, compared with the period before and the same weekdays.

    An Admin counts all leads, a Referente those of their units, an Agente their own. Each figure is a list of leads:
    the same period as `received_from` and `received_to` of `GET /api/leads`, and the filter of its name.
    """
    return json_answer(await dashboard.read(access.tx, query))


@router.get("/briefing", response_model=Briefing)
async def read_briefing(access: Leaders, unit_id: UUID | None = None) -> Response:
    """The briefing of a unit, or of all that the caller leads: leads untouched over an hour, call-backs of today per agent,
    who is paused, containers running dry or overflowing, what the radar has found, three leads worth a call."""
    return json_answer(await briefing.read(access.tx, unit_id))
