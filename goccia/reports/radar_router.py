"""`/api/radar`: where bad leads come from."""

from uuid import UUID

from fastapi import APIRouter, Response

from goccia.identity.access import Leaders
from goccia.leads.reading import json_answer
from goccia.reports import radar
from goccia.reports.radar_schemas import Radar, SnoozeInput

router = APIRouter(prefix="/api/radar", tags=["reports"])


@router.get("", response_model=Radar)
async def read_radar(access: Leaders, unit_id: UUID | None = None) -> Response:
    """Each ad, campaign or source of the last days: worked leads, bad ones, and what is usual in its container."""
    return json_answer(await radar.read(access.tx, unit_id))


@router.post("/snooze", status_code=204)
async def snooze_radar(access: Leaders, body: SnoozeInput) -> None:
    """Hear of an alert again in some days, if it is still so (404 where there is none)."""
    await radar.snooze(access.tx, access.user, body.container_id, body.origin, body.days)
