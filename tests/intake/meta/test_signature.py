from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.intake.meta_signature import appsecret_proof, challenge_answer, is_signed, sign

BODY = b'{"object":"page","entry":[]}'


def test_the_signature_is_of_the_bytes_as_they_came() -> None:
    # Computed with: printf '%s' '{"object":"page","entry":[]}' | openssl dgst -sha256 -hmac app-secret
    digest = "e6e9d7a842a48e17f43a34d6125d0d933e2aab92ee37f0993a4d493b50e3d438"
    assert sign(BODY, "app-secret") == f"sha256={digest}"
    assert is_signed(BODY, f"sha256={digest}", "app-secret")
    assert not is_signed(BODY.replace(b":", b": "), f"sha256={digest}", "app-secret")


@pytest.mark.parametrize(
    "header", [None, "", "sha256=", "sha1=abc", "sha256=è", "sha256=" + "0" * 64, "sha256=\udc80"]
)
def test_a_missing_or_odd_header_is_no_signature(header: str | None) -> None:
    assert not is_signed(BODY, header, "app-secret")


def test_without_a_secret_nothing_is_signed() -> None:
    assert not is_signed(BODY, sign(BODY, ""), "")


@given(st.binary(max_size=200), st.text(min_size=1, max_size=20), st.integers(0, 199))
def test_one_changed_byte_breaks_the_signature(body: bytes, secret: str, at: int) -> None:
    try:
        secret.encode()
    except UnicodeEncodeError:
        return
    signature = sign(body, secret)
    assert is_signed(body, signature, secret)
    if body:
        changed = bytearray(body)
        changed[at % len(body)] ^= 1
        assert not is_signed(bytes(changed), signature, secret)


def test_the_challenge_is_answered_to_the_right_token_only() -> None:
    asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "meatyhamhock"}
    assert challenge_answer(asked, "meatyhamhock") == "1158201444"
    assert challenge_answer(asked, "altro") is None
    assert challenge_answer(asked, "") is None
    assert challenge_answer({**asked, "hub.verify_token": ""}, "") is None
    assert challenge_answer({**asked, "hub.mode": "unsubscribe"}, "meatyhamhock") is None
    assert (
        challenge_answer({"hub.mode": "subscribe", "hub.verify_token": "meatyhamhock"}, "meatyhamhock")
        is None
    )
    assert challenge_answer({**asked, "hub.verify_token": "è"}, "meatyhamhock") is None


def test_the_proof_depends_on_token_and_secret() -> None:
    assert len(appsecret_proof("token", "secret")) == 64
    assert appsecret_proof("token", "secret") != appsecret_proof("token", "other")
