"""The invented people are such as the product understands."""

from __future__ import annotations

from goccia.kit.email import parse_email
from goccia.kit.phones import parse_phone
from goccia.kit.provinces import parse_province
from goccia.sim.graph.people import invent


def test_invented_people_have_good_phones_mails_and_provinces_and_none_is_real() -> None:
    for number in range(300):
        answers = invent("seme", number).answers
        phone = parse_phone(answers["numero_di_telefono"][0])
        assert (phone.problem, phone.mobile) == (None, True)
        assert (phone.e164 or "").startswith("+39318")
        assert parse_email(answers["e-mail"][0]).problem is None
        assert answers["e-mail"][0].split("@")[1].startswith("example.")
        assert parse_province(answers["provincia"][0]) is not None
