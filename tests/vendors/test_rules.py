"""The rules of returns: days on Rome's calendar, states, amounts."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.organisation.vendor_terms import RETURN_REASONS, is_late, last_day, month_of
from goccia.vendors.rules import (
    OUT,
    Answer,
    Decision,
    Verdict,
    credit,
    days_left,
    may_answer,
    may_decide,
    shown,
)
from goccia.vendors.words import REASONS

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
STORED = ("proposed", "withdrawn", "confirmed", "discarded", "sent", "accepted", "refused")


@pytest.mark.parametrize(
    ("received", "day", "month"),
    [
        (datetime(2026, 10, 31, 22, 30, tzinfo=UTC), date(2026, 11, 7), date(2026, 10, 1)),  # 23:30 in Rome
        (datetime(2026, 10, 31, 23, 30, tzinfo=UTC), date(2026, 11, 8), date(2026, 11, 1)),  # 00:30
        (datetime(2026, 7, 31, 22, 30, tzinfo=UTC), date(2026, 8, 8), date(2026, 8, 1)),  # in summer too
    ],
)
def test_window_and_month_are_counted_on_rome_s_calendar(received: datetime, day: date, month: date) -> None:
    assert (last_day(received, 7), month_of(received)) == (day, month)
    assert last_day(received, None) is None


@pytest.mark.parametrize(
    ("now", "late"),
    [
        (datetime(2026, 11, 23, 22, 59, tzinfo=UTC), False),  # a minute to midnight in Rome
        (datetime(2026, 11, 23, 23, 0, tzinfo=UTC), True),
    ],
)
def test_the_window_ends_at_midnight_in_rome_after_its_last_day(now: datetime, late: bool) -> None:
    assert is_late(MONDAY, now) is late
    assert shown("proposed", MONDAY, now) == ("late" if late else "proposed")
    assert days_left("proposed", MONDAY, now) == (None if late else 0)
    assert not is_late(None, now)


@pytest.mark.parametrize("stored", STORED)
def test_only_a_proposal_becomes_late(stored: str) -> None:
    said = shown(stored, MONDAY - timedelta(days=1), NOON)  # type: ignore[arg-type]
    assert said == ("late" if stored == "proposed" else stored)


@given(
    stored=st.sampled_from(STORED),
    decision=st.sampled_from(get_args(Decision)),
    last=st.none() | st.dates(MONDAY - timedelta(days=9), MONDAY + timedelta(days=9)),
    note=st.none() | st.just("lo chiedo"),
)
def test_what_the_vendor_has_is_decided_no_more_and_what_is_late_only_with_a_note(
    stored: str, decision: Decision, last: date | None, note: str | None
) -> None:
    verdict: Verdict = may_decide(decision, stored, last, NOON, note)
    if stored in OUT or stored == "withdrawn":
        assert verdict == "not_now"
    elif stored == decision:
        assert verdict == "as_it_is"
    elif decision == "confirmed" and last is not None and last < MONDAY and note is None:
        assert verdict == "needs_note"
    else:
        assert verdict == "done"
    assert may_answer(stored) == ("done" if stored in OUT else "not_now")


@pytest.mark.parametrize(
    ("answer", "price", "said", "credited"),
    [
        ("accepted", Decimal(12), None, Decimal(12)),
        ("accepted", Decimal(12), Decimal("5.50"), Decimal("5.50")),
        ("accepted", None, Decimal(8), Decimal(8)),
        ("refused", Decimal(12), Decimal(8), None),
    ],
)
def test_what_is_given_back_is_the_price_unless_told_otherwise(
    answer: Answer, price: Decimal | None, said: Decimal | None, credited: Decimal | None
) -> None:
    assert credit(answer, price, said) == credited


@pytest.mark.parametrize(("price", "said"), [(None, None), (Decimal(12), Decimal("12.01"))])
def test_no_more_than_the_price_is_given_back_and_never_an_unknown_amount(
    price: Decimal | None, said: Decimal | None
) -> None:
    with pytest.raises(ValueError, match=r"no price|above"):
        credit("accepted", price, said)


def test_every_reason_has_its_words() -> None:
    assert tuple(REASONS) == RETURN_REASONS
