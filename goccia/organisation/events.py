"""What happens to units, containers and teams. `subject_id` is the record, `fields` the names of what changed."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from goccia.core.events import Event


@dataclass(frozen=True, kw_only=True)
class UnitCreated(Event):
    """A unit was made."""

    kind: ClassVar[str] = "unit.created"


@dataclass(frozen=True, kw_only=True)
class UnitChanged(Event):
    """Name, hours or state of a unit were changed."""

    kind: ClassVar[str] = "unit.changed"
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class UnitDeleted(Event):
    """A unit was put away, with its containers."""

    kind: ClassVar[str] = "unit.deleted"


@dataclass(frozen=True, kw_only=True)
class ContainerCreated(Event):
    """A container was made."""

    kind: ClassVar[str] = "container.created"


@dataclass(frozen=True, kw_only=True)
class ContainerChanged(Event):
    """Fields of a container were changed."""

    kind: ClassVar[str] = "container.changed"
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class ContainerDeleted(Event):
    """A container was put away: its intake address answers no more."""

    kind: ClassVar[str] = "container.deleted"


@dataclass(frozen=True, kw_only=True)
class TeamChanged(Event):
    """The team of a container, or the terms of its members, were changed."""

    kind: ClassVar[str] = "team.changed"
    joined: list[UUID]
    left: list[UUID]
    changed: list[UUID]
