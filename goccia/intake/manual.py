"""A lead written in by hand."""

from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import Invalid, NotFound, Refusal, field_error
from goccia.core.events import Actor
from goccia.distribution.assign import assign_to_agent
from goccia.intake.admission import Outcome, admit
from goccia.intake.destination import by_id
from goccia.intake.recognition.draft import make_draft
from goccia.intake.recognition.payload import RawRecord


class AlreadyThere(Refusal):
    """A lead of this person exists. Nothing was changed."""

    status = 409
    code = "lead_exists"
    it = "Questa persona è già fra i lead dell'unità (stesso telefono o e-mail): cercala e lavora quel lead."
    en = "This person is already a lead of the unit (same phone or e-mail): search for it and work that lead."


async def add_by_hand(
    tx: Transaction, actor: Actor, container_id: UUID, fields: dict[str, Any], agent_id: UUID | None
) -> Outcome:
    """Admit what a person typed (as goccia_system, after the permission check); with `agent_id` the lead is theirs,
    else it falls a goccia.

    Raises:
        NotFound: no such container.
        Invalid: a field cannot be read, or there is neither phone nor e-mail.
    """
    destination = await by_id(tx, container_id)
    if destination is None:
        raise NotFound
    record = RawRecord({name: value for name, value in fields.items() if value not in (None, "")})
    draft = make_draft(record, {name: name for name in record.values}, destination.custom_fields, tx.now)
    doubts = [doubt for doubt in (*draft.problems, *draft.warnings) if doubt.code not in _HARMLESS]
    if doubts and (draft.problems or any(doubt.field in fields for doubt in doubts)):
        raise Invalid(errors=[field_error(doubt.field or "phone", doubt.it, doubt.en) for doubt in doubts])
    outcome = (await admit(tx, actor, destination, [draft], "manual", None))[0]
    if outcome.status == "created" and agent_id and outcome.lead_id:
        await assign_to_agent(tx, actor, [outcome.lead_id], agent_id)
    return outcome


_HARMLESS = frozenset({"no_phone", "postal_code_mended"})
