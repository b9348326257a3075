"""Drafts of leads: normalised fields, answers, warnings and problems."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.intake.recognition.custom import CustomFieldSpec
from goccia.intake.recognition.draft import LeadDraft, make_draft
from goccia.intake.recognition.payload import RawRecord
from goccia.intake.recognition.plan import compile_mapping

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TETTO = CustomFieldSpec("tetto", "Tipo di tetto", "choice", ("Tegole", "Piano"))


def draft(
    values: Mapping[str, object],
    mapping: Mapping[str, str] | None = None,
    custom: Sequence[CustomFieldSpec] = (),
    **origin: Any,
) -> LeadDraft:
    return make_draft(RawRecord(values, **origin), mapping, custom, NOW)


def codes(said: Sequence[Any]) -> list[str]:
    return [one.code for one in said]


def test_a_full_record_fills_every_field() -> None:
    lead = draft(
        {
            "Nome": "Maria",
            "Cognome": "De Luca",
            "Cellulare": "p:+39 333 1234567",
            "E-mail": " Maria@Example.IT ",
            "Provincia": "Roma (RM)",
            "Comune": "Frascati",
            "CAP": "00044",
            "Indirizzo": "Via Roma",
            "Civico": "12/b",
            "Tipologia abitazione": "Villa",
            "utm_source": "google",
            "Data": "12/10/2026",
            "Ora": "18:30",
            "Privacy": "SI",
            "Marketing": "NO",
            "IP": "93.41.2.3",
            "OTP": "verificato",
            "Landing page": "https://x.it/a",
        }
    )
    assert (lead.first_name, lead.last_name) == ("Maria", "De Luca")
    assert (lead.phone, lead.email) == ("+393331234567", "maria@example.it")
    assert (lead.province, lead.region, lead.city, lead.postal_code) == ("RM", "Lazio", "Frascati", "00044")
    assert (lead.address, lead.housing_type, lead.source) == ("Via Roma, 12/b", "Villa", "google")
    assert lead.received_at == datetime(2026, 10, 12, 16, 30, tzinfo=UTC)
    assert (lead.privacy_consent.state, lead.marketing_consent.state) == ("given", "refused")
    assert lead.privacy_consent.at == lead.received_at
    assert (lead.ip_address, lead.otp, lead.landing_url) == ("93.41.2.3", "verificato", "https://x.it/a")
    assert not lead.answers
    assert not lead.warnings
    assert not lead.problems


def test_what_no_field_wants_is_an_answer_under_its_own_label() -> None:
    lead = draft({"telefono": "3331234567", "quanto_spendi_al_mese?": "50-100_€", "Figli": 2, "vuoto": ""})
    assert lead.answers == {"quanto_spendi_al_mese?": "50-100_€", "Figli": "2"}


def test_a_lone_name_is_split_and_two_names_are_left_alone() -> None:
    assert draft({"nome": "Mario Rossi"}).last_name == "Rossi"
    lead = draft({"nome": "Maria Grazia", "cognome": "Rossi", "nome e cognome": "Rossi Maria Grazia"})
    assert (lead.first_name, lead.last_name) == ("Maria Grazia", "Rossi")
    assert not lead.answers


def test_of_two_phones_the_mobile_is_taken_and_the_other_kept() -> None:
    lead = draft({"Telefono": "06 69941234", "Cellulare": "333 1234567"})
    assert lead.phone == "+393331234567"
    assert lead.answers == {"Telefono": "06 69941234"}


def test_a_bad_phone_with_a_good_email_is_a_lead_with_a_warning() -> None:
    lead = draft({"telefono": "3,93331E+11", "email": "a@b.it"})
    assert lead.phone is None
    assert lead.phone_raw == "3,93331E+11"
    assert codes(lead.warnings) == ["phone_lost_digits"]
    assert not lead.problems


def test_without_phone_and_email_it_cannot_be_a_lead_and_the_reason_is_told() -> None:
    assert codes(draft({"nome": "Ada"}).problems) == ["no_contact"]
    assert codes(draft({"telefono": "12", "email": "chiocciola"}).problems) == [
        "no_contact",
        "bad_phone",
        "bad_email",
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"full_name": "<test lead: dummy data for full_name>", "telefono": "3331234567"},
        {"email": "test@fb.com"},
        {"email": "Test@Meta.com"},
        {"email": "a@b.it", "is_test": "true"},
    ],
)
def test_a_providers_test_lead_is_recognised(values: Mapping[str, object]) -> None:
    lead = draft(values)
    assert lead.is_test
    assert codes(lead.problems) == ["test_lead"]


@pytest.mark.parametrize(
    ("given_code", "code"), [("187", "00187"), (187, "00187"), ("0187", "00187"), (10121.0, "10121")]
)
def test_a_postal_code_gets_its_zeros_back(given_code: object, code: str) -> None:
    lead = draft({"tel": "3331234567", "cap": given_code})
    assert lead.postal_code == code
    assert codes(lead.warnings) == ([] if code == "10121" else ["postal_code_mended"])


def test_what_cannot_be_normalised_is_kept_with_a_warning() -> None:
    lead = draft(
        {
            "tel": "3331234567",
            "provincia": "Atlantide",
            "cap": "XYZ",
            "data": "boh",
            "ip": "999",
            "privacy": "forse",
        }
    )
    assert sorted(codes(lead.warnings)) == [
        *("bad_ip_address", "bad_postal_code", "unknown_province", "unreadable_consent", "unreadable_date")
    ]
    assert lead.answers == {
        "provincia": "Atlantide",
        "cap": "XYZ",
        "data": "boh",
        "ip": "999",
        "privacy": "forse",
    }
    assert lead.privacy_consent.state == "not_asked"


def test_a_date_in_the_future_is_not_believed() -> None:
    assert codes(draft({"tel": "3331234567", "data": "01/01/2031"}).warnings) == ["future_date"]


def test_a_consent_keeps_the_sentence_of_its_box() -> None:
    label = "Acconsento al trattamento dei dati personali per finalità di marketing"
    lead = draft(
        {"tel": "3331234567", label: "on", "privacy": "Ho letto e accetto l'informativa sulla privacy"}
    )
    assert (lead.marketing_consent.state, lead.marketing_consent.text) == ("given", label)
    assert lead.privacy_consent.state == "given"
    assert lead.privacy_consent.text == "Ho letto e accetto l'informativa sulla privacy"


def test_a_withheld_value_is_empty_and_said() -> None:
    text = "ag:c:You don't have enough permission. Please refer to this help: https://x"
    lead = draft(
        {"id": "l:123456789012345", "ad_id": text, "phone_number": "p:+393331234567", "campaign_id": "c:42"}
    )
    assert lead.ad is None
    assert lead.campaign == "42"
    assert lead.provider_lead_id == "123456789012345"
    assert lead.provider == "meta"
    assert codes(lead.warnings) == ["no_permission"]


@pytest.mark.parametrize(
    ("key", "value"), [("N.", "7"), ("#", "7"), ("Progr.", "7"), ("id", "7"), ("id", 7.0), ("id", "1,2E+15")]
)
def test_a_row_number_or_a_ruined_id_is_no_provider_id(key: str, value: object) -> None:
    lead = draft({"tel": "3331234567", key: value})
    assert lead.provider_lead_id is None
    assert list(lead.answers) == [key]


def test_the_mapping_goes_before_the_aliases() -> None:
    mapping = {"Contatto 1": "phone", "telefono": "answer", "TETTO": "custom:tetto"}
    lead = draft({"contatto 1": "3331234567", "telefono": "0669941234", "tetto": "tegole"}, mapping, [TETTO])
    assert lead.phone == "+393331234567"
    assert lead.answers == {"telefono": "0669941234"}
    assert lead.custom == {"tetto": "Tegole"}


def test_a_custom_field_is_found_by_its_label_and_a_wrong_value_is_kept() -> None:
    assert draft({"tel": "3331234567", "tipo_di_tetto": "PIANO"}, None, [TETTO]).custom == {"tetto": "Piano"}
    lead = draft({"tel": "3331234567", "Tipo di tetto": "paglia"}, None, [TETTO])
    assert lead.custom == {}
    assert lead.answers == {"Tipo di tetto": "paglia"}
    assert codes(lead.warnings) == ["unknown_choice"]


@pytest.mark.parametrize(
    ("spec", "value", "stored"),
    [
        (CustomFieldSpec("a", "A", "number"), "1.234,50", 1234.5),
        (CustomFieldSpec("a", "A", "number"), 3.0, 3),
        (CustomFieldSpec("a", "A", "date"), "12/10/2026", "2026-10-12"),
        (CustomFieldSpec("a", "A", "boolean"), "Sì", True),
        (CustomFieldSpec("a", "A", "multiple_choice", ("Luce", "Gas")), "gas, luce", ["Gas", "Luce"]),
        (CustomFieldSpec("a", "A", "phone"), 3331234567, "+393331234567"),
        (CustomFieldSpec("a", "A", "email"), "A@B.it", "a@b.it"),
        (CustomFieldSpec("a", "A", "url"), "https://x.it/?a=1", "https://x.it/?a=1"),
        (CustomFieldSpec("a", "A", "text"), "ciao", "ciao"),
    ],
)
def test_custom_values_are_stored_by_their_type(spec: CustomFieldSpec, value: object, stored: object) -> None:
    lead = draft({"tel": "3331234567", "a": value}, None, [spec])
    assert lead.custom == {"a": stored}
    assert not lead.warnings


@pytest.mark.parametrize(
    "kind", ["number", "date", "boolean", "choice", "multiple_choice", "phone", "email", "url"]
)
def test_a_custom_value_of_the_wrong_type_is_never_lost(kind: Any) -> None:
    lead = draft({"tel": "3331234567", "a": "né carne né pesce"}, None, [CustomFieldSpec("a", "A", kind)])
    assert lead.answers == {"a": "né carne né pesce"}
    assert len(lead.warnings) == 1


def test_a_long_text_is_cut_and_kept_whole() -> None:
    lead = draft({"tel": "3331234567", "città": "x" * 5000})
    assert lead.city == "x" * 120
    assert lead.answers == {"città": "x" * 5000}
    assert codes(lead.warnings) == ["too_long"]


def test_cells_past_the_header_make_a_problem_and_are_kept() -> None:
    lead = compile_mapping(["nome", "tel"]).draft(["Ada", "3331234567", "di", "troppo", ""], NOW)
    assert codes(lead.problems) == ["row_too_wide"]
    assert "di; troppo" in lead.answers.values()
    assert not compile_mapping(["nome", "tel"]).draft(["Ada", "3331234567", "", ""], NOW).problems


def test_equal_headers_keep_all_their_answers() -> None:
    lead = compile_mapping(["tel", "nota", "nota", ""]).draft(["3331234567", "a", "b", "c"], NOW)
    assert lead.answers == {"nota": "a", "nota (2)": "b", "colonna 4": "c"}


KEYS = [
    "nome",
    "cognome",
    "telefono",
    "cellulare",
    "email",
    "provincia",
    "città",
    "cap",
    "domanda?",
    "privacy",
    "data",
    "id",
]


@given(
    st.dictionaries(
        st.sampled_from(KEYS), st.text(max_size=40) | st.integers() | st.floats() | st.booleans(), max_size=12
    )
)
def test_a_draft_never_raises_and_a_usable_one_has_a_contact(values: dict[str, object]) -> None:
    lead = draft(values)
    assert lead.problems or lead.phone or lead.email


WORDS = st.text("abcdefghilm", min_size=1, max_size=12)


@given(
    st.lists(
        st.tuples(st.sampled_from([*KEYS, "campaign_name", "utm_campaign", "fonte", "note"]), WORDS),
        max_size=14,
    )
)
def test_every_word_of_a_record_is_somewhere_in_the_draft(cells: list[tuple[str, str]]) -> None:
    lead = compile_mapping([key for key, _ in cells]).draft([value for _, value in cells], NOW)
    everything = repr(lead).casefold()
    assert all(value in everything for _, value in cells)
