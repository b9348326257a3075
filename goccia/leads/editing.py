"""Changing the fields of a lead."""

from typing import Any


async def edit(*args: Any) -> Any:
    """Change fields."""
    raise NotImplementedError
