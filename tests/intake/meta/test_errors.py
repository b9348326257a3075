"""Which of the five errors an answer of Graph is."""

from __future__ import annotations

import json

import pytest

from goccia.intake.adapters.meta_graph_errors import classify, wait_asked
from goccia.intake.ports import (
    GraphError,
    GraphGone,
    GraphNoPermission,
    GraphTokenDead,
    GraphTransient,
    GraphUnexpected,
)

TOKEN = "EAAB" + "x1" * 20


def answer(code: object, subcode: int | None = None, message: str = "words", status: int = 400) -> GraphError:
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "AXs"}
    if subcode is not None:
        error["error_subcode"] = subcode
    return classify(status, {}, {"error": error}, TOKEN)


@pytest.mark.parametrize("code", [1, 2, 4, 17, 32, 341, 368, 613, 80000, 80001, 80005, "4"])
def test_outages_and_limits_are_tried_later(code: object) -> None:
    error = answer(code)
    assert type(error) is GraphTransient
    assert not error.permanent


@pytest.mark.parametrize("code", [3, 10, 200, 283, 299])
def test_a_missing_permission_needs_a_person(code: int) -> None:
    error = answer(code)
    assert type(error) is GraphNoPermission
    assert error.permanent


@pytest.mark.parametrize(
    ("code", "subcode", "word"),
    [
        (190, 463, "scaduto"),
        (190, 460, "password"),
        (190, None, "revocato"),
        (102, 467, "revocato"),
        (104, None, ""),
    ],
)
def test_a_dead_token_says_why_it_died(code: int, subcode: int | None, word: str) -> None:
    error = answer(code, subcode, status=500)
    assert type(error) is GraphTokenDead
    assert word in error.it
    assert (error.code, error.subcode, error.fbtrace_id, error.permanent) == (code, subcode, "AXs", True)


def test_gone_admits_that_it_may_be_a_permission() -> None:
    for error in (
        answer(100, 33),
        answer(100, None, "Object with ID '1' does not exist"),
        answer(803),
        answer(100, status=404),
    ):
        assert type(error) is GraphGone
        assert "non lo dice" in error.it
        assert error.permanent


def test_a_secret_of_another_app_is_told_in_words() -> None:
    error = answer(100, None, "Invalid appsecret_proof provided in the API argument")
    assert type(error) is GraphNoPermission
    assert "chiave segreta" in error.it


def test_other_refusals_are_unexpected_and_not_repeated() -> None:
    error = answer(100, None, "(#100) Tried accessing nonexisting field (x) on node type (Lead)")
    assert type(error) is GraphUnexpected
    assert error.permanent
    assert "nonexisting field" in error.detail


def test_graph_may_call_any_error_transient() -> None:
    body = {"error": {"message": "m", "code": 12345, "is_transient": True}}
    assert type(classify(400, {}, body, TOKEN)) is GraphTransient


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (500, GraphTransient),
        (502, GraphTransient),
        (429, GraphTransient),
        (408, GraphTransient),
        (401, GraphTokenDead),
        (403, GraphNoPermission),
        (404, GraphGone),
        (302, GraphUnexpected),
        (418, GraphUnexpected),
    ],
)
@pytest.mark.parametrize("body", [None, {}, [], {"error": "text"}, {"error": {}}])
def test_without_graphs_words_the_status_decides(status: int, kind: type[GraphError], body: object) -> None:
    assert type(classify(status, {}, body, TOKEN)) is kind


def test_the_wait_is_the_longest_that_meta_names() -> None:
    usage = {"1": [{"estimated_time_to_regain_access": 3}, {"estimated_time_to_regain_access": 0}], "2": 5}
    assert wait_asked({"x-business-use-case-usage": json.dumps(usage), "retry-after": "20"}) == 180
    assert wait_asked({"retry-after": "20"}) == 20
    assert wait_asked({"retry-after": "9" * 30}) == 24 * 3600
    for nothing in ({}, {"retry-after": "domani"}, {"x-business-use-case-usage": "["}):
        assert wait_asked(nothing) is None


@pytest.mark.parametrize("said", [TOKEN, "EAAGm0PX4ZCpsBAKZCZA0123456789", f"?access_token={TOKEN}&x"])
def test_a_token_that_graph_quotes_is_blanked(said: str) -> None:
    error = answer(190, None, f"Malformed access token {said}")
    for text in (str(error), error.detail, error.it, error.en, repr(error)):
        assert "EAA" not in text
    assert "Malformed access token" in error.detail
