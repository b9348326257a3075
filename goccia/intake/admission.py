"""The one door: a draft is recognised, then joins its lead or becomes one and falls a goccia."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.events import Actor
from goccia.distribution.arrival import Arrival, arrive
from goccia.distribution.line import Line, stand_in_line
from goccia.distribution.rehome import rehome_if_orphan
from goccia.intake.destination import Destination
from goccia.intake.recognition.fields import Consent, Notice
from goccia.intake.recognition.lead_draft import LeadDraft
from goccia.kit.ids import uuid7
from goccia.leads.arrival import FILLABLE, Recognition, Twin, find_twins, household_of, recognise, resubmit
from goccia.leads.origin import origin_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a record: created, resubmitted, duplicate, test or kept; with the lead, or the reason."""

    status: str
    lead_id: UUID | None = None
    notice: Notice | None = None


async def admit(
    tx: Transaction,
    actor: Actor,
    destination: Destination,
    drafts: Sequence[LeadDraft],
    via: str,
    source_id: UUID | None,
) -> list[Outcome]:
    """Admit the records of one delivery, in order (as goccia_system, in the transaction that stores the delivery).

    Records are recognised under the unit's lock: the same person arriving twice at once is one lead.
    """
    line: Line | None = None
    outcomes: list[Outcome] = []
    for draft in drafts:
        if draft.is_test:
            outcomes.append(Outcome("test", None, next(iter(draft.problems), None)))
        elif draft.problems:
            outcomes.append(Outcome("kept", None, draft.problems[0]))
        else:
            if line is None:
                line = await stand_in_line(tx, destination.container_id)
            outcomes.append(await _admit_one(tx, actor, destination, line, draft, via, source_id))
    return outcomes


async def _admit_one(
    tx: Transaction,
    actor: Actor,
    destination: Destination,
    line: Line,
    draft: LeadDraft,
    via: str,
    source_id: UUID | None,
) -> Outcome:
    household = household_of(draft.phone, draft.last_name, draft.address, draft.postal_code)
    twins = await find_twins(
        tx, destination.unit_id, draft.phone, draft.email, household, draft.provider_lead_id
    )
    found = recognise(twins, draft.phone, destination.container_id if destination.own_people_only else None)
    submission = submission_of(tx, destination, draft, via, source_id)
    if found.status == "duplicate" and found.twin:
        return Outcome("duplicate", found.twin.lead_id)
    if found.status == "resubmitted" and found.twin:
        await resubmit(tx, actor, found.twin.lead_id, submission)
        await rehome_if_orphan(tx, line, found.twin.lead_id)
        return Outcome("resubmitted", found.twin.lead_id)
    arrival = arrival_of(tx, destination, draft, household, found, twins, submission)
    await arrive(tx, actor, line, [arrival])
    return Outcome("created", arrival.lead["id"])


def arrival_of(
    tx: Transaction,
    destination: Destination,
    draft: LeadDraft,
    household: str | None,
    found: Recognition,
    twins: Sequence[Twin],
    submission: dict[str, Any],
) -> Arrival:
    """A new lead ready to be distributed."""
    lead = lead_values(draft) | {
        "id": submission["lead_id"],
        "unit_id": destination.unit_id,
        "container_id": destination.container_id,
        "esito_id": destination.initial_esito,
        "source": draft.source or destination.source,
        "household": household,
        "received_at": submission["received_at"],
        "last_activity_at": tx.now,
        "possible_duplicate_of": found.twin.lead_id if found.status == "review" and found.twin else None,
    }
    known = [twin.agent_id for twin in twins if twin.agent_id and twin.by in ("phone", "household")]
    return Arrival(lead, submission, known, origin=origin_of(lead))


def submission_of(
    tx: Transaction, destination: Destination, draft: LeadDraft, via: str, source_id: UUID | None
) -> dict[str, Any]:
    """The submission row of a draft; its lead is a new one until a twin says otherwise."""
    return {
        "id": uuid7(),
        "unit_id": destination.unit_id,
        "container_id": destination.container_id,
        "lead_id": uuid7(),
        "via": via,
        "provider_lead_id": draft.provider_lead_id,
        "phone": draft.phone,
        "email": draft.email,
        # a sender's clock that runs ahead must not put a lead in the future
        "received_at": min(draft.received_at or tx.now, tx.now),
        "record": lead_values(draft),
        "source_id": source_id,
    }


def lead_values(draft: LeadDraft) -> dict[str, Any]:
    """The lead's columns that a draft fills, without those it says nothing about."""
    values: dict[str, Any] = {name: value for name in FILLABLE if (value := getattr(draft, name)) is not None}
    values["privacy_consent"] = draft.privacy_consent.state
    values["marketing_consent"] = draft.marketing_consent.state
    values["consents"] = {
        name: _consent(consent)
        for name, consent in (("privacy", draft.privacy_consent), ("marketing", draft.marketing_consent))
        if consent.state != "not_asked"
    }
    values["custom"] = dict(draft.custom)
    values["answers"] = dict(draft.answers)
    values["warnings"] = [{"code": w.code, "field": w.field, "it": w.it, "en": w.en} for w in draft.warnings]
    return values


def _consent(consent: Consent) -> dict[str, Any]:
    return {"state": consent.state, "text": consent.text, "at": consent.at, "source": consent.source}
