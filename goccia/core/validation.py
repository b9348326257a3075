"""What pydantic found wrong with a request, in the words of both languages."""

from typing import Any

from pydantic_core import PydanticCustomError

from goccia.core.errors import field_error

OURS = "unusable"
_UNKNOWN = ("Valore non valido.", "Not a valid value.")
_LIMITS = {
    "max_length",
    "min_length",
    "le",
    "ge",
    "lt",
    "gt",
    "multiple_of",
    "expected",
    "decimal_places",
    "max_digits",
}
_TEXT = ("Serve un testo.", "A text is needed.")
_WHOLE = ("Serve un numero intero.", "A whole number is needed.")
_NUMBER = ("Serve un numero.", "A number is needed.")
_BOOLEAN = ("Serve vero o falso.", "True or false is needed.")
_LIST = ("Serve un elenco.", "A list is needed.")
_OBJECT = ("Serve un oggetto JSON.", "A JSON object is needed.")
_DATE = ("Data non leggibile (serve 2026-11-23).", "The date cannot be read (2026-11-23 is needed).")
_TIME = ("Ora non leggibile (serve 09:30).", "The time cannot be read (09:30 is needed).")
_MOMENT = (
    "Data e ora non leggibili (serve ISO 8601: 2026-11-23T10:00:00+01:00).",
    "Date and time cannot be read (ISO 8601 is needed: 2026-11-23T10:00:00+01:00).",
)
_UUID = ("Identificativo non valido (serve un UUID).", "Not a valid identifier (a UUID is needed).")
_JSON = ("Il JSON non è leggibile.", "The JSON cannot be read.")
_FILE = ("Serve un file.", "A file is needed.")
WORDS = {
    "missing": ("Campo obbligatorio.", "This field is required."),
    "extra_forbidden": (
        "Campo sconosciuto: toglilo o correggi il nome.",
        "Unknown field: remove it or mend its name.",
    ),
    "invalid_key": ("Nome di campo non valido.", "Not a valid name of a field."),
    "none_required": ("Qui non va alcun valore.", "No value belongs here."),
    "recursion_loop": ("I dati si ripetono all'infinito.", "The data repeat without end."),
    "recursion_depth_exceeded": ("I dati sono annidati troppo a fondo.", "The data are nested too deeply."),
    "json_invalid": _JSON,
    "json_type": _JSON,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dict_type": _OBJECT,
    "mapping_type": _OBJECT,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "iterable_type": _LIST,
    "too_long": ("Troppi elementi: al massimo {limit}.", "Too many items: {limit} at most."),
    "too_short": ("Troppo pochi elementi: almeno {limit}.", "Too few items: {limit} at least."),
    "string_type": _TEXT,
    "string_unicode": (
        "Il testo contiene caratteri non validi.",
        "The text holds characters that are not valid.",
    ),
    "string_too_long": (
        "Testo troppo lungo: al massimo {limit} caratteri.",
        "Too long: {limit} characters at most.",
    ),
    "string_too_short": (
        "Testo troppo corto: almeno {limit} caratteri.",
        "Too short: {limit} characters at least.",
    ),
    "string_pattern_mismatch": ("Il formato non è quello richiesto.", "Not the format that is needed."),
    "bytes_type": _FILE,
    "is_instance_of": _FILE,
    "bool_type": _BOOLEAN,
    "bool_parsing": _BOOLEAN,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": ("Numero troppo grande.", "The number is too large."),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "decimal_max_digits": (
        "Numero troppo lungo: al massimo {limit} cifre.",
        "Too long: {limit} digits at most.",
    ),
    "decimal_whole_digits": ("Numero troppo grande.", "The number is too large."),
    "decimal_max_places": ("Al massimo {limit} decimali.", "{limit} decimals at most."),
    "multiple_of": ("Serve un multiplo di {limit}.", "A multiple of {limit} is needed."),
    "less_than": ("Deve essere minore di {limit}.", "It must be less than {limit}."),
    "less_than_equal": ("Al massimo {limit}.", "{limit} at most."),
    "greater_than": ("Deve essere maggiore di {limit}.", "It must be more than {limit}."),
    "greater_than_equal": ("Almeno {limit}.", "{limit} at least."),
    "literal_error": ("Valore non ammesso: scegli fra {limit}.", "Not an allowed value: choose {limit}."),
    "enum": ("Valore non ammesso: scegli fra {limit}.", "Not an allowed value: choose {limit}."),
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "time_type": _TIME,
    "time_parsing": _TIME,
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "timezone_naive": ("Manca il fuso orario.", "The time zone is missing."),
    "timezone_aware": _MOMENT,
    "uuid_type": _UUID,
    "uuid_parsing": _UUID,
    "uuid_version": _UUID,
    "union_tag_invalid": _UNKNOWN,
    "union_tag_not_found": _UNKNOWN,
}


def unusable(*, it: str, en: str) -> PydanticCustomError:
    """The error for a validator of ours to raise: what is wrong with the value, and what would be right."""
    return PydanticCustomError(OURS, "{en}", {"it": it, "en": en})


def line_of(error: Any) -> dict[str, str]:
    """One of pydantic's errors as a line of `errors`."""
    place = ".".join(str(part) for part in error["loc"] if part not in ("body", "query", "path"))
    said = error.get("ctx", {})
    if error["type"] == OURS:
        return field_error(place or "body", said["it"], said["en"])
    limit = next((value for key, value in said.items() if key in _LIMITS), "")
    it, en = WORDS.get(error["type"], _UNKNOWN)
    return field_error(
        place or "body", it.format(limit=str(limit).replace(" or ", " o ")), en.format(limit=limit)
    )
