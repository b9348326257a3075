"""Invented Italians who fill in forms. Same seed and number, same person.

Mobile numbers begin with 318, which is well formed and known of no operator; mail addresses end in domains
that RFC 2606 keeps for examples.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from typing import Any

_WOMEN = [
    "Giulia",
    "Francesca",
    "Chiara",
    "Sara",
    "Martina",
    "Valentina",
    "Elena",
    "Paola",
    "Silvia",
    "Anna",
    "Rosa",
    "Carla",
]
_MEN = [
    "Marco",
    "Luca",
    "Andrea",
    "Giuseppe",
    "Antonio",
    "Francesco",
    "Davide",
    "Matteo",
    "Salvatore",
    "Nicolò",
    "Vincenzo",
    "Paolo",
    "Domenico",
]
_SURNAMES = [
    "Rossi",
    "Russo",
    "Ferrari",
    "Esposito",
    "Bianchi",
    "Romano",
    "Colombo",
    "Ricci",
    "Marino",
    "Greco",
    "Bruno",
    "Gallo",
    "Conti",
    "De Luca",
    "Costa",
    "Giordano",
    "Mancini",
    "Rizzo",
    "Lombardi",
    "Moretti",
    "D'Angelo",
    "Fabbri",
    "Caruso",
    "Lo Presti",
    "Cattaneo",
    "Nicolò",
    "Pezzè",
]
_PLACES = (
    ("Milano", "MI", "20121"),
    ("Bergamo", "BG", "24121"),
    ("Torino", "TO", "10121"),
    ("Genova", "GE", "16121"),
    ("Verona", "VR", "37121"),
    ("Bologna", "BO", "40121"),
    ("Reggio nell'Emilia", "RE", "42121"),
    ("Firenze", "FI", "50121"),
    ("Roma", "RM", "00184"),
    ("Napoli", "NA", "80133"),
    ("Bari", "BA", "70121"),
    ("Reggio di Calabria", "RC", "89121"),
    ("Palermo", "PA", "90133"),
    ("Forlì", "FC", "47121"),
)
_SPENDING = ("meno_di_50_euro", "da_50_a_100_euro", "da_100_a_200_euro", "oltre_200_euro")
_HOUSING = ("appartamento", "villa_o_casa_indipendente", "villetta_a_schiera")
_SERVICES = ("luce", "gas", "fotovoltaico")

QUESTIONS: list[dict[str, Any]] = [
    {"key": "nome_e_cognome", "label": "Nome e cognome", "type": "FULL_NAME"},
    {"key": "numero_di_telefono", "label": "Numero di telefono", "type": "PHONE"},
    {"key": "e-mail", "label": "E-mail", "type": "EMAIL"},
    {"key": "città", "label": "Città", "type": "CITY"},
    {"key": "provincia", "label": "Provincia", "type": "PROVINCE"},
    {"key": "codice_postale", "label": "Codice postale", "type": "POST_CODE"},
    {"key": "quanto_spendi_al_mese?", "label": "Quanto spendi al mese?", "type": "CUSTOM"},
    {"key": "tipologia_abitazione", "label": "Tipologia abitazione", "type": "CUSTOM"},
    {"key": "quali_servizi_ti_interessano?", "label": "Quali servizi ti interessano?", "type": "CUSTOM"},
]
_OPTIONS = {
    "quanto_spendi_al_mese?": _SPENDING,
    "tipologia_abitazione": _HOUSING,
    "quali_servizi_ti_interessano?": _SERVICES,
}
for _question in QUESTIONS:
    if _question["key"] in _OPTIONS:
        _question["options"] = [
            {"key": option, "value": option.replace("_", " ")} for option in _OPTIONS[_question["key"]]
        ]
CONSENTS = ["consenso_privacy", "consenso_marketing"]


@dataclass(frozen=True, slots=True)
class Person:
    """Answers by question key, and the consent boxes."""

    answers: dict[str, list[str]]
    consents: dict[str, bool]


def invent(seed: str, number: int) -> Person:
    """The person of this number."""
    chance = random.Random(f"{seed}:{number}")  # noqa: S311 - invented people, no secret
    first, last = chance.choice(_WOMEN + _MEN), chance.choice(_SURNAMES)
    city, province, postal_code = chance.choice(_PLACES)
    mailbox = f"{_plain(first)}.{_plain(last)}{chance.randrange(100, 1000)}"
    services = [service for service in _SERVICES if chance.random() < 0.5]
    return Person(
        answers={
            "nome_e_cognome": [f"{first} {last}"],
            "numero_di_telefono": [f"+39318{chance.randrange(10_000_000):07d}"],
            "e-mail": [f"{mailbox}@{chance.choice(('example.com', 'example.org', 'example.net'))}"],
            "città": [city],
            "provincia": [province if chance.random() < 0.7 else city],
            "codice_postale": [postal_code],
            "quanto_spendi_al_mese?": [chance.choice(_SPENDING)],
            "tipologia_abitazione": [chance.choice(_HOUSING)],
            "quali_servizi_ti_interessano?": services,
        },
        consents={"consenso_privacy": True, "consenso_marketing": chance.random() < 0.6},
    )


def dummy_answers(questions: list[dict[str, Any]]) -> dict[str, list[str]]:
    """What Meta's own testing tool fills in: no flag says that a lead is a test, only these texts."""
    return {
        question["key"]: ["test@meta.com" if question.get("type") == "EMAIL" else _dummy(question["key"])]
        for question in questions
    }


def _dummy(key: str) -> str:
    return f"<test lead: dummy data for {key}>"


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.lower())
    return "".join(letter for letter in letters if "a" <= letter <= "z")
