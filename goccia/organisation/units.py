"""Make, change and put away units."""

from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, Forbidden
from goccia.identity.access import User
from goccia.kit.ids import uuid7
from goccia.organisation.events import ContainerDeleted, UnitChanged, UnitCreated, UnitDeleted
from goccia.organisation.queries import changes, require_unit
from goccia.organisation.schemas import UnitInput, UnitPatch

_OPEN_LEAD = (
    "SELECT EXISTS (SELECT 1 FROM lead WHERE unit_id = $1 AND closed_at IS NULL AND deleted_at IS NULL)"
)
_ACTIVE_PERSON = """
SELECT EXISTS (SELECT 1 FROM user_unit m JOIN app_user u ON u.id = m.user_id
WHERE m.unit_id = $1 AND u.active AND u.deleted_at IS NULL AND u.role <> 'admin')
"""


async def create(tx: Transaction, user: User, wanted: UnitInput) -> UUID:
    """Make a unit; answers its id."""
    unit_id = uuid7()
    async with tx.as_system():
        await tx.execute(
            "INSERT INTO unit (id, name, active, calendar, created_at) VALUES ($1, $2, $3, $4, $5)",
            *(unit_id, wanted.name, wanted.active, wanted.calendar.model_dump(mode="json"), tx.now),
        )
        await events.record(tx, user.actor, UnitCreated(unit_id=unit_id, subject_id=unit_id))
    return unit_id


async def change(tx: Transaction, user: User, unit_id: UUID, wanted: UnitPatch) -> None:
    """Change a unit.

    Raises:
        NotFound: not there to see.
        Forbidden: a Referente would switch it on or off.
    """
    await require_unit(tx, unit_id)
    values = wanted.said()
    if "active" in values and not user.is_admin:
        raise Forbidden
    if not values:
        return
    if wanted.calendar is not None:
        values["calendar"] = wanted.calendar.model_dump(mode="json")
    async with tx.as_system():
        await tx.execute(f"UPDATE unit SET {changes(values)} WHERE id = $1", unit_id, *values.values())
        await events.record(
            tx, user.actor, UnitChanged(unit_id=unit_id, subject_id=unit_id, fields=sorted(values))
        )


async def delete(tx: Transaction, user: User, unit_id: UUID) -> None:
    """Put a unit away, with its containers.

    Raises:
        NotFound: not there to see.
        Conflict: it has open leads or active people.
    """
    await require_unit(tx, unit_id)
    async with tx.as_system():
        await tx.execute("UPDATE unit SET turn = turn WHERE id = $1", unit_id)  # behind decisions under way
        if await tx.fetchval(_OPEN_LEAD, unit_id):
            raise Conflict(
                it="L'unità ha contenitori con lead aperti: chiudili o cestinali prima, oppure disattiva l'unità.",
                en="The unit has containers with open leads: close or trash them first, or deactivate the unit.",
            )
        if await tx.fetchval(_ACTIVE_PERSON, unit_id):
            raise Conflict(
                it="L'unità ha persone attive: spostale o disattivale prima, oppure disattiva l'unità.",
                en="The unit has active people: move or deactivate them first, or deactivate the unit.",
            )
        gone = await tx.fetch(
            "UPDATE container SET deleted_at = $2 WHERE unit_id = $1 AND deleted_at IS NULL RETURNING id",
            unit_id,
            tx.now,
        )
        await tx.execute("UPDATE unit SET deleted_at = $2 WHERE id = $1", unit_id, tx.now)
        await events.record(
            tx,
            user.actor,
            *(ContainerDeleted(unit_id=unit_id, subject_id=row["id"]) for row in gone),
            UnitDeleted(unit_id=unit_id, subject_id=unit_id),
        )
