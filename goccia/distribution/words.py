"""A decision in words, Italian and English."""

from typing import Any

REASONS = {
    "deactivated": ("disattivato", "deactivated"),
    "paused": ("in pausa", "paused"),
    "absent": ("assente", "absent"),
    "outside_hours": ("fuori orario", "outside working hours"),
    "holiday": ("giorno festivo", "holiday"),
    "province_not_covered": ("provincia non coperta", "province not covered"),
    "daily_cap": ("limite giornaliero raggiunto", "daily cap reached"),
    "open_cap": ("troppi lead da lavorare", "too many unworked leads"),
    "not_in_container": ("non nel contenitore", "not in the container"),
    "already_returned_it": ("l'aveva già avuto", "already had it"),
    "awaiting_previous_esito": ("manca l'Esito del precedente", "the previous Esito is missing"),
    "not_next": ("non era il suo turno", "not next in turn"),
    "not_first": ("non è stato il primo", "was not the first"),
}
RESULTS = {
    "assigned": ("Assegnato a goccia a {agent}", "Fell a goccia on {agent}"),
    "same_household": (
        "Assegnato a {agent}, che segue già la stessa persona o famiglia",
        "Given to {agent}, who already follows the same person or household",
    ),
    "sla_reassigned": ("Riassegnato a {agent} per tempo scaduto", "Given to {agent} as time ran out"),
    "manual": ("Assegnato a {agent} da {by}", "Given to {agent} by {by}"),
    "claimed": ("Preso da {agent}", "Claimed by {agent}"),
    "queued": ("Nessun agente disponibile: in coda", "No agent available: in the queue"),
    "removed": ("Tolto a {agent}", "Taken from {agent}"),
}
OFFERED = (
    "Offerto a {agents}: è di chi lo prende per primo",
    "Offered to {agents}: it goes to whoever takes it first",
)
NOBODY_CLAIMED = (
    "Nessuno l’ha preso in tempo. ",
    "Nobody took it in time. ",
)
RETURNED = ("Di ritorno dopo i giorni del suo Esito. ", "Back after the days of its Esito. ")
ORIGIN_PAUSED = (
    "In coda: la sua fonte è in pausa. Cadrà a goccia quando qualcuno la riprende",
    "In the queue: its source is paused. It falls a goccia when somebody resumes it",
)
BEHIND = ("In coda dietro ai lead arrivati prima", "In the queue behind the leads that came before")


def sentence(
    language: str, result: str, reason: str | None, agent: str | None, by: str | None, candidates: list[Any]
) -> str:
    """The decision as a person would say it: the result, then why not the others.

    candidates: [[name, reason or None], ...] in the order of turn.
    """
    place = 1 if language == "en" else 0
    if reason == "behind_the_queue":
        return BEHIND[place] + "."
    if reason == "origin_paused":
        return ORIGIN_PAUSED[place] + "."
    text = RESULTS[result][place].format(agent=agent or "—", by=by or "—")
    if reason == "offered":
        text = OFFERED[place].format(agents=", ".join(name or "—" for name, why in candidates if why is None))
    elif reason == "nobody_claimed":
        text = NOBODY_CLAIMED[place] + text
    elif reason == "recycled":
        text = RETURNED[place] + text
    others = [f"{name or '—'}: {REASONS[why][place]}" for name, why in candidates if why in REASONS]
    return f"{text}. {'; '.join(others)}." if others else f"{text}."
