"""Secrets of units (tokens of providers) encrypted at rest with the installation's key."""

import base64

from cryptography.fernet import Fernet, InvalidToken

from goccia.core.settings import Settings


class SecretUnreadableError(RuntimeError):
    """The stored secret was made with another key: GOCCIA_SECRET_KEY or secret.key has changed."""


def _cipher(settings: Settings) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(bytes.fromhex(settings.derived("secrets at rest"))))


def encrypt(settings: Settings, text: str) -> str:
    """Encrypt a secret for the database."""
    return _cipher(settings).encrypt(text.encode()).decode()


def decrypt(settings: Settings, stored: str) -> str:
    """Read a stored secret.

    Raises:
        SecretUnreadableError: it was made with another key.
    """
    try:
        return _cipher(settings).decrypt(stored.encode()).decode()
    except InvalidToken as error:
        raise SecretUnreadableError(SecretUnreadableError.__doc__) from error
