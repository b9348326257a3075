"""How a lead comes into being, how it is recognised when it comes again, and what a re-submission does to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction, Write
from goccia.core.events import Actor
from goccia.kit.household import household_keys
from goccia.leads.events import LeadResubmitted

FILLABLE = (
    "first_name", "last_name", "phone", "phone_raw", "email", "province", "region", "city", "postal_code", "address",
    "housing_type", "campaign", "ad", "ad_set", "form", "source", "landing_url", "ip_address", "otp",
)  # fmt: skip
CONSENTS = ("privacy", "marketing")
_BLANK = {
    "first_name": "''", "last_name": "''", "privacy_consent": "'not_asked'", "marketing_consent": "'not_asked'",
    "consents": "'{}'", "custom": "'{}'", "answers": "'{}'", "warnings": "'[]'",
}  # fmt: skip
_COLUMNS = {
    "id": "uuid", "unit_id": "uuid", "container_id": "uuid", "agent_id": "uuid", "esito_id": "uuid",
    "first_name": "text", "last_name": "text", "phone": "text", "phone_raw": "text", "email": "text",
    "province": "text", "region": "text", "city": "text", "postal_code": "text", "address": "text",
    "housing_type": "text", "campaign": "text", "ad": "text", "ad_set": "text", "form": "text", "source": "text",
    "landing_url": "text", "ip_address": "text", "otp": "text", "privacy_consent": "text",
    "marketing_consent": "text", "consents": "jsonb", "custom": "jsonb", "answers": "jsonb", "warnings": "jsonb",
    "possible_duplicate_of": "uuid", "household": "text", "received_at": "timestamptz",
    "last_activity_at": "timestamptz", "assigned_at": "timestamptz", "queued_at": "timestamptz",
    "created_at": "timestamptz", "updated_at": "timestamptz",
}  # fmt: skip
_SUBMISSION = {
    "id": "uuid", "unit_id": "uuid", "container_id": "uuid", "lead_id": "uuid", "via": "text",
    "provider_lead_id": "text", "phone": "text", "email": "text", "received_at": "timestamptz", "record": "jsonb",
    "source_id": "uuid",
}  # fmt: skip


def _insert(table: str, columns: dict[str, str], place: str) -> str:
    names = ", ".join(columns)
    types = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    return (
        f"INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_to_recordset({place}::jsonb) AS r ({types})"
    )


_OF_RECORD = {name: kind for name, kind in _COLUMNS.items() if kind == "jsonb" or name.endswith("_consent")}


def leads_of(records: str) -> str:
    """The INSERT of new leads whose records the database has already.

    `records` is a query of: id, unit_id, container_id, agent_id, esito_id, source (where the record has none),
    household, received_at, now, and `record`, as `submission` keeps it.
    """
    said = _OF_RECORD | dict.fromkeys(FILLABLE, "text")
    values = {
        **{name: f"r.{name}" for name in _COLUMNS},
        **{name: f"d.{name}" for name in said},
        **{name: f"coalesce(d.{name}, {blank})" for name, blank in _BLANK.items()},
        **dict.fromkeys(("last_activity_at", "created_at", "updated_at"), "r.now"),
        "source": "coalesce(nullif(d.source, ''), r.source)",
        "assigned_at": "CASE WHEN r.agent_id IS NOT NULL THEN r.now END",
        "queued_at": "CASE WHEN r.agent_id IS NULL THEN r.now END",
        "possible_duplicate_of": "NULL",
    }
    types = ", ".join(f"{name} {kind}" for name, kind in said.items())
    return (
        f"INSERT INTO lead ({', '.join(values)}) SELECT {', '.join(values.values())}"
        f" FROM ({records}) AS r CROSS JOIN LATERAL jsonb_to_record(r.record) AS d ({types})"
    )


_INSERT_LEADS = _insert("lead", _COLUMNS, "$1")
_INSERT_SUBMISSIONS = _insert("submission", _SUBMISSION, "$1")


@dataclass(frozen=True, slots=True)
class Twin:
    """A lead of the unit that shares something with the arriving record, and what."""

    lead_id: UUID
    container_id: UUID
    agent_id: UUID | None
    phone: str | None
    by: str
    """provider, phone, email or household."""


# A lead that others were merged into is known by what they were known by, in its container and in theirs.
_TWINS = """
SELECT l.id, l.container_id, l.agent_id, s.phone, 'provider' AS by, l.received_at
FROM submission s JOIN lead l ON l.id = s.lead_id
WHERE s.unit_id = $1 AND s.provider_lead_id = $5 AND l.deleted_at IS NULL
UNION ALL SELECT id, container_id, agent_id, phone, 'phone', received_at FROM lead
WHERE unit_id = $1 AND phone = $2 AND deleted_at IS NULL
UNION ALL SELECT id, container_id, agent_id, phone, 'email', received_at FROM lead
WHERE unit_id = $1 AND email = $3 AND deleted_at IS NULL
UNION ALL SELECT id, container_id, agent_id, phone, 'household', received_at FROM lead
WHERE unit_id = $1 AND household = $4 AND deleted_at IS NULL
UNION ALL SELECT l.id, k.container_id, l.agent_id, k.key, 'phone', l.received_at
FROM merged_key k JOIN lead l ON l.id = k.lead_id
WHERE k.unit_id = $1 AND k.key = $2 AND l.deleted_at IS NULL
UNION ALL SELECT l.id, k.container_id, l.agent_id, l.phone, 'email', l.received_at
FROM merged_key k JOIN lead l ON l.id = k.lead_id
WHERE k.unit_id = $1 AND k.key = $3 AND l.deleted_at IS NULL
ORDER BY received_at DESC LIMIT 50
"""


async def find_twins(
    tx: Transaction,
    unit_id: UUID,
    phone: str | None,
    email: str | None,
    household: str | None,
    provider_lead_id: str | None,
) -> list[Twin]:
    """The unit's leads that share phone, e-mail, household or provider id with a record, newest first."""
    rows = await tx.fetch(_TWINS, unit_id, phone, email, household, provider_lead_id)
    return [Twin(r["id"], r["container_id"], r["agent_id"], r["phone"], r["by"]) for r in rows]


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a record is: a redelivery, a known person, a possible double, or new."""

    status: str
    """duplicate, resubmitted, review or created."""
    twin: Twin | None = None


def recognise(twins: Sequence[Twin], phone: str | None, scope_container: UUID | None) -> Recognition:
    """Tell what a record is from its twins (PRODUCT §4, verdict). `scope_container`: only its leads count as the same
    person; None: those of the whole unit."""
    mine = [twin for twin in twins if scope_container is None or twin.container_id == scope_container]
    for twin in mine:
        if twin.by == "provider" and (not phone or not twin.phone or phone == twin.phone):
            return Recognition("duplicate", twin)
    for twin in mine:
        if twin.by == "phone" or (twin.by == "email" and not (phone and twin.phone)):
            return Recognition("resubmitted", twin)
    doubtful = next((twin for twin in mine if twin.by == "email"), None)
    return Recognition("review", doubtful) if doubtful else Recognition("created")


def household_of(
    phone: str | None, last_name: str | None, address: str | None, postal_code: str | None
) -> str | None:
    """The address key of a household; the landline needs none, as a phone already identifies the lead."""
    keys = household_keys(phone, last_name, address, postal_code)
    return next((key for key in keys if key.startswith("home:")), None)


def new_leads(
    now: datetime, leads: Sequence[dict[str, Any]], submissions: Sequence[dict[str, Any]]
) -> tuple[Write, Write]:
    """The writes of new leads and of the submissions they came by. Missing columns are filled here."""
    stamp = {"created_at": now, "updated_at": now}
    blank = {
        "first_name": "", "last_name": "", "privacy_consent": "not_asked", "marketing_consent": "not_asked",
        "consents": {}, "custom": {}, "answers": {}, "warnings": [],
    }  # fmt: skip
    rows = [blank | lead | stamp for lead in leads]
    return Write(_INSERT_LEADS, (rows,)), Write(_INSERT_SUBMISSIONS, (submissions,))


_JOINED = {"lead_id": "uuid", "answers": "jsonb", "custom": "jsonb", "consents": "jsonb"} | dict.fromkeys(
    (*(f"{name}_consent" for name in CONSENTS), *FILLABLE), "text"
)
_RESUBMIT = (
    "UPDATE lead SET last_activity_at = $2, updated_at = $2, submissions = lead.submissions + 1,"
    " answers = r.answers || lead.answers, custom = r.custom || lead.custom, consents = lead.consents || r.consents, "
    + ", ".join(f"{name}_consent = coalesce(r.{name}_consent, lead.{name}_consent)" for name in CONSENTS)
    + ", "
    + ", ".join(
        f"{name} = coalesce(nullif(lead.{name}, ''), r.{name}{', ' + repr('') if name in ('first_name', 'last_name') else ''})"
        for name in FILLABLE
    )
    + f" FROM jsonb_to_recordset($1::jsonb) AS r ({', '.join(f'{name} {kind}' for name, kind in _JOINED.items())})"
    " WHERE lead.id = r.lead_id RETURNING lead.id, lead.agent_id, lead.unit_id"
)


async def resubmit(tx: Transaction, actor: Actor, lead_id: UUID, submission: dict[str, Any]) -> UUID | None:
    """Join a re-submission to its lead: empty fields are filled, nothing is overwritten but a consent that was said
    anew; the lead rises in its agent's list. Answers the agent who has it (None: nobody)."""
    return (await resubmit_all(tx, actor, [submission | {"lead_id": lead_id}]))[lead_id]


async def resubmit_all(
    tx: Transaction, actor: Actor, submissions: Sequence[dict[str, Any]]
) -> dict[UUID, UUID | None]:
    """The same for many, each of another lead (its `lead_id`). Answers the agent of each lead."""
    rows = await tx.fetch(_RESUBMIT, [_joined(submission) for submission in submissions], tx.now)
    leads = {row["id"]: row for row in rows}
    assert len(leads) == len(submissions), "the leads were found under the unit's lock"  # noqa: S101 - why it cannot be
    told = [
        LeadResubmitted(
            unit_id=leads[submission["lead_id"]]["unit_id"],
            lead_id=submission["lead_id"],
            container=submission["container_id"],
            via=submission["via"],
            submission=submission["id"],
        )
        for submission in submissions
    ]
    await events.record(tx, actor, *told, beside=[Write(_INSERT_SUBMISSIONS, (submissions,))])
    return {lead_id: row["agent_id"] for lead_id, row in leads.items()}


def _joined(submission: dict[str, Any]) -> dict[str, Any]:
    record = submission["record"]
    return {
        "lead_id": submission["lead_id"],
        **{name: record.get(name) or {} for name in ("answers", "custom", "consents")},
        **{f"{name}_consent": _said(record.get(f"{name}_consent")) for name in CONSENTS},
        **{name: record[name] for name in FILLABLE if name in record},
    }


def _said(state: str | None) -> str | None:
    return state if state in ("given", "refused") else None
