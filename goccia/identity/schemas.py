"""What goes in and out of log-in and profile."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from goccia.core.schemas import Absent, Input, Line, Patch, Raw, Ref, Word

Role = Literal["admin", "referente", "agente"]
Language = Literal["it", "en"]
Password = Annotated[str, Field(min_length=1, max_length=1000, json_schema_extra={"format": "password"})]
NewPassword = Annotated[str, Field(min_length=10, max_length=1000, json_schema_extra={"format": "password"})]


class LoginInput(Input):
    """The two things a login needs."""

    email: Annotated[Raw, Field(min_length=1, max_length=254, examples=["anna@example.it"])]
    password: Password


class RefreshInput(Input):
    """For callers that keep no cookies."""

    refresh_token: Annotated[str | None, Field(max_length=200)] = None


class PasswordInput(Input):
    """One's own password, the old and the new one."""

    current_password: Password
    new_password: Annotated[
        NewPassword, Field(description="At least 10 characters, and not the e-mail address.")
    ]


class ForgottenInput(Input):
    """Whose password was forgotten."""

    email: Annotated[Raw, Field(min_length=1, max_length=254, examples=["anna@example.it"])]


class NewPasswordInput(Input):
    """A new password, with what the mail's link ends in."""

    token: Annotated[Raw, Field(min_length=1, max_length=200)]
    new_password: Annotated[
        NewPassword, Field(description="At least 10 characters, and not the e-mail address.")
    ]


class ProfileInput(Patch):
    """What everybody may change about themselves."""

    first_name: Line | Absent = None
    last_name: Word | Absent = None
    language: Language | Absent = None


class Me(BaseModel):
    """The person who is logged in."""

    id: UUID
    email: str
    first_name: str
    last_name: str
    role: Role
    unit_ids: Annotated[
        list[UUID], Field(description="The units they belong to; an Admin belongs to none and sees all.")
    ]
    units: Annotated[list[Ref], Field(description="The units they may see, by name.")]
    language: Language
    must_change_password: bool
    can_export: bool
    can_configure: bool
    paused: bool
    paused_until: datetime | None
    absent: bool


class LoggedIn(BaseModel):
    """A session: the token for Bearer, and the same in cookies for the page."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - a kind, not a secret
    expires_in: Annotated[int, Field(description="Seconds until the access token expires.")]
    user: Me
