"""Shapes of deliveries."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.intake.recognition.flatten import flatten
from goccia.intake.recognition.payload import MAX_KEYS, PayloadProblem, RawRecord, read_body, records_from


def one(data: object) -> RawRecord:
    records = records_from(data)
    assert len(records) == 1
    return records[0]


def test_a_meta_lead_gives_answers_consents_and_its_id() -> None:
    record = one(
        {
            "id": "123456789012345",
            "created_time": "2026-11-20T09:00:00+0000",
            "campaign_id": "77",
            "field_data": [
                {"name": "nome_e_cognome", "values": ["Mario Rossi"]},
                {"name": "servizi", "values": ["luce", "gas"]},
                {"name": "vuoto", "values": []},
            ],
            "custom_disclaimer_responses": [
                {"checkbox_key": "consenso_marketing", "is_checked": "1"},
                {"checkbox_key": "privacy", "is_checked": ""},
            ],
        }
    )
    assert record.provider == "meta"
    assert record.provider_lead_id == "123456789012345"
    assert record.received_at == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert record.values["servizi"] == "luce; gas"
    assert record.values["consenso_marketing"] is True
    assert record.values["privacy"] is False
    assert record.values["campaign_id"] == "77"


def test_a_google_lead_keeps_ids_as_text_and_the_key_apart() -> None:
    record = one(
        {
            "lead_id": "TeSter-1",
            "google_key": "segreto",
            "is_test": True,
            "campaign_id": 1234567890123456789,
            "user_column_data": [
                {"column_name": "Full Name", "string_value": "Anna Bianchi", "column_id": "FULL_NAME"},
                {"column_name": "Che tetto hai?", "string_value": "piano", "column_id": "q_17"},
            ],
        }
    )
    assert (record.provider, record.provider_lead_id, record.is_test) == ("google", "TeSter-1", True)
    assert record.google_key == "segreto"
    assert "segreto" not in record.values.values()
    assert record.values["FULL_NAME"] == "Anna Bianchi"
    assert record.values["Che tetto hai?"] == "piano"
    assert record.values["campaign_id"] == 1234567890123456789


def test_a_tiktok_push_may_bring_several_leads() -> None:
    records = records_from(
        {
            "object": "LEAD",
            "time": 1763000000,
            "entry": [
                {
                    "id": "71",
                    "campaign_name": "tk",
                    "changes": [{"field": "Phone number", "value": "+393471234567"}],
                },
                {"id": "72", "changes": [{"field": "email", "value": "x@y.it"}]},
            ],
        }
    )
    assert [record.provider_lead_id for record in records] == ["71", "72"]
    assert records[0].values == {"Phone number": "+393471234567", "time": 1763000000, "campaign_name": "tk"}


def test_makes_answers_lie_under_data() -> None:
    record = one({"leadgenId": "99", "data": {"nome": "Luca", "quanti_anni_hai?": "40"}})
    assert record.provider == "make"
    assert record.values["data.nome"] == "Luca"


@pytest.mark.parametrize(
    "wrap", [lambda x: x, lambda x: {"leads": x}, lambda x: {"data": x, "campaign": "c"}]
)
def test_a_list_may_wrap_many_leads(wrap) -> None:  # type: ignore[no-untyped-def]
    records = records_from(wrap([{"nome": "A", "tel": "3331234567"}, {"nome": "B", "tel": "3331234568"}]))
    assert [record.values["nome"] for record in records] == ["A", "B"]


def test_a_list_of_questions_is_one_lead() -> None:
    record = one(
        {"answers": [{"label": "Nome", "value": "Mario"}, {"label": "Telefono", "value": "3331234567"}]}
    )
    assert record.values == {"Nome": "Mario", "Telefono": "3331234567"}
    record = one([{"question": "CAP", "answer": "00187"}])
    assert record.values == {"CAP": "00187"}


def test_a_typeform_answer_is_named_by_its_reference() -> None:
    record = one(
        {"form_response": {"answers": [{"type": "text", "text": "Mario", "field": {"ref": "nome"}}]}}
    )
    assert record.values == {"form_response.nome": "Mario"}


def test_fields_with_title_and_value_are_unwrapped() -> None:
    fields = {
        "name": {"id": "name", "title": "Nome", "value": "Mario"},
        "field_1": {"title": "Tel", "value": "333"},
    }
    assert one({"fields": fields}).values == {"fields.name": "Mario", "fields.Tel": "333"}


def test_a_person_with_a_name_and_a_value_is_not_a_question() -> None:
    assert (
        len(records_from([{"name": "Mario", "value": 5, "phone": "3331234567"}, {"name": "B", "phone": "1"}]))
        == 2
    )


def test_a_form_encoded_body_keeps_repeated_keys_and_brackets() -> None:
    body = b"nome=Mario+Rossi&interessi=a&interessi=b&fields[email][value]=m%40r.it&vuoto="
    record = read_body(body, "application/x-www-form-urlencoded")[0]
    assert record.values == {
        "nome": "Mario Rossi",
        "interessi": "a; b",
        "fields.email": "m@r.it",
        "vuoto": "",
    }


def test_a_query_string_alone_is_a_delivery_and_beside_a_body_adds_to_it() -> None:
    assert read_body(b"", None, "nome=Ada&tel=333")[0].values == {"nome": "Ada", "tel": "333"}
    record = read_body(b'{"nome":"Ada"}', "application/json", "nome=Altra&utm_source=fb")[0]
    assert record.values == {"nome": "Ada", "utm_source": "fb"}


def test_json_is_read_whatever_the_header_says() -> None:
    assert read_body(b'\xef\xbb\xbf {"nome":"Ada"}', "text/plain")[0].values == {"nome": "Ada"}
    assert read_body(b'payload={"nome":"Ada"}', "application/x-www-form-urlencoded")[0].values == {
        "nome": "Ada"
    }
    assert read_body('{"città":"Forlì"}'.encode("cp1252"), "application/json")[0].values == {"città": "Forlì"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"{}", "empty"),
        (b"[]", "empty"),
        (b'{"nome": ', "broken"),
        (b"ciao", "broken"),
    ],
)
def test_a_body_without_data_says_so(body: bytes, code: str) -> None:
    with pytest.raises(PayloadProblem) as caught:
        read_body(body, "application/json")
    assert caught.value.code == code


def test_more_keys_than_allowed_keep_the_phone_and_say_so() -> None:
    data = {f"domanda {n}": n for n in range(400)} | {"telefono": "3331234567"}
    record = one(data)
    assert len(record.values) == MAX_KEYS
    assert record.values["telefono"] == "3331234567"
    assert [said.code for said in record.notices] == ["too_many_keys"]


def test_what_lies_too_deep_is_kept_as_text() -> None:
    deep: object = "fondo"
    for _ in range(60):
        deep = {"k": deep}
    pairs = flatten({"a": deep})
    assert len(pairs) == 1
    assert "fondo" in str(pairs[0][2])


def test_nul_and_control_characters_are_removed() -> None:
    assert one({"nome": "Ma\x00rio\x07"}).values == {"nome": "Mario"}


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "nome",
                    "tel",
                    "entry",
                    "changes",
                    "field",
                    "value",
                    "user_column_data",
                    "field_data",
                    "data",
                    "x",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(JSON)
def test_any_json_gives_records_or_a_payload_problem(data: object) -> None:
    try:
        records = read_body(json.dumps(data).encode(), "application/json")
    except PayloadProblem:
        return
    assert records
    assert all("\x00" not in str(value) for record in records for value in record.values.values())


@given(
    st.binary(max_size=200), st.sampled_from([None, "application/json", "application/x-www-form-urlencoded"])
)
def test_any_bytes_give_records_or_a_payload_problem(body: bytes, content_type: str | None) -> None:
    with suppress(PayloadProblem):
        assert read_body(body, content_type)
