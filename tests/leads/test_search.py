"""What a person types, as terms; and that terms find what PostgreSQL made of a name."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from goccia.core.database import Database
from goccia.kit.text import clean_line
from goccia.leads.search import MOST_TERMS, pattern, terms

# Letters of no living European alphabet, which the two folds see differently.
STRANGERS = set("ĸŉƋƌƕƖɩƚȽƞƢƣƫƬƭǢǣǮǯǼǽǾǿȡȤȥȴȵȶȷȸȹȺȻȼȾȿɀɄɆɇɈɉɌɍɎɏẚẛẜẝỺỻỼỽỾỿ") - {"ɩ"}


def test_groups_of_digits_are_one_phone_and_words_are_words() -> None:
    assert terms("rossi 333 12 34 567 Mario") == ["rossi", "3331234567", "mario"]


def test_the_italian_prefix_is_taken_off_where_it_is_one() -> None:
    assert terms("+39 333 1234567") == ["3331234567"]
    assert terms("39312345") == ["39312345"]


def test_two_digits_are_no_phone() -> None:
    assert terms("33") == ["33"]


def test_an_email_is_looked_for_as_it_stands() -> None:
    assert terms("M.Rossi@Example.IT") == ["m.rossi@example.it"]


@given(st.text())
def test_anything_typed_gives_few_terms_and_something_typed_gives_some(q: str) -> None:
    found = terms(q)
    assert len(found) <= MOST_TERMS
    assert bool(found) is bool(clean_line(q))
    assert all(found)


@given(st.text(min_size=1))
def test_no_sign_of_like_is_left_alive_in_a_pattern(text: str) -> None:
    inside = pattern(text)[1:-1]
    alive = inside.replace("\\\\", "").replace("\\%", "").replace("\\_", "")
    assert not set(alive) & set("%_\\")


async def test_each_letter_of_a_name_is_found_by_its_folded_word(database: Database) -> None:
    letters = [chr(code) for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]]
    letters = [letter for letter in letters if unicodedata.category(letter) in ("Lu", "Ll")]
    patterns = [[pattern(term) for term in terms(f"x{letter}y")] for letter in letters]
    pairs = [(letter, like) for letter, likes in zip(letters, patterns, strict=True) for like in likes]
    async with database.transaction() as tx:
        missed = await tx.fetch(
            "SELECT letter FROM unnest($1::text[], $2::text[]) AS t (letter, pattern)"
            " WHERE NOT lower(f_unaccent('x' || letter || 'y')) LIKE pattern",
            [letter for letter, _ in pairs],
            [like for _, like in pairs],
        )
    assert {row["letter"] for row in missed} == STRANGERS
