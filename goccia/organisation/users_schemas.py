"""What goes in and out of users and their pauses."""

from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, Field

from goccia.core.schemas import Absent, EmailAddress, Input, Line, Moment, Patch, Ref, Text, Word
from goccia.identity.schemas import Language, Role
from goccia.kit.calendars import Calendar

UnitIds = Annotated[list[UUID], Field(max_length=500)]
GivenPassword = Annotated[str, Field(min_length=8, max_length=1000, json_schema_extra={"format": "password"})]


class UserInput(Input):
    """A new user. Without a password one is made, shown once in the answer, and changed at the first login."""

    email: EmailAddress
    first_name: Line
    last_name: Word
    role: Role
    unit_ids: UnitIds = Field(default_factory=list)
    password: GivenPassword | None = None
    language: Language = "it"
    can_export: Annotated[bool, Field(description="Lets an Agente export their leads.")] = False
    can_configure: Annotated[bool, Field(description="Lets a Referente configure their units.")] = False
    hours: Annotated[Calendar | None, Field(description="Null: the unit's.")] = None


class UserPatch(Patch):
    """Changes to a user. Role and `can_configure` are the Admin's."""

    nullable: ClassVar[frozenset[str]] = frozenset({"hours"})

    email: EmailAddress | Absent = None
    first_name: Line | Absent = None
    last_name: Word | Absent = None
    role: Role | Absent = None
    unit_ids: UnitIds | Absent = None
    language: Language | Absent = None
    can_export: bool | Absent = None
    can_configure: bool | Absent = None
    hours: Calendar | None = None


class UserBrief(BaseModel):
    """A user, as lists show them."""

    id: UUID
    email: str
    first_name: str
    last_name: str
    name: str
    role: Role
    active: bool
    unit_ids: list[UUID]
    units: Annotated[list[Ref], Field(description="Their units, as far as the caller sees them.")]
    language: Language
    can_export: bool
    can_configure: bool
    must_change_password: bool
    email_bounced_at: Annotated[
        datetime | None, Field(description="Since when the address refuses mail: nothing is sent to it.")
    ]
    email_bounce: Annotated[str | None, Field(description="What its mail server said.")]
    paused: bool
    paused_until: datetime | None
    absent: bool
    pause_reason: str | None
    hours: Calendar | None
    created_at: datetime


class User(UserBrief):
    """One user."""

    open_leads: Annotated[
        int, Field(description="Assigned to them and not closed, as far as the caller sees them.")
    ]


class CreatedUser(User):
    """A user who was just made."""

    initial_password: Annotated[str | None, Field(description="Shown this once; null where one was given.")]


class InitialPassword(BaseModel):
    """A password made by the system, shown this once."""

    initial_password: str


class Invited(BaseModel):
    """Where an invitation goes."""

    email: str


class PauseInput(Input):
    """A pause: until a moment, or until somebody ends it."""

    until: Moment | None = None
    absent: Annotated[bool, Field(description="A planned absence (holidays, illness).")] = False
    reason: Text | None = None


class PauseState(BaseModel):
    """Whether a user's drip is stopped."""

    id: UUID
    paused: bool
    paused_until: datetime | None
    absent: bool
    pause_reason: str | None
