"""A staged record as the commit needs it, and what it becomes: a lead, or a submission of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from goccia.core.database import Row, Transaction
from goccia.distribution.arrival import Arrival
from goccia.intake.destination import Destination
from goccia.kit.ids import uuid7
from goccia.leads.arrival import Twin

COLUMNS: Final = "number, verdict, draft, phone, email, provider_lead_id, household, received_at, twin_row, lead_id, decided"


@dataclass(frozen=True, slots=True)
class Staged:
    """A record that is to be written."""

    number: int
    verdict: str
    draft: dict[str, Any]
    phone: str | None
    email: str | None
    provider_lead_id: str | None
    household: str | None
    received_at: datetime | None
    twin_row: int | None
    lead_id: UUID | None
    decided: str | None

    @classmethod
    def of(cls, row: Row) -> "Staged":
        """Take it from a row of COLUMNS."""
        return cls(*row)


def submission_of(
    tx: Transaction, destination: Destination, import_id: UUID, row: Staged, lead_id: UUID
) -> dict[str, Any]:
    """The submission row of a record."""
    return {
        "id": uuid7(),
        "unit_id": destination.unit_id,
        "container_id": destination.container_id,
        "lead_id": lead_id,
        "via": "import",
        "provider_lead_id": row.provider_lead_id,
        "phone": row.phone,
        "email": row.email,
        # a sender's clock that runs ahead must not put a lead in the future
        "received_at": min(row.received_at or tx.now, tx.now),
        "record": row.draft,
        "source_id": import_id,
    }


def arrival_of(
    tx: Transaction,
    destination: Destination,
    import_id: UUID,
    row: Staged,
    twins: Sequence[Twin],
    kin: Sequence[UUID],
) -> Arrival:
    """A record as a new lead, ready to be distributed; `kin`: leads of its household in the same batch."""
    lead_id = uuid7()
    submission = submission_of(tx, destination, import_id, row, lead_id)
    lead = row.draft | {
        "id": lead_id,
        "unit_id": destination.unit_id,
        "container_id": destination.container_id,
        "esito_id": destination.initial_esito,
        "source": row.draft.get("source") or destination.source,
        "household": row.household,
        "received_at": submission["received_at"],
        "last_activity_at": tx.now,
    }
    known = [twin.agent_id for twin in twins if twin.agent_id and twin.by in ("phone", "household")]
    return Arrival(lead, submission, known, kin)
