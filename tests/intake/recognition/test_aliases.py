"""Which keys name a field, and which are questions that stay answers."""

import pytest

from goccia.intake.recognition.alias_table import ALIASES
from goccia.intake.recognition.aliases import match, match_path, own_label
from goccia.intake.recognition.fields import JOINED_FIELDS, STANDARD_FIELDS, is_target
from goccia.kit.text import fold


@pytest.mark.parametrize(
    ("key", "target"),
    [
        ("nome_e_cognome", "full_name"),
        ("numero_di_telefono", "phone"),
        ("_numero_di_telefono_(+39)", "phone"),
        ("e-mail", "email"),
        ("E-Mail *", "email"),
        ("città", "city"),
        ("provincia", "province"),
        ("cap", "postal_code"),
        ("C.A.P.", "postal_code"),
        ("codice_postale", "postal_code"),
        ("indirizzo", "address"),
        ("full_name", "full_name"),
        ("phone_number", "phone"),
        ("street_address", "address"),
        ("post_code", "postal_code"),
        ("state", "province"),
        ("FULL_NAME", "full_name"),
        ("PHONE_NUMBER", "phone"),
        ("POSTAL_CODE", "postal_code"),
        ("Full Name", "full_name"),
        ("Cell.", "phone"),
        ("Tel. Cellulare", "phone"),
        ("Nominativo cliente", "full_name"),
        ("il tuo numero di telefono", "phone"),
        ("utm_campaign", "campaign"),
        ("campaignName", "campaign"),
        ("adset_name", "ad_set"),
        ("leadgenId", "provider_lead_id"),
        ("Tipologia abitazione", "housing_type"),
        ("Data inserimento", "received_at"),
        ("Indirizzo IP", "ip_address"),
        ("Consenso al trattamento dei dati personali ai sensi del Reg. UE 2016/679", "privacy_consent"),
        ("acconsento a ricevere comunicazioni commerciali e di marketing", "marketing_consent"),
    ],
)
def test_a_key_of_a_sender_names_its_field(key: str, target: str) -> None:
    found = match(key)
    assert found is not None
    assert found[0] == target


@pytest.mark.parametrize(
    "key",
    [
        "quanto_spendi_al_mese?",
        "quanto spendi al mese di telefono?",
        "hai già un fornitore di telefono?",
        "che_tipo_di_contratto_hai_per_l'email?",
        "data di nascita",
        "Stato lead",
        "agente",
        "Nome agente",
        "note",
        "Data consenso privacy",
        "IP consenso",
        "cessione dati a terze parti con consenso privacy",
        "",
        "???",
        "user id",
    ],
)
def test_a_question_is_not_swallowed_by_a_name_it_contains(key: str) -> None:
    assert match(key) is None


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("contact.email", "email"),
        ("data.nome", "first_name"),
        ("payload.lead.telefono", "phone"),
        ("campaign.name", "campaign"),
        ("form.name", "form"),
        ("risposta_modulo.telefono", "phone"),
        ("entry.0.cellulare", "phone"),
    ],
)
def test_a_nested_key_names_its_field(path: str, target: str) -> None:
    found = match_path(path)
    assert found is not None
    assert found[0] == target


@pytest.mark.parametrize(
    "path", ["agente.telefono", "agent.name", "azienda.email", "qualcosa.name", "product.id"]
)
def test_the_phone_of_somebody_else_is_not_the_leads(path: str) -> None:
    assert match_path(path) is None


def test_the_surest_of_two_names_wins() -> None:
    campaign, by_id, utm = match("campaign_name"), match("campaign_id"), match("utm_campaign")
    assert campaign
    assert by_id
    assert utm
    assert campaign[1] < utm[1] < by_id[1]


def test_every_name_of_the_table_is_folded_and_leads_somewhere() -> None:
    for name, (target, _) in ALIASES.items():
        assert fold(name) == name
        assert is_target(target)
    assert {target for target, _ in ALIASES.values()} == {*STANDARD_FIELDS, *JOINED_FIELDS}


def test_an_answer_is_called_without_the_wrappers() -> None:
    assert own_label("data.domanda_1?") == "domanda_1?"
    assert own_label("agente.nome") == "agente.nome"
    assert own_label("N. pratica") == "N. pratica"
