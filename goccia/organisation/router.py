"""`/api/units` and `/api/containers`, with their teams."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from goccia.core.schemas import Page, Word
from goccia.identity.access import Admins, Configurers, Everyone, Leaders
from goccia.organisation import containers, queries, team, units
from goccia.organisation.schemas import (
    Container,
    ContainerInput,
    ContainerPatch,
    TeamInput,
    TeamMember,
    Unit,
    UnitInput,
    UnitPatch,
)

router = APIRouter(tags=["organisation"])
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=2000)]
Search = Annotated[Word | None, Query(description="Part of the name, in any case, with or without accents.")]


@router.get("/api/units")
async def list_units(
    access: Everyone, active: bool | None = None, q: Search = None, limit: Limit = 200, cursor: Cursor = None
) -> Page[Unit]:
    """The units that the caller may see, by name."""
    return await queries.units(access.tx, active=active, q=q, limit=limit, cursor=cursor)


@router.post("/api/units", status_code=201)
async def create_unit(access: Admins, body: UnitInput) -> Unit:
    """Make a unit."""
    return await queries.unit(access.tx, await units.create(access.tx, access.user, body))


@router.get("/api/units/{unit_id}")
async def get_unit(access: Everyone, unit_id: UUID) -> Unit:
    """One unit."""
    return await queries.unit(access.tx, unit_id)


@router.patch("/api/units/{unit_id}")
async def change_unit(access: Configurers, unit_id: UUID, body: UnitPatch) -> Unit:
    """Change a unit; a Referente with the permission changes name and hours of their own."""
    await units.change(access.tx, access.user, unit_id, body)
    return await queries.unit(access.tx, unit_id)


@router.delete("/api/units/{unit_id}", status_code=204)
async def delete_unit(access: Admins, unit_id: UUID) -> None:
    """Put away a unit that has no open leads and no active people (else 409)."""
    await units.delete(access.tx, access.user, unit_id)


@router.get("/api/containers")
async def list_containers(
    access: Everyone, unit_id: UUID | None = None, active: bool | None = None, q: Search = None,
    limit: Limit = 200, cursor: Cursor = None,
) -> Page[Container]:  # fmt: skip
    """The containers that the caller may see, by name."""
    return await queries.containers(
        access.tx, access.settings, unit_id=unit_id, active=active, q=q, limit=limit, cursor=cursor
    )


@router.post("/api/containers", status_code=201)
async def create_container(access: Leaders, body: ContainerInput) -> Container:
    """Make a container, with its intake address."""
    made = await containers.create(access.tx, access.user, body)
    return await queries.container(access.tx, access.settings, made)


@router.get("/api/containers/{container_id}")
async def get_container(access: Everyone, container_id: UUID) -> Container:
    """One container."""
    return await queries.container(access.tx, access.settings, container_id)


@router.patch("/api/containers/{container_id}")
async def change_container(access: Leaders, container_id: UUID, body: ContainerPatch) -> Container:
    """Change a container. While it is not active, arriving leads wait in its queue."""
    await containers.change(access.tx, access.user, container_id, body)
    return await queries.container(access.tx, access.settings, container_id)


@router.delete("/api/containers/{container_id}", status_code=204)
async def delete_container(access: Leaders, container_id: UUID) -> None:
    """Put away a container that has no open leads (else 409)."""
    await containers.delete(access.tx, access.user, container_id)


@router.post("/api/containers/{container_id}/rotate-token")
async def rotate_token(access: Leaders, container_id: UUID) -> Container:
    """A new intake address; the old one stops at once."""
    await containers.rotate_token(access.tx, access.user, container_id)
    return await queries.container(access.tx, access.settings, container_id)


@router.get("/api/containers/{container_id}/team")
async def get_team(access: Leaders, container_id: UUID) -> list[TeamMember]:
    """The team of a container, by name."""
    return await queries.team(access.tx, container_id)


@router.put("/api/containers/{container_id}/team")
async def put_team(access: Leaders, container_id: UUID, body: TeamInput) -> list[TeamMember]:
    """Replace the team. Who stays keeps their place in the line, a newcomer starts at its end."""
    await team.put(access.tx, access.user, container_id, body)
    return await queries.team(access.tx, container_id)
