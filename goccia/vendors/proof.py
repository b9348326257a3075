"""What a vendor is shown for each lead: when it came, every attempt and Esito, and the earlier lead of a double.

Who did it is a role, never a name: who works for the network is not the vendor's business. No Nota goes along, and no
reason that an agent wrote in their own words.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goccia.core.database import Transaction

_CAME = """
SELECT r.id, s.received_at AS at, s.via, s.provider_lead_id,
  row_number() OVER (PARTITION BY r.id ORDER BY s.received_at, s.id) AS time
FROM vendor_return r JOIN submission s ON s.lead_id = r.lead_id WHERE r.id = ANY ($1::uuid[])
"""
# The events of a lead that was merged keep its own id: that under which it was sold.
_WORKED = """
SELECT r.id, e.at, e.actor_kind, u.role, was.label AS was, became.label AS became, (e.payload ->> 'attempt')::int AS attempt,
  (SELECT bool_or(k.answered) FROM contact k WHERE k.lead_id = r.lead_id AND k.at = e.at) AS answered
FROM vendor_return r
JOIN event e ON e.lead_id = ANY (ARRAY[r.lead_id, r.sold_as]) AND e.kind = 'lead.esito_set' AND e.agent_id IS NULL
LEFT JOIN app_user u ON u.id = e.actor_id
LEFT JOIN esito was ON was.id = (e.payload ->> 'esito_from')::uuid
LEFT JOIN esito became ON became.id = (e.payload ->> 'esito_to')::uuid
WHERE r.id = ANY ($1::uuid[]) ORDER BY r.id, e.tx, e.id
"""
_EARLIER = """
SELECT r.id, o.id AS lead, o.received_at AS at, o.container_id = r.container_id AS same_container, o.provider_lead_id
FROM vendor_return r JOIN lead l ON l.id = r.lead_id
CROSS JOIN LATERAL (
  SELECT o.id, o.received_at, o.container_id,
    (SELECT s.provider_lead_id FROM submission s WHERE s.lead_id = o.id ORDER BY s.received_at, s.id LIMIT 1) AS provider_lead_id
  FROM (
    SELECT id, received_at, container_id FROM lead WHERE unit_id = r.unit_id AND phone = l.phone
    UNION SELECT id, received_at, container_id FROM lead WHERE unit_id = r.unit_id AND email = l.email
    UNION SELECT id, received_at, container_id FROM lead WHERE unit_id = r.unit_id AND id = l.possible_duplicate_of
  ) AS o
  WHERE o.id <> l.id AND (o.received_at, o.id) < (l.received_at, l.id)
  ORDER BY o.container_id = r.container_id DESC, o.received_at, o.id LIMIT 1
) AS o
WHERE r.id = ANY ($1::uuid[]) AND r.reason = 'duplicate'
"""
ROLES = {
    "admin": ("Responsabile", "Manager"),
    "referente": ("Responsabile", "Manager"),
    "agente": ("Agente", "Agent"),
}
_SYSTEM = ("Sistema", "System")
_VIA = {
    "hook": ("webhook", "webhook"),
    "meta": ("Meta", "Meta"),
    "import": ("file", "file"),
    "manual": ("a mano", "by hand"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the proof of a return, in the language of the file."""

    return_id: UUID
    at: datetime
    what: str
    detail: str
    attempt: int | None
    answered: str
    who: str


async def of(tx: Transaction, return_ids: list[UUID], place: int) -> list[Line]:
    """The proof of these returns, each from its oldest line on; run as the system. `place`: 0 Italian, 1 English."""
    lines = [_came(row, place) for row in await tx.fetch(_CAME, return_ids)]
    lines += [_earlier(row, place) for row in await tx.fetch(_EARLIER, return_ids)]
    lines += [_worked(row, place) for row in await tx.fetch(_WORKED, return_ids)]
    order = {return_id: number for number, return_id in enumerate(return_ids)}
    return sorted(lines, key=lambda line: (order[line.return_id], line.at))


def _came(row: Any, place: int) -> Line:
    what = (("Ricevuto", "Received"), ("Ricevuto di nuovo", "Received again"))[row["time"] > 1][place]
    by = _VIA[row["via"]][place]
    code = f" · {row['provider_lead_id']}" if row["provider_lead_id"] else ""
    return Line(row["id"], row["at"], what, f"{by}{code}", None, "", _SYSTEM[place])


def _earlier(row: Any, place: int) -> Line:
    what = ("Lead precedente della stessa persona", "Earlier lead of the same person")[place]
    where = (
        ("stesso contenitore", "same container"),
        ("altro contenitore", "other container"),
    )[not row["same_container"]][place]
    code = f" · {row['provider_lead_id']}" if row["same_container"] and row["provider_lead_id"] else ""
    return Line(row["id"], row["at"], what, f"{row['lead']} · {where}{code}", None, "", _SYSTEM[place])


def _worked(row: Any, place: int) -> Line:
    answered = "" if row["answered"] is None else (("no", "no"), ("sì", "yes"))[row["answered"]][place]
    who = ROLES[row["role"]][place] if row["role"] else _SYSTEM[place]
    detail = " → ".join(name for name in (row["was"], row["became"]) if name)
    attempt = row["attempt"] if row["answered"] is not None else None
    return Line(row["id"], row["at"], "Esito", detail, attempt, answered, who)
