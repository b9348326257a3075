"""Changing the fields of a lead, by hand."""

from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, Invalid, field_error
from goccia.core.events import Actor
from goccia.kit.email import parse_email
from goccia.kit.ip_address import parse_ip_address
from goccia.kit.phones import parse_phone
from goccia.kit.provinces import parse_province, region_of
from goccia.leads.arrival import find_twins, household_of, recognise
from goccia.leads.custom_values import CustomField, check_values
from goccia.leads.events import LeadEdited
from goccia.leads.outcome_rules import A_MOMENT_AGO
from goccia.leads.reading import read_lead
from goccia.leads.record import take
from goccia.leads.schemas import LeadPatch

_SPECIAL = {"phone", "email", "province", "ip_address", "custom", "next_action_at", "next_action_kind"}
_NAMES = ("first_name", "last_name")
_CONSENTS = ("privacy_consent", "marketing_consent")
_FIELDS = (
    "SELECT key, label, type, choices, required FROM custom_field WHERE unit_id = $1 AND deleted_at IS NULL"
)
_UNIT = "SELECT 1 FROM unit WHERE id = (SELECT unit_id FROM lead WHERE id = $1) FOR NO KEY UPDATE"
_SEEN = """
SELECT btrim(first_name || ' ' || last_name) AS name, phone, email FROM lead WHERE id = $1 AND deleted_at IS NULL
"""


class PersonExists(Conflict):
    """The phone or e-mail is that of another lead of the unit."""

    code = "person_exists"
    it = "Questa persona è già un altro lead della unità{it}."
    en = "This person already is another lead of the unit{en}."


async def edit(tx: Transaction, actor: Actor, lead_id: UUID, patch: LeadPatch) -> dict[str, Any]:
    """Change the fields sent; the event tells which, and has old and new values apart, for an erasure to blank.

    Raises:
        NotFound: the lead is missing, in the trash, or not for these eyes.
        Invalid: values that do not pass, each named.
        PersonExists: the new phone or e-mail is another lead's.
    """
    sent = patch.model_fields_set
    if sent & {"phone", "email"}:
        async with tx.as_system():  # arrivals hold the same lock: two people cannot become one unseen
            await tx.fetchval(_UNIT, lead_id)
    (lead,) = await take(tx, [lead_id])
    changes, errors = _standard(lead, patch, sent)
    if "next_action_at" in sent or "next_action_kind" in sent:
        errors += _next_action(tx, lead, patch, sent, changes)
    if "custom" in sent and patch.custom is not None:
        rows = await tx.fetch(_FIELDS, lead["unit_id"])
        values, wrong = check_values([CustomField(**row) for row in rows], patch.custom)
        errors += wrong
        changes["custom"] = {key: v for key, v in (lead["custom"] | values).items() if v is not None}
    merged = dict(lead) | changes
    if not merged["phone"] and not merged["email"] and ("phone" in changes or "email" in changes):
        it, en = "Un lead ha almeno un telefono o una e-mail.", "A lead has a phone or an e-mail at least."
        errors.append(field_error("phone" if "phone" in changes else "email", it, en))
    if errors:
        raise Invalid(errors=errors)
    changes = {name: value for name, value in changes.items() if value != lead[name]}
    if changes.keys() & {"phone", "email"}:
        changes |= await _same_person(tx, lead_id, merged, changes)
    if changes:
        await _write(tx, actor, lead, changes)
    return await read_lead(tx, lead_id)


def _standard(lead: Any, patch: LeadPatch, sent: set[str]) -> tuple[dict[str, Any], list[dict[str, str]]]:
    changes: dict[str, Any] = {}
    errors: list[dict[str, str]] = []
    for name in sent - _SPECIAL - set(_CONSENTS):
        changes[name] = getattr(patch, name) or ("" if name in _NAMES else None)
    for name in sent & set(_CONSENTS):
        changes[name] = getattr(patch, name) or "not_asked"
    if "phone" in sent:
        phone = parse_phone(patch.phone) if patch.phone else None
        if phone and phone.problem:
            errors.append(
                field_error("phone", "Il numero di telefono non è valido.", "The phone number is not valid.")
            )
        changes |= {"phone": phone.e164 if phone else None, "phone_raw": phone.raw if phone else None}
        if changes["phone"] == lead["phone"]:
            changes["phone_raw"] = lead["phone_raw"]
    if "email" in sent:
        email = parse_email(patch.email) if patch.email else None
        if email and email.problem:
            errors.append(
                field_error("email", "L'indirizzo e-mail non è valido.", "The e-mail address is not valid.")
            )
        changes["email"] = email.address if email else None
    if "province" in sent:
        code = parse_province(patch.province) if patch.province else None
        if patch.province and code is None:
            it, en = (
                "Provincia non riconosciuta: usa il nome o la sigla.",
                "Unknown province: use its name or code.",
            )
            errors.append(field_error("province", it, en))
        changes |= {"province": code, "region": region_of(code) if code else None}
    if "ip_address" in sent:
        address = parse_ip_address(patch.ip_address) if patch.ip_address else None
        if patch.ip_address and address is None:
            errors.append(
                field_error("ip_address", "L'indirizzo IP non è valido.", "The IP address is not valid.")
            )
        changes["ip_address"] = address
    return changes, errors


def _next_action(
    tx: Transaction, lead: Any, patch: LeadPatch, sent: set[str], changes: dict[str, Any]
) -> list[dict[str, str]]:
    at = patch.next_action_at if "next_action_at" in sent else lead["next_action_at"]
    kind = (patch.next_action_kind if "next_action_kind" in sent else lead["next_action_kind"]) or "call_back"
    changes |= {"next_action_at": at, "next_action_kind": kind if at else None}
    if at is None and "next_action_kind" in sent and patch.next_action_kind is not None:
        return [field_error("next_action_at", "Scegli data e ora.", "Choose a date and time.")]
    if at is None or at == lead["next_action_at"] or kind == "appointment":
        return []
    if at < tx.now - A_MOMENT_AGO:
        it, en = (
            "La data è già passata: scegli un momento futuro.",
            "That time has passed: choose one to come.",
        )
        return [field_error("next_action_at", it, en)]
    return []


async def _same_person(
    tx: Transaction, lead_id: UUID, merged: dict[str, Any], changes: dict[str, Any]
) -> dict[str, Any]:
    """Refuse the identity of another lead; where only the e-mail is shared, mark a possible double."""
    async with tx.as_system():
        scope = await tx.fetchval(
            "SELECT identity_scope FROM container WHERE id = $1", merged["container_id"]
        )
        twins = await find_twins(
            tx, merged["unit_id"], changes.get("phone"), changes.get("email"), None, None
        )
    others = [twin for twin in twins if twin.lead_id != lead_id]
    found = recognise(others, merged["phone"], merged["container_id"] if scope == "container" else None)
    if found.twin is None:
        return {}
    if found.status == "review":
        return {"possible_duplicate_of": found.twin.lead_id}
    field = found.twin.by
    seen = await tx.fetchrow(_SEEN, found.twin.lead_id)
    name = f": {seen['name'] or seen['phone'] or seen['email']}" if seen else ""
    line = field_error(field, "È già di un altro lead.", "It already is another lead's.")
    raise PersonExists(
        it=name, en=name, errors=[line | ({"lead_id": str(found.twin.lead_id)} if seen else {})]
    )


async def _write(tx: Transaction, actor: Actor, lead: Any, changes: dict[str, Any]) -> None:
    personal = {name: {"old": lead[name], "new": value} for name, value in changes.items()}
    merged = dict(lead) | changes
    written = changes | {
        "household": household_of(
            merged["phone"], merged["last_name"], merged["address"], merged["postal_code"]
        )
    }
    for name in changes.keys() & set(_CONSENTS):
        proof = {"text": None, "at": tx.now.isoformat(), "source": "manual"}
        written["consents"] = written.get("consents", lead["consents"]) | {
            name.removesuffix("_consent"): proof
        }
    assignments = ", ".join(f"{name} = ${number}" for number, name in enumerate(written, start=3))
    async with tx.as_system():
        await tx.execute(
            f"UPDATE lead SET updated_at = $2, {assignments} WHERE id = $1",
            lead["id"],
            tx.now,
            *written.values(),
        )
        await events.record(
            tx,
            actor,
            LeadEdited(
                unit_id=lead["unit_id"],
                lead_id=lead["id"],
                fields=sorted(changes),
                personal={"changes": personal},
            ),
        )
