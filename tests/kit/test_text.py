import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.kit.text import clean, clean_line, fold, neutralise_formula, split_name


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Forlì-Cesena ", "forli cesena"),
        ("D’Angelo", "d angelo"),
        ("NOME_e_Cognome?", "nome e cognome"),
        ("E-mail:", "e mail"),
        ("Straße", "strasse"),
        ("ＦＵＬＬ", "full"),
        ("Łódź Ørsted", "lodz orsted"),
        ("", ""),
        ("!?", ""),
    ],
)
def test_folding_reduces_text_for_comparison(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\u00a0Mario\u00a0Rossi\u200b ", "Mario Rossi"),
        ("Ma\x00rio", "Mario"),
        ("Nicolo\u0300", "Nicolò"),
        ("\ufeffMario", "Mario"),
        ("uno\r\ndue\rtre\u2028quattro", "uno\ndue\ntre\nquattro"),
        ("a\tb", "a b"),
        ("\ud800x", "x"),
        ("Ma\u200drio", "Mario"),
        ("\u202eMario\u202c", "Mario"),
        ("👩‍🚀", "👩‍🚀"),
        ("Mario\x1b[31m", "Mario[31m"),
    ],
)
def test_cleaning_makes_text_fit_to_be_stored(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_clean_line_has_single_spaces_only() -> None:
    assert clean_line("  Mario \n\u00a0 Rossi ") == "Mario Rossi"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        " =1+1",
        "\t=1",
        "\r=1",
        "＝1+1",
        "+39 333=cmd|' /C calc'!A0",
        "-cmd",
    ],
)
def test_text_that_looks_like_a_formula_is_neutralised(text: str) -> None:
    assert neutralise_formula(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Mario", "a=1", "+393331234567", "-5", "-5,50", "'=1", "1+1"])
def test_names_phones_and_plain_numbers_stay_as_they_are(text: str) -> None:
    assert neutralise_formula(text) == text


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [
        ("Mario Rossi", "Mario", "Rossi"),
        ("Rossi Mario", "Mario", "Rossi"),
        ("ROSSI MARIO", "MARIO", "ROSSI"),
        ("ROSSI Mario", "Mario", "ROSSI"),
        ("Mario ROSSI", "Mario", "ROSSI"),
        ("ROSSI, Mario", "Mario", "ROSSI"),
        ("DE LUCA, Anna Maria", "Anna Maria", "DE LUCA"),
        ("Maria De Luca", "Maria", "De Luca"),
        ("De Luca Maria", "Maria", "De Luca"),
        ("La Rosa Maria", "Maria", "La Rosa"),
        ("Di Stefano Marco", "Marco", "Di Stefano"),
        ("Anna Maria Rossi", "Anna Maria", "Rossi"),
        ("Rossi Anna Maria", "Anna Maria", "Rossi"),
        ("Mario D'Angelo", "Mario", "D'Angelo"),
        ("D'Angelo Mario", "Mario", "D'Angelo"),
        ("Maria Teresa Della Valle", "Maria Teresa", "Della Valle"),
        ("Maria Grazia Paola", "Maria Grazia", "Paola"),
        ("Mario Bianchi Rossi", "Mario", "Bianchi Rossi"),
        ("Nicolò Zanìn", "Nicolò", "Zanìn"),
        ("Xiu Chen", "Xiu", "Chen"),
        ("Dott.ssa Maria Bianchi", "Maria", "Bianchi"),
        ("Sig. Rossi Mario", "Mario", "Rossi"),
        ("Mario", "Mario", ""),
        ("Dott.", "Dott.", ""),
        ("", "", ""),
        (",", "", ""),
        ("Idraulica Rossi s.r.l.", "", "Idraulica Rossi s.r.l."),
        ("  Mario \n Rossi ", "Mario", "Rossi"),
        ("Rossi,, Mario", "Mario", "Rossi"),
    ],
)
def test_a_full_name_is_split_in_the_order_it_was_written(full: str, first: str, last: str) -> None:
    assert split_name(full) == (first, last)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert "  " not in folded


@given(st.text(alphabet=st.characters()))
def test_cleaning_twice_changes_nothing_and_leaves_what_a_database_accepts(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert "\x00" not in cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode()


@given(st.text())
def test_neutralising_twice_changes_nothing_and_never_leaves_a_formula(text: str) -> None:
    neutral = neutralise_formula(text)
    assert neutralise_formula(neutral) == neutral
    assert not neutral.lstrip().startswith(("=", "@"))


@given(st.text())
def test_splitting_a_name_never_raises_and_invents_no_word(full: str) -> None:
    first, last = split_name(full)
    written = clean_line(full)
    assert all(word in written for word in (first + " " + last).split())
