"""What a lead vendor accepts back: the words of it, and when its window ends. Pure."""

from datetime import date, datetime, timedelta
from typing import Final, Literal, get_args

from goccia.kit.dates import ROME

ReturnReason = Literal[
    "wrong_number", "never_requested", "duplicate", "already_client", "out_of_area", "not_eligible", "other"
]
RETURN_REASONS: Final[tuple[ReturnReason, ...]] = get_args(ReturnReason)


def last_day(received_at: datetime, window_days: int | None) -> date | None:
    """The last day, in Rome, on which a lead may be proposed back; None: there is no window."""
    return None if window_days is None else received_at.astimezone(ROME).date() + timedelta(days=window_days)


def month_of(received_at: datetime) -> date:
    """The first day of the month, in Rome, whose invoice a lead is on."""
    return received_at.astimezone(ROME).date().replace(day=1)


def is_late(last: date | None, now: datetime) -> bool:
    """Whether the window has ended."""
    return last is not None and now.astimezone(ROME).date() > last
