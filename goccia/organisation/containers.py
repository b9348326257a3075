"""Make, change and put away containers."""

import secrets
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, NotFound
from goccia.identity.access import User
from goccia.kit.ids import uuid7
from goccia.organisation.events import ContainerChanged, ContainerCreated, ContainerDeleted
from goccia.organisation.queries import changes, require_unit
from goccia.organisation.schemas import ContainerInput, ContainerPatch

_CREATE = """
INSERT INTO container (id, unit_id, name, active, policy, intake_token, google_key, requires_province, identity_scope,
                       source, price_per_lead, mapping, claim_minutes, pace_minutes, sla_warn_minutes,
                       sla_take_back_minutes, created_at, sla_since, vendor, return_reasons, return_window_days)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18, $19, $20)
"""
_SAME_VENDOR = """
SELECT vendor FROM container WHERE unit_id = $1 AND lower(vendor) = lower($2) AND id <> $3 AND deleted_at IS NULL
ORDER BY created_at LIMIT 1
"""
_OPEN_LEAD = (
    "SELECT EXISTS (SELECT 1 FROM lead WHERE container_id = $1 AND closed_at IS NULL AND deleted_at IS NULL)"
)


async def create(tx: Transaction, user: User, wanted: ContainerInput) -> UUID:
    """Make a container in a unit that the caller sees; answers its id.

    Raises:
        NotFound: no such unit.
    """
    await require_unit(tx, wanted.unit_id)
    container_id = uuid7()
    async with tx.as_system():
        await tx.execute(
            _CREATE,
            *(
                container_id,
                wanted.unit_id,
                wanted.name,
                wanted.active,
                wanted.policy,
                _token(),
                wanted.google_key,
            ),
            *(
                wanted.requires_province,
                wanted.identity_scope,
                wanted.source,
                wanted.price_per_lead,
                wanted.mapping,
                wanted.claim_minutes,
                wanted.pace_minutes,
                wanted.sla_warn_minutes,
                wanted.sla_take_back_minutes,
                tx.now,
            ),
            *(
                await _spelling(tx, wanted.unit_id, wanted.vendor, container_id),
                wanted.return_reasons,
                wanted.return_window_days,
            ),
        )
        await events.record(tx, user.actor, ContainerCreated(unit_id=wanted.unit_id, subject_id=container_id))
    return container_id


async def change(tx: Transaction, user: User, container_id: UUID, wanted: ContainerPatch) -> None:
    """Change a container.

    Raises:
        NotFound: not there to see.
    """
    unit_id = await unit_of(tx, container_id)
    values = wanted.said()
    if values.keys() & {"sla_warn_minutes", "sla_take_back_minutes"}:
        await _restart_sla(tx, container_id, values)
    if values.get("vendor"):
        values["vendor"] = await _spelling(tx, unit_id, values["vendor"], container_id)
    if values:
        await _write(tx, user, container_id, unit_id, values)


async def rotate_token(tx: Transaction, user: User, container_id: UUID) -> None:
    """Give a container a new intake address; the old one answers no more.

    Raises:
        NotFound: not there to see.
    """
    unit_id = await unit_of(tx, container_id)
    await _write(tx, user, container_id, unit_id, {"intake_token": _token()})


async def delete(tx: Transaction, user: User, container_id: UUID) -> None:
    """Put a container away.

    Raises:
        NotFound: not there to see.
        Conflict: it has open leads.
    """
    unit_id = await unit_of(tx, container_id)
    async with tx.as_system():
        await tx.execute("UPDATE unit SET turn = turn WHERE id = $1", unit_id)  # behind decisions under way
        if await tx.fetchval(_OPEN_LEAD, container_id):
            raise Conflict(
                it="Il contenitore ha lead aperti: chiudili o cestinali prima, oppure disattivalo.",
                en="The container has open leads: close or trash them first, or deactivate it.",
            )
        await tx.execute("UPDATE container SET deleted_at = $2 WHERE id = $1", container_id, tx.now)
        await events.record(tx, user.actor, ContainerDeleted(unit_id=unit_id, subject_id=container_id))


async def unit_of(tx: Transaction, container_id: UUID) -> UUID:
    """The unit of a container that the caller sees.

    Raises:
        NotFound: not there to see.
    """
    unit_id: UUID | None = await tx.fetchval(
        "SELECT unit_id FROM container WHERE id = $1 AND deleted_at IS NULL", container_id
    )
    if unit_id is None:
        raise NotFound
    return unit_id


async def _write(
    tx: Transaction, user: User, container_id: UUID, unit_id: UUID, values: dict[str, object]
) -> None:
    async with tx.as_system():
        await tx.execute(
            f"UPDATE container SET {changes(values)} WHERE id = $1", container_id, *values.values()
        )
        await events.record(
            tx, user.actor, ContainerChanged(unit_id=unit_id, subject_id=container_id, fields=sorted(values))
        )


async def _restart_sla(tx: Transaction, container_id: UUID, values: dict[str, object]) -> None:
    """New minutes count for the leads that fall from now on."""
    async with tx.as_system():
        await tx.execute(
            "UPDATE container SET sla_since = $2 WHERE id = $1"
            " AND (sla_warn_minutes IS DISTINCT FROM CASE WHEN $3 THEN $4::integer ELSE sla_warn_minutes END"
            " OR sla_take_back_minutes IS DISTINCT FROM CASE WHEN $5 THEN $6::integer ELSE sla_take_back_minutes END)",
            *(container_id, tx.now),
            *("sla_warn_minutes" in values, values.get("sla_warn_minutes")),
            *("sla_take_back_minutes" in values, values.get("sla_take_back_minutes")),
        )


async def _spelling(tx: Transaction, unit_id: UUID, vendor: str | None, container_id: UUID) -> str | None:
    """A vendor as the unit's other containers spell it: one vendor, one file a month."""
    if vendor is None:
        return None
    known: str | None = await tx.fetchval(_SAME_VENDOR, unit_id, vendor, container_id)
    return known or vendor


def _token() -> str:
    return secrets.token_urlsafe(24)
