"""`/api/views`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from goccia.core.schemas import Page
from goccia.identity.access import Everyone
from goccia.leads import views
from goccia.leads.views_schemas import View, ViewInput, ViewPatch

router = APIRouter(prefix="/api/views", tags=["views"])


@router.get("")
async def list_views(
    access: Everyone,
    unit_id: Annotated[UUID | None, Query(description="Of the shared ones, those of this unit only.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 200,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Page[View]:
    """The caller's saved views of the lead list and those shared with their units, by name."""
    return await views.listed(access.tx, access.user, unit_id=unit_id, limit=limit, cursor=cursor)


@router.post("", status_code=201)
async def save_view(access: Everyone, body: ViewInput) -> View:
    """Save a view (30 a person at most, each with a name of its own). Admin and Referente may share it with a unit."""
    return await views.get(access.tx, access.user, await views.save(access.tx, access.user, body))


@router.get("/{view_id}")
async def get_view(access: Everyone, view_id: UUID) -> View:
    """One view."""
    return await views.get(access.tx, access.user, view_id)


@router.patch("/{view_id}")
async def change_view(access: Everyone, view_id: UUID, body: ViewPatch) -> View:
    """Change a view: one's own, or a shared one of a unit that one leads."""
    await views.change(access.tx, access.user, view_id, body)
    return await views.get(access.tx, access.user, view_id)


@router.delete("/{view_id}", status_code=204)
async def delete_view(access: Everyone, view_id: UUID) -> None:
    """Delete a view: one's own, or a shared one of a unit that one leads."""
    await views.delete(access.tx, access.user, view_id)


@router.put("/{view_id}/default", status_code=204)
async def open_with_view(access: Everyone, view_id: UUID) -> None:
    """The caller's list opens with this view, instead of any other."""
    await views.open_with(access.tx, access.user, view_id)


@router.delete("/{view_id}/default", status_code=204)
async def open_without_view(access: Everyone, view_id: UUID) -> None:
    """The caller's list no longer opens with this view."""
    await views.open_without(access.tx, access.user, view_id)
