import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.kit.provinces import PROVINCES, Province, parse_province, region_of

provinces = st.sampled_from(list(PROVINCES.values()))


def test_there_are_107_provinces_in_20_regions() -> None:
    assert len(PROVINCES) == 107
    assert len({province.region for province in PROVINCES.values()}) == 20
    assert len({province.name for province in PROVINCES.values()}) == 107


@given(
    provinces,
    st.sampled_from(
        [
            "{name}",
            "{code}",
            "{name} ({code})",
            "{name}({code})",
            "({code})",
            "{code} - {name}",
            "{name} - {code}",
            "{name}, {code}",
            "{name} {code}",
            "{name}/{code}",
            "prov. di {name}",
            "Provincia di {name}",
            "provincia {code}",
            "Prov. {code}",
            "IT-{code}",
            "città metropolitana di {name}",
            "{name}, Italia",
            " {name}. ",
        ]
    ),
    st.sampled_from([str, str.lower, str.upper, str.title, str.swapcase]),
)
def test_every_province_is_recognised_however_it_is_written(
    province: Province, shape: str, case: type[str]
) -> None:
    text = case(shape.format(name=province.name, code=province.code))
    assert parse_province(text) == province.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NA", "NA"),
        ("na", "NA"),
        ("Roma (RM)", "RM"),
        ("prov. di Milano", "MI"),
        ("Reggio nell'Emilia", "RE"),
        ("Reggio nell’Emilia", "RE"),
        ("Reggio di Calabria", "RC"),
        ("FORLI'", "FC"),
        ("Forli-Cesena", "FC"),
        ("FO", "FC"),
        ("PS", "PU"),
        ("Pesaro-Urbino", "PU"),
        ("provincia dell'Aquila", "AQ"),
        ("Provincia della Spezia", "SP"),
        ("Monza e della Brianza", "MB"),
        ("Monza", "MB"),
        ("BAT", "BT"),
        ("VCO", "VB"),
        ("Bolzano/Bozen", "BZ"),
        ("Valle d’Aosta", "AO"),
        ("Massa", "MS"),
        ("Carbonia-Iglesias", "SU"),
        ("Medio Campidano", "SU"),
        ("OT", "SS"),
        ("Ogliastra", "NU"),
        ("Cefalù (PA)", "PA"),
        ("Ladispoli - RM", "RM"),
        ("Milan", "MI"),
    ],
)
def test_other_and_older_names_are_recognised(text: str, code: str) -> None:
    assert parse_province(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "XX",
        "(XX)",
        "Reggio",
        "Lombardia",
        "Atlantide",
        "Roma (MI)",
        "via Roma 10",
        "N/A",
        "n.d.",
        "di",
        "x" * 10_000,
        None,
        5,
        True,
        1.5,
    ],
)
def test_what_is_no_province_or_says_two_is_none(text: object) -> None:
    assert parse_province(text) is None


def test_a_region_follows_from_the_code() -> None:
    assert region_of("NA") == "Campania"
    assert region_of("FC") == "Emilia-Romagna"
    with pytest.raises(KeyError):
        region_of("XX")


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none()))
def test_nothing_raises_and_the_answer_is_a_province(text: object) -> None:
    code = parse_province(text)
    assert code is None or (code in PROVINCES and parse_province(code) == code)
