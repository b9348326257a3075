"""Reads of units, containers and teams, with the caller's eyes."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import NotFound
from goccia.core.schemas import Page, cut, like, read_place
from goccia.core.settings import Settings
from goccia.identity.queries import is_paused
from goccia.kit.calendars import Calendar, state_at
from goccia.kit.dates import day_bounds
from goccia.organisation.schemas import Container, TeamMember, Unit

__all__ = ["changes", "container", "containers", "is_paused", "require_unit", "team", "unit", "units"]

Found = TypeVar("Found")
_UNIT = """
SELECT u.id, u.name, u.active, u.calendar, u.created_at, lower(u.name) AS place,
       (SELECT count(*) FROM container c WHERE c.unit_id = u.id AND c.deleted_at IS NULL) AS containers
"""
_PEOPLE = """
, (SELECT count(*) FROM user_unit m JOIN app_user p ON p.id = m.user_id
   WHERE m.unit_id = u.id AND p.active AND p.deleted_at IS NULL) AS people
"""
_UNITS = """
FROM unit u WHERE u.deleted_at IS NULL AND ($1::uuid IS NULL OR u.id = $1) AND ($2::boolean IS NULL OR u.active = $2)
AND ($3::text IS NULL OR f_unaccent(u.name) ILIKE f_unaccent($3))
AND ($4::text IS NULL OR (lower(u.name), u.id) > ($4, $5::uuid)) ORDER BY place, u.id LIMIT $6
"""
_BRIEF = "SELECT c.id, c.unit_id, u.name AS unit_name, c.name, c.active, c.policy, c.created_at, lower(c.name) AS place"
_WHOLE = """
, c.intake_token, c.google_key, c.requires_province, c.identity_scope, c.source, c.price_per_lead, c.mapping,
  c.vendor, c.return_reasons, c.return_window_days,
  c.claim_minutes, c.pace_minutes, c.sla_warn_minutes, c.sla_take_back_minutes,
  (SELECT count(*) FROM lead l WHERE l.container_id = c.id AND l.deleted_at IS NULL AND l.received_at >= $8) AS today,
  (SELECT count(*) FROM lead l WHERE l.container_id = c.id AND l.agent_id IS NOT NULL AND l.worked_at IS NULL
   AND l.closed_at IS NULL AND l.deleted_at IS NULL) AS unworked,
  (SELECT count(*) FROM lead l WHERE l.container_id = c.id AND l.queued_at IS NOT NULL AND l.deleted_at IS NULL) AS queued,
  (SELECT min(l.queued_at) FROM lead l WHERE l.container_id = c.id AND l.queued_at IS NOT NULL AND l.deleted_at IS NULL)
   AS oldest_queued_at
"""
_CONTAINERS = """
FROM container c JOIN unit u ON u.id = c.unit_id WHERE c.deleted_at IS NULL AND ($1::uuid IS NULL OR c.id = $1)
AND ($2::uuid IS NULL OR c.unit_id = $2) AND ($3::boolean IS NULL OR c.active = $3)
AND ($4::text IS NULL OR f_unaccent(c.name) ILIKE f_unaccent($4))
AND ($5::text IS NULL OR (lower(c.name), c.id) > ($5, $6::uuid)) ORDER BY place, c.id LIMIT $7
"""
_TEAM = """
SELECT m.container_id, m.user_id, btrim(u.first_name || ' ' || u.last_name) AS name, m.weight, m.daily_cap, m.open_cap,
       m.provinces, m.joined_at, u.active AND u.deleted_at IS NULL AS active, u.paused_at, u.paused_until, u.absent
FROM container_member m JOIN app_user u ON u.id = m.user_id WHERE m.container_id = ANY ($1::uuid[])
ORDER BY lower(u.last_name || ' ' || u.first_name), m.user_id
"""


async def units(
    tx: Transaction, *, id: UUID | None = None, active: bool | None = None, q: str | None = None,  # noqa: A002
    limit: int = 200, cursor: str | None = None,
) -> Page[Unit]:  # fmt: skip
    """The units that the caller may see, by name."""
    people = ", NULL AS people" if tx.scope.role == "agente" else _PEOPLE
    search = like(q) if q else None
    rows = await tx.fetch(_UNIT + people + _UNITS, id, active, search, *read_place(cursor), limit + 1)
    rows, following = cut(rows, limit)
    found = []
    for row in rows:
        calendar = Calendar.model_validate(row["calendar"])
        values = {name: value for name, value in row.items() if name != "place"}
        found.append(Unit(**(values | {"calendar": calendar, "state": state_at(calendar, tx.now)})))
    return Page(items=found, next_cursor=following)


async def unit(tx: Transaction, unit_id: UUID) -> Unit:
    """One unit.

    Raises:
        NotFound: missing, or not the caller's to see.
    """
    return _only((await units(tx, id=unit_id)).items)


async def require_unit(tx: Transaction, unit_id: UUID) -> None:
    """Refuse a unit that the caller does not see.

    Raises:
        NotFound: so it is.
    """
    if not await tx.fetchval(
        "SELECT EXISTS (SELECT 1 FROM unit WHERE id = $1 AND deleted_at IS NULL)", unit_id
    ):
        raise NotFound


async def containers(
    tx: Transaction, settings: Settings, *, id: UUID | None = None, unit_id: UUID | None = None,  # noqa: A002
    active: bool | None = None, q: str | None = None, limit: int = 200, cursor: str | None = None,
) -> Page[Container]:  # fmt: skip
    """The containers that the caller may see, by name; for an Agente without what is not theirs."""
    search = like(q) if q else None
    values = (id, unit_id, active, search, *read_place(cursor), limit + 1)
    if tx.scope.role == "agente":
        rows = await tx.fetch(_BRIEF + _CONTAINERS, *values)
        rows, following = cut(rows, limit)
        return Page(items=[Container(**_brief(row)) for row in rows], next_cursor=following)
    rows = await tx.fetch(_BRIEF + _WHOLE + _CONTAINERS, *values, day_bounds(tx.now)[0])
    rows, following = cut(rows, limit)
    teams = await _teams(tx, [row["id"] for row in rows])
    found = [Container(**_brief(row), **_whole(row, settings), team=teams.get(row["id"], [])) for row in rows]
    return Page(items=found, next_cursor=following)


async def container(tx: Transaction, settings: Settings, container_id: UUID) -> Container:
    """One container.

    Raises:
        NotFound: missing, or not the caller's to see.
    """
    return _only((await containers(tx, settings, id=container_id)).items)


async def team(tx: Transaction, container_id: UUID) -> list[TeamMember]:
    """The members of a container, by name.

    Raises:
        NotFound: the container is missing, or not the caller's to see.
    """
    found = await tx.fetchval(
        "SELECT EXISTS (SELECT 1 FROM container WHERE id = $1 AND deleted_at IS NULL)", container_id
    )
    if not found:
        raise NotFound
    return (await _teams(tx, [container_id])).get(container_id, [])


async def _teams(tx: Transaction, container_ids: list[UUID]) -> dict[UUID, list[TeamMember]]:
    found: dict[UUID, list[TeamMember]] = {}
    for row in await tx.fetch(_TEAM, container_ids):
        values = dict(row)
        pause = pause_of(row, tx.now)
        del values["paused_at"]
        found.setdefault(values.pop("container_id"), []).append(TeamMember(**(values | pause)))
    return found


def pause_of(row: Any, now: datetime) -> dict[str, Any]:
    """The pause of a user's row as the API shows it."""
    paused = is_paused(row["paused_at"], row["paused_until"], now)
    return {
        "paused": paused,
        "paused_until": row["paused_until"] if paused else None,
        "absent": paused and row["absent"],
    }


def changes(values: dict[str, Any], first: int = 2) -> str:
    """`name = $2, other = $3 …` for the columns of an UPDATE."""
    return ", ".join(f"{name} = ${number}" for number, name in enumerate(values, first))


def _only(found: list[Found]) -> Found:
    for one in found:
        return one
    raise NotFound


def _brief(row: Any) -> dict[str, Any]:
    plain = {name: row[name] for name in ("id", "unit_id", "name", "active", "policy", "created_at")}
    return plain | {"unit": {"id": row["unit_id"], "name": row["unit_name"]}}


def _whole(row: Any, settings: Settings) -> dict[str, Any]:
    names = (
        "intake_token", "google_key", "requires_province", "identity_scope", "source", "price_per_lead", "mapping",
        "vendor", "return_reasons", "return_window_days",
        "oldest_queued_at", "claim_minutes", "pace_minutes", "sla_warn_minutes", "sla_take_back_minutes",
    )  # fmt: skip
    return {name: row[name] for name in names} | {
        "intake_url": f"{settings.base_url}/hooks/in/{row['intake_token']}",
        "queue_length": row["queued"],
        "counts": {"today": row["today"], "unworked": row["unworked"], "queued": row["queued"]},
    }
