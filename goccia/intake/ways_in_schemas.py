"""What goes in and out of the routes about the ways in and the mappings of files."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from goccia.core.schemas import Input, Line, Ref
from goccia.intake.meta_schemas import Words

WayKind = Literal["hook", "meta", "file"]
WayState = Literal["never", "flowing", "silent", "trouble"]
CAP = 1000


class WayIn(BaseModel):
    """One way by which leads reach a container."""

    kind: WayKind = Field(description="hook: its address; meta: a form; file: imports.")
    name: str | None = Field(description="The form as Meta calls it.")
    form_id: str | None
    rules: int = Field(description="Names that are told apart by its own mapping.")
    last_at: datetime | None = Field(description="When something last came.")
    recent: int = Field(description=f"How often something came in the last 30 days, at most {CAP}.")
    waiting: int = Field(description="What came and waits for somebody to act.")
    state: WayState = Field(
        description="silent: nothing came for long, measured by its own pace; trouble: something waits or is refused."
    )
    problem: Words | None


class WaysIn(BaseModel):
    """A container and its ways in."""

    container: Ref
    unit: Ref
    active: bool
    ways: list[WayIn]


class WaysInPage(BaseModel):
    """Containers by name."""

    items: list[WaysIn]
    next_cursor: str | None


Header = Annotated[str, Field(max_length=500)]


class FileMapping(BaseModel):
    """What was said of files with these columns; the next such file is read like it."""

    unit: Ref
    fingerprint: str
    mapping: dict[str, str] = Field(description="Column → field of the lead, `custom:<key>` or `answer`.")
    filename: str | None = Field(description="The last file that had these columns.")
    updated_at: datetime


class FileMappingPage(BaseModel):
    """Mappings, the last one first."""

    items: list[FileMapping]
    next_cursor: str | None


class FileMappingPatch(Input):
    """New fields for some of the columns."""

    mapping: dict[Header, Line] = Field(
        min_length=1, max_length=500, examples=[{"Cell.": "phone", "Consumo": "custom:consumo"}]
    )
