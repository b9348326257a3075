"""Recording an Esito."""

from typing import Any


async def set_one(*args: Any) -> Any:
    """On a lead."""
    raise NotImplementedError


async def set_many(*args: Any) -> Any:
    """On many."""
    raise NotImplementedError
