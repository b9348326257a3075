"""Records that join a lead: what the lead knows already adds nothing, the rest is a re-submission."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.events import Actor
from goccia.intake.destination import Destination
from goccia.intake.import_rows import RECEIVED
from goccia.kit.ids import uuid7
from goccia.leads.arrival import CONSENTS, FILLABLE, resubmit_all

# A record that its lead knows already: the same submission, by whatever way it came, or one of the same provider id
# that says nothing new. What depends on the hour of the reading does not count.
_NEWS: Final = f"""
SELECT j.number, j.lead_id, j.record, j.provider, j.phone, j.email, j.received_at
FROM (
  SELECT n.lead_id, s.number, s.draft AS record, s.provider_lead_id AS provider, s.phone, s.email,
         CASE WHEN s.received_at < $4 THEN s.received_at END AS said_at,
         {RECEIVED.format(now="$4::timestamptz")} AS received_at
  FROM unnest($2::int[], $3::uuid[]) AS n (number, lead_id)
  JOIN import_row s ON s.import_id = $1 AND s.number = n.number
) AS j
WHERE NOT EXISTS (
  SELECT 1 FROM submission s WHERE s.lead_id = j.lead_id AND s.provider_lead_id IS NOT DISTINCT FROM j.provider
  AND (j.said_at IS NULL OR s.received_at = j.said_at)
  AND s.record - '{{consents,warnings}}'::text[] = j.record - '{{consents,warnings}}'::text[]
) AND NOT (j.provider IS NOT NULL AND EXISTS (
  SELECT 1 FROM submission s JOIN lead l ON l.id = s.lead_id
  WHERE s.lead_id = j.lead_id AND s.provider_lead_id = j.provider
  AND l.answers ?& ARRAY(SELECT jsonb_object_keys(j.record -> 'answers'))
  AND l.custom ?& ARRAY(SELECT jsonb_object_keys(j.record -> 'custom'))
  AND {" AND ".join(f"(j.record -> '{name}' IS NULL OR coalesce(l.{name}, '') <> '')" for name in FILLABLE)}
  AND {" AND ".join(f"(j.record ->> '{name}_consent' IN ('not_asked', l.{name}_consent))" for name in CONSENTS)}
))
ORDER BY j.number
"""  # fmt: skip


async def join(
    tx: Transaction,
    actor: Actor,
    destination: Destination,
    import_id: UUID,
    joining: Sequence[tuple[int, UUID]],
) -> set[UUID]:
    """Join records, by number, to leads; answers the leads that got something new.

    In rounds: of several records of one lead each sees what the one before has left.
    """
    joined: set[UUID] = set()
    waiting = joining
    while waiting:
        round_: dict[UUID, int] = {}
        later: list[tuple[int, UUID]] = []
        for number, lead_id in waiting:
            if round_.setdefault(lead_id, number) != number:
                later.append((number, lead_id))
        found = await tx.fetch(_NEWS, import_id, list(round_.values()), list(round_), tx.now)
        fresh = [_submission(destination, import_id, row) for row in found]
        if fresh:
            await resubmit_all(tx, actor, fresh)
            joined |= {submission["lead_id"] for submission in fresh}
        waiting = later
    return joined


def _submission(destination: Destination, import_id: UUID, row: Any) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "unit_id": destination.unit_id,
        "container_id": destination.container_id,
        "lead_id": row["lead_id"],
        "via": "import",
        "provider_lead_id": row["provider"],
        "phone": row["phone"],
        "email": row["email"],
        "received_at": row["received_at"],
        "record": row["record"],
        "source_id": import_id,
    }
