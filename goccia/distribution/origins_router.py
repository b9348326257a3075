"""`/api/origins`: one tap pauses where leads come from."""

from fastapi import APIRouter

from goccia.distribution import origin_pauses
from goccia.distribution.origin_schemas import OriginInput, OriginState
from goccia.identity.access import Leaders

router = APIRouter(prefix="/api/origins", tags=["distribution"])


@router.post("/pause")
async def pause_origin(access: Leaders, body: OriginInput) -> OriginState:
    """Keep what comes from an ad, campaign or source out of the drip: it is stored and waits. The ad itself goes on
    spending until it is paused at Meta or at the vendor."""
    await origin_pauses.pause(access.tx, access.user, body.container_id, body.origin)
    return await origin_pauses.state(access.tx, body.container_id, body.origin)


@router.post("/resume")
async def resume_origin(access: Leaders, body: OriginInput) -> OriginState:
    """End a pause: what waits falls a goccia in its order."""
    await origin_pauses.resume(access.tx, access.user, body.container_id, body.origin)
    return await origin_pauses.state(access.tx, body.container_id, body.origin)
