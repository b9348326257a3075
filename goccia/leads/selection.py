"""Which leads a bulk act is for: those chosen one by one, or all that a filter finds."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from goccia.core.database import Transaction
from goccia.core.errors import Refusal
from goccia.core.schemas import Input
from goccia.core.validation import unusable
from goccia.leads import listing
from goccia.leads.filters import LeadFilter

MOST_LEADS = 5000


class TooManyLeads(Refusal):
    """More than one request may change."""

    status = 422
    code = "too_many_leads"
    it = "Il filtro trova più di {limit} lead: restringilo e procedi a gruppi."
    en = "The filter finds more than {limit} leads: narrow it and go on in groups."


class Selection(Input):
    """Leads by their ids, or by a filter."""

    lead_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_LEADS)] | None = None
    filter: LeadFilter | None = Field(default=None, description="As the query of GET /api/leads.")

    @model_validator(mode="after")
    def one_of_the_two(self) -> "Selection":
        """Either a selection or a filter."""
        if (self.lead_ids is None) == (self.filter is None):
            raise unusable(
                it="Indica lead_ids oppure filter, uno dei due.", en="Give either lead_ids or filter."
            )
        return self


async def selected(tx: Transaction, selection: Selection) -> list[UUID]:
    """The ids chosen, each once, or those that the filter finds with the caller's eyes, oldest first.

    Raises:
        TooManyLeads: the filter finds more than 5,000.
        Forbidden: an Agente asks for the trash.
    """
    if selection.filter is None:
        return list(dict.fromkeys(selection.lead_ids or []))
    listing.check(tx, selection.filter)
    conditions, args = listing.where(selection.filter, tx.now)
    rows = await tx.fetch(
        f"SELECT id FROM lead WHERE {conditions} ORDER BY received_at, id LIMIT {MOST_LEADS + 1}", *args
    )
    if len(rows) > MOST_LEADS:
        raise TooManyLeads(limit=MOST_LEADS)
    return [row["id"] for row in rows]
