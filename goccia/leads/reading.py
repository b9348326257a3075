"""How a lead is read: one SELECT for lists, the record and Oggi, and the JSON made of its rows."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from fastapi import Response

from goccia.core.database import Transaction
from goccia.core.errors import Moved, NotFound, Refusal

PLAIN = (
    "id", "first_name", "last_name", "phone", "phone_raw", "email", "province", "region", "city", "postal_code",
    "address", "housing_type", "campaign", "ad", "ad_set", "form", "source", "landing_url", "ip_address", "otp",
    "privacy_consent", "marketing_consent", "consents", "custom", "answers", "warnings", "possible_duplicate_of",
    "received_at", "last_activity_at", "assigned_at", "worked_at", "first_contact_at", "last_contact_at",
    "next_action_at", "next_action_kind", "queued_at", "closed_at", "attempts", "returns", "submissions", "amount", "reason",
    "created_at", "updated_at", "deleted_at",
)  # fmt: skip
FLAGS = ("colour", "icon", "final", "contacted", "positive", "won", "do_not_contact")
COLUMNS = (
    ", ".join(f"l.{name}" for name in PLAIN)
    + ", l.unit_id, l.container_id, l.agent_id, l.esito_id, unit.name AS unit_name, container.name AS container_name,"
    " (SELECT name FROM person WHERE id = l.agent_id) AS agent_name, esito.label AS esito_name, "
    + ", ".join(f"esito.{name} AS esito_{name}" for name in FLAGS)
)
JOINS = (
    " LEFT JOIN unit ON unit.id = l.unit_id LEFT JOIN container ON container.id = l.container_id"
    " LEFT JOIN esito ON esito.id = l.esito_id"
)
# An Agente has no trash.
VISIBLE = "(l.deleted_at IS NULL OR current_setting('role') <> 'goccia_agente')"
_MERGED = f"SELECT m.into_id FROM merged_lead m JOIN lead l ON l.id = m.into_id WHERE m.id = $1 AND {VISIBLE}"
_ONE = f"SELECT {COLUMNS} FROM lead l{JOINS} WHERE l.id = $1 AND {VISIBLE}"


def shape(row: Any) -> dict[str, Any]:
    """A row of COLUMNS as the API's lead."""
    lead: dict[str, Any] = {name: row[name] for name in PLAIN}
    for name in ("unit", "container", "agent"):
        lead[name] = named(row[f"{name}_id"], row[f"{name}_name"])
    lead["esito"] = badge(row, "esito")
    return lead


def named(id: UUID | None, name: str | None) -> dict[str, Any] | None:  # noqa: A002 - the word of the JSON
    """`{id, name}`, or null; a name that the reader may not see is empty."""
    return None if id is None else {"id": id, "name": name or ""}


def badge(row: Any, prefix: str) -> dict[str, Any] | None:
    """An Esito of a row whose columns begin with this prefix; null where there is none, or none to be seen."""
    if row[f"{prefix}_name"] is None:
        return None
    shown = named(row[f"{prefix}_id"], row[f"{prefix}_name"])
    return shown and shown | {flag: row[f"{prefix}_{flag}"] for flag in FLAGS}


async def read_lead(tx: Transaction, lead_id: UUID) -> dict[str, Any]:
    """One lead as the API shows it.

    Raises:
        NotFound: missing, or not for these eyes.
        Moved: it was merged into a lead that these eyes see.
    """
    row = await tx.fetchrow(_ONE, lead_id)
    if row is None:
        raise await gone(tx, lead_id)
    return shape(row)


async def gone(tx: Transaction, lead_id: UUID) -> Refusal:
    """What to answer of a lead that is not to be found: where it was merged into, if these eyes see that; or 404."""
    into = await tx.fetchval(_MERGED, lead_id)
    return Moved(was=lead_id, is_now=into) if into else NotFound()


def json_answer(value: Any, status: int = 200) -> Response:
    """Rows as JSON, as they are: the models of the routes document them and the tests hold them to it."""
    return Response(orjson.dumps(value, default=_plain), status, media_type="application/json")


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):  # asyncpg's own, which orjson does not know
        return str(value)
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError
