"""The names under which senders put the standard fields, in Italian and English.

Keys are compared folded (lower case, no accents, punctuation as spaces) and whole: only courtesy words
around a name are taken off, so that a custom question that merely contains one ("quanto spendi al mese di
telefono?") stays a question. Sources: Meta's standard questions in forms of both locales, Google's column
ids, Make's and Zapier's field names, TikTok's labels, the headers of Italian lead vendors.
"""

from functools import lru_cache
from typing import Final

from goccia.intake.recognition.alias_table import ALIASES
from goccia.kit.text import fold

LONGEST_KEY: Final = 200

_BEFORE_WORDS: Final = """
    lead|contact|contatto|cliente|customer|utente|user|persona|person|referente|richiedente|intestatario|your
    il tuo|la tua|il suo|la sua|tuo|tua|suo|sua|inserisci|inserisci il tuo|inserisci la tua|inserisci il
    inserisci la|scrivi|scrivi il tuo|enter your|indica|indica il tuo|indica la tua|campo|field|form fields
    fields|form|qual e il tuo|qual e la tua|qual e|what is your|what s your
"""
_AFTER_WORDS: Final = """
    39|obbligatorio|obbligatoria|required|facoltativo|facoltativa|optional|opzionale|cliente|lead|contatto
    del cliente|del lead|del contatto|utente|richiedente|referente|del richiedente|intestatario|di residenza
    residenza|di contatto|contact|whatsapp|1
"""
_WRAPPER_WORDS: Final = """
    data|lead|contact|contatto|customer|cliente|person|persona|user|utente|fields|form|form fields
    form response|form data|answers|payload|body|properties|values|attributes|custom|custom fields|custom data
    entry|entries|leads|details|dati|campi|content|result|item|record|submission|form submission|response
    object|event|params|query|raw|request|raw request|info|profile|risposte
"""
_OTHER_WORDS: Final = """
    agent|agente|operatore|operator|owner|assigned|seller|venditore|company|azienda|sender|mittente|campaign
    campagna|ad|ads|adset|page|pagina|product|prodotto|app|account|brand|fornitore|vendor|advertiser|partner
    affiliate|team|referral|recipient|destinatario|store|negozio|consulente|creator|author|autore
    headers|browser|device|geo
"""
_VAGUE_WORDS: Final = """
    name|nome|id|data|date|url|time|state|number|numero|first|last|page|ora|giorno|contact|lead|cliente|source
    form|ad
"""


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for line in text.strip().splitlines() for word in line.strip().split("|"))


_BEFORE: Final = _words(_BEFORE_WORDS)
_AFTER: Final = _words(_AFTER_WORDS)
_WRAPPERS: Final = frozenset(_words(_WRAPPER_WORDS))
_SOMEBODY_ELSE: Final = frozenset(_words(_OTHER_WORDS))
_VAGUE: Final = frozenset(_words(_VAGUE_WORDS))
_MARKETING: Final = ("marketing", "commercial", "promozional", "newsletter", "pubblicitar")
_PRIVACY: Final = ("privacy", "trattamento", "dati personali", "informativa", "gdpr")
_AGREEING: Final = ("consenso", "consent", "acconsento", "accetto", "autorizzo", "accettazione", "presto il")
_OTHERS: Final = ("terze parti", "terzi", "third part", "profilazione", "profiling")
_EXACT_ONLY: Final = frozenset({"provider_lead_id", "received_at", "received_time", "is_test"})
_ABOUT_A_CONSENT: Final = (
    "data ",
    "date ",
    "ora ",
    "timestamp",
    "ip ",
    "testo ",
    "url ",
    "link ",
    "versione ",
)


@lru_cache(maxsize=8_192)
def match(key: str) -> tuple[str, int] | None:
    """Return the target that a key names and its rank (0 is the surest), or None: then the key is a question.

    Of several keys with one target the lowest rank wins. A key of more than 200 characters names nothing
    but a consent.
    """
    folded = fold(key[: 10 * LONGEST_KEY])
    if not folded:
        return None
    if len(folded) <= LONGEST_KEY:
        if found := ALIASES.get(folded):
            return found
        for bare in _bare(folded):
            if (found := ALIASES.get(bare)) and found[0] not in _EXACT_ONLY:
                return found[0], found[1] + 1
    return _consent(folded)


@lru_cache(maxsize=8_192)
def match_path(path: str) -> tuple[str, int] | None:
    """Return the target and rank that a dotted path of nested keys names ("contact.email", "data.nome"),
    or None.

    The whole path comes first ("campaign.name" is the campaign); then its last key, unless what holds it
    is somebody or something else than the lead ("agente.telefono").
    """
    if found := match(path):
        return found
    *above, key = [part for part in path.split(".") if part.strip()] or [""]
    if not above or not (found := match(key)):
        return None
    parents = [fold(part) for part in above]
    if any(parent in _SOMEBODY_ELSE for parent in parents):
        return None
    if all(parent in _WRAPPERS or parent.isdigit() for parent in parents):
        return found[0], found[1] + 2
    return None if fold(key) in _VAGUE else (found[0], found[1] + 4)


def own_label(path: str) -> str:
    """Return the label of an answer: the path without the wrappers around the lead's data."""
    first, dot, rest = path.partition(".")
    while dot and rest.strip() and first != "form" and (fold(first) in _WRAPPERS or first.isdigit()):
        path = rest
        first, dot, rest = path.partition(".")
    return path


def _bare(folded: str) -> list[str]:
    """List the key without the courtesy words around it, fewest words taken first."""
    fronts = [folded]
    fronts += [folded.removeprefix(f"{word} ") for word in _BEFORE if folded.startswith(f"{word} ")]
    out = []
    for front in fronts:
        out.append(front)
        out.extend(front.removesuffix(f" {word}") for word in _AFTER if front.endswith(f" {word}"))
    return out[1:]


def _consent(folded: str) -> tuple[str, int] | None:
    """Recognise the sentence of a consent box: it agrees to something, and says to what."""
    agrees = any(word in folded for word in _AGREEING)
    if not agrees or folded.startswith(_ABOUT_A_CONSENT) or any(word in folded for word in _OTHERS):
        return None
    if any(word in folded for word in _MARKETING):
        return "marketing_consent", 6
    if any(word in folded for word in _PRIVACY):
        return "privacy_consent", 6
    return None
