"""Leads as an Excel file."""

from typing import Any


async def export(*args: Any) -> Any:
    """Write it."""
    raise NotImplementedError


def ordered(*args: Any) -> Any:
    """The order that a query string means."""
    raise NotImplementedError
