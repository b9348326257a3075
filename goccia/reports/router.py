"""`/api/dashboard`: the figures of a period."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from goccia.identity.access import Everyone
from goccia.leads.reading import json_answer
from goccia.reports import dashboard
from goccia.reports.schemas import Dashboard, DashboardQuery

router = APIRouter(prefix="/api/dashboard", tags=["reports"])


@router.get("", response_model=Dashboard)
async def read_dashboard(access: Everyone, query: Annotated[DashboardQuery, Query()]) -> Response:
    """What became of the leads that arrived in a period, compared with the period before and the same weekdays.

    An Admin counts all leads, a Referente those of their units, an Agente their own. Each figure is a list of leads:
    the same period as `received_from` and `received_to` of `GET /api/leads`, and the filter of its name.
    """
    return json_answer(await dashboard.read(access.tx, query))
