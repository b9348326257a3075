"""What notifications need of the outside: somebody who carries mails, and somebody who reaches browsers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a mail brings along."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A mail as it goes out."""

    message_id: str
    sender: str
    recipient: str
    subject: str
    html: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


class Mail(Protocol):
    """Carries mails."""

    leaves: bool
    """Whether mails leave the house; with the local twin they end in the outbox page."""

    async def send(self, mail: OutgoingMail) -> None:
        """Hand a mail over, once.

        Raises:
            MailPutOff: not now (no connection, a 4xx): it was not accepted, so try again later.
            MailRefused: never (a 5xx).
            MailUncertain: the line broke while the mail was being handed over: it may have been accepted.
        """


class MailPutOff(Exception):  # noqa: N818 - an answer of the server, not a failure of ours
    """Not accepted now; may be later."""


class MailRefused(Exception):  # noqa: N818
    """Not accepted, and never will be."""

    def __init__(self, reason: str, *, address_is_dead: bool = False) -> None:
        super().__init__(reason)
        self.address_is_dead = address_is_dead


class MailUncertain(Exception):  # noqa: N818
    """Nobody knows whether it was accepted."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that asked for push: where its service is, and the keys that only it can read with."""

    endpoint: str
    p256dh: str
    auth: str


class Push(Protocol):
    """Brings short messages to browsers, open or not."""

    async def send(self, browser: Browser, message: bytes, topic: str, /) -> None:
        """Hand a message over; one of the same topic that still waits is replaced.

        Raises:
            PushGone: the browser has withdrawn, and will not come back.
            PushPutOff: not now.
            PushRefused: never, as it is.
        """


class PushGone(Exception):  # noqa: N818
    """The subscription has ended (404, 410)."""


class PushPutOff(Exception):  # noqa: N818
    """The service is away or busy."""


class PushRefused(Exception):  # noqa: N818
    """The service does not accept this."""
