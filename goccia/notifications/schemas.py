"""What goes in and out of the bell."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from goccia.core.schemas import Input, Word


class NoticeGroup(BaseModel):
    """One line under the bell: a notice, or a burst of one kind."""

    kind: Annotated[str, Field(examples=["lead_assigned"])]
    icon: Annotated[str, Field(examples=["lead"])]
    title: Annotated[str, Field(description="In the caller's language.", examples=["5 nuovi lead"])]
    text: Annotated[str, Field(description="Who or where.", examples=["Campagna Nord"])]
    href: Annotated[str, Field(description="What it is about, as a path of the page.")]
    day: Annotated[date, Field(description="In Rome.")]
    at: datetime
    count: int
    unread: int
    newest_id: UUID
    oldest_id: UUID


class Unread(BaseModel):
    """How many notices wait; `most` means so many or more."""

    count: int
    most: int


class ReadInput(Input):
    """Which notices have been read: all, or only those of a kind, or between two (both included)."""

    kind: Word | None = None
    newest_id: Annotated[UUID | None, Field(description="None newer than this.")] = None
    oldest_id: Annotated[UUID | None, Field(description="None older than this.")] = None
