"""Web push (RFC 8030): encrypted for the browser alone (RFC 8291), signed as this installation (RFC 8292)."""

import base64
import os
from collections.abc import Callable
from datetime import UTC, datetime

import http_ece
import httpx
from cryptography.hazmat.primitives.asymmetric import ec

from goccia.core.settings import Settings
from goccia.notifications.ports import Browser, PushGone, PushPutOff, PushRefused
from goccia.notifications.vapid import authorization

TTL_SECONDS = 4 * 3600
"""A browser that stays off for longer is not told of what it finds under the bell anyway."""
GONE = frozenset({404, 410})
BUSY = frozenset({408, 425, 429})


class WebPush:
    """Speaks to the push service that a browser has named. Redirects are not followed: its host was checked."""

    def __init__(
        self,
        settings: Settings,
        transport: httpx.AsyncBaseTransport | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings = settings
        self._transport = transport
        self._now = now

    async def send(self, browser: Browser, message: bytes, topic: str) -> None:
        """See `Push.send`."""
        headers = {
            "Authorization": authorization(self._settings, browser.endpoint, self._now()),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(TTL_SECONDS),
            "Urgency": "high",
            "Topic": topic,
        }
        try:
            content = encrypt(browser, message)
        except ValueError as error:
            raise PushGone(f"keys that cannot be: {error}") from error
        try:
            async with httpx.AsyncClient(transport=self._transport, timeout=10) as client:
                answer = await client.post(browser.endpoint, content=content, headers=headers)
        except httpx.HTTPError as error:
            raise PushPutOff(repr(error)) from error
        if answer.status_code in GONE:
            raise PushGone(str(answer.status_code))
        if answer.status_code in BUSY or answer.status_code >= 500:
            raise PushPutOff(str(answer.status_code))
        if not answer.is_success:
            raise PushRefused(f"{answer.status_code} {answer.text[:200]}")


def encrypt(browser: Browser, message: bytes) -> bytes:
    """What only the browser can read.

    Raises:
        ValueError: its keys are none.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    sealed: bytes = http_ece.encrypt(
        message,
        salt=os.urandom(16),
        private_key=key,
        dh=_bytes(browser.p256dh),
        auth_secret=_bytes(browser.auth),
        version="aes128gcm",
    )
    return sealed


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
