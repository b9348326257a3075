"""`/api/custom-fields`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from goccia.core.schemas import Page
from goccia.identity.access import Configurers, Everyone
from goccia.leads import custom_fields
from goccia.leads.custom_fields_schemas import CustomField, CustomFieldInput, CustomFieldPatch

router = APIRouter(prefix="/api/custom-fields", tags=["custom fields"])


@router.get("")
async def list_custom_fields(
    access: Everyone,
    unit_id: UUID | None = None,
    active: bool | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 200,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Page[CustomField]:
    """The custom fields of the units that the caller may see, in their order."""
    return await custom_fields.listed(access.tx, unit_id=unit_id, active=active, limit=limit, cursor=cursor)


@router.post("", status_code=201)
async def create_custom_field(access: Configurers, body: CustomFieldInput) -> CustomField:
    """Make a custom field."""
    return await custom_fields.get(access.tx, await custom_fields.create(access.tx, access.user, body))


@router.get("/{field_id}")
async def get_custom_field(access: Everyone, field_id: UUID) -> CustomField:
    """One custom field."""
    return await custom_fields.get(access.tx, field_id)


@router.patch("/{field_id}")
async def change_custom_field(access: Configurers, field_id: UUID, body: CustomFieldPatch) -> CustomField:
    """Change a custom field; its type only while no lead has a value (else 409)."""
    await custom_fields.change(access.tx, access.user, field_id, body)
    return await custom_fields.get(access.tx, field_id)


@router.delete("/{field_id}", status_code=204)
async def delete_custom_field(access: Configurers, field_id: UUID) -> None:
    """Put a custom field away; the values stay on the leads."""
    await custom_fields.delete(access.tx, access.user, field_id)
