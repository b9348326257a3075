"""A staged record as the commit needs it. What it holds stays in the database: leads are made from it there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from goccia.core.database import Row, Transaction, Write
from goccia.distribution.arrival import Arrival
from goccia.intake.destination import Destination
from goccia.kit.ids import uuid7
from goccia.leads.arrival import Twin, leads_of
from goccia.leads.origin import origin_sql

COLUMNS: Final = (
    "number, verdict, phone, email, provider_lead_id, household, draft ->> 'province' AS province, twin_row,"
    # the lead that it is like may have been merged since
    " coalesce((SELECT into_id FROM merged_lead WHERE merged_lead.id = lead_id), lead_id) AS lead_id,"
    " decided"
)
# A sender's clock that runs ahead must not put a lead in the future.
RECEIVED: Final = "least(coalesce(s.received_at, {now}), {now})"
_LEADS: Final = leads_of(f"""
SELECT n.id, n.agent_id, $5::uuid AS unit_id, $6::uuid AS container_id, $7::uuid AS esito_id, $8::text AS source,
       s.household, {RECEIVED.format(now="$9::timestamptz")} AS received_at, $9::timestamptz AS now, s.draft AS record
FROM unnest($2::int[], $3::uuid[], $4::uuid[]) AS n (number, id, agent_id)
JOIN import_row s ON s.import_id = $1 AND s.number = n.number
""")
_SUBMISSIONS: Final = f"""
INSERT INTO submission (id, unit_id, container_id, lead_id, via, provider_lead_id, phone, email, received_at, record,
                        source_id)
SELECT n.id, $5, $6, n.lead_id, 'import', s.provider_lead_id, s.phone, s.email,
       {RECEIVED.format(now="$7::timestamptz")}, s.draft, $1
FROM unnest($2::int[], $3::uuid[], $4::uuid[]) AS n (number, id, lead_id)
JOIN import_row s ON s.import_id = $1 AND s.number = n.number
"""
_ORIGINS: Final = f"""
SELECT s.number, {origin_sql("d")} AS origin FROM import_row s CROSS JOIN LATERAL (
  SELECT s.draft ->> 'ad' AS ad, s.draft ->> 'ad_set' AS ad_set, s.draft ->> 'campaign' AS campaign,
    s.draft ->> 'form' AS form, coalesce(nullif(s.draft ->> 'source', ''), $3::text) AS source) AS d
WHERE s.import_id = $1 AND s.number = ANY ($2::int[])
"""


async def origins_of(
    tx: Transaction, import_id: UUID, destination: Destination, rows: Sequence["Staged"]
) -> dict[int, str]:
    """Where each record came from, by its number."""
    numbers = [row.number for row in rows]
    found = await tx.fetch(_ORIGINS, import_id, numbers, destination.source)
    return {row["number"]: row["origin"] for row in found}


@dataclass(frozen=True, slots=True)
class Staged:
    """A record that is to be written: what is looked at to decide about it."""

    number: int
    verdict: str
    phone: str | None
    email: str | None
    provider_lead_id: str | None
    household: str | None
    province: str | None
    twin_row: int | None
    lead_id: UUID | None
    decided: str | None

    @classmethod
    def of(cls, row: Row) -> "Staged":
        """Take it from a row of COLUMNS."""
        return cls(*row)


def arrival_of(row: Staged, twins: Sequence[Twin], kin: Sequence[UUID], origin: str | None) -> Arrival:
    """A record as a new lead to be decided about; `kin`: leads of its household in the same batch; `origin`: where it
    came from, if that is asked."""
    known = [twin.agent_id for twin in twins if twin.agent_id and twin.by in ("phone", "household")]
    lead = {"id": uuid7(), "province": row.province, "number": row.number}
    return Arrival(lead, {"via": "import"}, known, kin, origin)


def leads_from(
    import_id: UUID, destination: Destination
) -> Callable[[datetime, Sequence[dict[str, Any]], Sequence[dict[str, Any]]], Sequence[Write]]:
    """How the leads of this import and their submissions are written: from the staged records."""
    place = (destination.unit_id, destination.container_id)

    def write(now: datetime, leads: Sequence[dict[str, Any]], _: object) -> Sequence[Write]:
        numbers = [lead["number"] for lead in leads]
        ids = [lead["id"] for lead in leads]
        agents = [lead["agent_id"] for lead in leads]
        of_container = (*place, destination.initial_esito, destination.source, now)
        return (
            Write(_LEADS, (import_id, numbers, ids, agents, *of_container)),
            Write(_SUBMISSIONS, (import_id, numbers, [uuid7() for _ in ids], ids, *place, now)),
        )

    return write
