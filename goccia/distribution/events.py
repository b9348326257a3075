"""What happens to offers, to leads that wait too long for their agent, and to where leads come from."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from goccia.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OffersChanged(Event):
    """What is offered to a person (`agent_id`) has changed. It names no lead: that is not theirs to see yet."""

    kind: ClassVar[str] = "offer.changed"


@dataclass(frozen=True, kw_only=True)
class LeadSlaWarned(Event):
    """Its agent has not touched a lead within the container's time."""

    kind: ClassVar[str] = "lead.sla_warned"
    agent: UUID


@dataclass(frozen=True, kw_only=True)
class LeadTakenBack(Event):
    """A lead was taken from an agent who let the container's time pass, and given to the next."""

    kind: ClassVar[str] = "lead.taken_back"
    agent: UUID


@dataclass(frozen=True, kw_only=True)
class LeadRecycled(Event):
    """The days of its Esito have passed without an act: the lead has returned to its container, with the start Esito."""

    kind: ClassVar[str] = "lead.recycled"
    agent: UUID | None
    esito_from: UUID
    esito_to: UUID | None
    times: int


@dataclass(frozen=True, kw_only=True)
class OriginPaused(Event):
    """Leads of an ad, campaign or source are kept out of the drip from now on (`subject_id` is the pause)."""

    kind: ClassVar[str] = "origin.paused"
    container: UUID


@dataclass(frozen=True, kw_only=True)
class OriginResumed(Event):
    """They fall again."""

    kind: ClassVar[str] = "origin.resumed"
    container: UUID
