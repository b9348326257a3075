"""What happens to a lead. `agent_id` addresses an event to one person alone: only `LeadLeft` uses it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from goccia.core.events import Event


@dataclass(frozen=True, kw_only=True)
class LeadCreated(Event):
    """A lead came into being; `via` is hook, meta, import or manual."""

    kind: ClassVar[str] = "lead.created"
    container: UUID
    via: str


@dataclass(frozen=True, kw_only=True)
class LeadAssigned(Event):
    """A lead got its agent; `result` is that of the decision."""

    kind: ClassVar[str] = "lead.assigned"
    container: UUID
    agent: UUID
    result: str
    previous: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class LeadQueued(Event):
    """Nobody could have the lead: it waits in its container's queue."""

    kind: ClassVar[str] = "lead.queued"
    container: UUID


@dataclass(frozen=True, kw_only=True)
class LeadLeft(Event):
    """Told to the one agent (`agent_id`) who has lost the lead and may no longer read of it."""

    kind: ClassVar[str] = "lead.left"


@dataclass(frozen=True, kw_only=True)
class LeadResubmitted(Event):
    """The person asked again: a warm signal."""

    kind: ClassVar[str] = "lead.resubmitted"
    container: UUID
    via: str
    submission: UUID


@dataclass(frozen=True, kw_only=True)
class LeadEsitoSet(Event):
    """An Esito was recorded. `personal` has the text of reason and note."""

    kind: ClassVar[str] = "lead.esito_set"
    esito_from: UUID | None = None
    esito_to: UUID
    attempt: int
    next_action_at: datetime | None = None
    next_action_kind: str | None = None
    amount: str | None = None
    nota: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class LeadEsitoReplaced(Event):
    """Its Esito was retired, and it got the one in its place: nobody worked the lead."""

    kind: ClassVar[str] = "lead.esito_replaced"
    esito_from: UUID
    esito_to: UUID


@dataclass(frozen=True, kw_only=True)
class LeadNoteAdded(Event):
    """A person wrote a Nota. `personal` has its text."""

    kind: ClassVar[str] = "lead.note_added"
    nota: UUID


@dataclass(frozen=True, kw_only=True)
class LeadEdited(Event):
    """Fields were changed. `fields` are their names; `personal` has the old and the new values."""

    kind: ClassVar[str] = "lead.edited"
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class LeadTrashed(Event):
    """Put into the trash."""

    kind: ClassVar[str] = "lead.trashed"


@dataclass(frozen=True, kw_only=True)
class LeadRestored(Event):
    """Taken out of the trash."""

    kind: ClassVar[str] = "lead.restored"


@dataclass(frozen=True, kw_only=True)
class LeadMerged(Event):
    """Another lead (`merged`) was merged into this one. `fields` were taken from it; `personal` has all it held, and what
    changed here."""

    kind: ClassVar[str] = "lead.merged"
    merged: UUID
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class LeadsToldApart(Event):
    """A person has said that this lead and the other (`subject_id`) are two people."""

    kind: ClassVar[str] = "lead.told_apart"


@dataclass(frozen=True, kw_only=True)
class VendorReturnProposed(Event):
    """An Esito proposed to return the lead to its vendor (`subject_id` is the return)."""

    kind: ClassVar[str] = "vendor_return.proposed"
    return_reason: str


@dataclass(frozen=True, kw_only=True)
class VendorReturnWithdrawn(Event):
    """Another Esito took the proposal back, before the vendor heard of it."""

    kind: ClassVar[str] = "vendor_return.withdrawn"
    return_reason: str


@dataclass(frozen=True, kw_only=True)
class LeadsExported(Event):
    """Leads left in a file, by the actor: under this filter, so many rows. `personal` has the text searched."""

    kind: ClassVar[str] = "lead.exported"
    filter: dict[str, Any]
    rows: int
    columns: list[str]
