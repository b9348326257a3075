"""The timeline of a lead."""

from typing import Any


async def read(*args: Any) -> Any:
    """A page of it."""
    raise NotImplementedError
