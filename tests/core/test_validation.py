"""A request that is not valid is answered field by field, in Italian and in English."""

import json
import typing
from typing import Any

import httpx
import pytest
from pydantic_core.core_schema import ErrorType

from goccia.core.validation import WORDS
from tests.people import Cast

NEVER_FROM_JSON = {
    "no_such_attribute", "needs_python_object", "frozen_field", "frozen_instance", "get_attribute_error",
    "dataclass_type", "dataclass_exact_type", "named_tuple_type", "default_factory_not_called", "iteration_error",
    "string_not_ascii", "frozen_dict_type", "ordered_dict_type", "counter_type", "deque_type", "set_item_not_hashable",
    "bytes_too_short", "bytes_too_long", "bytes_invalid_encoding", "missing_sentinel_error", "ellipsis_error",
    "frozen_set_type", "is_subclass_of", "callable_type", "arguments_type", "missing_argument",
    "unexpected_keyword_argument", "missing_keyword_only_argument", "unexpected_positional_argument",
    "missing_positional_only_argument", "multiple_argument_values", "fraction_type", "fraction_parsing", "complex_type",
    "complex_str_parsing", "datetime_object_invalid",
}  # fmt: skip
NOT_USED = {
    "date_past", "date_future", "datetime_past", "datetime_future", "timezone_offset", "time_delta_type",
    "time_delta_parsing", "url_type", "url_parsing", "url_syntax_violation", "url_too_long", "url_scheme",
}  # fmt: skip
NOT_TRANSLATED = {"value_error", "assertion_error"}
"""Our own validators raise `unusable`, with both languages, instead."""


def test_every_error_that_a_request_can_cause_has_words_in_both_languages() -> None:
    known = set(typing.get_args(ErrorType))
    assert known - NEVER_FROM_JSON - NOT_USED - NOT_TRANSLATED == set(WORDS)


@pytest.mark.parametrize(
    ("path", "body", "field", "it"),
    [
        ("users", {"email": "a@", "first_name": "A", "last_name": "B", "role": "agente"}, "email",
         "Indirizzo e-mail non valido (serve nome@esempio.it)."),
        ("users", {"email": "a@example.it", "first_name": "\ud800", "last_name": "B", "role": "agente"}, "first_name",
         "Il testo contiene mezzo carattere (surrogato): toglilo."),
        ("units", {"name": "a\x00b"}, "name", "Il testo contiene un carattere NUL: toglilo."),
        ("units", {"name": " "}, "name", "Campo obbligatorio."),
        ("units", {"name": 7}, "name", "Serve un testo."),
        ("containers", {"name": "A", "unit_id": "x"}, "unit_id", "Identificativo non valido (serve un UUID)."),
        ("containers", {"name": "A", "policy": "boh"}, "policy",
         "Valore non ammesso: scegli fra 'round_robin', 'weighted', 'paced', 'first_to_claim' o 'manual'."),
        ("containers", {"name": "A", "price_per_lead": "9999999999,999"}, "price_per_lead",
         "Serve un importo fra 0 e 9.999.999.999,99 euro."),
        ("leads/assign", {"to": "goccia"}, "body", "Indica lead_ids oppure filter, uno dei due."),
    ],
)  # fmt: skip
async def test_the_answer_names_the_field_and_what_it_should_be(
    client: httpx.AsyncClient, cast: Cast, path: str, body: dict[str, Any], field: str, it: str
) -> None:
    answer = await cast.ada.on(client).post(
        f"/api/{path}", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422, answer.text
    lines = {line["field"]: line for line in answer.json()["errors"]}
    assert lines[field]["it"] == it
    assert lines[field]["en"] not in {"", it}
