"""Which leads of a unit a batch of records is like: `leads.arrival.find_twins` for many at once."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from goccia.core.database import Transaction
from goccia.leads.arrival import Twin

# LIMIT: an address that a vendor writes into every row must not fetch its thousands of leads for each batch.
_BY_COLUMN = """
SELECT '{column}' AS by, k.key, l.id, l.container_id, l.agent_id, l.phone, l.received_at
FROM unnest({keys}::text[]) AS k (key) CROSS JOIN LATERAL (
  SELECT id, container_id, agent_id, phone, received_at FROM lead
  WHERE unit_id = $1 AND {column} = k.key AND deleted_at IS NULL LIMIT 50) AS l
"""
_BY_PROVIDER = """
SELECT 'provider' AS by, k.key, l.id, l.container_id, l.agent_id, l.phone, l.received_at
FROM unnest($2::text[]) AS k (key) CROSS JOIN LATERAL (
  SELECT l.id, l.container_id, l.agent_id, s.phone, l.received_at FROM submission s JOIN lead l ON l.id = s.lead_id
  WHERE s.unit_id = $1 AND s.provider_lead_id = k.key AND l.deleted_at IS NULL LIMIT 50) AS l
"""
_BY_MERGED = """
SELECT '{by}' AS by, k.key, l.id, k.container_id, l.agent_id, {phone} AS phone, l.received_at
FROM unnest({keys}::text[]) AS s (key) JOIN merged_key k ON k.unit_id = $1 AND k.key = s.key
JOIN lead l ON l.id = k.lead_id AND l.deleted_at IS NULL
"""
_TWINS = " UNION ALL ".join(
    [
        _BY_PROVIDER,
        *(
            _BY_COLUMN.format(column=column, keys=keys)
            for column, keys in (("phone", "$3"), ("email", "$4"), ("household", "$5"))
        ),
        _BY_MERGED.format(by="phone", phone="k.key", keys="$3"),
        _BY_MERGED.format(by="email", phone="l.phone", keys="$4"),
    ]
)
# A table that grows from nothing within a minute has no statistics yet: the indexes are right for every size.
BY_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"
# Of a preview that a crash takes away nobody has seen anything: it is read again.
PREVIEWED = BY_INDEX + "; SET LOCAL synchronous_commit = off"


class Keyed(Protocol):
    """A record with the keys by which a person is known."""

    @property
    def provider_lead_id(self) -> str | None: ...  # noqa: D102
    @property
    def phone(self) -> str | None: ...  # noqa: D102
    @property
    def email(self) -> str | None: ...  # noqa: D102
    @property
    def household(self) -> str | None: ...  # noqa: D102


async def find_twins_of(tx: Transaction, unit_id: UUID, records: Sequence[Keyed]) -> list[list[Twin]]:
    """The leads that share a key with each record, newest first."""
    keys = [_keys(record) for record in records]
    asked: list[list[str]] = [sorted({key for one in keys if (key := one[place])}) for place in range(4)]
    if not any(asked):
        return [[] for _ in records]
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in await tx.fetch(_TWINS, unit_id, *asked):
        found[row["by"], row["key"]].append(row)
    out: list[list[Twin]] = []
    for one in keys:
        mine = [row for by, key in zip(_KINDS, one, strict=True) if key for row in found.get((by, key), ())]
        mine.sort(key=lambda row: row["received_at"], reverse=True)
        out.append(
            [Twin(r["id"], r["container_id"], r["agent_id"], r["phone"], r["by"]) for r in mine]
            if mine
            else []
        )
    return out


_KINDS = ("provider", "phone", "email", "household")


def _keys(record: Keyed) -> tuple[str | None, str | None, str | None, str | None]:
    return record.provider_lead_id, record.phone, record.email, record.household
