"""Notes on a lead."""

from typing import Any


async def add(*args: Any) -> Any:
    """Add one."""
    raise NotImplementedError
