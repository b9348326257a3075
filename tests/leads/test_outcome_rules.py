"""What an Esito does to a lead: rules, in microseconds."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.leads.outcome_rules import EsitoFlags, Said, Standing, outcome, problems

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)
BEFORE = NOW - timedelta(days=1)

moments = st.none() | st.datetimes(datetime(2026, 10, 1), datetime(2027, 1, 31), timezones=st.just(UTC))  # noqa: DTZ001
flags = st.builds(
    EsitoFlags, final=st.booleans(), contacted=st.booleans(), do_not_contact=st.booleans(),
    counts_as_attempt=st.booleans(), retry_after=st.none() | st.integers(1, 10_000),
    max_attempts=st.none() | st.integers(1, 5),
    asks=st.frozensets(st.sampled_from(["datetime", "reason", "amount", "note"])),
    effect=st.sampled_from(["none", "call_back", "appointment", "client", "pool", "vendor_return"]),
)  # fmt: skip
standings = st.builds(
    Standing, attempts=st.integers(0, 9), first_contact_at=moments, last_contact_at=moments, worked_at=moments,
    next_action_at=moments, next_action_kind=st.sampled_from([None, "call_back", "appointment", "retry"]),
    amount=st.none() | st.decimals(0, 1000, places=2),
)  # fmt: skip
saids = st.builds(
    Said, note=st.none() | st.just("nota"), next_action_at=moments, reason=st.none() | st.just("motivo"),
    amount=st.none() | st.decimals(0, 1000, places=2),
)  # fmt: skip


@given(flags, standings, saids)
def test_whatever_is_said_the_lead_stays_coherent(esito: EsitoFlags, lead: Standing, said: Said) -> None:
    after = outcome(esito, lead, said, NOW)
    assert after.attempts - lead.attempts == (1 if esito.counts_as_attempt else 0)
    assert after.worked_at == (lead.worked_at or NOW)
    assert (after.closed_at == NOW) is esito.final
    assert (after.next_action_at is None) == (after.next_action_kind is None)
    assert after.first_contact_at == (lead.first_contact_at or (NOW if esito.contacted else None))
    assert after.last_contact_at == (NOW if esito.contacted else lead.last_contact_at)
    assert after.amount == (lead.amount if said.amount is None else said.amount)
    if esito.do_not_contact:
        assert after.next_action_at is None
    if said.next_action_at is None and esito.final:
        assert after.next_action_at is None
    if not problems(esito, said, NOW) and said.next_action_at is not None:
        assert after.next_action_at == said.next_action_at
        assert after.next_action_kind in ("call_back", "appointment")


@given(flags, saids)
def test_each_thing_asked_for_and_not_said_is_named_in_both_languages(esito: EsitoFlags, said: Said) -> None:
    fields = {"datetime": "next_action_at", "reason": "reason", "amount": "amount", "note": "note"}
    missing = {fields[ask] for ask in esito.asks if getattr(said, fields[ask]) is None}
    errors = problems(esito, said, NOW)
    assert missing <= {error["field"] for error in errors}
    assert all(error["it"] and error["en"] for error in errors)
    assert {error["field"] for error in errors} - missing <= {"next_action_at"}


def test_an_amount_of_nothing_is_an_amount() -> None:
    assert problems(EsitoFlags(asks=frozenset({"amount"})), Said(amount=Decimal(0)), NOW) == []


@pytest.mark.parametrize(
    ("effect", "kind"),
    [("call_back", "call_back"), ("appointment", "appointment"), ("none", "retry"), ("pool", "retry")],
)
def test_a_retry_sets_itself_after_the_esitos_minutes(effect: str, kind: str) -> None:
    after = outcome(EsitoFlags(effect=effect, retry_after=120), Standing(), Said(), NOW)
    assert (after.next_action_at, after.next_action_kind) == (NOW + timedelta(hours=2), kind)


def test_retries_end_with_the_last_attempt() -> None:
    esito = EsitoFlags(counts_as_attempt=True, retry_after=60, max_attempts=3)
    assert outcome(esito, Standing(attempts=1), Said(), NOW).next_action_at is not None
    assert outcome(esito, Standing(attempts=2), Said(), NOW).next_action_at is None


def test_what_the_person_says_goes_before_the_retry() -> None:
    after = outcome(EsitoFlags(retry_after=60), Standing(), Said(next_action_at=LATER), NOW)
    assert (after.next_action_at, after.next_action_kind) == (LATER, "call_back")


def test_a_call_back_in_the_past_is_refused_and_a_minute_of_typing_forgiven() -> None:
    esito = EsitoFlags(effect="call_back", asks=frozenset({"datetime"}))
    assert [e["field"] for e in problems(esito, Said(next_action_at=BEFORE), NOW)] == ["next_action_at"]
    assert problems(esito, Said(next_action_at=NOW - timedelta(seconds=50)), NOW) == []


def test_an_appointment_may_be_written_down_afterwards() -> None:
    esito = EsitoFlags(effect="appointment")
    assert problems(esito, Said(next_action_at=BEFORE), NOW) == []


def test_who_must_not_be_contacted_gets_no_date() -> None:
    esito = EsitoFlags(do_not_contact=True)
    assert [e["field"] for e in problems(esito, Said(next_action_at=LATER), NOW)] == ["next_action_at"]
    planned = Standing(next_action_at=LATER, next_action_kind="appointment")
    assert outcome(esito, planned, Said(), NOW).next_action_at is None


def test_a_call_back_made_is_done_but_an_appointment_to_come_stays() -> None:
    quote = EsitoFlags(contacted=True)
    called = Standing(next_action_at=LATER, next_action_kind="call_back")
    assert outcome(quote, called, Said(), NOW).next_action_at is None
    planned = Standing(next_action_at=LATER, next_action_kind="appointment")
    assert outcome(quote, planned, Said(), NOW).next_action_at == LATER
    assert outcome(EsitoFlags(retry_after=60), planned, Said(), NOW).next_action_at == LATER
    held = Standing(next_action_at=BEFORE, next_action_kind="appointment")
    assert outcome(quote, held, Said(), NOW).next_action_at is None


def test_a_closed_lead_opens_again_with_an_esito_that_is_not_final() -> None:
    assert outcome(EsitoFlags(final=True), Standing(), Said(), NOW).closed_at == NOW
    assert outcome(EsitoFlags(), Standing(), Said(), NOW).closed_at is None
