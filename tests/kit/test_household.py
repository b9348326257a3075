import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.kit.household import household_keys


def home(last_name: str, address: str, postal_code: str = "00185") -> list[str]:
    return household_keys(None, last_name, address, postal_code)


def test_the_same_landline_is_one_household() -> None:
    assert household_keys("+390612345678", None, None, None) == household_keys(
        "+390612345678", "Rossi", None, None
    )
    assert household_keys("+390612345678", None, None, None) != []


@pytest.mark.parametrize("number", ["+393331234567", "+39800123456", "+41791234567", "", "nonsense", None])
def test_a_mobile_or_a_toll_free_number_is_no_household(number: str | None) -> None:
    assert household_keys(number, None, None, None) == []


def test_the_surname_alone_is_never_a_household() -> None:
    assert household_keys("+393331234567", "Rossi", None, None) == []
    assert household_keys(None, "Rossi", "Via Roma 10", None) == []
    assert household_keys(None, "Rossi", None, "00185") == []
    assert household_keys(None, "Rossi", "Via Roma", "00185") == []
    assert household_keys(None, None, "Via Roma 10", "00185") == []


@pytest.mark.parametrize(
    "address",
    [
        "via roma, 10",
        "V. Roma n. 10",
        "Via Roma n° 10",
        "VIA ROMA 10, 00185 Roma",
        "Via Roma 10 int. 5",
        "Via Roma, civico 10",
    ],
)
def test_one_address_has_one_key_however_it_is_written(address: str) -> None:
    assert home("Rossi", address) == home("Rossi", "Via Roma 10")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P.zza Garibaldi 3", "Piazza Garibaldi 3"),
        ("V.le Europa 3", "Viale Europa 3"),
        ("C.so Italia 12/A", "Corso Italia 12 a"),
        ("Via 25 Aprile, 10", "via 25 aprile 10"),
    ],
)
def test_shortened_kinds_of_street_are_understood(one: str, other: str) -> None:
    assert home("Rossi", one) == home("Rossi", other) != []


@pytest.mark.parametrize(
    "other", ["Via Roma 11", "Via Roma 1", "Via Roma 10/A", "Via Milano 10", "Viale Roma 10"]
)
def test_another_address_is_another_household(other: str) -> None:
    assert home("Rossi", other) != home("Rossi", "Via Roma 10")


def test_a_street_named_after_a_date_needs_a_house_number_too() -> None:
    assert home("Rossi", "Via 25 Aprile") == []
    assert home("Rossi", "Via 4 Novembre 12") != home("Rossi", "Via 4 Novembre 13")


def test_another_surname_or_postal_code_is_another_household() -> None:
    assert home("Bianchi", "Via Roma 10") != home("Rossi", "Via Roma 10")
    assert home("Rossi", "Via Roma 10", "20100") != home("Rossi", "Via Roma 10")


def test_spelling_of_surname_and_lost_zeros_of_the_postal_code_do_not_matter() -> None:
    assert home("D'ANGELO", "Via Roma 10", "185") == home("D’Angelo", "Via Roma 10", "00185")


@given(st.text(), st.text(), st.text(), st.text())
def test_nothing_raises(phone: str, last_name: str, address: str, postal_code: str) -> None:
    assert len(household_keys(phone, last_name, address, postal_code)) <= 2
