"""The checks of Meta's webhook, as pure functions of bytes and secrets.

Source: Graph API webhooks, "Getting started": HMAC-SHA256 of the raw body with the app secret, in hex.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

PREFIX = "sha256="


def sign(raw_body: bytes, app_secret: str) -> str:
    """The value of `X-Hub-Signature-256` for these very bytes."""
    return PREFIX + hmac.new(app_secret.encode(), raw_body, hashlib.sha256).hexdigest()


def is_signed(raw_body: bytes, header: str | None, app_secret: str) -> bool:
    """Whether the header signs these bytes, compared in constant time. Without a secret nothing is signed."""
    if not header or not app_secret:
        return False
    # Bytes, because compare_digest raises on text outside ASCII and the header is a stranger's.
    return hmac.compare_digest(header.strip().encode("utf-8", "replace"), sign(raw_body, app_secret).encode())


def challenge_answer(query: Mapping[str, str], verify_token: str) -> str | None:
    """The text to answer to the verification request, or None (then 403)."""
    given = query.get("hub.verify_token", "")
    if not verify_token or query.get("hub.mode") != "subscribe":
        return None
    if not hmac.compare_digest(given.encode("utf-8", "replace"), verify_token.encode()):
        return None
    return query.get("hub.challenge") or None


def appsecret_proof(token: str, app_secret: str) -> str:
    """Proof that the caller owns the app the token belongs to ("Securing Graph API requests")."""
    return hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
