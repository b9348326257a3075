"""What goes out of the outbox's routes."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

MailState = Literal["queued", "sending", "kept", "sent", "refused", "failed", "uncertain"]


class MailBrief(BaseModel):
    """A mail, as the list shows it."""

    id: UUID
    kind: Annotated[str, Field(description="What it is about.", examples=["reset"])]
    user_id: UUID | None
    recipient: str
    subject: str
    state: Annotated[
        MailState,
        Field(
            description="`kept`: no mail server is set, the mail stays here. `uncertain`: the line broke while it was"
            " handed over. `refused`: for good. `failed`: put off too often."
        ),
    ]
    attempts: int
    error: Annotated[str | None, Field(description="What the mail server said.")]
    created_at: datetime
    sent_at: datetime | None
    next_at: Annotated[datetime | None, Field(description="When it is tried next.")]


class MailFile(BaseModel):
    """A file that a mail brings along."""

    number: int
    name: str
    size: Annotated[int, Field(description="Bytes.")]
    held: Annotated[
        bool, Field(description="It can be opened: it is let go once the mail was sent, or after 7 days.")
    ]


class MailDetail(MailBrief):
    """A mail as its recipient sees it."""

    sender: str
    html: str
    text: str
    attachments: list[MailFile]
    may_send_again: bool
