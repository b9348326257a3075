"""What a person types, as terms; and that terms find what PostgreSQL made of a name."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from goccia.core.database import Database
from goccia.kit.text import clean_line
from goccia.leads.search import MOST_TERMS, Term, pattern, terms


def test_groups_of_digits_are_one_phone_and_words_are_words() -> None:
    assert terms("rossi 333 12 34 567 Mario") == [
        Term("rossi", word=True),
        Term("3331234567", word=False),
        Term("Mario", word=True),
    ]


def test_the_italian_prefix_is_taken_off_where_it_is_one() -> None:
    assert terms("+39 333 1234567") == [Term("3331234567", word=False)]
    assert terms("39312345") == [Term("39312345", word=False)]


def test_two_digits_are_no_phone() -> None:
    assert terms("33") == [Term("33", word=False)]


def test_an_email_is_looked_for_as_it_stands() -> None:
    assert terms("M.Rossi@Example.IT") == [Term("m.rossi@example.it", word=False)]


@given(st.text())
def test_anything_typed_gives_few_terms_and_something_typed_gives_some(q: str) -> None:
    found = terms(q)
    assert len(found) <= MOST_TERMS
    assert bool(found) is bool(clean_line(q))
    assert all(term.text for term in found)


@given(st.text(min_size=1))
def test_no_sign_of_like_is_left_alive_in_a_pattern(text: str) -> None:
    inside = pattern(Term(text, word=False))[1:-1]
    alive = inside.replace("\\\\", "").replace("\\%", "").replace("\\_", "")
    assert not set(alive) & set("%_\\")


async def test_each_letter_of_a_name_is_found_by_its_folded_word(database: Database) -> None:
    letters = [chr(code) for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]]
    letters = [letter for letter in letters if unicodedata.category(letter) in ("Lu", "Ll")]
    patterns = [pattern(term) for letter in letters for term in terms(f"x{letter}y")]
    async with database.transaction() as tx:
        missed = await tx.fetch(
            "SELECT letter FROM unnest($1::text[], $2::text[]) AS t (letter, pattern)"
            " WHERE NOT lower(f_unaccent('x' || letter || 'y')) LIKE lower(f_unaccent(pattern))",
            letters,
            patterns,
        )
    assert [row["letter"] for row in missed] == []
