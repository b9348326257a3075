"""The words of a report's file, in Italian and English."""

from datetime import UTC, date, datetime
from typing import Final

from goccia.kit.dates import ROME
from goccia.reports.periods import Span
from goccia.reports.pivot_schemas import Dimension, Measure, ReportSpec

DIMENSIONS: Final[dict[Dimension, tuple[str, str]]] = {
    "agent": ("Agente", "Agent"), "esito": ("Esito", "Esito"), "source": ("Fonte", "Source"),
    "campaign": ("Campagna", "Campaign"), "ad": ("Inserzione", "Ad"), "form": ("Modulo", "Form"),
    "container": ("Contenitore", "Container"), "unit": ("Unità", "Unit"), "province": ("Provincia", "Province"),
    "region": ("Regione", "Region"), "reason": ("Motivo", "Reason"), "day": ("Giorno", "Day"),
    "week": ("Settimana dal", "Week of"), "month": ("Mese", "Month"), "weekday": ("Giorno della settimana", "Weekday"),
    "hour": ("Ora", "Hour"),
}  # fmt: skip
MEASURES: Final[dict[Measure, tuple[str, str]]] = {
    "leads": ("Lead", "Leads"), "contacted": ("Contattati", "Contacted"), "contacted_rate": ("Contattati %", "Contacted %"),
    "attempts": ("Tentativi", "Attempts"), "attempts_per_lead": ("Tentativi per lead", "Attempts per lead"),
    "appointments": ("Appuntamenti", "Appointments"), "contracts": ("Contratti", "Contracts"),
    "conversion": ("Conversione", "Conversion"), "cost": ("Costo", "Cost"),
    "cost_per_contract": ("Costo per contratto", "Cost per contract"),
}  # fmt: skip
FORMATS: Final[dict[Measure, str]] = {
    "contacted_rate": "0.0%", "conversion": "0.0%", "attempts_per_lead": "0.0",
    "cost": "#,##0.00 €", "cost_per_contract": "#,##0.00 €",
}  # fmt: skip
WEEKDAYS: Final = (
    ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)


def head_in_words(dimension: Dimension, key: str | None, name: str | None, place: int) -> str:
    """What a row or column is called."""
    if key is None:
        return ("(non indicato)", "(not given)")[place]
    if dimension == "weekday":
        return WEEKDAYS[place][int(key) - 1]
    if dimension == "hour":
        return f"{int(key):02}:00"
    if dimension in ("day", "week"):
        return date.fromisoformat(key).strftime("%d/%m/%Y")
    if dimension == "month":
        return date.fromisoformat(key).strftime("%m/%Y")
    return name or key


def period_in_words(span: Span | None, place: int) -> str:
    """The days of a report."""
    if span is None:
        return ("sempre", "always")[place]
    last = datetime.fromtimestamp(span.end.timestamp() - 1, UTC)
    return f"{span.start.astimezone(ROME):%d/%m/%Y} – {last.astimezone(ROME):%d/%m/%Y}"


def title(spec: ReportSpec, place: int) -> str:
    """A report in a line."""
    rows = DIMENSIONS[spec.rows][place]
    return f"{rows} × {DIMENSIONS[spec.columns][place]}" if spec.columns else rows


def value_in_words(measure: Measure, value: float | None, place: int) -> str:
    """A figure as it is read in Italian or English."""
    if value is None:
        return "–"
    form = FORMATS.get(measure, "")
    if form.endswith("%"):
        text = f"{value * 100:.1f}%"
    elif form.endswith("€"):
        text = f"{value:,.2f} €"
    else:
        text = f"{value:,.1f}" if form else f"{value:,.0f}"
    return text.translate(str.maketrans(",.", ".,")) if place == 0 else text
