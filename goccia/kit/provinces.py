"""The Italian provinces: 107 codes, their regions, and the names people still use for them.

Sardinia is taken as from 2016 to 2025 (Cagliari, Nuoro, Oristano, Sassari, Sud Sardegna); its provinces
before and after that are recognised and led back to these.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from goccia.kit.text import fold


class Province(NamedTuple):
    """A province: two-letter code, Italian name, region."""

    code: str
    name: str
    region: str


_BY_REGION = {
    "Abruzzo": "AQ L'Aquila, CH Chieti, PE Pescara, TE Teramo",
    "Basilicata": "MT Matera, PZ Potenza",
    "Calabria": "CS Cosenza, CZ Catanzaro, KR Crotone, RC Reggio Calabria, VV Vibo Valentia",
    "Campania": "AV Avellino, BN Benevento, CE Caserta, NA Napoli, SA Salerno",
    "Emilia-Romagna": "BO Bologna, FC Forlì-Cesena, FE Ferrara, MO Modena, PC Piacenza, PR Parma, "
    "RA Ravenna, RE Reggio Emilia, RN Rimini",
    "Friuli-Venezia Giulia": "GO Gorizia, PN Pordenone, TS Trieste, UD Udine",
    "Lazio": "FR Frosinone, LT Latina, RI Rieti, RM Roma, VT Viterbo",
    "Liguria": "GE Genova, IM Imperia, SP La Spezia, SV Savona",
    "Lombardia": "BG Bergamo, BS Brescia, CO Como, CR Cremona, LC Lecco, LO Lodi, MB Monza e Brianza, "
    "MI Milano, MN Mantova, PV Pavia, SO Sondrio, VA Varese",
    "Marche": "AN Ancona, AP Ascoli Piceno, FM Fermo, MC Macerata, PU Pesaro e Urbino",
    "Molise": "CB Campobasso, IS Isernia",
    "Piemonte": "AL Alessandria, AT Asti, BI Biella, CN Cuneo, NO Novara, TO Torino, "
    "VB Verbano-Cusio-Ossola, VC Vercelli",
    "Puglia": "BA Bari, BR Brindisi, BT Barletta-Andria-Trani, FG Foggia, LE Lecce, TA Taranto",
    "Sardegna": "CA Cagliari, NU Nuoro, OR Oristano, SS Sassari, SU Sud Sardegna",
    "Sicilia": "AG Agrigento, CL Caltanissetta, CT Catania, EN Enna, ME Messina, PA Palermo, RG Ragusa, "
    "SR Siracusa, TP Trapani",
    "Toscana": "AR Arezzo, FI Firenze, GR Grosseto, LI Livorno, LU Lucca, MS Massa-Carrara, PI Pisa, "
    "PO Prato, PT Pistoia, SI Siena",
    "Trentino-Alto Adige": "BZ Bolzano, TN Trento",
    "Umbria": "PG Perugia, TR Terni",
    "Valle d'Aosta": "AO Aosta",
    "Veneto": "BL Belluno, PD Padova, RO Rovigo, TV Treviso, VE Venezia, VI Vicenza, VR Verona",
}

PROVINCES: Mapping[str, Province] = MappingProxyType(
    {
        entry[:2]: Province(entry[:2], entry[3:], region)
        for region, entries in _BY_REGION.items()
        for entry in entries.split(", ")
    }
)

_OLD_CODES = {
    "FO": "FC",
    "PS": "PU",
    "CI": "SU",
    "VS": "SU",
    "OG": "NU",
    "OT": "SS",
    "BAT": "BT",
    "VCO": "VB",
}

_OTHER_NAMES = {
    "AO": "Valle d'Aosta, Vallée d'Aoste, Aoste",
    "AP": "Ascoli",
    "AQ": "Aquila, Laquila",
    "BT": "Barletta, Andria, Trani, Barletta Trani Andria, Andria Barletta Trani",
    "BZ": "Bozen, Bolzano Bozen, Alto Adige, Südtirol, Alto Adige Südtirol, Sudtirolo",
    "FC": "Forlì, Cesena, Forlì e Cesena",
    "FI": "Florence",
    "GE": "Genoa",
    "KR": "Kroton",
    "MB": "Monza, Monza Brianza, Monza e della Brianza, Monza della Brianza, Brianza",
    "MI": "Milan",
    "MN": "Mantua",
    "MS": "Massa, Carrara, Massa e Carrara, Apuania",
    "NA": "Naples",
    "NU": "Ogliastra, Lanusei, Tortolì",
    "PD": "Padua",
    "PU": "Pesaro, Urbino, Pesaro Urbino",
    "RC": "Reggio di Calabria, Reggio Cal",
    "RE": "Reggio nell'Emilia, Reggio nell Emilia, Reggio d'Emilia, Reggio Em",
    "RM": "Roma Capitale, Rome",
    "SP": "Spezia",
    "SR": "Syracuse",
    "SS": "Olbia Tempio, Olbia, Gallura, Gallura Nord Est Sardegna, Tempio Pausania",
    "SU": "Carbonia Iglesias, Carbonia, Iglesias, Medio Campidano, Sulcis, Sulcis Iglesiente, Sanluri",
    "TN": "Trentino",
    "TO": "Turin",
    "VB": "Verbania, Verbano, Verbano Cusio",
    "VE": "Venice",
    "VV": "Vibo",
}

_NAMES = {fold(p.name): p.code for p in PROVINCES.values()} | {
    fold(name): code for code, names in _OTHER_NAMES.items() for name in names.split(", ")
}
_CODES = {code: code for code in PROVINCES} | _OLD_CODES

_PREFIX = re.compile(
    r"^(?:it |italia )?"
    r"(?:(?:provincia|prov|citta|metropolitana|libero|consorzio|comunale|autonoma|comune) )*"
    r"(?:(?:di|del|della|dell|d|de|in) )*"
)
_SUFFIX = re.compile(r" (?:citta|provincia|prov|e provincia|e prov|centro|capoluogo)$")
_COUNTRY = re.compile(r"[\s,(-]+(?:italia|italy)\W*$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[(\[/,-]\s*([A-Za-z]{2})\s*[)\]]?\s*$")


def parse_province(text: object) -> str | None:
    """Return the code of the province that a text names, or None; never raises.

    Name or code in any case, with or without accents, "Roma (RM)", "prov. di Milano", a town with its code
    ("Cefalù (PA)"). "NA" is Napoli. Where name and code contradict each other, as in "Roma (MI)", there is no
    answer.
    """
    if not isinstance(text, str) or len(text) > 200:
        return None
    return _parse(text)


def region_of(code: str) -> str:
    """Return the region of a province code. Raises KeyError for a code that is not in PROVINCES."""
    return PROVINCES[code].region


@lru_cache(maxsize=4096)
def _parse(text: str) -> str | None:
    text = _COUNTRY.sub("", text)
    folded = fold(text)
    if found := _named(folded):
        return found
    in_brackets = _IN_BRACKETS.search(text)
    place, _, last = folded.rpartition(" ")
    if in_brackets or last.upper() in _CODES:
        code = _CODES.get(last.upper())
        named = _named(place)
        if code and named in (None, code) and (in_brackets or named):
            return code
        return None
    first, _, place = folded.partition(" ")
    code = _CODES.get(first.upper())
    return code if code and _named(place) == code else None


def _named(folded: str) -> str | None:
    """Look up a folded text that is a code or a name and nothing else."""
    for candidate in (folded, _PREFIX.sub("", folded), _SUFFIX.sub("", _PREFIX.sub("", folded))):
        if found := _NAMES.get(candidate) or _CODES.get(candidate.upper()):
            return found
    return None
