from decimal import Decimal

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.kit import phones
from goccia.kit.phones import parse_phone, search_digits


@pytest.mark.parametrize(
    "spelling",
    [
        "3331234567",
        "333 1234567",
        "333 123 4567",
        "333 123 45 67",
        "333-1234567",
        "333.123.45.67",
        "333/1234567",
        "333 / 1234567",
        "(333) 1234567",
        "+39 333 1234567",
        "+39 333 123 4567",
        "+39-333-123-4567",
        "+39(333)1234567",
        "(+39) 333 1234567",
        "(+39)3331234567",
        "0039 333 1234567",
        "(0039)3331234567",
        "00393331234567",
        "39 333 1234567",
        "393331234567",
        "tel: 333 1234567",
        "Tel. 333 1234567 ore pasti",
        "cell.333-1234567",
        "333 1234567 (Mario)",
        "chiamare 333 1234567 dopo le 18",
        "p:+393331234567",
        "p:3331234567",
        "p:+39 333 1234567",
        "\u202a+39 333 123 4567\u202c",
        "+39\u00a0333\u00a01234567",
        "333–1234567",
        "３３３１２３４５６７",
        "＋３９３３３１２３４５６７",
        "3️⃣331234567",
        "📞 333 1234567 😀",
        "'3331234567",
        '="3331234567"',
        "3331234567.0",
        "3331234567,00",
        "+39 0333 1234567",
        "0333/1234567",
        "+39393331234567",
        "+39+393331234567",
        "+39 0039 333 1234567",
        " \t333 1234567\n",
        3331234567,
        3331234567.0,
        393331234567.0,
        Decimal("3331234567"),
    ],
)
def test_an_italian_mobile_is_understood_in_any_spelling(spelling: object) -> None:
    phone = parse_phone(spelling)
    assert (phone.e164, phone.problem, phone.mobile) == ("+393331234567", None, True)


@pytest.mark.parametrize("mobile", ["3921234567", "3931234567", "3911234567", "3971234567", "393 123 4567"])
def test_ten_digits_that_begin_with_39x_are_a_mobile_and_not_a_country_code(mobile: str) -> None:
    assert parse_phone(mobile).e164 == "+39" + mobile.replace(" ", "")


@pytest.mark.parametrize(
    ("spelling", "e164"),
    [
        ("06 1234567", "+39061234567"),
        ("06/12345678", "+390612345678"),
        ("+39 06 12345678", "+390612345678"),
        ("+39 (0)6 12345678", "+390612345678"),
        ("0039 02 1234567", "+39021234567"),
        ("390612345678", "+390612345678"),
        ("tel 055-123456", "+39055123456"),
    ],
)
def test_a_landline_keeps_its_zero(spelling: str, e164: str) -> None:
    phone = parse_phone(spelling)
    assert (phone.e164, phone.mobile) == (e164, False)


@pytest.mark.parametrize(
    ("cell", "e164"),
    [
        ("3331234567 / 3477654321", "+393331234567"),
        ("3331234567/3477654321", "+393331234567"),
        ("333 1234567 - 347 7654321", "+393331234567"),
        ("333 1234567 347 7654321", "+393331234567"),
        ("3331234567;3477654321", "+393331234567"),
        ("3331234567,3477654321", "+393331234567"),
        ("333 1234567\n06 1234567", "+393331234567"),
        ("333 1234567 o 347 7654321", "+393331234567"),
        ("+393331234567 +393477654321", "+393331234567"),
        ("+393331234567 oppure 06 1234567", "+393331234567"),
        ("02 123456 333 1234567", "+3902123456"),
        ("0000000 / 333 1234567", "+393331234567"),
        ("333 12 / 347 7654321 casa", None),
        ("abc 12 - tel 347 7654321", "+393477654321"),
        ("333 1234567 - 18/20", "+393331234567"),
        ("06 1234567/8", "+39061234567"),
        ("333 1234567/8", "+393331234567"),
    ],
)
def test_of_several_numbers_in_a_cell_the_first_valid_one_is_taken(cell: str, e164: str | None) -> None:
    assert parse_phone(cell).e164 == e164


@pytest.mark.parametrize(
    "lost", ["3,93331E+11", "3.93331E+11", "3.93331e11", "3,93E+09", "p:3,93331E+11", " 3.93331E+11 ", "3E+9"]
)
def test_digits_lost_to_scientific_notation_are_never_guessed(lost: str) -> None:
    phone = parse_phone(lost)
    assert (phone.e164, phone.problem, phone.raw) == (None, "scientific_notation", lost)


@pytest.mark.parametrize(
    ("spelling", "e164"),
    [
        ("+41 79 123 45 67", "+41791234567"),
        ("0041 79 123 45 67", "+41791234567"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("+40 721 234 567", "+40721234567"),
    ],
)
def test_foreign_numbers_with_plus_or_00_stay_foreign(spelling: str, e164: str) -> None:
    assert parse_phone(spelling).e164 == e164


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (None, "empty"),
        ("", "empty"),
        ("   ", "empty"),
        ("-", "empty"),
        ("p:", "empty"),
        ("😀", "empty"),
        ("abc", "not_a_number"),
        ("non ce l'ho", "not_a_number"),
        (True, "not_a_number"),
        (False, "not_a_number"),
        (float("nan"), "not_a_number"),
        (float("inf"), "not_a_number"),
        (333.5, "not_a_number"),
        (-3331234567, "not_a_number"),
        ([], "not_a_number"),
        (b"3331234567", "not_a_number"),
        ("x" * 10_000, "not_a_number"),
        ("3" * 10_000, "too_long"),
        pytest.param(10**6000, "too_long", id="an integer of 6001 digits"),
        ("123", "too_short"),
        ("333123", "too_short"),
        ("33312345678", "too_long"),
        ("333 12 34 56 78", "too_long"),
        ("33312345678901234567", "too_long"),
        ("+390000000", "invalid"),
        ("0000000000", "invalid"),
        ("+999123456789", "invalid"),
        ("612345678", "invalid"),
        ("39333123456", "invalid"),
    ],
)
def test_what_is_no_phone_has_a_reason(value: object, problem: str) -> None:
    phone = parse_phone(value)
    assert (phone.e164, phone.problem, phone.mobile) == (None, problem, False)


@pytest.mark.parametrize(
    "masked", ["333123456O", "333123456*", "333123456x", "333123456?", "33312345l7", "333123****"]
)
def test_a_number_cut_short_by_a_wrong_character_is_not_taken_for_a_shorter_one(masked: str) -> None:
    assert parse_phone(masked).e164 is None


def test_the_text_as_received_is_kept() -> None:
    assert parse_phone(" p:+39 333 1234567 ").raw == " p:+39 333 1234567 "
    assert parse_phone(3331234567.0).raw == "3331234567"


def test_another_region_reads_its_own_national_numbers() -> None:
    assert parse_phone("079 123 45 67", "CH").e164 == "+41791234567"


@pytest.mark.parametrize(
    ("query", "digits"),
    [
        ("333 12", "33312"),
        ("333.12", "33312"),
        ("333/12", "33312"),
        ("+39 333", "333"),
        ("0039333", "333"),
        ("0039 333 12", "33312"),
        ("(+39) 333", "333"),
        ("tel: 333 12", "33312"),
        ("39312", "39312"),
        ("393331234567", "393331234567"),
        ("06", "06"),
        ("+39 06 12", "0612"),
        ("0333 1234567", "3331234567"),
        ("+41 79", "4179"),
        ("004179", "4179"),
        ("３３３", "333"),
        ("+39", None),
        ("+", None),
        ("00", None),
        ("", None),
        ("rossi", None),
        ("mario 333", None),
        ("m.rossi1@example.it", None),
        ("3" * 10_000, None),
    ],
)
def test_a_search_finds_national_digits(query: str, digits: str | None) -> None:
    assert search_digits(query) == digits


def test_a_query_that_begins_with_39_keeps_matching_the_mobiles_that_begin_with_39() -> None:
    digits = search_digits("39312")
    assert digits is not None
    assert digits in str(parse_phone("3931234567").e164)


mobiles = st.builds(
    lambda prefix, rest: f"{prefix}{rest:07d}",
    st.sampled_from(["320", "328", "333", "339", "347", "349", "366", "380", "391", "392", "393"]),
    st.integers(0, 9_999_999),
)


@given(
    mobiles,
    st.sampled_from(["", "+39", "0039", "+39 ", "39 ", "(+39)", "p:+39"]),
    st.sampled_from([" ", ".", "-", "/", ""]),
)
def test_every_mobile_survives_every_prefix_and_separator(mobile: str, prefix: str, separator: str) -> None:
    spelled = prefix + separator.join([mobile[:3], mobile[3:6], mobile[6:]])
    assert parse_phone(spelled).e164 == "+39" + mobile


@given(mobiles, st.integers(2, 10))
def test_any_beginning_of_a_mobile_finds_it(mobile: str, length: int) -> None:
    for query in (
        mobile[:length],
        f"+39 {mobile[:length]}",
        f"0039{mobile[:length]}",
        mobile[:2] + " " + mobile[2:length],
    ):
        digits = search_digits(query)
        assert digits
        assert digits in f"+39{mobile}"


phone_like = st.text(alphabet="0123456789+ ()/-.,;:epx", max_size=40)


@given(
    st.one_of(
        st.text(),
        phone_like,
        st.floats(),
        st.integers(),
        st.none(),
        st.booleans(),
        st.binary(),
        st.decimals(),
    )
)
def test_nothing_raises_and_what_is_accepted_is_valid_and_stable(value: object) -> None:
    phone = parse_phone(value)
    assert (phone.e164 is None) == (phone.problem is not None)
    if phone.e164 is not None:
        assert phonenumbers.is_valid_number(phonenumbers.parse(phone.e164))
        again = parse_phone(phone.e164)
        assert (again.e164, again.mobile) == (phone.e164, phone.mobile)


@given(st.one_of(st.text(), phone_like))
def test_a_search_never_raises_and_gives_digits(query: str) -> None:
    digits = search_digits(query)
    assert digits is None or digits.isdigit()


@given(st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)))
def test_the_example_number_of_every_country_stays_what_it_is(region: str) -> None:
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    if example is None:
        return
    e164 = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    assert parse_phone(e164).e164 == e164
    assert parse_phone("00" + e164[1:]).e164 == e164


def test_the_same_spelling_is_read_only_once() -> None:
    parse_phone("+39 348 0000001")
    before = phones._parse.cache_info().hits
    parse_phone("+39 348 0000001")
    assert phones._parse.cache_info().hits == before + 1
