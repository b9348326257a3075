"""What happens to offers."""

from dataclasses import dataclass
from typing import ClassVar

from goccia.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OffersChanged(Event):
    """What is offered to a person (`agent_id`) has changed. It names no lead: that is not theirs to see yet."""

    kind: ClassVar[str] = "offer.changed"
