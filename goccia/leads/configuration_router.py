"""`/api/units/{unit_id}/copy-configuration`."""

from uuid import UUID

from fastapi import APIRouter

from goccia.identity.access import Admins
from goccia.leads import configuration_copy
from goccia.leads.configuration_schemas import ConfigurationCopy, CopiedPart

router = APIRouter(tags=["organisation"])


@router.post("/api/units/{unit_id}/copy-configuration")
async def copy_configuration(access: Admins, unit_id: UUID, body: ConfigurationCopy) -> list[CopiedPart]:
    """Copy hours, containers (without team, with addresses of their own), Esiti and custom fields from another unit.

    Nothing that the unit has is overwritten except its hours: what is there under the same name or key is kept.
    """
    return await configuration_copy.copy(access.tx, access.user, access.settings, unit_id, body)
