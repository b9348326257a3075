"""What happens to reports, and what the radar finds."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from goccia.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReportSaved(Event):
    """A report was kept, or changed."""

    kind: ClassVar[str] = "report.saved"


@dataclass(frozen=True, kw_only=True)
class ReportDeleted(Event):
    """A kept report was thrown away."""

    kind: ClassVar[str] = "report.deleted"


@dataclass(frozen=True, kw_only=True)
class ReportExported(Event):
    """Figures left in a file: of these rows, columns and measures, so many rows."""

    kind: ClassVar[str] = "report.exported"
    spec: dict[str, Any]
    rows: int
    report: UUID | None = None
    """The kept report, where it went out by mail, by its schedule; `subject_id` is who got it."""


@dataclass(frozen=True, kw_only=True)
class ReportScheduled(Event):
    """A kept report goes out by mail from now on, or at other times or to others; `subject_id` is the report."""

    kind: ClassVar[str] = "report.scheduled"
    every: str
    at: str
    recipients: list[str]


@dataclass(frozen=True, kw_only=True)
class ReportUnscheduled(Event):
    """A kept report goes out by mail no more."""

    kind: ClassVar[str] = "report.unscheduled"


@dataclass(frozen=True, kw_only=True)
class ReportMailLeft(Event):
    """Somebody wants a report by mail no more."""

    kind: ClassVar[str] = "report.mail_left"


@dataclass(frozen=True, kw_only=True)
class ReportMailJoined(Event):
    """Somebody wants a report by mail, too, or again."""

    kind: ClassVar[str] = "report.mail_joined"


@dataclass(frozen=True, kw_only=True)
class RadarRaised(Event):
    """Too many bad leads come from somewhere; `subject_id` is the alert. `again`: its rest has ended and it is still so."""

    kind: ClassVar[str] = "radar.raised"
    container: UUID
    again: bool | None = None


@dataclass(frozen=True, kw_only=True)
class RadarSnoozed(Event):
    """Somebody wants to hear of an alert later; `subject_id` is the alert."""

    kind: ClassVar[str] = "radar.snoozed"
    container: UUID


@dataclass(frozen=True, kw_only=True)
class RadarClosed(Event):
    """The share has fallen: no more over the norm. `subject_id` is the alert."""

    kind: ClassVar[str] = "radar.closed"
    container: UUID
