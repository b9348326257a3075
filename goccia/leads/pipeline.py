"""The pipeline: the leads of a filter side by side by their Esito, each column as far as its first cards."""

from typing import Any, Final

from goccia.core.database import Transaction
from goccia.core.errors import invalid
from goccia.leads import esiti, pages
from goccia.leads.filters import LeadFilter

SORT: Final = "-received_at"
MOST_COLUMNS: Final = 60
"""Of a unit's Esiti and those of all units."""


async def board(
    tx: Transaction,
    filter: LeadFilter,  # noqa: A002 - the word of the API
    limit: int,
) -> dict[str, Any]:
    """A column for each Esito that may be given, in their order; for one that is put away, and for no Esito, where
    there are leads. More cards of a column are the following pages of the list with its Esito.

    The newest come first: an index has each Esito's leads in that order.

    Raises:
        Invalid: the filter asks for an Esito, or for the trash.
    """
    if filter.esito_id:
        raise invalid("esito_id", "La pipeline mostra tutti gli Esiti.", "The pipeline shows all Esiti.")
    if filter.deleted:
        raise invalid("deleted", "Il cestino non ha una pipeline.", "The trash has no pipeline.")
    known = await esiti.listed(tx, unit_id=filter.unit_id, active=None, limit=MOST_COLUMNS, cursor=None)
    columns: list[dict[str, Any]] = []
    for esito in known.items:
        cards = await _cards(tx, filter, str(esito.id), limit)
        if esito.active or cards["total"]:
            shown = {"id": esito.id, "name": esito.name, "colour": esito.colour, "icon": esito.icon}
            settable = esito.active and not esito.initial
            columns.append({"esito": shown, "final": esito.final, "settable": settable} | cards)
    without = await _cards(tx, filter, "none", limit)
    if without["total"]:
        columns.append({"esito": None, "final": False, "settable": False} | without)
    return {"columns": columns}


async def _cards(
    tx: Transaction,
    filter: LeadFilter,  # noqa: A002
    esito: str,
    limit: int,
) -> dict[str, Any]:
    return await pages.page(
        tx, LeadFilter.model_validate(filter.said() | {"esito_id": [esito]}), SORT, limit, None
    )
