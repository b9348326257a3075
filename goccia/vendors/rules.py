"""What may be done with a return, and when. Pure: states, days and the time in, a verdict out."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal, get_args

from goccia.kit.dates import ROME
from goccia.organisation.vendor_terms import is_late

State = Literal["proposed", "late", "confirmed", "discarded", "withdrawn", "sent", "accepted", "refused"]
STATES: Final[tuple[State, ...]] = get_args(State)
Decision = Literal["confirmed", "discarded"]
Answer = Literal["accepted", "refused"]
Verdict = Literal["done", "as_it_is", "needs_note", "not_now"]
"""To be done; there already; only with a note that says why; not in this state."""

OPEN: Final = frozenset({"proposed", "late"})
OUT: Final = frozenset({"sent", "accepted", "refused"})


def shown(stored: State, last_day: date | None, now: datetime) -> State:
    """The state as people see it: a proposal that nobody decided within the window is late, by itself."""
    return "late" if stored == "proposed" and is_late(last_day, now) else stored


def days_left(stored: str, last_day: date | None, now: datetime) -> int | None:
    """Days until the window of a proposal ends, in Rome; 0 is the last one. None: late, decided, or no window."""
    if stored != "proposed" or last_day is None or is_late(last_day, now):
        return None
    return (last_day - now.astimezone(ROME).date()).days


def may_decide(
    decision: Decision, stored: str, last_day: date | None, now: datetime, note: str | None
) -> Verdict:
    """Whether a return can be confirmed or discarded. After the window who confirms must say why."""
    if stored in OUT or stored == "withdrawn":
        return "not_now"
    if stored == decision:
        return "as_it_is"
    if decision == "confirmed" and is_late(last_day, now) and not note:
        return "needs_note"
    return "done"


def may_answer(stored: str) -> Verdict:
    """Whether the vendor's answer can be written down: once the file is out, and again if it was mistaken."""
    return "done" if stored in OUT else "not_now"


def credit(answer: Answer, price: Decimal | None, said: Decimal | None) -> Decimal | None:
    """What the vendor gives back: what was said, or the price; nothing for a refusal.

    Raises:
        ValueError: the price is not known and nothing was said, or it is more than the price.
    """
    if answer == "refused":
        return None
    amount = price if said is None else said
    if amount is None:
        raise ValueError("no price, no amount")
    if price is not None and amount > price:
        raise ValueError("above the price")
    return amount
