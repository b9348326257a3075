"""Oggi."""

from typing import Any


async def read(*args: Any) -> Any:
    """The day of an agent."""
    raise NotImplementedError
