"""What happens to reports."""

from dataclasses import dataclass
from typing import Any, ClassVar

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
