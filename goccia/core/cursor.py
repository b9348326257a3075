"""Cursors of keyset pages: opaque to the caller, checked on the way in."""

import base64
import binascii
from typing import Any

import orjson

from goccia.core.errors import invalid


def encode_cursor(values: list[Any]) -> str:
    """The place after a row, as text that fits a URL."""
    return base64.urlsafe_b64encode(orjson.dumps(values)).rstrip(b"=").decode()


def decode_cursor(cursor: str, shape: int) -> list[Any]:
    """The values of a cursor.

    Raises:
        Invalid: the text is not one of our cursors, or of another list.
    """
    try:
        values = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        values = None
    if not isinstance(values, list) or len(values) != shape:
        raise invalid(
            "cursor",
            "Il cursore non è valido: riparti dalla prima pagina.",
            "The cursor is not valid: start again.",
        )
    return values
