"""`/api/containers/{container_id}/rehearsal`: the Prova del distributore."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from goccia.distribution import rehearsal
from goccia.distribution.rehearsal_answer import Part, place_of
from goccia.distribution.rehearsal_schemas import Rehearsal, RehearsalDays, RehearsalInput
from goccia.identity.access import Leaders

router = APIRouter(prefix="/api/containers/{container_id}/rehearsal", tags=["distribution"])


@router.get("")
async def list_rehearsal_days(access: Leaders, container_id: UUID) -> RehearsalDays:
    """The days of the last month that a Prova can replay, and the one to begin with."""
    return await rehearsal.days(access.tx, container_id)


@router.post("")
async def rehearse(
    access: Leaders,
    container_id: UUID,
    body: RehearsalInput,
    only_changed: Annotated[
        bool, Query(description="List only the leads that another agent would have had.")
    ] = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Rehearsal:
    """Replay a past day's leads under edited rules, side by side with how it went. Nothing is written.

    A day is replayed from its first 5,000 leads, and the answer says so (`truncated`)."""
    return await rehearsal.rehearse(
        access.tx, access.user, container_id, body, Part(only_changed, limit, place_of(cursor))
    )
