"""Copy what a unit is configured with to another: hours, containers, Esiti, custom fields."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel

from goccia.core.database import Transaction
from goccia.core.errors import invalid
from goccia.core.schemas import Page
from goccia.core.settings import Settings
from goccia.identity.access import User
from goccia.leads import custom_fields, esiti
from goccia.leads.configuration_schemas import ConfigurationCopy, CopiedPart, Part
from goccia.leads.custom_fields_schemas import CustomFieldInput
from goccia.leads.esiti_schemas import NewEsito
from goccia.organisation import containers, queries, units
from goccia.organisation.queries import require_unit
from goccia.organisation.schemas import ContainerInput, UnitPatch

Item = TypeVar("Item", bound=BaseModel)
Wanted = TypeVar("Wanted", bound=BaseModel)


async def copy(
    tx: Transaction, user: User, settings: Settings, unit_id: UUID, wanted: ConfigurationCopy
) -> list[CopiedPart]:
    """Copy the parts asked for, in one transaction. What the unit has under the same name stays as it is.

    Containers come with an address of their own, without team and without Google's key; Esiti of all units are
    there already.

    Raises:
        NotFound: one of the units is not there to see.
        Invalid: a unit cannot be copied to itself.
        Conflict: leads of the unit have values of another type under a custom field's key.
    """
    await require_unit(tx, unit_id)
    if wanted.from_unit_id == unit_id:
        raise invalid("from_unit_id", "Scegli un'altra unità.", "Choose another unit.")
    await require_unit(tx, wanted.from_unit_id)
    async with tx.as_system():  # a second copy at the same time finds what the first one made
        await tx.execute("SELECT 1 FROM unit WHERE id = $1 FOR NO KEY UPDATE", unit_id)
    copiers: dict[Part, Callable[[], Awaitable[CopiedPart]]] = {
        "calendar": lambda: _calendar(tx, user, wanted.from_unit_id, unit_id),
        "custom_fields": lambda: _custom_fields(tx, user, wanted.from_unit_id, unit_id),
        "esiti": lambda: _esiti(tx, user, wanted.from_unit_id, unit_id),
        "containers": lambda: _containers(tx, user, settings, wanted.from_unit_id, unit_id),
    }
    return [await copier() for part, copier in copiers.items() if part in wanted.parts]


async def _calendar(tx: Transaction, user: User, source: UUID, target: UUID) -> CopiedPart:
    unit = await queries.unit(tx, source)
    await units.change(tx, user, target, UnitPatch(calendar=unit.calendar))
    return CopiedPart(part="calendar", copied=[unit.name], kept=[])


async def _custom_fields(tx: Transaction, user: User, source: UUID, target: UUID) -> CopiedPart:
    async def read(unit_id: UUID, cursor: str | None) -> Page[Any]:
        return await custom_fields.listed(tx, unit_id=unit_id, active=None, limit=200, cursor=cursor)

    there = {field.key for field in await _all(read, target)}
    done = CopiedPart(part="custom_fields", copied=[], kept=[])
    for field in await _all(read, source):
        if field.key in there:
            done.kept.append(field.label)
            continue
        await custom_fields.create(tx, user, _as(CustomFieldInput, field, unit_id=target))
        done.copied.append(field.label)
    return done


async def _esiti(tx: Transaction, user: User, source: UUID, target: UUID) -> CopiedPart:
    async def read(unit_id: UUID, cursor: str | None) -> Page[Any]:
        return await esiti.listed(tx, unit_id=unit_id, active=None, limit=200, cursor=cursor)

    existing = await _all(read, target)
    there = {esito.name.casefold() for esito in existing}
    has_initial = any(esito.initial and esito.unit_id == target for esito in existing)
    done = CopiedPart(part="esiti", copied=[], kept=[])
    for esito in await _all(read, source):
        if esito.unit_id is None:
            continue
        if esito.name.casefold() in there:
            done.kept.append(esito.name)
            continue
        initial = esito.initial and not has_initial
        await esiti.create(tx, user, _as(NewEsito, esito, unit_id=target, initial=initial))
        done.copied.append(esito.name)
    return done


async def _containers(
    tx: Transaction, user: User, settings: Settings, source: UUID, target: UUID
) -> CopiedPart:
    async def read(unit_id: UUID, cursor: str | None) -> Page[Any]:
        return await queries.containers(tx, settings, unit_id=unit_id, limit=200, cursor=cursor)

    there = {container.name.casefold() for container in await _all(read, target)}
    done = CopiedPart(part="containers", copied=[], kept=[])
    for container in await _all(read, source):
        if container.name.casefold() in there:
            done.kept.append(container.name)
            continue
        whole = await queries.container(tx, settings, container.id)
        await containers.create(tx, user, _as(ContainerInput, whole, unit_id=target, google_key=None))
        done.copied.append(container.name)
    return done


async def _all(read: Callable[[UUID, str | None], Awaitable[Page[Item]]], unit_id: UUID) -> list[Item]:
    page = await read(unit_id, None)
    items = list(page.items)
    while page.next_cursor:
        page = await read(unit_id, page.next_cursor)
        items += page.items
    return items


def _as(kind: type[Wanted], item: BaseModel, **other: Any) -> Wanted:
    """What was read as what is asked for to make it anew; fields that both have come along by themselves."""
    fields = item.model_dump(include=set(kind.model_fields))
    return kind.model_validate(fields | other)
