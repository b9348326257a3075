"""The orders of the lead list. Each is one value and the id: a page begins after the last row of the one before."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from goccia.core.cursor import decode_cursor, encode_cursor
from goccia.core.errors import Invalid, invalid

# What has no value comes last in both directions.
_LATEST = "'9999-01-01Z'::timestamptz"
_EARLIEST = "'0001-01-02Z'::timestamptz"
_BIGGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Order:
    """`key` is an expression over `lead` that is never null; `kind` the type of its value; `indexed`: an index has it."""

    key: str
    kind: str
    descending: bool
    indexed: bool = False

    @property
    def by(self) -> str:
        """For ORDER BY."""
        way = " DESC" if self.descending else ""
        return f"{self.key}{way}, id{way}"

    @property
    def backwards(self) -> "Order":
        """The same list from its end."""
        return replace(self, descending=not self.descending)

    def after(self, place: int) -> str:
        """The condition for what comes after the place in the parameters numbered from `place`."""
        sign = "<" if self.descending else ">"
        return f"({self.key}, id) {sign} (${place}::{self.kind}, ${place + 1}::uuid)"


_ESITO = "coalesce((SELECT e.position FROM esito e WHERE e.id = lead.esito_id), {none})"
ORDERS = {
    "-received_at": Order("received_at", "timestamptz", True, indexed=True),
    "received_at": Order("received_at", "timestamptz", False, indexed=True),
    "-last_activity_at": Order("last_activity_at", "timestamptz", True, indexed=True),
    "last_activity_at": Order("last_activity_at", "timestamptz", False, indexed=True),
    "next_action_at": Order(f"coalesce(next_action_at, {_LATEST})", "timestamptz", False),
    "-next_action_at": Order(f"coalesce(next_action_at, {_EARLIEST})", "timestamptz", True),
    "-assigned_at": Order(f"coalesce(assigned_at, {_EARLIEST})", "timestamptz", True),
    "assigned_at": Order(f"coalesce(assigned_at, {_LATEST})", "timestamptz", False),
    "name": Order("name_key", "text", False, indexed=True),
    "-name": Order("name_key", "text", True, indexed=True),
    "attempts": Order("attempts", "integer", False),
    "-attempts": Order("attempts", "integer", True),
    "esito": Order(_ESITO.format(none=_BIGGEST), "integer", False),
    "-esito": Order(_ESITO.format(none=-_BIGGEST), "integer", True),
}


@dataclass(frozen=True, slots=True)
class Place:
    """After which row a page begins (None: at the beginning), and how many leads the list had then."""

    value: Any
    lead_id: UUID | None
    total: int


def write_place(sort: str, place: Place) -> str:
    """The cursor of a place."""
    return encode_cursor([sort, place.value, str(place.lead_id), place.total])


def read_place(sort: str, cursor: str) -> Place:
    """The place of a cursor.

    Raises:
        Invalid: not a cursor of a list in this order.
    """
    said, value, lead_id, total = decode_cursor(cursor, 4)
    try:
        if said != sort:
            raise ValueError(said)
        return Place(_value(ORDERS[sort].kind, value), UUID(lead_id), _value("integer", total))
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise _unusable() from None


def _value(kind: str, value: Any) -> Any:
    if kind == "timestamptz":
        return datetime.fromisoformat(value).astimezone(UTC)
    if kind == "integer":
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _BIGGEST:
            raise ValueError(value)
        return value
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError(value)
    return value


def _unusable() -> Invalid:
    return invalid(
        "cursor",
        "Il cursore è di un altro elenco o ordinamento: riparti dalla prima pagina.",
        "The cursor is of another list or order: start again from the first page.",
    )
