"""What an Esito does to the return of its lead to the vendor: proposes it, or takes the proposal back.

It happens in the transaction that records the Esito, with the lead locked: a lead as it was bought (`sold_as`) has one
return for ever. What people do with it afterwards is of the feature `vendors`.
"""

from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.events import Actor, Event
from goccia.kit.ids import uuid7
from goccia.leads.events import VendorReturnProposed, VendorReturnWithdrawn
from goccia.organisation.vendor_terms import last_day, month_of

_TERMS = """
SELECT id, vendor, return_window_days, price_per_lead FROM container
WHERE id = ANY ($1::uuid[]) AND vendor IS NOT NULL AND $2 = ANY (return_reasons)
"""
# The same reason again changes nothing, whatever was decided; another one is another proposal, until the vendor has the file.
_PROPOSE = """
INSERT INTO vendor_return AS r (id, unit_id, lead_id, sold_as, container_id, vendor, reason, esito_id, price, month, last_day,
  state, proposed_by, proposed_at)
SELECT n.id, n.unit_id, n.lead_id, n.lead_id, n.container_id, n.vendor, $2, $3, n.price, n.month, n.last_day,
  'proposed', $4, $5
FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, unit_id uuid, lead_id uuid, container_id uuid, vendor text, price numeric,
  month date, last_day date)
ORDER BY n.lead_id
ON CONFLICT (sold_as) DO UPDATE SET vendor = EXCLUDED.vendor, container_id = EXCLUDED.container_id, reason = EXCLUDED.reason,
  esito_id = EXCLUDED.esito_id, price = EXCLUDED.price, last_day = EXCLUDED.last_day, state = 'proposed',
  proposed_by = EXCLUDED.proposed_by, proposed_at = EXCLUDED.proposed_at, decided_by = NULL, decided_at = NULL, note = NULL
WHERE r.state = 'withdrawn' OR (r.state IN ('proposed', 'confirmed', 'discarded') AND r.reason <> EXCLUDED.reason)
RETURNING r.id, r.unit_id, r.lead_id
"""
# In the order of the ids, as whoever decides many of them locks them.
_HOLD = """
SELECT id FROM vendor_return WHERE sold_as = ANY ($1::uuid[]) AND state IN ('proposed', 'confirmed') ORDER BY id FOR UPDATE
"""
_WITHDRAW = """
UPDATE vendor_return SET state = 'withdrawn', decided_by = NULL, decided_at = NULL, note = NULL
WHERE id = ANY ($1::uuid[]) AND state IN ('proposed', 'confirmed') RETURNING id, unit_id, lead_id, reason
"""


async def follow(
    tx: Transaction, actor: Actor, leads: list[Any], esito_id: UUID, reason: str | None
) -> list[Event]:
    """What becomes of the returns of these locked leads with an Esito that gives this reason, or none; run as the system.
    Answers what happened.

    A container without a vendor, or one whose vendor does not accept the reason, has nobody to return a lead to.
    """
    told: list[Event] = []
    terms = {}
    if reason is not None:
        rows = await tx.fetch(_TERMS, list({lead["container_id"] for lead in leads}), reason)
        terms = {row["id"]: row for row in rows}
    accepted = [lead for lead in leads if lead["container_id"] in terms]
    if others := [lead["id"] for lead in leads if lead["container_id"] not in terms]:
        told += await _withdraw(tx, others)
    if accepted and reason is not None:
        wanted = [_row(lead, terms[lead["container_id"]]) for lead in accepted]
        await tx.fetch(_HOLD, [lead["id"] for lead in accepted])
        told += [
            VendorReturnProposed(
                unit_id=row["unit_id"], lead_id=row["lead_id"], subject_id=row["id"], return_reason=reason
            )
            for row in await tx.fetch(_PROPOSE, wanted, reason, esito_id, actor.id, tx.now)
        ]
    return told


async def _withdraw(tx: Transaction, lead_ids: list[UUID]) -> list[Event]:
    held = [row["id"] for row in await tx.fetch(_HOLD, lead_ids)]
    if not held:
        return []
    return [
        VendorReturnWithdrawn(
            unit_id=row["unit_id"], lead_id=row["lead_id"], subject_id=row["id"], return_reason=row["reason"]
        )
        for row in await tx.fetch(_WITHDRAW, held)
    ]


def _row(lead: Any, terms: Any) -> dict[str, Any]:
    """The return of a lead as it stands now: the price is today's."""
    last = last_day(lead["received_at"], terms["return_window_days"])
    return {
        "id": uuid7(),
        "unit_id": lead["unit_id"],
        "lead_id": lead["id"],
        "container_id": lead["container_id"],
        "vendor": terms["vendor"],
        "price": None if terms["price_per_lead"] is None else str(terms["price_per_lead"]),
        "month": month_of(lead["received_at"]),
        "last_day": last,
    }
