"""What goes in and out of the routes about imports."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from goccia.core.schemas import Absent, Input, Patch, Raw, Ref

ImportState = Literal["reading", "preview", "committing", "committed", "undoing", "undone", "failed"]
Verdict = Literal["new", "duplicate", "review", "rejected"]
Header = Annotated[Raw, Field(min_length=1, max_length=310)]
Target = Annotated[Raw, Field(min_length=1, max_length=120)]


class ImportCounts(BaseModel):
    """Records by what they are; their sum is the number of records of the file."""

    new: int = Field(description="Become leads.")
    duplicate: int = Field(description="Join a lead, or an earlier record of the file.")
    review: int = Field(description="Same e-mail, another phone: a person decides.")
    rejected: int = Field(description="Neither phone nor e-mail can be used, or a provider's test lead.")


class ImportColumn(BaseModel):
    """A column of the file."""

    header: str = Field(description="As in the file; made unique.")
    samples: list[str] = Field(description="Some of its values.")
    target: str = Field(description="The field it goes to: see `mapping`.")


class ImportSheet(BaseModel):
    """A visible sheet of the workbook."""

    name: str
    chosen: bool
    readable: bool = Field(description="It has a header.")


class ImportProgress(BaseModel):
    """How far the present work is; `total` is a guess while the file is read."""

    done: int
    total: int


class ImportProblem(BaseModel):
    """Why the file cannot be imported."""

    code: str = Field(examples=["password_protected"])
    it: str
    en: str
    where: str | None = Field(description="Place in the file, as Excel names it.", examples=["Lead!17"])


class ImportNotice(BaseModel):
    """Something to say about a record."""

    code: str
    field: str | None
    it: str
    en: str


class ImportRow(BaseModel):
    """A record of the file and what it is."""

    number: int = Field(description="Of the row, as a person sees it in the file.")
    verdict: Verdict
    cells: list[str] = Field(description="In the order of `columns`; maybe more than these.")
    fields: dict[str, Any] = Field(description="The lead's fields that it fills, normalised.")
    notices: list[ImportNotice] = Field(description="What is missing or doubtful, or why it is rejected.")
    lead: Ref | None = Field(description="The lead it is like, has joined or has become.")
    twin_row: int | None = Field(description="The earlier row of the file that it is like.")
    decided: Literal["new", "join"] | None = Field(description="What a person decided about it.")
    done: bool = Field(description="It was written, or is rejected: nothing is left to do.")


class ImportUndo(BaseModel):
    """What an undo did."""

    taken_back: int = Field(description="Leads made by the import and put into the trash.")
    kept: int = Field(
        description="Leads made by the import that stay: somebody worked them or they came again."
    )
    submissions_removed: int = Field(description="Submissions taken off leads that were there before.")
    merged: int = Field(description="Leads of the import that were merged into others, which stay.")


class ImportSummary(BaseModel):
    """An import in a list."""

    id: UUID
    state: ImportState
    counts: ImportCounts
    progress: ImportProgress | None
    problem: ImportProblem | None
    filename: str
    size: int = Field(description="Bytes.")
    unit: Ref
    container: Ref
    created_by: Ref | None
    created_at: datetime
    committed_at: datetime | None
    undone_at: datetime | None
    undo: ImportUndo | None


class ImportOut(ImportSummary):
    """An import: what was read, and what will become or has become of it."""

    columns: list[ImportColumn]
    rows: list[ImportRow] = Field(description="The first 50 records.")
    mapping: dict[str, str] = Field(
        description="Header → field: a standard field, `custom:<key>`, or `answer` (kept under its own name).",
        examples=[{"Cellulare": "phone", "Nominativo": "full_name"}],
    )
    sheet: str | None
    sheets: list[ImportSheet] = Field(description="Visible sheets of a workbook; empty for other files.")
    skipped: dict[str, int] = Field(
        description="Rows that are no records: header, title, blank, repeated_header, total, legend."
    )


class ImportPage(BaseModel):
    """Imports, newest first."""

    items: list[ImportSummary]
    next_cursor: str | None = None


class ImportRowPage(BaseModel):
    """Records in the order of the file."""

    items: list[ImportRow]
    next_cursor: str | None = None


class ImportPatch(Patch):
    """What to read otherwise. The file is read again, and the counts are new."""

    mapping: dict[Header, Target] | Absent = Field(
        default=None,
        max_length=300,
        description="Header → field; columns that are not named stay as they are.",
        examples=[{"Colonna 3": "phone"}],
    )
    sheet: Annotated[Raw, Field(min_length=1, max_length=200)] | Absent = Field(
        default=None, description="Another sheet of the workbook."
    )


class Nothing(Input):
    """An empty object."""


class DecideInput(Input):
    """What a person decides about a record to review."""

    action: Literal["new", "join"] = Field(
        description="new: another person, a lead of their own; join: the same person."
    )
