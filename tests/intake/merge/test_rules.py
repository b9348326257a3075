"""What one lead keeps of two, by rules alone."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from goccia.intake.merge_rules import KEPT, Side, both_answers, keys_of, merged, sides

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANNA, BRUNO = UUID(int=1), UUID(int=2)
NUOVO, RICHIAMARE, KO = UUID(int=11), UUID(int=12), UUID(int=13)


def lead(number: int, **columns: Any) -> dict[str, Any]:
    texts = (
        "phone", "phone_raw", "email", "province", "region", "city", "postal_code", "address", "housing_type", "campaign",
        "ad", "ad_set", "form", "source", "landing_url", "ip_address", "otp", "household", "reason", "next_action_kind",
        "agent_id", "assigned_at", "worked_at", "first_contact_at", "last_contact_at", "next_action_at", "queued_at",
        "closed_at", "amount", "appointment_at", "possible_duplicate_of", "pool_at",
    )  # fmt: skip
    return {
        **dict.fromkeys(texts), "id": UUID(int=100 + number), "first_name": "", "last_name": "",
        "privacy_consent": "not_asked", "marketing_consent": "not_asked", "consents": {}, "custom": {}, "answers": {},
        "warnings": [], "esito_id": NUOVO, "esito_initial": True, "esito_stops": False, "attempts": 0, "submissions": 1,
        "attempts_before": 0, "returns": 0,
        "received_at": NOW + timedelta(hours=number), "created_at": NOW + timedelta(hours=number),
        "last_activity_at": NOW + timedelta(hours=number),
    } | columns  # fmt: skip


def together(this: dict[str, Any], other: dict[str, Any], **take: Side) -> dict[str, Any]:
    return merged(this, other, sides(this, other, take), NOW + timedelta(days=1))


def test_what_the_lead_has_stays_and_what_it_lacks_comes_from_the_other() -> None:
    this = lead(0, first_name="Maria", phone="+391", city="Lodi", custom={"tetto": "piano", "metri": 0})
    other = lead(1, first_name="M.", last_name="Verdi", phone="+392", phone_raw="392", email="m@x.it", province="MI",
                 region="Lombardia", custom={"tetto": "a falda", "metri": 90, "si": False})  # fmt: skip
    after = together(this, other)
    kept = ("first_name", "last_name", "phone", "phone_raw", "email", "city", "province", "region")
    assert [after[name] for name in kept] == ["Maria", "Verdi", "+391", None, "m@x.it", "Lodi", "MI", "Lombardia"]  # fmt: skip
    assert after["custom"] == {"tetto": "piano", "metri": 0, "si": False}


def test_a_choice_counts_and_takes_along_what_belongs_to_it_even_where_it_is_empty() -> None:
    this = lead(0, phone="+391", phone_raw="391", email="a@x.it", city="Lodi")
    other = lead(1, phone="+392", phone_raw="392", email=None, city=None)
    after = together(this, other, phone="other", email="other", city="other")
    assert (after["phone"], after["phone_raw"], after["email"], after["city"]) == ("+392", "392", None, None)


def test_the_return_goes_with_the_esito_and_the_tries_since_the_last_one_are_those_of_both() -> None:
    this = lead(0, attempts=5, attempts_before=4, returns=1, pool_at=NOW)
    other = lead(1, esito_id=RICHIAMARE, esito_initial=False, attempts=2, pool_at=NOW + timedelta(days=9))
    after = together(this, other)
    assert (after["pool_at"], after["returns"]) == (NOW + timedelta(days=9), 1)
    assert after["attempts"] - after["attempts_before"] == 3


def test_an_esito_of_arrival_gives_way_and_brings_what_was_said_with_it() -> None:
    other = lead(1, esito_id=KO, esito_initial=False, closed_at=NOW, reason="caro", amount=10)
    after = together(lead(0, next_action_at=NOW, next_action_kind="retry", queued_at=NOW), other)
    assert (after["esito_id"], after["closed_at"], after["reason"], after["amount"]) == (KO, NOW, "caro", 10)
    assert (after["next_action_at"], after["queued_at"]) == (None, None)
    worked = lead(0, esito_id=RICHIAMARE, esito_initial=False)
    assert together(worked, other)["esito_id"] == RICHIAMARE
    assert together(worked, other)["closed_at"] is None


def test_an_esito_that_ends_all_contact_leaves_no_next_action_whatever_is_chosen() -> None:
    stops = lead(1, esito_id=KO, esito_initial=False, esito_stops=True)
    this = lead(0, next_action_at=NOW, next_action_kind="call_back")
    assert together(this, stops, next_action="this", esito="other")["next_action_at"] is None
    assert together(this, stops, next_action="this", esito="this")["next_action_kind"] == "call_back"


def test_the_agent_of_either_is_the_agent_and_a_lead_without_waits_as_it_did() -> None:
    hers = {"agent_id": ANNA, "assigned_at": NOW, "worked_at": NOW}
    his = {"agent_id": BRUNO, "assigned_at": NOW + timedelta(hours=2), "worked_at": None}
    assert together(lead(0, **hers), lead(1, **his))["agent_id"] == ANNA
    after = together(lead(0, queued_at=NOW), lead(1, **his))
    assert (after["agent_id"], after["worked_at"], after["queued_at"]) == (BRUNO, None, None)
    after = together(lead(0, queued_at=NOW), lead(1, **his), agent="this")
    assert (after["agent_id"], after["queued_at"]) == (None, NOW)
    both = together(lead(0, **his), lead(1, **hers | {"agent_id": BRUNO}))
    assert (both["assigned_at"], both["worked_at"]) == (NOW, NOW)
    closed = lead(0, closed_at=NOW, esito_id=KO, esito_initial=False)
    assert together(closed, lead(1, **his), agent="this")["queued_at"] is None
    reopened = together(closed, lead(1, **his), agent="this", esito="other")
    assert reopened["queued_at"] == NOW + timedelta(days=1)


def test_of_two_consents_the_one_said_last_counts_with_its_proof() -> None:
    given = {"state": "given", "text": "Accetto", "at": "2026-11-20T10:00:00+00:00", "source": "form"}
    refused = {"state": "refused", "text": None, "at": "2026-11-21T10:00:00", "source": "manual"}
    this = lead(0, privacy_consent="given", consents={"privacy": given})
    other = lead(1, privacy_consent="refused", marketing_consent="given",
                 consents={"privacy": refused, "marketing": given})  # fmt: skip
    after = together(this, other)
    assert (after["privacy_consent"], after["marketing_consent"]) == ("refused", "given")
    assert after["consents"] == {"privacy": refused, "marketing": given}
    assert together(this, other, privacy_consent="this")["consents"]["privacy"] == given
    unproved = lead(1, privacy_consent="refused")  # nobody knows when: when the lead came, which is later
    assert together(this, unproved)["privacy_consent"] == "refused"
    assert "privacy" not in together(this, unproved)["consents"]


def test_times_are_the_widest_and_counts_are_summed() -> None:
    this = lead(3, attempts=2, submissions=2, first_contact_at=NOW, last_contact_at=NOW)
    other = lead(1, attempts=1, appointment_at=NOW, last_contact_at=NOW + timedelta(hours=5))
    after = together(this, other)
    assert (after["attempts"], after["submissions"]) == (3, 3)
    assert after["received_at"] == NOW + timedelta(hours=1)
    assert after["last_activity_at"] == NOW + timedelta(hours=3)
    assert (after["first_contact_at"], after["appointment_at"]) == (NOW, NOW)
    assert after["last_contact_at"] == NOW + timedelta(hours=5)


def test_both_answers_stay_and_a_warning_goes_with_the_value_it_is_about() -> None:
    assert both_answers({"Tetto?": "sì", "Metri?": "80"}, {"Tetto?": "no", "Metri?": "80", "Quando?": "ora"}) == {
        "Tetto?": "sì", "Metri?": "80", "Tetto? (2)": "no", "Quando?": "ora",
    }  # fmt: skip
    assert both_answers({"A": 1, "A (2)": 2}, {"A": 3}) == {"A": 1, "A (2)": 2, "A (3)": 3}
    no_phone = {"code": "no_phone", "field": "phone"}
    this, other = (
        lead(0, warnings=[no_phone]),
        lead(1, phone="+392", warnings=[{"code": "odd", "field": "city"}]),
    )
    assert together(this, other)["warnings"] == []
    assert together(this, other, city="other")["warnings"] == [{"code": "odd", "field": "city"}]


def test_a_pair_is_in_doubt_no_more_but_a_third_lead_stays_in_doubt() -> None:
    this, other = lead(0, possible_duplicate_of=UUID(int=101)), lead(1, possible_duplicate_of=UUID(int=100))
    assert together(this, other)["possible_duplicate_of"] is None
    third = UUID(int=102)
    assert together(this, other | {"possible_duplicate_of": third})["possible_duplicate_of"] == third


def test_the_person_is_known_by_every_phone_and_email_of_both() -> None:
    assert keys_of(lead(0, phone="+391", email="a@x.it"), lead(1, phone="+392", email="a@x.it")) == [
        "+391", "+392", "a@x.it",
    ]  # fmt: skip


def test_no_column_is_decided_twice() -> None:
    assert not set(KEPT) & set(together(lead(0), lead(1)))
