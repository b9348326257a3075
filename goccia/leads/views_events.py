"""What happens to saved views. `subject_id` is the view; `unit_id` the unit it is shared with."""

from dataclasses import dataclass
from typing import ClassVar

from goccia.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ViewSaved(Event):
    """A view was made."""

    kind: ClassVar[str] = "view.saved"


@dataclass(frozen=True, kw_only=True)
class ViewChanged(Event):
    """A view was changed; `fields` are the names of what changed."""

    kind: ClassVar[str] = "view.changed"
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class ViewDeleted(Event):
    """A view was deleted."""

    kind: ClassVar[str] = "view.deleted"
