"""Sixty invented days: leads arrive, fall a goccia, are called, written about and closed, or wait to be."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from goccia.app.demo.network import Network
from goccia.core.database import Transaction
from goccia.core.events import PROVIDER, Actor
from goccia.intake.admission import admit
from goccia.intake.destination import Destination, by_id
from goccia.intake.recognition.draft import make_draft
from goccia.intake.recognition.payload import records_from
from goccia.kit.dates import ROME
from goccia.leads import notes, outcome
from goccia.leads.schemas import EsitoInput
from goccia.sim.graph.people import invent

CAMPAIGNS = {
    "Facebook Fotovoltaico": ("Fotovoltaico autunno", "Tetto che rende", "Bolletta zero"),
    "Landing Luce e Gas": ("Cambio gestore", "Bolletta chiara"),
    "TikTok Sud": ("Sole del Sud", "Risparmia col sole"),
}
NOTES = (
    "Richiamare dopo le 18, lavora fino a tardi.",
    "Ha già un preventivo di un concorrente, vuole confrontare.",
    "Interessata ma deve parlarne con il marito.",
    "Casa di proprietà, tetto a falda rivolto a sud.",
    "Chiede il sopralluogo di sabato mattina.",
    "Spende circa 140 euro al mese, due condizionatori.",
    "Ha capito di essere stato richiamato per la luce, gli interessa anche il gas.",
)
REASONS = ("Prezzo", "Non più interessato", "Ha scelto un concorrente", "Casa in affitto")
GONE_BAD = ("Facebook Fotovoltaico", "Creatività C", timedelta(days=7))
"""The ad that most leads of its container come by since so long ago, with numbers that are no good: for the radar to find."""
# How the first, second, third and last call end, in parts of a hundred.
CALLS: tuple[dict[str, int], ...] = (
    {"Non risponde (NR)": 34, "Richiamare": 18, "Occupato/segreteria": 8, "Fissato appuntamento": 14,
     "Non interessato (KO)": 14, "Numero errato": 4, "Mai richiesto": 3, "Già cliente": 2, "Preventivo inviato": 3},
    {"Non risponde (NR)": 30, "Richiamare": 14, "Fissato appuntamento": 22, "Preventivo inviato": 12,
     "Non interessato (KO)": 18, "Non raggiungibile": 4},
    {"Contrattualizzato": 22, "Preventivo inviato": 20, "Non interessato (KO)": 26, "Richiamare": 16,
     "Non raggiungibile": 16},
    {"Contrattualizzato": 18, "Non interessato (KO)": 52, "Non raggiungibile": 30},
)  # fmt: skip
BAD_CALL = {"Numero errato": 50, "Mai richiesto": 30, "Non risponde (NR)": 12, "Non interessato (KO)": 8}


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens at a moment: a lead arrives, or its agent calls it."""

    at: datetime
    number: int
    call: int
    container: str


def plan(chance: random.Random, present: datetime, leads: int, days: int) -> list[Step]:
    """All steps of the season in the order of time; none in the future."""
    steps = list(_steps(chance, present, leads, days))
    return sorted((step for step in steps if step.at <= present), key=lambda step: (step.at, step.number))


def _steps(chance: random.Random, present: datetime, leads: int, days: int) -> Iterator[Step]:
    for number in range(leads):
        container = chance.choices(list(CAMPAIGNS), weights=(45, 25, 30))[0]
        # the newest dozen came this morning, so that the demo opens on work to do
        age = (
            timedelta(days=days * (leads - number) / leads)
            if number < leads - 12
            else timedelta(minutes=9 * (leads - number))
        )
        at = present - age
        if number < leads - 12:
            at = datetime.combine(
                at.astimezone(ROME).date(), time(chance.randrange(8, 21), chance.randrange(60)), ROME
            )
        yield Step(at, number, 0, container)
        wait = timedelta(minutes=chance.choice((2, 4, 7, 15, 40, 90, 300)))
        for call in range(1, 4):
            at = _in_office(at + wait)
            yield Step(at, number, call, container)
            if chance.random() < 0.2:
                break
            wait = timedelta(hours=chance.choice((3, 20, 26, 49, 75)))
        if chance.random() < 0.97:  # sooner or later somebody closes it
            yield Step(_in_office(at + timedelta(hours=chance.choice((20, 30, 50)))), number, 4, container)


def _in_office(moment: datetime) -> datetime:
    """The same moment, or nine o'clock of the next working day."""
    local = moment.astimezone(ROME)
    if local.hour >= 19:
        local = datetime.combine(local.date() + timedelta(days=1), time(9, local.minute % 50), ROME)
    elif local.hour < 9:
        local = local.replace(hour=9)
    while local.weekday() == 6:
        local += timedelta(days=1)
    return local


async def receive_and_work(
    tx: Transaction, network: Network, chance: random.Random, present: datetime, leads: int, days: int
) -> None:
    """Live the season through, step by step, each at its time (as goccia_system)."""
    destinations = {name: await by_id(tx, container) for name, container in network.containers.items()}
    esiti = {
        row["label"]: row
        for row in await tx.fetch("SELECT id, label, asks, final FROM esito WHERE unit_id IS NULL")
    }
    known: dict[int, UUID] = {}
    for step in plan(chance, present, leads, days):
        tx.now = step.at
        destination = destinations[step.container]
        assert destination is not None  # noqa: S101 - just made
        if step.call == 0:
            lead = await _arrive(tx, chance, present, destination, step)
            if lead:
                known[step.number] = lead
        elif step.number in known:
            await _call(tx, chance, present, known[step.number], step.call, esiti)


async def _arrive(
    tx: Transaction, chance: random.Random, present: datetime, destination: Destination, step: Step
) -> UUID | None:
    person = invent("demo", step.number)
    answers: dict[str, Any] = {
        key: "; ".join(values).replace("_", " ") for key, values in person.answers.items() if values
    }
    answers["campaign_name"] = chance.choice(CAMPAIGNS[step.container])
    container, _, since = GONE_BAD
    pushed = step.container == container and step.at > present - since
    answers["ad_name"] = f"Creatività {chance.choices('ABC', (1, 1, 5 if pushed else 1))[0]}"
    answers["consenso_privacy"] = "sì"
    answers["consenso_marketing"] = "sì" if person.consents["consenso_marketing"] else "no"
    mapping = {"quanto_spendi_al_mese?": "custom:spesa_mensile"}
    drafts = [
        make_draft(record, mapping, destination.custom_fields, tx.now) for record in records_from(answers)
    ]
    outcomes = await admit(tx, PROVIDER, destination, drafts, "hook", None)
    return outcomes[0].lead_id if outcomes[0].status == "created" else None


def _later(now: datetime, chance: random.Random) -> datetime:
    return _in_office(now + timedelta(hours=chance.choice((2, 5, 24, 48, 70))))


async def _call(
    tx: Transaction,
    chance: random.Random,
    present: datetime,
    lead_id: UUID,
    call: int,
    esiti: dict[str, Any],
) -> None:
    lead = await tx.fetchrow(
        "SELECT l.agent_id, l.closed_at, l.ad, l.received_at, c.name AS container FROM lead l"
        " JOIN container c ON c.id = l.container_id WHERE l.id = $1", lead_id,
    )  # fmt: skip
    if lead is None or lead["agent_id"] is None or lead["closed_at"] is not None:
        return
    odds = CALLS[call - 1]
    container, ad, since = GONE_BAD
    if (lead["container"], lead["ad"]) == (container, ad) and lead["received_at"] > present - since:
        odds = BAD_CALL
    esito = esiti[chance.choices(list(odds), weights=list(odds.values()))[0]]
    asks = set(esito["asks"])
    actor = Actor("user", lead["agent_id"])
    wants_note = chance.random() < 0.35 or "note" in asks
    await outcome.set_one(
        tx, actor, lead_id,
        EsitoInput(
            esito_id=esito["id"],
            note=chance.choice(NOTES) if wants_note else None,
            next_action_at=_later(tx.now, chance) if "datetime" in asks else None,
            reason=chance.choice(REASONS) if "reason" in asks else None,
            amount=chance.choice((4900, 7200, 9800, 12500)) if "amount" in asks else None,
        ),
    )  # fmt: skip
    if chance.random() < 0.15:
        await notes.add(tx, actor, lead_id, chance.choice(NOTES))
