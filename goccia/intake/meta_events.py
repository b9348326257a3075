"""What happens to Meta's pages and forms. Ids of Meta are text, so they are in the payload."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from goccia.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MetaTokenDead(Event):
    """A page's token stopped working (`state` dead or no_permission): leads wait. One event per unit."""

    kind: ClassVar[str] = "meta.token_dead"
    page: str
    state: str


@dataclass(frozen=True, kw_only=True)
class MetaTokenAlive(Event):
    """A page's token works again after an alarm."""

    kind: ClassVar[str] = "meta.token_alive"
    page: str


@dataclass(frozen=True, kw_only=True)
class MetaPageSaved(Event):
    """An Admin connected a page or stored a new token."""

    kind: ClassVar[str] = "meta.page_saved"
    page: str


@dataclass(frozen=True, kw_only=True)
class MetaPageRemoved(Event):
    """An Admin disconnected a page."""

    kind: ClassVar[str] = "meta.page_removed"
    page: str


@dataclass(frozen=True, kw_only=True)
class MetaFormSaved(Event):
    """A form was connected to a container, or disconnected from one (`container` missing)."""

    kind: ClassVar[str] = "meta.form_saved"
    form: str
    container: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class MetaFormRemoved(Event):
    """A form was disconnected."""

    kind: ClassVar[str] = "meta.form_removed"
    form: str


@dataclass(frozen=True, kw_only=True)
class MetaLeadSorted(Event):
    """A person chose the container of one lead of Da smistare."""

    kind: ClassVar[str] = "meta.lead_sorted"
    leadgen: str
    container: UUID


@dataclass(frozen=True, kw_only=True)
class MetaLeadChanged(Event):
    """A lead came to wait for a person, or stopped waiting: the count of Da smistare has changed."""

    kind: ClassVar[str] = "meta.lead_changed"
    leadgen: str
    state: str


@dataclass(frozen=True, kw_only=True)
class DeliveryKept(Event):
    """A delivery could not become a lead, or not all of it; `code` says why. `subject_id` is the delivery."""

    kind: ClassVar[str] = "delivery.kept"
    container: UUID
    code: str | None


@dataclass(frozen=True, kw_only=True)
class DeliveryReplayed(Event):
    """A kept delivery was admitted again by a person."""

    kind: ClassVar[str] = "delivery.replayed"
    state: str
