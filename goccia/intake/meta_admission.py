"""From what Graph told to a lead: mapping, recognition and admission, in the transaction of the row."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.events import PROVIDER
from goccia.intake.admission import admit
from goccia.intake.destination import Destination, by_id
from goccia.intake.meta_events import MetaLeadChanged
from goccia.intake.meta_ids import meta_id
from goccia.intake.recognition.custom import CustomFieldSpec
from goccia.intake.recognition.draft import LeadDraft, make_draft
from goccia.intake.recognition.payload import records_from

FINAL: Final = frozenset({"done", "test"})

UNKNOWN_FORM: Final = {
    "it": "Modulo non collegato a un contenitore: scegli dove mandare i suoi lead.",
    "en": "The form is connected to no container: choose where its leads go.",
}
UNKNOWN_PAGE: Final = {
    "it": "Pagina Facebook non collegata: serve il suo token per leggere il lead.",
    "en": "The Facebook page is not connected: its token is needed to read the lead.",
}


def draft_of(
    graph: Mapping[str, Any],
    leadgen_id: str,
    *,
    form_name: str | None,
    mapping: Mapping[str, str],
    custom_fields: Sequence[CustomFieldSpec],
    now: datetime,
) -> LeadDraft:
    """The draft of a lead from Graph's answer. Its id is the one announced, whatever the answer says."""
    answers = graph.get("field_data")
    record = {**graph, "id": leadgen_id, "field_data": answers if isinstance(answers, list) else []}
    if form_name and not record.get("form_name"):
        record["form_name"] = form_name
    return make_draft(records_from(record)[0], mapping, custom_fields, now)


_ROW = """
SELECT l.*, f.name AS form_name, f.mapping, coalesce(l.container_id, f.container_id) AS goes_to
FROM meta_lead l LEFT JOIN meta_form f ON f.form_id = l.form_id AND f.deleted_at IS NULL
WHERE l.leadgen_id = $1 FOR UPDATE OF l
"""


async def settle(tx: Transaction, leadgen_id: str, graph: Mapping[str, Any] | None = None) -> str:
    """Admit an announced lead with what Graph told (now, or `graph` of an earlier time), as goccia_system.

    Under the lock of the row: whoever comes second finds it done. Answers the state after.
    """
    if graph is not None and (form_id := meta_id(graph.get("form_id"))):
        await tx.execute(
            "UPDATE meta_lead SET form_id = $2 WHERE leadgen_id = $1 AND form_id IS NULL", leadgen_id, form_id
        )
    row = await tx.fetchrow(_ROW, leadgen_id)
    if row is None or row["state"] in FINAL:
        return "done" if row is None else str(row["state"])
    told = graph if graph is not None else row["graph"]
    if told is None:
        return str(row["state"])
    destination = await _destination(tx, row)
    mapping = {**(destination.mapping if destination else {}), **(row["mapping"] or {})}
    fields = destination.custom_fields if destination else ()
    draft = draft_of(
        told, leadgen_id, form_name=row["form_name"], mapping=mapping, custom_fields=fields, now=tx.now
    )
    if draft.is_test:
        return await _write(tx, row, told, destination, state="test")
    if destination is None:
        return await _write(tx, row, told, None, state="unsorted", problem=UNKNOWN_FORM)
    outcome = (await admit(tx, PROVIDER, destination, [draft], "meta", row["delivery_id"]))[0]
    problem = {"it": outcome.notice.it, "en": outcome.notice.en} if outcome.notice else None
    state = "kept" if outcome.status == "kept" else "done"
    return await _write(tx, row, told, destination, state=state, problem=problem, lead_id=outcome.lead_id)


async def _destination(tx: Transaction, row: Any) -> Destination | None:
    return await by_id(tx, row["goes_to"]) if row["goes_to"] else None


async def _write(
    tx: Transaction,
    row: Any,
    graph: Mapping[str, Any],
    destination: Destination | None,
    *,
    state: str,
    problem: Mapping[str, str] | None = None,
    lead_id: UUID | None = None,
) -> str:
    await tx.execute(
        "UPDATE meta_lead SET state = $2, graph = $3, problem = $4, lead_id = $5, container_id = $6,"
        " unit_id = $7, next_try_at = NULL, updated_at = $8 WHERE leadgen_id = $1",
        row["leadgen_id"],
        state,
        dict(graph),
        problem,
        lead_id,
        destination.container_id if destination else None,
        destination.unit_id if destination else None,
        tx.now,
    )
    news = state != row["state"] or row["graph"] is None
    if news and not (state == "done" and row["state"] == "waiting"):
        await note_change(tx, row["leadgen_id"], destination.unit_id if destination else None, state)
    return state


async def note_change(tx: Transaction, leadgen_id: str, unit_id: Any, state: str) -> None:
    """Tell open pages that Da smistare or the list of troubles has changed."""
    await events.record(tx, PROVIDER, MetaLeadChanged(unit_id=unit_id, leadgen=leadgen_id, state=state))
