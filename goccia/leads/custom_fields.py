"""Custom fields: read, make, change, put away."""

from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, NotFound, invalid
from goccia.core.schemas import Page, cut, read_place
from goccia.identity.access import User
from goccia.kit.ids import uuid7
from goccia.kit.text import fold
from goccia.leads.custom_fields_schemas import CustomField, CustomFieldInput, CustomFieldPatch
from goccia.leads.esiti_events import CustomFieldChanged, CustomFieldCreated, CustomFieldDeleted
from goccia.organisation.queries import changes, require_unit

CHOOSING = ("choice", "multiple_choice")
STANDARD = frozenset(
    [
        "id",
        "first_name",
        "last_name",
        "name",
        "phone",
        "email",
        "province",
        "region",
        "city",
        "postal_code",
        "address",
        "housing_type",
        "campaign",
        "ad",
        "ad_set",
        "form",
        "source",
        "landing_url",
        "ip_address",
        "otp",
        "privacy_consent",
        "marketing_consent",
        "esito",
        "agent",
        "unit",
        "container",
        "received_at",
        "assigned_at",
        "first_contact_at",
        "last_contact_at",
        "next_action_at",
        "next_action_kind",
        "closed_at",
        "attempts",
        "amount",
        "reason",
    ]
)
_PLAIN = ("id", "unit_id", "key", "label", "type", "choices", "required", "position", "active")
_SELECT = f"""
SELECT {", ".join(_PLAIN)}, group_name AS "group", lpad(position::text, 10, '0') || lower(label) AS place FROM custom_field
"""
_LIST = f"""
{_SELECT} WHERE deleted_at IS NULL AND ($1::uuid IS NULL OR unit_id = $1) AND ($2::boolean IS NULL OR active = $2)
AND ($3::text IS NULL OR (lpad(position::text, 10, '0') || lower(label), id) > ($3, $4::uuid)) ORDER BY place, id LIMIT $5
"""
_CREATE = """
INSERT INTO custom_field (id, unit_id, key, label, type, choices, required, position, group_name, active, created_at)
SELECT $1, $2, $3, $4, $5, $6, $7, coalesce($8, (SELECT coalesce(max(position), 0) + 1 FROM custom_field
       WHERE unit_id = $2 AND deleted_at IS NULL)), $9, $10, $11
ON CONFLICT (unit_id, key) WHERE deleted_at IS NULL DO NOTHING
"""
_HAS_VALUES = "SELECT EXISTS (SELECT 1 FROM lead WHERE unit_id = $1 AND custom ? $2)"
_TYPE_OF_OLD = (
    "SELECT type FROM custom_field WHERE unit_id = $1 AND key = $2 ORDER BY created_at DESC, id DESC LIMIT 1"
)


async def listed(
    tx: Transaction, *, unit_id: UUID | None, active: bool | None, limit: int, cursor: str | None
) -> Page[CustomField]:
    """Custom fields in their order."""
    rows = await tx.fetch(_LIST, unit_id, active, *read_place(cursor), limit + 1)
    rows, following = cut(rows, limit)
    return Page(items=[_shape(row) for row in rows], next_cursor=following)


async def get(tx: Transaction, field_id: UUID) -> CustomField:
    """One custom field.

    Raises:
        NotFound: missing, or not the caller's to see.
    """
    row = await tx.fetchrow(f"{_SELECT} WHERE id = $1 AND deleted_at IS NULL", field_id)
    if row is None:
        raise NotFound
    return _shape(row)


async def create(tx: Transaction, user: User, wanted: CustomFieldInput) -> UUID:
    """Make a custom field; answers its id.

    Raises:
        NotFound: the unit is not there to see.
        Invalid: choices are missing, or the key is a standard field's.
        Conflict: the key is taken, or leads have values of another type under it.
    """
    await require_unit(tx, wanted.unit_id)
    _check_choices(wanted.type, wanted.choices)
    if wanted.key in STANDARD:
        raise invalid("key", "Questa chiave è di un campo standard.", "This key is a standard field's.")
    field_id = uuid7()
    async with tx.as_system():
        key = wanted.key or await _free_key(tx, wanted.unit_id, wanted.label)
        old = await tx.fetchval(_TYPE_OF_OLD, wanted.unit_id, key)
        if old is not None and old != wanted.type and await tx.fetchval(_HAS_VALUES, wanted.unit_id, key):
            raise _has_values()
        made = await tx.execute(
            _CREATE,
            *(
                field_id,
                wanted.unit_id,
                key,
                wanted.label,
                wanted.type,
                wanted.choices,
                wanted.required,
                wanted.position,
            ),
            *(wanted.group, wanted.active, tx.now),
        )
        if not made:
            raise Conflict(
                it=f"L'unità ha già un campo con la chiave {key}.",
                en=f"The unit has a field with the key {key} already.",
            )
        await events.record(tx, user.actor, CustomFieldCreated(unit_id=wanted.unit_id, subject_id=field_id))
    return field_id


async def change(tx: Transaction, user: User, field_id: UUID, wanted: CustomFieldPatch) -> None:
    """Change a custom field.

    Raises:
        NotFound: not there to see.
        Invalid: choices would be missing.
        Conflict: another type, while leads have values.
    """
    before = await get(tx, field_id)
    said = wanted.said()
    if not said:
        return
    kind = said.get("type", before.type)
    if kind not in CHOOSING and "choices" not in said and before.choices:
        said["choices"] = []
    _check_choices(kind, said.get("choices", before.choices))
    if "group" in said:
        said["group_name"] = said.pop("group")
    async with tx.as_system():
        if kind != before.type and await tx.fetchval(_HAS_VALUES, before.unit_id, before.key):
            raise _has_values()
        await tx.execute(f"UPDATE custom_field SET {changes(said)} WHERE id = $1", field_id, *said.values())
        fields = sorted(wanted.model_fields_set)
        changed = CustomFieldChanged(unit_id=before.unit_id, subject_id=field_id, fields=fields)
        await events.record(tx, user.actor, changed)


async def delete(tx: Transaction, user: User, field_id: UUID) -> None:
    """Put a custom field away; the values stay on the leads.

    Raises:
        NotFound: not there to see.
    """
    before = await get(tx, field_id)
    async with tx.as_system():
        await tx.execute("UPDATE custom_field SET deleted_at = $2 WHERE id = $1", field_id, tx.now)
        await events.record(tx, user.actor, CustomFieldDeleted(unit_id=before.unit_id, subject_id=field_id))


async def _free_key(tx: Transaction, unit_id: UUID, label: str) -> str:
    """A key made from a label: "Tetto di proprietà?" is tetto_di_proprieta."""
    words = "".join(sign if sign.isascii() else " " for sign in fold(label)).split()
    stem = "_".join(words)[:50].strip("_") or "campo"
    stem = stem if stem[0].isalpha() else f"campo_{stem}"
    rows = await tx.fetch("SELECT key FROM custom_field WHERE unit_id = $1 AND deleted_at IS NULL", unit_id)
    taken = STANDARD | {row["key"] for row in rows}
    return next(
        key for key in (stem, *(f"{stem}_{number}" for number in range(2, 10_000))) if key not in taken
    )


def _check_choices(kind: str, choices: list[str]) -> None:
    if kind in CHOOSING and not choices:
        raise invalid("choices", "Elenca le scelte possibili.", "List the choices.")
    if kind not in CHOOSING and choices:
        raise invalid(
            "choices", "Solo i campi a scelta hanno delle scelte.", "Only fields to choose from have choices."
        )


def _has_values() -> Conflict:
    return Conflict(
        it="Ci sono lead con valori in questo campo: il tipo non si può più cambiare. Crea un altro campo.",
        en="Some leads have values in this field: its type cannot change any more. Make another field.",
    )


def _shape(row: Any) -> CustomField:
    return CustomField(**{name: row[name] for name in (*_PLAIN, "group")})
