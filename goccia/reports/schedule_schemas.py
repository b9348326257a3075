"""What goes in and out of a report's schedule."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from goccia.core.schemas import Input, Ref
from goccia.core.validation import unusable
from goccia.notifications.preferences_schemas import Time
from goccia.reports.mail_times import Every

MOST_RECIPIENTS = 50
Result = Literal[
    "waiting", "sent", "kept", "failed", "inactive", "bounced", "unseen", "no_export", "uncountable"
]


class ScheduleInput(Input):
    """When a report goes out by mail (hours are Rome's), and to whom of its readers."""

    every: Annotated[Every, Field(examples=["week"])]
    weekday: Annotated[
        int | None, Field(ge=1, le=7, description="For `week`, and only there. 1: Monday.", examples=[1])
    ] = None
    day: Annotated[
        int | None,
        Field(
            ge=1, le=31, description="For `month`, and only there. In a shorter month its last day counts."
        ),
    ] = None
    at: Annotated[Time, Field(examples=["08:00"])]
    recipients: Annotated[list[UUID], Field(min_length=1, max_length=MOST_RECIPIENTS)]

    @model_validator(mode="after")
    def _makes_sense(self) -> "ScheduleInput":
        if (self.every == "week") is (self.weekday is None):
            raise unusable(
                it="Il giorno della settimana serve quando l'invio è settimanale, e solo allora.",
                en="The weekday is needed where it goes out weekly, and only there.",
            )
        if (self.every == "month") is (self.day is None):
            raise unusable(
                it="Il giorno del mese serve quando l'invio è mensile, e solo allora.",
                en="The day of the month is needed where it goes out monthly, and only there.",
            )
        return self


class Membership(Input):
    """Whether the caller wants a report by mail."""

    receives: bool


class SendingPlan(BaseModel):
    """When a report goes out; hours are Rome's."""

    every: Every
    weekday: int | None
    day: int | None
    at: Annotated[str, Field(examples=["08:00"])]


class MailRecipient(BaseModel):
    """Somebody who gets a report by mail, and what became of the last sending to them."""

    user: Ref
    receives: Annotated[
        bool, Field(description="False: they have left by the mail's link; only they can come back.")
    ]
    due_at: datetime | None
    result: Annotated[
        Result | None,
        Field(
            description="Null: nothing was due yet. `kept`: no mail server is set. `inactive`: deactivated or deleted."
            " `bounced`: the address refuses mail. `unseen`: they may not see the report any more. `no_export`: they may not"
            " export. `uncountable`: the report has too many cells. `failed`: the mail server did not take it."
        ),
    ]


class ReportMailing(BaseModel):
    """How a report goes out by mail. Without a `plan` it does not."""

    plan: SendingPlan | None
    next_at: datetime | None
    last_at: datetime | None
    missed_at: Annotated[
        datetime | None, Field(description="The last sending, if it was due while nothing ran for 12 hours.")
    ]
    recipients: Annotated[
        list[MailRecipient],
        Field(description="Who may change the report sees all of them, others themselves."),
    ]
    receives: Annotated[bool, Field(description="Whether the caller gets it.")]
