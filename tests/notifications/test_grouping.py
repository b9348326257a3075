"""What belongs together under the bell is one line."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from goccia.notifications.grouping import BURST, group

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def row(
    minutes: float, kind: str = "lead_assigned", lead: int | None = None, *, read: bool = False
) -> dict[str, Any]:
    at = NOON - timedelta(minutes=minutes)
    return {
        "kind": kind,
        "at": at,
        "lead_id": UUID(int=lead) if lead else None,
        "read_at": at if read else None,
        "stands_for": 1,
    }


def sizes(rows: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    return [(one.kind, len(one.rows), one.unread) for one in group(rows)]


def test_many_of_a_kind_at_a_stretch_are_one() -> None:
    step = BURST.total_seconds() / 60
    assert sizes([row(0, lead=1), row(step, lead=2), row(2 * step, lead=3)]) == [("lead_assigned", 3, 3)]
    assert sizes([row(0, lead=1), row(step + 0.1, lead=2)]) == [("lead_assigned", 1, 1)] * 2


def test_the_same_lead_again_is_one_however_late_on_that_day() -> None:
    again = [row(0, "lead_resubmitted", 1), row(300, "lead_resubmitted", 1, read=True)]
    assert sizes(again) == [("lead_resubmitted", 2, 1)]


def test_kinds_and_days_of_rome_stay_apart() -> None:
    mixed = [row(0, lead=1), row(1, "import_done"), row(2, lead=2)]
    assert sizes(mixed) == [("lead_assigned", 2, 2), ("import_done", 1, 1)]
    midnight = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)  # in Rome
    late = [row(0) | {"at": midnight}, row(0) | {"at": midnight - timedelta(seconds=1)}]
    assert [str(one.day) for one in group(late)] == ["2026-11-23", "2026-11-22"]
