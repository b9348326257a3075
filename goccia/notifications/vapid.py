"""The key by which push services know this installation: derived from its secret key, so every process has it."""

import base64
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from goccia.core.settings import Settings

LIFE = timedelta(hours=12)
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the curve P-256: private keys are the numbers below it."""


@lru_cache(maxsize=2)
def _key(derived: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int(derived, 16) % (_ORDER - 1) + 1, ec.SECP256R1())


def private_key(settings: Settings) -> ec.EllipticCurvePrivateKey:
    """The installation's key for web push."""
    return _key(settings.derived("web push"))


def public_key(settings: Settings) -> str:
    """What a browser needs to subscribe."""
    point = private_key(settings).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def authorization(settings: Settings, endpoint: str, now: datetime) -> str:
    """The header that says to a push service who sends (RFC 8292)."""
    parts = urlsplit(endpoint)
    address = settings.sender.rpartition("<")[2].rstrip(">")
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": now + LIFE, "sub": f"mailto:{address}"}
    token = jwt.encode(claims, private_key(settings), algorithm="ES256")
    return f"vapid t={token}, k={public_key(settings)}"
