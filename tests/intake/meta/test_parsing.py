"""What Graph may write instead of what it documents."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.intake.adapters.meta_graph_parsing import parse_form, parse_json, parse_lead, parse_lead_page
from goccia.intake.ports import MetaAnswer, MetaConsent, MetaQuestion

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=15,
)
lead_keys = st.sampled_from(
    [
        "id",
        "created_time",
        "ad_id",
        "field_data",
        "custom_disclaimer_responses",
        "is_organic",
        "paging",
        "data",
    ]
)


def lead(**answer: Any) -> Any:
    return parse_lead(answer, "1")


def test_numbers_become_text_and_consents_become_yes_or_no() -> None:
    found = parse_lead(
        {
            "id": 555971704561545,
            "ad_id": 238413.0,
            "form_id": "",
            "is_organic": "false",
            "created_time": "2015-11-12T15:27:06+0000",
            "field_data": [
                {"name": "servizi", "values": ["luce", "gas"]},
                {"name": "cap", "values": [184, 1.5, True, None]},
                {"name": "vuoto", "values": []},
                {"name": "testo", "values": "solo"},
                {"name": "", "values": ["x"]},
                "niente",
            ],
            "custom_disclaimer_responses": [
                {"checkbox_key": "a", "is_checked": "1"},
                {"checkbox_key": "b", "is_checked": ""},
                {"checkbox_key": "c", "is_checked": True},
                {"checkbox_key": "d"},
            ],
        }
    )
    assert found is not None
    assert (found.id, found.ad_id, found.form_id, found.is_organic) == (
        "555971704561545",
        "238413",
        None,
        False,
    )
    assert found.created_time == datetime(2015, 11, 12, 15, 27, 6, tzinfo=UTC)
    assert found.field_data == (
        MetaAnswer("servizi", ("luce", "gas")),
        MetaAnswer("cap", ("184", "1.5", "true")),
        MetaAnswer("vuoto", ()),
        MetaAnswer("testo", ("solo",)),
    )
    checked = [(consent.checkbox_key, consent.is_checked) for consent in found.custom_disclaimer_responses]
    assert checked == [("a", True), ("b", False), ("c", True), ("d", False)]
    assert MetaConsent("a", True) in found.custom_disclaimer_responses


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-10-12T10:05:11+02:00", datetime(2026, 10, 12, 8, 5, 11, tzinfo=UTC)),
        ("2026-10-12T10:05:11", datetime(2026, 10, 12, 10, 5, 11, tzinfo=UTC)),
        (1440120384, datetime(2015, 8, 21, 1, 26, 24, tzinfo=UTC)),
        ("1440120384", datetime(2015, 8, 21, 1, 26, 24, tzinfo=UTC)),
        ("ieri", None),
        (10**30, None),
        (True, None),
        (None, None),
    ],
)
def test_creation_times_are_read_as_utc_or_left_out(written: object, read: datetime | None) -> None:
    assert lead(created_time=written).created_time == read


def test_the_id_asked_for_is_the_key() -> None:
    found = parse_lead({"id": "2"}, "1")
    assert found is not None
    assert (found.id, found.raw) == ("1", {"id": "2"})
    assert parse_lead({"field_data": []}) is None


def test_only_next_says_that_there_is_another_page() -> None:
    cursors = {"cursors": {"before": "OEZD", "after": "OEZD"}}
    last = parse_lead_page({"data": [{"id": "1"}, {}, 3], "paging": cursors})
    assert last is not None
    assert ([entry.id for entry in last.items], last.after) == (["1"], None)
    more = parse_lead_page({"data": [], "paging": {**cursors, "next": "https://graph.facebook.com/x"}})
    assert more is not None
    assert more.after == "OEZD"
    bare = parse_lead_page({"data": [], "paging": {"next": "https://graph.facebook.com/x?after=QUE&limit=1"}})
    assert bare is not None
    assert bare.after == "QUE"
    assert parse_lead_page({"data": None}) is None


def test_a_form_without_a_name_is_called_by_its_id() -> None:
    form = parse_form(
        {"questions": [{"label": "Quanto?", "options": [{"key": "a", "value": "A"}]}, {"key": "nome"}, 7]},
        "9",
    )
    assert form.name == "9"
    assert form.questions == (
        MetaQuestion("Quanto?", "Quanto?", "CUSTOM", (("a", "A"),)),
        MetaQuestion("nome", "nome", "CUSTOM"),
    )


def test_what_postgresql_cannot_store_is_taken_out() -> None:
    read = parse_json(b'{"a":"x\\u0000y","\\ud83d":["\\ud83d\\ude00\\ud83d"],"n":[NaN,1e999,1]}')
    assert read == {"a": "xy", "�": ["😀�"], "n": [None, None, 1]}
    json.dumps(read, allow_nan=False).encode()
    for broken in (b"", b"{", b"\xff", b"[" * 100_000, b"1" * 5_000):
        assert parse_json(broken) is None


@given(st.dictionaries(lead_keys, json_values, max_size=8))
def test_no_answer_whatever_breaks_the_reading(answer: dict[str, Any]) -> None:
    for found in (
        parse_lead(answer, "1"),
        parse_lead(answer),
        parse_lead_page(answer),
        parse_form(answer, "1"),
    ):
        assert found is None or repr(found)
