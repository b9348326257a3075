"""Access tokens (JWT) and refresh tokens (random, stored as hashes)."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import jwt

from goccia.core.settings import Settings

ISSUER = "goccia"


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What a valid access token says."""

    user_id: UUID
    epoch: int
    session: UUID


def issue_access(settings: Settings, token: AccessToken, now: datetime) -> str:
    """Sign an access token that lives `access_minutes`."""
    claims = {
        "iss": ISSUER,
        "sub": str(token.user_id),
        "ep": token.epoch,
        "sid": str(token.session),
        "iat": now,
        "exp": now + timedelta(minutes=settings.access_minutes),
    }
    return jwt.encode(claims, settings.derived("access tokens"), algorithm="HS256")


def read_access(settings: Settings, text: str) -> AccessToken | None:
    """Read an access token; None if it is forged, expired or malformed."""
    try:
        claims = jwt.decode(
            text,
            settings.derived("access tokens"),
            algorithms=["HS256"],
            issuer=ISSUER,
            options={"require": ["exp", "sub", "ep", "sid"]},
        )
        return AccessToken(UUID(claims["sub"]), int(claims["ep"]), UUID(claims["sid"]))
    except (jwt.InvalidTokenError, ValueError, TypeError):
        return None


def new_refresh() -> str:
    """A fresh refresh token."""
    return secrets.token_urlsafe(32)


def hash_refresh(token: str) -> str:
    """What the database keeps of it."""
    return hashlib.sha256(token.encode()).hexdigest()
