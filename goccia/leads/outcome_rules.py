"""What an Esito does to a lead: pure rules over its flags, never its name (PRODUCT §6)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from goccia.core.errors import field_error
from goccia.kit.dates import ROME

A_MOMENT_AGO = timedelta(minutes=1)
"""A time chosen on the minute may have passed while the person was typing."""


@dataclass(frozen=True, slots=True)
class EsitoFlags:
    """The Esito as the rules see it; `retry_after` in minutes."""

    final: bool = False
    contacted: bool = False
    do_not_contact: bool = False
    counts_as_attempt: bool = False
    retry_after: int | None = None
    max_attempts: int | None = None
    asks: frozenset[str] = frozenset()
    effect: str = "none"
    won: bool = False
    pool_after_days: int | None = None
    max_returns: int = 1
    return_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The lead before."""

    attempts: int = 0
    first_contact_at: datetime | None = None
    last_contact_at: datetime | None = None
    worked_at: datetime | None = None
    next_action_at: datetime | None = None
    next_action_kind: str | None = None
    appointment_at: datetime | None = None
    amount: Decimal | None = None
    returns: int = 0
    attempts_before: int = 0
    """Made before it last returned: they do not use up the next agent's."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the person said with it."""

    note: str | None = None
    next_action_at: datetime | None = None
    reason: str | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The lead after."""

    attempts: int
    first_contact_at: datetime | None
    last_contact_at: datetime | None
    worked_at: datetime
    closed_at: datetime | None
    next_action_at: datetime | None
    next_action_kind: str | None
    appointment_at: datetime | None
    reason: str | None
    amount: Decimal | None
    pool_at: datetime | None = None


_MISSING = {
    "datetime": ("next_action_at", "Scegli data e ora.", "Choose a date and time."),
    "reason": ("reason", "Scrivi il motivo.", "Give the reason."),
    "amount": ("amount", "Scrivi l'importo.", "Give the amount."),
    "note": ("note", "Scrivi una nota.", "Write a note."),
}


def problems(esito: EsitoFlags, said: Said, now: datetime) -> list[dict[str, str]]:
    """What keeps this from being recorded: asked and not given, or a next action that cannot be."""
    found = [
        field_error(field, it, en)
        for ask, (field, it, en) in _MISSING.items()
        if ask in esito.asks and getattr(said, field) in (None, "")
    ]
    if said.next_action_at is None:
        return found
    if esito.do_not_contact:
        it, en = (
            "Con questo Esito il lead non va più contattato: togli la data.",
            "This Esito ends all contact: remove the date.",
        )
        found.append(field_error("next_action_at", it, en))
    elif _kind(esito, said) != "appointment" and said.next_action_at < now - A_MOMENT_AGO:
        it, en = (
            "La data è già passata: scegli un momento futuro.",
            "That time has passed: choose one to come.",
        )
        found.append(field_error("next_action_at", it, en))
    return found


def outcome(esito: EsitoFlags, lead: Standing, said: Said, now: datetime) -> Outcome:
    """The lead after this Esito. Call `problems` first."""
    attempts = lead.attempts + esito.counts_as_attempt
    next_at, next_kind = _next_action(esito, lead, said, attempts, now)
    return Outcome(
        attempts=attempts,
        first_contact_at=lead.first_contact_at or (now if esito.contacted else None),
        last_contact_at=now if esito.contacted else lead.last_contact_at,
        worked_at=lead.worked_at or now,
        closed_at=now if esito.final else None,
        next_action_at=next_at,
        next_action_kind=next_kind,
        appointment_at=lead.appointment_at or (now if esito.effect == "appointment" else None),
        reason=said.reason or None,
        amount=lead.amount if said.amount is None else said.amount,
        pool_at=back_at(esito, lead.returns, next_at, now),
    )


def back_at(esito: EsitoFlags, returns: int, next_at: datetime | None, now: datetime) -> datetime | None:
    """When the lead returns to its container if nobody acts until then; None: it stays. Rome's days, from the Esito or
    from the next action that was agreed."""
    if esito.effect != "pool" or esito.pool_after_days is None:
        return None
    if esito.do_not_contact or esito.won or returns >= esito.max_returns:
        return None
    return days_after(max(now, next_at or now), esito.pool_after_days)


def days_after(moment: datetime, days: int) -> datetime:
    """The same hour on Rome's clocks so many days later."""
    return (moment.astimezone(ROME) + timedelta(days=days)).astimezone(UTC)


def _next_action(
    esito: EsitoFlags, lead: Standing, said: Said, attempts: int, now: datetime
) -> tuple[datetime | None, str | None]:
    """What comes next: what was said; an appointment still to come; a retry, until the attempts are used up."""
    if esito.do_not_contact:
        return None, None
    if said.next_action_at is not None:
        return said.next_action_at, _kind(esito, said)
    if esito.final:
        return None, None
    if (
        lead.next_action_kind == "appointment"
        and lead.next_action_at is not None
        and lead.next_action_at > now
    ):
        return lead.next_action_at, "appointment"
    made = attempts - lead.attempts_before
    if esito.retry_after is None or (esito.max_attempts is not None and made >= esito.max_attempts):
        return None, None
    return now + timedelta(minutes=esito.retry_after), _kind(esito, said)


def _kind(esito: EsitoFlags, said: Said) -> str:
    if esito.effect in ("call_back", "appointment"):
        return esito.effect
    return "retry" if esito.retry_after is not None and said.next_action_at is None else "call_back"
