"""What happens to mails and to the bell."""

from dataclasses import dataclass
from typing import ClassVar

from goccia.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MailChanged(Event):
    """A mail of the outbox is new, or in another state; `subject_id` is the mail. Admins read it."""

    kind: ClassVar[str] = "outbox.changed"


@dataclass(frozen=True, kw_only=True)
class UserMailBounced(Event):
    """A user's address refuses mail for good; nothing more is sent to it. `subject_id` is the user."""

    kind: ClassVar[str] = "user.mail_bounced"


@dataclass(frozen=True, kw_only=True)
class BellChanged(Event):
    """What waits under somebody's bell has changed; `agent_id` is the person."""

    kind: ClassVar[str] = "notification.changed"
