"""Notices of one day that belong together become one line: the same lead again, or many of a kind at a stretch."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from goccia.kit.dates import ROME

BURST = timedelta(minutes=30)
"""Notices of a kind that follow one another closer than this are one burst."""


@dataclass(slots=True)
class Group:
    """Notices shown as one, the newest first."""

    kind: str
    day: date
    rows: list[Any] = field(default_factory=list)

    @property
    def oldest_at(self) -> datetime:
        """When the first of them came."""
        at: datetime = self.rows[-1]["at"]
        return at

    @property
    def leads(self) -> set[UUID | None]:
        """The leads that they are about."""
        return {row["lead_id"] for row in self.rows}

    @property
    def count(self) -> int:
        """How many things they tell of: a notice can stand for many."""
        return sum(row["stands_for"] for row in self.rows)

    @property
    def unread(self) -> int:
        """How many of them wait."""
        return sum(row["read_at"] is None for row in self.rows)


def group(rows: Sequence[Any]) -> list[Group]:
    """Groups of rows that come newest first, in the order of their newest. Days are Rome's."""
    groups: list[Group] = []
    last: dict[tuple[str, date], Group] = {}
    for row in rows:
        day = row["at"].astimezone(ROME).date()
        open_group = last.get((row["kind"], day))
        if open_group is None or not _belongs(row, open_group):
            open_group = Group(row["kind"], day)
            groups.append(open_group)
            last[row["kind"], day] = open_group
        open_group.rows.append(row)
    return groups


def _belongs(row: Any, one: Group) -> bool:
    if one.oldest_at - row["at"] <= BURST:
        return True
    return one.leads == {row["lead_id"]} and row["lead_id"] is not None
