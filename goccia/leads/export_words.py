"""A filter in words, for the sheet `Filtro` of an exported workbook."""

from datetime import datetime
from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.kit.dates import ROME
from goccia.leads.filters import LeadFilter
from goccia.leads.origin import parts_of

_NAMES = """
SELECT id, name FROM unit WHERE id = ANY ($1::uuid[]) UNION ALL SELECT id, name FROM container WHERE id = ANY ($1::uuid[])
UNION ALL SELECT id, name FROM person WHERE id = ANY ($1::uuid[])
UNION ALL SELECT id, label FROM esito WHERE id = ANY ($1::uuid[])
"""
_SORTS = {
    "received_at": ("data di arrivo", "date received"),
    "last_activity_at": ("ultima richiesta", "last request"),
    "next_action_at": ("prossima azione", "next action"),
    "assigned_at": ("data di assegnazione", "date assigned"),
    "name": ("nome", "name"),
    "attempts": ("tentativi", "attempts"),
    "esito": ("esito", "esito"),
}
_FLAGS = {
    "queued": ("In coda", "In the queue"),
    "overdue": ("Azione scaduta", "Action overdue"),
    "has_next_action": ("Con prossima azione", "With a next action"),
    "unworked": ("Da lavorare", "Not yet worked"),
    "contacted": ("Contattato", "Contacted"),
    "appointment": ("Con appuntamento fissato", "With an appointment fixed"),
    "won": ("Contratto", "Contract"),
    "bad_lead": ("Contatto inservibile", "Useless contact"),
    "beyond_start": ("Con un Esito oltre quello iniziale", "With an Esito beyond the start one"),
}
_SPEEDS = {
    "5m": ("entro 5 minuti", "under 5 minutes"),
    "1h": ("entro un'ora", "under an hour"),
    "24h": ("entro 24 ore", "under 24 hours"),
    "later": ("oltre 24 ore", "over 24 hours"),
    "never": ("mai", "never"),
}
_WEEKDAYS = (
    ("lunedì", "Monday"), ("martedì", "Tuesday"), ("mercoledì", "Wednesday"), ("giovedì", "Thursday"),
    ("venerdì", "Friday"), ("sabato", "Saturday"), ("domenica", "Sunday"),
)  # fmt: skip


async def filter_in_words(
    tx: Transaction,
    filter: LeadFilter,  # noqa: A002 - the word of the API
    sort: str,
    language: str,
) -> list[tuple[str, str]]:
    """What was asked for, as pairs of a word and a value; names as the caller may see them."""
    place = 1 if language == "en" else 0
    names = await _names(tx, filter)

    def named(values: list[Any]) -> str:
        nothing = ("nessuno", "none")[place]
        return ", ".join(nothing if value == "none" else names.get(value, str(value)) for value in values)

    said: list[tuple[tuple[str, str], str]] = []
    if filter.unit_id:
        said.append((("Unità", "Unit"), named([filter.unit_id])))
    if filter.container_id:
        said.append((("Contenitore", "Container"), named(filter.container_id)))
    if filter.agent_id:
        value = ("io", "me")[place] if filter.agent_id == "me" else named([filter.agent_id])
        said.append((("Agente", "Agent"), value))
    if filter.esito_id:
        said.append((("Esito", "Esito"), named(list(filter.esito_id))))
    if filter.province:
        said.append((("Provincia", "Province"), named(list(filter.province))))
    if filter.source:
        said.append((("Fonte", "Source"), named(list(filter.source))))
    said += _how_far(filter, place)
    if filter.received_from:
        said.append((("Ricevuti dal", "Received from"), moment_in_words(filter.received_from)))
    if filter.received_to:
        said.append((("Ricevuti prima del", "Received before"), moment_in_words(filter.received_to)))
    if filter.q:
        said.append((("Ricerca", "Search"), filter.q))
    for flag, words in _FLAGS.items():
        if (wanted := getattr(filter, flag)) is not None:
            said.append((words, (("sì", "yes") if wanted else ("no", "no"))[place]))
    if filter.deleted:
        said.append((("Cestino", "Trash"), ("sì", "yes")[place]))
    said += [((key, key), value) for key, value in filter.custom.items()]
    way = (("decrescente", "descending") if sort.startswith("-") else ("crescente", "ascending"))[place]
    said.append((("Ordine", "Order"), f"{_order(sort.removeprefix('-'), place)}, {way}"))
    return [(words[place], value) for words, value in said]


def _how_far(filter: LeadFilter, place: int) -> list[tuple[tuple[str, str], str]]:  # noqa: A002
    said: list[tuple[tuple[str, str], str]] = []
    if filter.campaign:
        said.append((("Campagna", "Campaign"), ", ".join(filter.campaign)))
    if filter.origin:
        said.append(
            (("Da", "From"), parts_of(filter.origin)[1] or ("fonte sconosciuta", "unknown source")[place])
        )
    if filter.speed:
        said.append((("Primo contatto", "First contact"), _SPEEDS[filter.speed][place]))
    if filter.reason:
        said.append((("Motivo", "Reason"), filter.reason))
    if filter.answered_at:
        weekday, _, hour = filter.answered_at.partition("-")
        said.append((("Ha risposto", "Answered"), f"{_WEEKDAYS[int(weekday) - 1][place]}, {int(hour):02}:00"))
    return said


def _order(sort: str, place: int) -> str:
    return _SORTS[sort][place] if sort in _SORTS else sort.removeprefix("custom.")


def moment_in_words(at: datetime) -> str:
    """A moment as people in Rome write it."""
    return at.astimezone(ROME).strftime("%d/%m/%Y %H:%M")


async def _names(tx: Transaction, filter: LeadFilter) -> dict[Any, str]:  # noqa: A002
    asked = [filter.unit_id, filter.agent_id, *filter.container_id, *filter.esito_id]
    rows = await tx.fetch(_NAMES, [value for value in asked if isinstance(value, UUID)])
    return {row["id"]: row["name"] for row in rows}
