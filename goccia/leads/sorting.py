"""The orders of the lead list: a page begins after the last row of the one before.

An order that one index does not have from end to end is a few stretches, each of which an index has: those with a
next action and then those without; one Esito after the other.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from goccia.core.cursor import decode_cursor, encode_cursor
from goccia.core.database import Transaction
from goccia.core.errors import Invalid, invalid

_BIGGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Order:
    """By a rank where there is one, then a key, then the id, all in one direction: expressions over `lead` that are
    never null. `kind` is the type of the key. What has no value has the last rank in both directions.

    one_unit: a policy leaves the leads of one unit, by "= ANY"; an index that begins with the unit has the order only
    where the unit is named first.
    """

    key: str
    kind: str
    descending: bool
    rank: str | None = None
    one_unit: bool = False

    @property
    def _way(self) -> str:
        return " DESC" if self.descending else ""

    @property
    def by(self) -> str:
        """For ORDER BY."""
        parts = ("unit_id" if self.one_unit else None, self.rank, self.key, "id")
        return ", ".join(f"{part}{self._way}" for part in parts if part)

    @property
    def backwards(self) -> "Order":
        """The same list from its end."""
        return replace(self, descending=not self.descending)

    def after(self, place: "Place", args: list[Any]) -> str:
        """The condition for what comes after a place; its values join the parameters."""
        sign = "<" if self.descending else ">"
        at = len(args)
        if self.rank:
            args += [place.rank, place.value, place.lead_id]
            compared = f"(${at + 1}::integer, ${at + 2}::{self.kind}, ${at + 3}::uuid)"
            return f"({self.rank}, {self.key}, id) {sign} {compared}"
        args += [place.value, place.lead_id]
        return f"({self.key}, id) {sign} (${at + 1}::{self.kind}, ${at + 2}::uuid)"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a list that an index has in order: the leads of one rank. `{}` in the condition stands for the value."""

    rank: int
    condition: str
    key: str
    value: UUID | list[UUID] | None = None

    def within(self, args: list[Any]) -> str:
        """The condition, its value added to the parameters."""
        if self.value is None:
            return self.condition
        args.append(self.value)
        return self.condition.format(f"${len(args)}")


def _perhaps(column: str, *, descending: bool) -> Order:
    """By a moment that not every lead has; those without come last, by when they were received."""
    rank = f"({column} IS {'NOT ' if descending else ''}NULL)::integer"
    return Order(f"coalesce({column}, received_at)", "timestamptz", descending, rank)


def _by_esito(*, descending: bool) -> Order:
    last = -_BIGGEST if descending else _BIGGEST
    position = f"coalesce((SELECT e.position FROM esito e WHERE e.id = lead.esito_id), {last})"
    return Order("received_at", "timestamptz", descending, position)


ORDERS = {
    "-received_at": Order("received_at", "timestamptz", True),
    "received_at": Order("received_at", "timestamptz", False),
    "-last_activity_at": Order("last_activity_at", "timestamptz", True),
    "last_activity_at": Order("last_activity_at", "timestamptz", False),
    "next_action_at": _perhaps("next_action_at", descending=False),
    "-next_action_at": _perhaps("next_action_at", descending=True),
    "-assigned_at": _perhaps("assigned_at", descending=True),
    "assigned_at": _perhaps("assigned_at", descending=False),
    "name": Order("name_key", "text", False),
    "-name": Order("name_key", "text", True),
    "attempts": Order("attempts", "integer", False),
    "-attempts": Order("attempts", "integer", True),
    "esito": _by_esito(descending=False),
    "-esito": _by_esito(descending=True),
}


def order_of(sort: str) -> Order:
    """The order that a word of the API means: one of ours, or a custom field's."""
    return ORDERS.get(sort) or _by_custom(sort.removeprefix("-"), descending=sort.startswith("-"))


def _by_custom(sort: str, *, descending: bool) -> Order:
    """By the value as JSON: numbers as numbers, days as days, texts as texts."""
    key = sort.removeprefix("custom.")
    if not re.fullmatch("[a-z][a-z0-9_]*", key):  # it goes into the SQL as it is
        raise _unusable()
    value = f"nullif(custom -> '{key}', 'null')"
    rank = f"({value} IS {'NOT ' if descending else ''}NULL)::integer"
    return Order(f"""coalesce({value}, '""')""", "jsonb", descending, rank)


async def stretches(tx: Transaction, sort: str) -> list[Stretch]:
    """The parts of a list in their order."""
    order = order_of(sort)
    if order.rank is None:
        return [Stretch(0, "true", order.key)]
    column = sort.removeprefix("-")
    if column.startswith("custom."):
        ranks = (1, 0) if order.descending else (0, 1)
        return [Stretch(rank, f"{order.rank} = {rank}", order.key) for rank in ranks]
    if column != "esito":
        some, none = (1, 0) if order.descending else (0, 1)
        return [
            Stretch(some, f"{column} IS NOT NULL", column),
            Stretch(none, f"{column} IS NULL", "received_at"),
        ]
    async with tx.as_system():
        rows = await tx.fetch(
            "SELECT position, array_agg(id) AS esiti FROM esito GROUP BY position ORDER BY position"
        )
    found = [_of_esiti(row["position"], row["esiti"], order.key) for row in rows]
    if order.descending:
        found.reverse()
    return [*found, Stretch(-_BIGGEST if order.descending else _BIGGEST, "esito_id IS NULL", order.key)]


def _of_esiti(position: int, esiti: list[UUID], key: str) -> Stretch:
    if len(esiti) == 1:  # a plain comparison keeps the order of an index
        return Stretch(position, "esito_id = {}::uuid", key, esiti[0])
    return Stretch(position, "esito_id = ANY ({}::uuid[])", key, esiti)


@dataclass(frozen=True, slots=True)
class Place:
    """After which row a page begins (no id: at the beginning), and how many leads the list had then."""

    rank: int
    value: Any
    lead_id: UUID | None
    total: int


def write_place(sort: str, place: Place) -> str:
    """The cursor of a place."""
    return encode_cursor([sort, place.rank, place.value, str(place.lead_id), place.total])


def read_place(sort: str, cursor: str) -> Place:
    """The place of a cursor.

    Raises:
        Invalid: not a cursor of a list in this order.
    """
    said, rank, value, lead_id, total = decode_cursor(cursor, 5)
    try:
        if said != sort:
            raise ValueError(said)
        count = _value("integer", total)
        return Place(_value("integer", rank), _value(order_of(sort).kind, value), UUID(lead_id), count)
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise _unusable() from None


def _value(kind: str, value: Any) -> Any:
    if kind == "timestamptz":
        return datetime.fromisoformat(value).astimezone(UTC)
    if kind == "jsonb":
        if value is None or b"\\u0000" in orjson.dumps(value):
            raise ValueError(value)
        return value
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
