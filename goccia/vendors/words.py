"""The words of a vendor's file, in Italian and English."""

from typing import Final

from goccia.organisation.vendor_terms import ReturnReason

REASONS: Final[dict[ReturnReason, tuple[str, str]]] = {
    "wrong_number": ("Numero errato", "Wrong number"),
    "never_requested": ("Mai richiesto", "Never requested"),
    "duplicate": ("Doppione", "Duplicate"),
    "already_client": ("Già cliente", "Already a client"),
    "out_of_area": ("Fuori zona", "Out of area"),
    "not_eligible": ("Minorenne o non idoneo", "Minor or not eligible"),
    "other": ("Altro", "Other"),
}
SHEETS: Final = (("Resi", "Prova", "Condizioni"), ("Returns", "Proof", "Terms"))
RETURNS: Final = (
    (("N.", "No."), 6), (("Nostro codice lead", "Our lead id"), 38), (("Codice del fornitore", "Vendor's lead id"), 26),
    (("Fonte", "Source"), 16), (("Campagna", "Campaign"), 22), (("Inserzione", "Ad"), 18), (("Modulo", "Form"), 18),
    (("Contenitore", "Container"), 22), (("Ricevuto il", "Received at"), 17), (("Nome", "Name"), 24), (("Telefono", "Phone"), 18),
    (("Telefono come ricevuto", "Phone as received"), 22), (("E-mail", "E-mail"), 26), (("Motivo", "Reason"), 24),
    (("Esito", "Esito"), 20), (("Proposto il", "Proposed at"), 17), (("Ultimo giorno utile", "Last day"), 16),
    (("Prezzo", "Price"), 12),
)  # fmt: skip
PROOF: Final = (
    (("N.", "No."), 6), (("Nostro codice lead", "Our lead id"), 38), (("Quando", "When"), 17), (("Cosa", "What"), 34),
    (("Dettaglio", "Detail"), 50), (("Tentativo", "Attempt"), 10), (("Ha risposto", "Answered"), 12), (("Chi", "Who"), 16),
)  # fmt: skip
TOTAL: Final = ("Totale", "Total")
