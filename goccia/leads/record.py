"""The record of a lead."""

from typing import Any


async def get(*args: Any) -> Any:
    """One lead."""
    raise NotImplementedError


async def trash(*args: Any) -> Any:
    """Into the trash."""
    raise NotImplementedError


async def restore(*args: Any) -> Any:
    """Out of it."""
    raise NotImplementedError
