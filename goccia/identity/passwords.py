"""Passwords with argon2, through pwdlib. Hashing takes tens of milliseconds: it runs in a thread."""

import asyncio
import secrets
from functools import lru_cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from goccia.core.settings import Settings


@lru_cache(maxsize=2)
def _hasher(cost: str) -> PasswordHash:
    if cost == "lowest":
        return PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    return PasswordHash((Argon2Hasher(),))


@lru_cache(maxsize=2)
def _nobody(cost: str) -> str:
    """A hash to check against where the user does not exist, so that both answers take the same time."""
    return _hasher(cost).hash(secrets.token_urlsafe(16))


async def hash_password(settings: Settings, password: str) -> str:
    """The hash to store."""
    return await asyncio.to_thread(_hasher(settings.password_cost).hash, password)


async def verify_password(settings: Settings, password: str, stored: str | None) -> bool:
    """Whether the password is right; takes as long where there is no such user (`stored` None)."""
    hasher = _hasher(settings.password_cost)
    right = await asyncio.to_thread(hasher.verify, password, stored or _nobody(settings.password_cost))
    return right and stored is not None


def initial_password() -> str:
    """A password made by the system, to be shown once and changed at the first login."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"  # without characters that are read wrong aloud
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))
