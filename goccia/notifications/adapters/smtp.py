"""Mails by SMTP (aiosmtplib). What a server answers is told apart by what it means for the mail and for its address."""

import re
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate, parseaddr
from urllib.parse import unquote, urlsplit

import aiosmtplib

from goccia.notifications.ports import MailPutOff, MailRefused, MailUncertain, OutgoingMail

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PERMANENT = 500
WANTS_LOGIN = 530
_POLICY_REASON = re.compile(r"^5\.7\.")
"""The server refuses us (relay, reputation, no login), not the address."""


class Smtp:
    """A mail server, by the URL of the settings. Off this machine nothing is sent without TLS."""

    leaves = True

    def __init__(self, url: str, timeout: float = 20.0) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._implicit = parts.scheme == "smtps"
        self._port = parts.port or (465 if self._implicit else 587)
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._timeout = timeout

    async def send(self, mail: OutgoingMail) -> None:
        """See `Mail.send`."""
        try:
            content = compose(mail).as_bytes(policy=SMTP_POLICY)
        except (ValueError, UnicodeError) as error:
            raise MailRefused(f"The mail cannot be written: {error}") from error
        client = aiosmtplib.SMTP(
            hostname=self._host,
            port=self._port,
            username=self._user,
            password=self._password,
            use_tls=self._implicit,
            start_tls=None if self._implicit or self._host in LOOPBACK else True,
            timeout=self._timeout,
        )
        try:
            async with client:
                await client.mail(parseaddr(mail.sender)[1])
                await _name_recipient(client, mail.recipient)
                await _hand_over(client, content)
        except aiosmtplib.SMTPAuthenticationError as error:  # ours to mend: the mail waits
            raise MailPutOff(_reason(error)) from error
        except aiosmtplib.SMTPResponseException as error:
            if error.code >= PERMANENT:
                raise MailRefused(_reason(error)) from error
            raise MailPutOff(_reason(error)) from error
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise MailPutOff(str(error) or type(error).__name__) from error


async def _name_recipient(client: aiosmtplib.SMTP, recipient: str) -> None:
    try:
        await client.rcpt(recipient)
    except aiosmtplib.SMTPResponseException as error:
        if error.code < PERMANENT:
            raise
        ours = error.code == WANTS_LOGIN or _POLICY_REASON.match(error.message)
        raise MailRefused(_reason(error), address_is_dead=not ours) from error


async def _hand_over(client: aiosmtplib.SMTP, content: bytes) -> None:
    try:
        await client.data(content)
    except aiosmtplib.SMTPResponseException:
        raise
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        raise MailUncertain(str(error) or type(error).__name__) from error


def compose(mail: OutgoingMail) -> EmailMessage:
    """The message with its two parts, and what it brings along."""
    message = EmailMessage()
    message["From"] = mail.sender
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Message-ID"] = mail.message_id
    message["Date"] = formatdate(usegmt=True)
    message["Auto-Submitted"] = "auto-generated"
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    for one in mail.attachments:
        kind, _, subtype = one.media_type.partition("/")
        message.add_attachment(one.content, maintype=kind, subtype=subtype, filename=one.name)
    return message


def _reason(error: aiosmtplib.SMTPResponseException) -> str:
    return f"{error.code} {error.message}".strip()[:500]
