"""Esiti: read, make, change, put away."""

from typing import Any
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Conflict, Forbidden, NotFound, invalid
from goccia.core.schemas import Page, cut, read_place
from goccia.identity.access import User
from goccia.kit.ids import uuid7
from goccia.leads.esiti_events import EsitoChanged, EsitoCreated, EsitoDeleted
from goccia.leads.esiti_schemas import Esito, EsitoPatch, NewEsito
from goccia.organisation.queries import changes, require_unit
from goccia.organisation.vendor_terms import ReturnReason

_PLAIN = (
    "id", "unit_id", "colour", "icon", "position", "active", "initial", "final", "contacted", "positive", "won",
    "do_not_contact", "counts_as_attempt", "bad_lead", "retry_after", "max_attempts", "asks", "effect",
    "pool_after_days", "max_returns", "return_reason", "replaced_by",
)  # fmt: skip
_SELECT = f"SELECT {', '.join(_PLAIN)}, label AS name, lpad(position::text, 10, '0') || lower(label) AS place FROM esito"
_LIST = f"""
{_SELECT} WHERE deleted_at IS NULL AND ($1::uuid IS NULL OR unit_id IS NULL OR unit_id = $1)
AND ($2::boolean IS NULL OR active = $2)
AND ($3::text IS NULL OR (lpad(position::text, 10, '0') || lower(label), id) > ($3, $4::uuid)) ORDER BY place, id LIMIT $5
"""
# By a lead, or by one whose Esito this one is about to replace.
_CARRIED = """
SELECT EXISTS (SELECT 1 FROM lead WHERE esito_id = $1 OR esito_id IN (SELECT id FROM esito WHERE replaced_by = $1))
"""
_LAST = "SELECT coalesce(max(position), 0) + 1 FROM esito WHERE unit_id IS NOT DISTINCT FROM $1 AND deleted_at IS NULL"


async def listed(
    tx: Transaction, *, unit_id: UUID | None, active: bool | None, limit: int, cursor: str | None
) -> Page[Esito]:
    """Esiti in their order; with a unit, those of all units and of this one."""
    rows = await tx.fetch(_LIST, unit_id, active, *read_place(cursor), limit + 1)
    rows, following = cut(rows, limit)
    return Page(items=[_shape(row) for row in rows], next_cursor=following)


async def get(tx: Transaction, esito_id: UUID) -> Esito:
    """One Esito.

    Raises:
        NotFound: missing, or not the caller's to see.
    """
    found = await find(tx, esito_id)
    if found is None:
        raise NotFound
    return found


async def find(tx: Transaction, esito_id: UUID) -> Esito | None:
    """One Esito, or None: missing, or not the caller's to see."""
    row = await tx.fetchrow(f"{_SELECT} WHERE id = $1 AND deleted_at IS NULL", esito_id)
    return None if row is None else _shape(row)


async def create(tx: Transaction, user: User, wanted: NewEsito) -> UUID:
    """Make an Esito; answers its id.

    Raises:
        Forbidden: one of all units, by a Referente.
        NotFound: the unit is not there to see.
    """
    if wanted.unit_id is not None:
        await require_unit(tx, wanted.unit_id)
    elif not user.is_admin:
        raise Forbidden
    _check(wanted.effect, wanted.pool_after_days)
    values = wanted.model_dump()
    values["label"] = values.pop("name")
    values["asks"] = list(dict.fromkeys(wanted.asks))
    values["pool_since"] = tx.now if wanted.effect == "pool" else None
    values["return_reason"] = reason_of(wanted.effect, wanted.return_reason)
    esito_id = uuid7()
    async with tx.as_system():
        if wanted.position is None:
            values["position"] = await tx.fetchval(_LAST, wanted.unit_id)
        if wanted.initial:
            await _no_other_initial(tx, wanted.unit_id)
        names = ", ".join(values)
        places = ", ".join(f"${number}" for number in range(3, len(values) + 3))
        await tx.execute(
            f"INSERT INTO esito (id, created_at, {names}) VALUES ($1, $2, {places})",
            esito_id,
            tx.now,
            *values.values(),
        )
        await events.record(tx, user.actor, EsitoCreated(unit_id=wanted.unit_id, subject_id=esito_id))
    return esito_id


async def change(tx: Transaction, user: User, esito_id: UUID, wanted: EsitoPatch) -> None:
    """Change an Esito.

    Raises:
        NotFound: not there to see.
        Forbidden: one of all units, by a Referente.
        Conflict: the Esito of arriving leads would be none.
    """
    before = await mine(tx, user, esito_id)
    said = wanted.said()
    if not said:
        return
    _check(said.get("effect", before.effect), said.get("pool_after_days", before.pool_after_days))
    if (
        before.initial
        and before.unit_id is None
        and not (said.get("initial", True) and said.get("active", True))
    ):
        raise keeps_initial()
    if "name" in said:
        said["label"] = said.pop("name")
    if "asks" in said:
        said["asks"] = list(dict.fromkeys(said["asks"]))
    if said.get("active"):
        said["replaced_by"] = None  # it is back: the leads that still carry it stay
    if said.get("effect") == "pool" and before.effect != "pool":
        said["pool_since"] = tx.now  # what would have been due before stays where it is
    if said.keys() & {"effect", "return_reason"}:
        said["return_reason"] = reason_of(
            said.get("effect", before.effect), said.get("return_reason", before.return_reason)
        )
    async with tx.as_system():
        if said.get("initial"):
            await _no_other_initial(tx, before.unit_id)
        await tx.execute(f"UPDATE esito SET {changes(said)} WHERE id = $1", esito_id, *said.values())
        fields = sorted(wanted.model_fields_set)
        await events.record(
            tx, user.actor, EsitoChanged(unit_id=before.unit_id, subject_id=esito_id, fields=fields)
        )


async def delete(tx: Transaction, user: User, esito_id: UUID) -> None:
    """Put an Esito away.

    Raises:
        NotFound: not there to see.
        Forbidden: one of all units, by a Referente.
        Conflict: leads carry it, or arriving leads get it.
    """
    before = await mine(tx, user, esito_id)
    if before.initial and before.unit_id is None:
        raise keeps_initial()
    async with tx.as_system():
        await tx.execute("SELECT 1 FROM esito WHERE id = $1 FOR UPDATE", esito_id)
        if await tx.fetchval(_CARRIED, esito_id):
            raise Conflict(
                it="Ci sono lead con questo Esito: disattivalo, così resta nella storia ma non si sceglie più.",
                en="Some leads carry this Esito: deactivate it; it stays in the history and cannot be chosen any more.",
            )
        await tx.execute("UPDATE esito SET deleted_at = $2 WHERE id = $1", esito_id, tx.now)
        await events.record(tx, user.actor, EsitoDeleted(unit_id=before.unit_id, subject_id=esito_id))


async def mine(tx: Transaction, user: User, esito_id: UUID) -> Esito:
    """An Esito that the caller may change.

    Raises:
        NotFound: not there to see.
        Forbidden: one of all units, by a Referente.
    """
    found = await get(tx, esito_id)
    if found.unit_id is None and not user.is_admin:
        raise Forbidden
    return found


async def _no_other_initial(tx: Transaction, unit_id: UUID | None) -> None:
    await tx.execute(
        "UPDATE esito SET initial = false WHERE unit_id IS NOT DISTINCT FROM $1 AND initial", unit_id
    )


def _check(effect: str, pool_after_days: int | None) -> None:
    if effect == "pool" and pool_after_days is None:
        raise invalid(
            "pool_after_days",
            "Indica dopo quanti giorni il lead torna libero.",
            "Say after how many days it returns.",
        )


def reason_of(effect: str, reason: ReturnReason | None) -> ReturnReason | None:
    """What an Esito says to the vendor: only one that proposes a return says anything."""
    return (reason or "other") if effect == "vendor_return" else None


def keeps_initial() -> Conflict:
    """Arriving leads need an Esito."""
    return Conflict(
        it="È l'Esito dei lead appena arrivati: prima scegline un altro come iniziale.",
        en="It is the Esito of arriving leads: first choose another one as initial.",
    )


def _shape(row: Any) -> Esito:
    return Esito(**{name: row[name] for name in (*_PLAIN, "name")})
