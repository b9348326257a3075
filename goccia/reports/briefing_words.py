"""The briefing in words, for its mail. It names agents and containers, never a client."""

from datetime import date, datetime
from typing import Any

from goccia.kit.dates import ROME
from goccia.notifications.letters import Entry, Section
from goccia.reports.pivot_words import WEEKDAYS

MOST_LINES = 8
_MONTHS = (
    ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre",
     "dicembre"),
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"),
)  # fmt: skip
_WHY = {
    "late": ("esito buono, il passo dopo è in ritardo da {age}", "a good Esito, its next step is {age} late"),
    "asked_again": ("ha chiesto di nuovo e aspetta da {age}", "asked again and has waited for {age}"),
    "never_reached": (
        "arrivato {age} fa, tre tentativi, mai raggiunto",
        "came {age} ago, tried three times, never reached",
    ),
}


def day_in_words(day: date, place: int) -> str:
    """Martedì 24 novembre, without a capital in Italian."""
    return f"{WEEKDAYS[place][day.isoweekday() - 1]} {day.day} {_MONTHS[place][day.month - 1]}"


def age_in_words(since: datetime, now: datetime, place: int) -> str:
    """How long ago, in the largest unit that fits."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    for length, one, many in (
        (24 * 60, ("un giorno", "a day"), ("{} giorni", "{} days")),
        (60, ("un'ora", "an hour"), ("{} ore", "{} hours")),
        (1, ("un minuto", "a minute"), ("{} minuti", "{} minutes")),
    ):
        if minutes >= length:
            count = minutes // length
            return one[place] if count == 1 else many[place].format(count)
    return ("un attimo", "a moment")[place]


def in_short(found: dict[str, Any], place: int) -> str:
    """The briefing in a line, for the subject."""
    late = sum(row["overdue"] for row in found["calls"])
    said = [
        _counted(
            found["untouched"]["total"], place, ("lead fermo", "idle lead"), ("lead fermi", "idle leads")
        ),
        _counted(
            late, place, ("richiamo in ritardo", "late call-back"), ("richiami in ritardo", "late call-backs")
        ),
        _counted(
            len(found["containers"]),
            place,
            ("contenitore da guardare", "container to look at"),
            ("contenitori da guardare", "containers to look at"),
        ),
    ]
    told = [words for words in said if words]
    return ", ".join(told) if told else ("tutto a posto", "all is well")[place]


def sections(found: dict[str, Any], base_url: str, place: int) -> tuple[Section, ...]:
    """The parts of the page, in its order."""
    return (
        Section(
            ("Da chiamare tu", "Yours to call")[place],
            tuple(_worth(lead, found["at"], base_url, place) for lead in found["worth_a_call"]),
            ("Nessun lead ha bisogno di te.", "No lead needs you.")[place],
        ),
        Section(
            ("Fermi da oltre un’ora", "Untouched for over an hour")[place],
            _untouched(found, base_url, place),
            ("Tutti i lead assegnati sono stati toccati.", "Every assigned lead has been touched.")[place],
        ),
        Section(
            ("Richiami e appuntamenti di oggi", "Call-backs and appointments of today")[place],
            _cut([_calls(row, base_url, place) for row in found["calls"]], f"{base_url}/briefing", place),
            ("Nessun richiamo per oggi.", "No call-backs today.")[place],
        ),
        Section(
            ("Contenitori", "Containers")[place],
            _cut(
                [_container(row, found["at"], base_url, place) for row in found["containers"]],
                f"{base_url}/briefing",
                place,
            ),
            ("I contenitori gocciolano come sempre.", "The containers drip as usual.")[place],
        ),
        *_radar(found, base_url, place),
        Section(
            ("In pausa", "Paused")[place],
            _cut([_paused(row, base_url, place) for row in found["paused"]], f"{base_url}/briefing", place),
            ("Nessuno è in pausa.", "Nobody is paused.")[place],
        ),
    )


def _worth(lead: dict[str, Any], now: datetime, base_url: str, place: int) -> Entry:
    why = _WHY[lead["why"]][place].format(age=age_in_words(lead["since"], now, place))
    agent = lead["agent"]["name"] if lead["agent"] else ("nessun agente", "no agent")[place]
    return Entry(lead["container"]["name"], f"{why} · {agent}", f"{base_url}/leads/{lead['id']}")


def _untouched(found: dict[str, Any], base_url: str, place: int) -> tuple[Entry, ...]:
    total, leads = found["untouched"]["total"], found["untouched"]["leads"]
    if not total:
        return ()
    oldest = leads[0]
    age = age_in_words(oldest["since"], found["at"], place)
    agent = oldest["agent"]["name"] if oldest["agent"] else ""
    text = ("il più vecchio da {age}: {container}, {agent}", "the oldest for {age}: {container}, {agent}")[
        place
    ]
    return (
        Entry(
            _counted(total, place, ("lead", "lead"), ("lead", "leads")),
            text.format(age=age, container=oldest["container"]["name"], agent=agent),
            f"{base_url}/leads?unworked=true",
        ),
    )


def _calls(row: dict[str, Any], base_url: str, place: int) -> Entry:
    said = (
        _counted(row["overdue"], place, ("in ritardo", "late"), ("in ritardo", "late")),
        _counted(row["today"], place, ("oggi", "today"), ("oggi", "today")),
        _counted(
            row["appointments"], place, ("appuntamento", "appointment"), ("appuntamenti", "appointments")
        ),
    )
    return Entry(
        row["agent"]["name"],
        " · ".join(words for words in said if words),
        f"{base_url}/today?agent_id={row['agent']['id']}",
    )


def _container(row: dict[str, Any], now: datetime, base_url: str, place: int) -> Entry:
    if row["state"] == "overflowing":
        age = age_in_words(row["oldest_queued_at"], now, place)
        text = (
            "trabocca: {queued} in coda, il più vecchio da {age}",
            "overflows: {queued} waiting, the oldest for {age}",
        )[place].format(queued=row["queued"], age=age)
    else:
        usual = f"{row['usual_a_day']:.1f}".removesuffix(".0")
        text = (
            "a secco: {count} lead nelle ultime 24 ore, di solito {usual} al giorno",
            "runs dry: {count} leads in the last 24 hours, usually {usual} a day",
        )[place].format(count=row["last_day"], usual=usual.replace(".", ",") if place == 0 else usual)
    return Entry(row["container"]["name"], text, f"{base_url}/containers/{row['container']['id']}")


def _radar(found: dict[str, Any], base_url: str, place: int) -> tuple[Section, ...]:
    """A section where there is something to say: what is over its norm, or paused."""
    if not found["sources"]:
        return ()
    entries = [_source(row, base_url, place) for row in found["sources"]]
    return (Section("Radar", _cut(entries, f"{base_url}/radar", place), ""),)


def _source(row: dict[str, Any], base_url: str, place: int) -> Entry:
    name = row["name"] or ("Provenienza non indicata", "Origin not given")[place]
    if row["state"] == "paused":
        text = ("in pausa: i suoi lead aspettano in coda", "paused: its leads wait in the queue")[place]
    else:
        text = (
            "sopra la norma: {bad} contatti inservibili su {worked}",
            "over the norm: {bad} useless contacts of {worked}",
        )[place].format(bad=row["bad"], worked=row["worked"])
    return Entry(name, f"{text} · {row['container']['name']}", f"{base_url}/radar")


def _paused(row: dict[str, Any], base_url: str, place: int) -> Entry:
    if row["until"]:
        until = row["until"].astimezone(ROME)
        when = f"{('fino a', 'until')[place]} {day_in_words(until.date(), place)} {until:%H:%M}"
    else:
        when = ("finché non riprende", "until they resume")[place]
    leads = _counted(row["open_leads"], place, ("lead aperto", "open lead"), ("lead aperti", "open leads"))
    text = " · ".join(words for words in (when, leads) if words)
    return Entry(row["agent"]["name"], text, f"{base_url}/leads?agent_id={row['agent']['id']}")


def _cut(entries: list[Entry], more: str, place: int) -> tuple[Entry, ...]:
    """A screen's worth of them."""
    left = len(entries) - MOST_LINES
    if left <= 0:
        return tuple(entries)
    return (
        *entries[:MOST_LINES],
        Entry(
            ("E altri {}", "And {} more")[place].format(left),
            ("nel briefing", "in the briefing")[place],
            more,
        ),
    )


def _counted(count: int, place: int, one: tuple[str, str], many: tuple[str, str]) -> str:
    """So many of them; nothing for none."""
    return f"{count} {one[place] if count == 1 else many[place]}" if count else ""
