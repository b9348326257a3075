"""Sentences about a record, by code, in Italian and English. `{value}` is what was received, cut short."""

from typing import Final

from goccia.intake.recognition.fields import Notice

_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "no_phone": ("Manca il telefono", "No phone number"),
    "bad_phone": ("Telefono non valido: «{value}»", "Phone number not valid: “{value}”"),
    "phone_lost_digits": (
        "Telefono rovinato da Excel («{value}»): le cifre perse non si possono ricostruire",
        "Phone number damaged by Excel (“{value}”): the lost digits cannot be recovered",
    ),
    "bad_email": ("E-mail non valida: «{value}»", "E-mail not valid: “{value}”"),
    "unknown_province": ("Provincia non riconosciuta: «{value}»", "Province not recognised: “{value}”"),
    "unreadable_date": ("Data non leggibile: «{value}»", "Date not readable: “{value}”"),
    "future_date": ("Data nel futuro: «{value}»", "Date in the future: “{value}”"),
    "postal_code_mended": (
        "CAP completato con gli zeri iniziali: «{value}»",
        "Leading zeros of the postal code restored: “{value}”",
    ),
    "bad_postal_code": ("CAP non valido: «{value}»", "Postal code not valid: “{value}”"),
    "unreadable_consent": ("Consenso non leggibile: «{value}»", "Consent not readable: “{value}”"),
    "bad_ip_address": ("Indirizzo IP non valido: «{value}»", "IP address not valid: “{value}”"),
    "too_long": (
        "Testo troppo lungo per il campo: tagliato, l'originale è tra le risposte",
        "Text too long for the field: cut, the original is among the answers",
    ),
    "no_permission": (
        "Meta non ha dato il valore: manca un permesso («{value}»)",
        "Meta did not give the value: a permission is missing (“{value}”)",
    ),
    "too_many_keys": (
        "La richiesta ha più di 300 campi: i meno importanti restano solo nei dati ricevuti",
        "The request has more than 300 fields: the least important stay in the raw data only",
    ),
    "bad_number": ("Numero non leggibile: «{value}»", "Number not readable: “{value}”"),
    "bad_boolean": ("Valore sì/no non leggibile: «{value}»", "Yes/no value not readable: “{value}”"),
    "unknown_choice": ("Opzione non prevista: «{value}»", "Option not in the list: “{value}”"),
    "bad_url": ("Indirizzo web non valido: «{value}»", "Web address not valid: “{value}”"),
    "row_too_wide": (
        "La riga ha {value} più colonne dell'intestazione",
        "The row has {value} cells more than the header",
    ),
    "no_contact": (
        "Né telefono né e-mail utilizzabili",
        "Neither phone nor e-mail can be used",
    ),
    "test_lead": ("Lead di prova del fornitore", "Test lead of the provider"),
}


def notice(code: str, field: str | None = None, value: object = "") -> Notice:
    """Say what `code` stands for about a field, quoting at most 80 characters of the value."""
    it, en = _TEXTS[code]
    shown = value if isinstance(value, str) else str(value)
    if len(shown) > 80:
        shown = shown[:79] + "…"
    return Notice(code, field, it.replace("{value}", shown), en.replace("{value}", shown))
