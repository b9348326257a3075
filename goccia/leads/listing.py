"""Which leads a filter means, in SQL. Statements run with the caller's eyes: nothing here says who may see what."""

from datetime import datetime
from typing import Any

from goccia.core.database import Transaction
from goccia.core.errors import Forbidden
from goccia.leads.filters import LeadFilter
from goccia.leads.origin import origin_sql
from goccia.leads.search import pattern, terms

__all__ = ["LeadFilter", "check", "where"]

_SPEEDS = {
    "5m": "lead.first_contact_at < lead.received_at + interval '5 minutes'",
    "1h": "lead.first_contact_at >= lead.received_at + interval '5 minutes'"
    " AND lead.first_contact_at < lead.received_at + interval '1 hour'",
    "24h": "lead.first_contact_at >= lead.received_at + interval '1 hour'"
    " AND lead.first_contact_at < lead.received_at + interval '24 hours'",
    "later": "lead.first_contact_at >= lead.received_at + interval '24 hours'",
    "never": "lead.first_contact_at IS NULL",
}
_ANSWERED = (
    "EXISTS (SELECT 1 FROM contact c WHERE c.lead_id = lead.id AND c.answered AND c.slot = {}::smallint)"
)


class _Conditions:
    """Conditions and their parameters, numbered as they are added."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.args: list[Any] = []

    def add(self, condition: str, *values: Any) -> None:
        """A condition with {} for each value."""
        places = [f"${len(self.args) + number}" for number in range(1, len(values) + 1)]
        self.said.append(condition.format(*places))
        self.args += values

    def one_of(self, column: str, kind: str, values: list[Any]) -> None:
        """Any of these values; `none` is no value."""
        real = [value for value in values if value != "none"]
        either = [f"{column} IS NULL"] if len(real) < len(values) else []
        if len(real) == 1:  # a plain comparison keeps the order of an index
            either.append(f"{column} = {{}}::{kind}")
        elif real:
            either.append(f"{column} = ANY ({{}}::{kind}[])")
        if either:
            self.add("(" + " OR ".join(either) + ")", *(real if len(real) == 1 else [real] if real else []))

    def is_null(self, column: str, wanted: bool | None) -> None:
        """Empty, or not; None: either."""
        if wanted is not None:
            self.add(f"{column} IS {'' if wanted else 'NOT '}NULL")


def where(filter: LeadFilter, now: datetime) -> tuple[str, list[Any]]:  # noqa: A002 - the word of the API
    """A filter as SQL over the table `lead` (not aliased) with parameters from $1."""
    sql = _Conditions()
    sql.add("lead.deleted_at IS NOT NULL" if filter.deleted else "lead.deleted_at IS NULL")
    if filter.unit_id:
        sql.add("lead.unit_id = {}::uuid", filter.unit_id)
    sql.one_of("lead.container_id", "uuid", list(filter.container_id))
    if filter.agent_id == "me":
        sql.add("lead.agent_id = nullif(current_setting('goccia.user', true), '')::uuid")
    elif filter.agent_id is not None:
        sql.one_of("lead.agent_id", "uuid", [filter.agent_id])
    sql.one_of("lead.esito_id", "uuid", list(filter.esito_id))
    sql.one_of(
        "lead.province", "text", [code if code == "none" else code.upper() for code in filter.province]
    )
    sql.one_of("lead.source", "text", list(filter.source))
    sql.one_of("lead.campaign", "text", list(filter.campaign))
    if filter.received_from:
        sql.add("lead.received_at >= {}::timestamptz", filter.received_from)
    if filter.received_to:
        sql.add("lead.received_at < {}::timestamptz", filter.received_to)
    sql.is_null("lead.queued_at", _opposite(filter.queued))
    sql.is_null("lead.next_action_at", _opposite(filter.has_next_action))
    if filter.overdue:
        sql.add("lead.next_action_at < {}::timestamptz", now)
    elif filter.overdue is False:
        sql.add("(lead.next_action_at >= {}::timestamptz OR lead.next_action_at IS NULL)", now)
    if filter.unworked is not None:
        sql.add(
            f"(lead.agent_id IS NOT NULL AND lead.worked_at IS NULL AND lead.closed_at IS NULL) = {filter.unworked}"
        )
    _how_far(sql, filter)
    for key, value in sorted(filter.custom.items()):
        sql.add(
            "(lower(lead.custom ->> {0}::text) = lower({1}::text) OR"
            " (jsonb_typeof(lead.custom -> {0}::text) = 'array' AND lead.custom -> {0}::text ? {1}::text))",
            key,
            value,
        )
    for term in terms(filter.q or ""):
        sql.add("lead.search LIKE {}::text", pattern(term))
    return " AND ".join(sql.said), sql.args


def _how_far(sql: _Conditions, filter: LeadFilter) -> None:  # noqa: A002
    """What became of the lead until now: the filters that the figures of a dashboard open."""
    sql.is_null("lead.first_contact_at", _opposite(filter.contacted))
    if filter.speed:
        sql.add(_SPEEDS[filter.speed])
    sql.is_null("lead.appointment_at", _opposite(filter.appointment))
    if filter.won is not None:
        sql.add(
            f"(lead.esito_id IN (SELECT e.id FROM esito e WHERE e.won)) IS {'' if filter.won else 'NOT '}TRUE"
        )
    if filter.origin:
        sql.add(f"{origin_sql()} = {{}}::text", filter.origin)
    if filter.bad_lead is not None:
        sql.add(
            f"(lead.esito_id IN (SELECT e.id FROM esito e WHERE e.bad_lead)) IS {'' if filter.bad_lead else 'NOT '}TRUE"
        )
    if filter.beyond_start is not None:
        sql.add(
            "(lead.esito_id IN (SELECT e.id FROM esito e WHERE NOT e.initial))"
            f" IS {'' if filter.beyond_start else 'NOT '}TRUE"
        )
    if filter.reason:
        sql.add("lead.reason = {}::text", filter.reason)
    if filter.answered_at:
        weekday, hour = filter.answered_at.split("-")
        sql.add(_ANSWERED, (int(weekday) - 1) * 24 + int(hour))


def _opposite(wanted: bool | None) -> bool | None:
    return None if wanted is None else not wanted


def check(tx: Transaction, filter: LeadFilter) -> None:  # noqa: A002
    """Refuse what a role has no view of.

    Raises:
        Forbidden: an Agente asks for the trash.
    """
    if filter.deleted and tx.scope.role == "agente":
        raise Forbidden
