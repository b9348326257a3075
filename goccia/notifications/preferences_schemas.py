"""What goes in and out of the preferences."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from goccia.core.schemas import Absent, Input, Patch, Word
from goccia.notifications.kinds import MailChoice

Time = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["08:30"])]


class KindInput(Input):
    """By which ways one wants to be told of a kind."""

    kind: Annotated[Word, Field(examples=["lead_assigned"])]
    page: bool
    mail: Annotated[
        MailChoice, Field(description="`now`: within minutes, bursts together. `daily`: in one mail a day.")
    ]
    push: bool


class KindChoice(BaseModel):
    """A kind and what was chosen for it."""

    kind: str
    label: Annotated[str, Field(description="In the caller's language.")]
    page: bool
    mail: MailChoice
    push: bool
    mail_only: Annotated[
        bool, Field(description="It comes by mail, at an hour of its own, or (`off`) not at all.")
    ]


class Preferences(BaseModel):
    """One's own choices. Hours are Rome's."""

    kinds: list[KindChoice]
    quiet_from: Annotated[str | None, Field(description="No mail and no push from here …")]
    quiet_to: Annotated[
        str | None, Field(description="… to here: what comes meanwhile is told then, together.")
    ]
    digest_at: Annotated[str, Field(description="When the daily mail comes.")]
    mail_off: Annotated[bool, Field(description="No notices by mail at all: the unsubscribe link was used.")]
    email: str
    email_bounced: Annotated[bool, Field(description="The address refuses mail: nothing is sent to it.")]


class PreferencesPatch(Patch):
    """Changes to one's choices. Null for both ends of the quiet hours: none."""

    nullable: ClassVar[frozenset[str]] = frozenset({"quiet_from", "quiet_to"})

    kinds: Annotated[list[KindInput], Field(max_length=100)] | Absent = None
    quiet_from: Time | None = None
    quiet_to: Time | None = None
    digest_at: Time | Absent = None
    mail_off: bool | Absent = None
