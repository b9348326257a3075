"""What happens to an import. `subject_id` is the import."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from goccia.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ImportCreated(Event):
    """A person uploaded a file for a container."""

    kind: ClassVar[str] = "import.created"
    container: UUID


@dataclass(frozen=True, kw_only=True)
class ImportRead(Event):
    """The file was read: its preview can be looked at."""

    kind: ClassVar[str] = "import.read"
    counts: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class ImportFailed(Event):
    """The file cannot be read; `code` says why."""

    kind: ClassVar[str] = "import.failed"
    code: str


@dataclass(frozen=True, kw_only=True)
class ImportCommitted(Event):
    """What the preview announced was written."""

    kind: ClassVar[str] = "import.committed"
    counts: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class ImportUndone(Event):
    """The leads that nobody had worked were taken back, the others kept."""

    kind: ClassVar[str] = "import.undone"
    taken_back: int
    kept: int


@dataclass(frozen=True, kw_only=True)
class FileMappingChanged(Event):
    """Files of some columns are read otherwise from now on; `columns` are those that changed."""

    kind: ClassVar[str] = "file_mapping.changed"
    columns: list[str]


@dataclass(frozen=True, kw_only=True)
class FileMappingForgotten(Event):
    """What was said of files of some columns counts no longer; `mapping` is what was said."""

    kind: ClassVar[str] = "file_mapping.forgotten"
    mapping: dict[str, str]
