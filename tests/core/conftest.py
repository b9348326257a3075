"""What the tests of the core share."""

from typing import Any

import pytest
import structlog

from goccia.core import http


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the edge logs."""
    entries: list[dict[str, Any]] = []

    def keep(_logger: object, _method: str, entry: Any) -> Any:
        entries.append(dict(entry))
        raise structlog.DropEvent

    logger = structlog.wrap_logger(
        structlog.PrintLogger(), processors=[keep], wrapper_class=structlog.BoundLogger
    )
    monkeypatch.setattr(http, "log", logger)
    return entries
