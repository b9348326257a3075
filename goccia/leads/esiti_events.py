"""What happens to esiti and custom fields. `subject_id` is the record, `fields` the names of what changed."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from goccia.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EsitoCreated(Event):
    """An Esito was made."""

    kind: ClassVar[str] = "esito.created"


@dataclass(frozen=True, kw_only=True)
class EsitoChanged(Event):
    """An Esito was changed."""

    kind: ClassVar[str] = "esito.changed"
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class EsitoRetired(Event):
    """An Esito was put away, and another one stands for it."""

    kind: ClassVar[str] = "esito.retired"
    replaced_by: UUID


@dataclass(frozen=True, kw_only=True)
class EsitoDeleted(Event):
    """An Esito was put away."""

    kind: ClassVar[str] = "esito.deleted"


@dataclass(frozen=True, kw_only=True)
class CustomFieldCreated(Event):
    """A custom field was made."""

    kind: ClassVar[str] = "custom_field.created"


@dataclass(frozen=True, kw_only=True)
class CustomFieldChanged(Event):
    """A custom field was changed."""

    kind: ClassVar[str] = "custom_field.changed"
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class CustomFieldDeleted(Event):
    """A custom field was put away; the values stay on the leads."""

    kind: ClassVar[str] = "custom_field.deleted"
