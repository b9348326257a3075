"""Identifiers made in Python, because PostgreSQL 15 has no uuidv7()."""

import uuid

import uuid_utils.compat


def uuid7() -> uuid.UUID:
    """Return a new UUIDv7 (RFC 9562): sorts by the millisecond in which it was made."""
    return uuid_utils.compat.uuid7()
