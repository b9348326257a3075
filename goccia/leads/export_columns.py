"""The columns of an exported workbook: how each is called, read and made fit for Excel."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal
from uuid import UUID

from goccia.core.errors import invalid
from goccia.kit.text import neutralise_formula

LONGEST_CELL = 32_000
"""Excel takes 32,767 characters."""
CUSTOM = "custom."
Kind = Literal["text", "moment", "date", "number", "other"]
Words = Mapping[str, tuple[str, str] | None]
"""What stands for a value, in Italian and English; None: an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """`sql` is over `lead`; `read` makes a cell of what is no plain text or number."""

    key: str
    it: str
    en: str
    sql: str
    kind: Kind = "text"
    read: Callable[[Any], Any] | None = None
    width: float = 16
    words: Words | None = None

    def label(self, language: str) -> str:
        """The header, in Italian or English."""
        return self.en if language == "en" else self.it


def _plain(key: str, it: str, en: str, width: float = 16) -> Column:
    return Column(key, it, en, f"lead.{key}", width=width)


def _moment(key: str, it: str, en: str) -> Column:
    return Column(key, it, en, f"lead.{key} AT TIME ZONE 'Europe/Rome'", kind="moment", width=17)


def _named(key: str, it: str, en: str) -> Column:
    """An id, for which `in_words` puts its name."""
    return Column(key, it, en, f"lead.{key}_id", kind="other", width=20)


def safe(text: str) -> str:
    """A text that Excel takes as a text: no formula, not too long."""
    return neutralise_formula(text[:LONGEST_CELL])


def _answers(answers: dict[str, Any] | None) -> str | None:
    lines = (f"{name}: {_words(value)}" for name, value in (answers or {}).items())
    return safe("\n".join(lines)) or None


def _words(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


_YES_NO = {
    "true": ("Sì", "Yes"),
    "false": ("No", "No"),
    "given": ("Sì", "Yes"),
    "refused": ("No", "No"),
    "not_asked": None,
}
_KINDS = {
    "call_back": ("Richiamo", "Call-back"),
    "appointment": ("Appuntamento", "Appointment"),
    "retry": ("Nuovo tentativo", "Retry"),
}


def _worded(key: str, it: str, en: str, words: Words) -> Column:
    return Column(key, it, en, f"lead.{key}", kind="other", words=words)


STANDARD = (
    _moment("received_at", "Ricevuto il", "Received"),
    _plain("first_name", "Nome", "First name"),
    _plain("last_name", "Cognome", "Last name"),
    _plain("phone", "Telefono", "Phone"),
    _plain("email", "E-mail", "E-mail", 26),
    _named("esito", "Esito", "Esito"),
    _named("agent", "Agente", "Agent"),
    _named("container", "Contenitore", "Container"),
    _named("unit", "Unità", "Unit"),
    _plain("province", "Provincia", "Province", 10),
    _plain("region", "Regione", "Region"),
    _plain("city", "Città", "City"),
    _plain("postal_code", "CAP", "Postal code", 10),
    _plain("address", "Indirizzo", "Address", 26),
    _plain("housing_type", "Tipologia abitazione", "Housing type"),
    _plain("source", "Fonte", "Source"),
    _plain("campaign", "Campagna", "Campaign"),
    _plain("ad_set", "Gruppo di inserzioni", "Ad set"),
    _plain("ad", "Inserzione", "Ad"),
    _plain("form", "Modulo", "Form"),
    _moment("assigned_at", "Assegnato il", "Assigned"),
    _moment("first_contact_at", "Primo contatto", "First contact"),
    _moment("last_contact_at", "Ultimo contatto", "Last contact"),
    _moment("next_action_at", "Prossima azione", "Next action"),
    _worded("next_action_kind", "Tipo di azione", "Kind of action", _KINDS),
    Column("attempts", "Tentativi", "Attempts", "lead.attempts", kind="number", width=10),
    Column("amount", "Importo", "Amount", "lead.amount::float8", kind="number", width=12),
    _plain("reason", "Motivo", "Reason"),
    _moment("closed_at", "Chiuso il", "Closed"),
    _moment("last_activity_at", "Ultima richiesta", "Last request"),
    Column("submissions", "Richieste", "Requests", "lead.submissions", kind="number", width=10),
    _worded("privacy_consent", "Consenso privacy", "Privacy consent", _YES_NO),
    _worded("marketing_consent", "Consenso marketing", "Marketing consent", _YES_NO),
    _plain("phone_raw", "Telefono ricevuto", "Phone as received"),
    _plain("landing_url", "Pagina di arrivo", "Landing page", 26),
    _plain("ip_address", "Indirizzo IP", "IP address"),
    _plain("otp", "OTP", "OTP"),
    Column(
        "answers", "Altre risposte", "Other answers", "lead.answers", kind="other", read=_answers, width=40
    ),
)
_BY_KEY = {column.key: column for column in STANDARD}


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return safe(text)


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return safe(text)


def custom_column(place: int, key: str, label: str, type: str) -> Column:  # noqa: A002 - the field's word
    """The column of a custom field whose key is the parameter `$place`."""
    text = f"lead.custom ->> ${place}::text"
    match type:
        case "number":
            return Column(CUSTOM + key, label, label, text, kind="number", read=_number)
        case "date":
            return Column(CUSTOM + key, label, label, text, kind="date", read=_day)
        case "boolean":
            yes_or_no = {"true": "Sì", "false": "No"}
            return Column(
                CUSTOM + key, label, label, text, kind="other", read=lambda v: yes_or_no.get(v) or safe(v)
            )
        case "multiple_choice":
            sql = f"lead.custom -> ${place}::text"
            return Column(
                CUSTOM + key, label, label, sql, kind="other", read=lambda value: safe(_words(value))
            )
    return Column(CUSTOM + key, label, label, text)


def chosen(wanted: Literal["all"] | Sequence[str], custom: Sequence[Column]) -> list[Column]:
    """The columns of a view in its order, or all of them.

    Raises:
        Invalid: one of them does not exist.
    """
    if wanted == "all":
        return [*STANDARD, *custom]
    known = _BY_KEY | {column.key: column for column in custom}
    found = [known[key] for key in dict.fromkeys(wanted) if key in known]
    if len(found) < len(set(wanted)) or not found:
        unknown = ", ".join(sorted({key for key in wanted if key not in known})[:5])[:200] or "–"
        raise invalid("columns", f"Colonne sconosciute: {unknown}.", f"Unknown columns: {unknown}.")
    return found


def in_words(columns: Sequence[Column], names: Mapping[UUID, str], language: str) -> list[Column]:
    """The columns with names instead of ids, words instead of codes; a name that one may not see is empty."""
    ready: list[Column] = []
    for column in columns:
        if column.sql == f"lead.{column.key}_id":
            ready.append(replace(column, read=names.get))
        elif column.words is not None:
            ready.append(replace(column, read=_reader(column.words, language == "en")))
        else:
            ready.append(column)
    return ready


def _reader(words: Words, english: bool) -> Callable[[str], str | None]:
    def read(value: str) -> str | None:
        if value not in words:
            return safe(value)
        pair = words[value]
        return pair and pair[english]

    return read


def headers(columns: Sequence[Column], language: str) -> list[str]:
    """Their labels, each once: of two that are alike the later one adds its key."""
    taken: dict[str, None] = {}
    for column in columns:
        label = safe(column.label(language)) or column.key
        while label in taken:
            label = f"{label} ({column.key.removeprefix(CUSTOM)})"
        taken[label] = None
    return list(taken)
