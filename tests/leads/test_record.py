"""One lead over HTTP: read, edited, put into the trash and taken out."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from goccia.kit.ids import uuid7
from goccia.leads import selection
from goccia.leads.schemas import Lead
from tests.conftest import Clock
from tests.leads.rows import NOW, add_custom_field, add_lead, events_of
from tests.people import Cast, Person

FIELDS = {
    "first_name", "last_name", "phone", "email", "province", "region", "city", "postal_code", "address", "housing_type",
    "campaign", "ad", "ad_set", "form", "source", "landing_url", "ip_address", "otp", "privacy_consent",
    "marketing_consent", "esito", "agent", "unit", "container", "received_at", "assigned_at", "first_contact_at",
    "next_action_at", "closed_at", "attempts",
}  # fmt: skip


async def patched(person: Person, client: httpx.AsyncClient, lead: UUID, **body: Any) -> httpx.Response:
    return await person.on(client).patch(f"/api/leads/{lead}", json=body)


async def ok(person: Person, client: httpx.AsyncClient, lead: UUID, **body: Any) -> dict[str, Any]:
    response = await patched(person, client, lead, **body)
    assert response.status_code == 200, response.text
    Lead.model_validate_json(response.text)
    return response.json()  # type: ignore[no-any-return]


async def errors(person: Person, client: httpx.AsyncClient, lead: UUID, **body: Any) -> dict[str, str]:
    response = await patched(person, client, lead, **body)
    assert response.status_code == 422, response.text
    found = response.json()["errors"]
    assert all(error["it"] and error["en"] for error in found)
    return {error["field"]: error["it"] for error in found}


async def test_a_lead_has_every_field_of_the_product(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(
        database, cast, agent_id=cast.anna.id, phone="+393331234567", phone_raw="p:+39 333 1234567", province="MI",
        region="Lombardia", answers={"domanda": "risposta"}, custom={"tetto": "Piano"}, amount=10.5,
    )  # fmt: skip
    response = await cast.anna.on(client).get(f"/api/leads/{lead}")
    said = response.json()
    Lead.model_validate(said)
    assert said.keys() >= FIELDS
    assert said["agent"] == {"id": str(cast.anna.id), "name": "Anna Rossi"}
    assert (said["answers"], said["custom"], said["amount"]) == (
        {"domanda": "risposta"},
        {"tetto": "Piano"},
        10.5,
    )
    assert said["received_at"] == "2026-11-23T09:00:00+00:00"


async def test_a_lead_one_may_not_see_is_as_one_that_does_not_exist(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(database, cast, agent_id=cast.anna.id)
    esito = str(uuid7())
    for person in (cast.bruno, cast.remo, cast.carla):
        on = person.on(client)
        answers = [
            await on.get(f"/api/leads/{lead}"),
            await on.patch(f"/api/leads/{lead}", json={"city": "Roma"}),
            await on.get(f"/api/leads/{lead}/neighbours"),
            await on.get(f"/api/leads/{lead}/timeline"),
            await on.post(f"/api/leads/{lead}/notes", json={"text": "ciao"}),
            await on.post(f"/api/leads/{lead}/esito", json={"esito_id": esito}),
        ]
        assert [answer.status_code for answer in answers] == [404] * 6
    missing = (await cast.bruno.on(client).get(f"/api/leads/{uuid7()}")).json()
    hidden = (await cast.bruno.on(client).get(f"/api/leads/{lead}")).json()
    assert missing | {"instance": ""} == hidden | {"instance": ""}
    assert await events_of(database, lead) == []


async def test_fields_are_understood_as_at_intake(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(database, cast, agent_id=cast.anna.id)
    said = await ok(
        cast.anna, client, lead, phone="333 12 34 567", email=" A.Verdi@Example.it ", province="Roma (RM)",
        first_name="  Anna \u00a0 Maria ", city="Roma", privacy_consent="given", otp="4821 OK",
        landing_url="https://offerte.example.it/?utm=a", ip_address="93.41.10.7, 10.0.0.1",
    )  # fmt: skip
    assert (said["phone"], said["phone_raw"]) == ("+393331234567", "333 12 34 567")
    assert (said["email"], said["province"], said["region"]) == ("a.verdi@example.it", "RM", "Lazio")
    assert (said["first_name"], said["privacy_consent"]) == ("Anna Maria", "given")
    assert said["consents"]["privacy"]["source"] == "manual"
    assert (said["otp"], said["ip_address"]) == ("4821 OK", "93.41.10.7")
    assert said["landing_url"] == "https://offerte.example.it/?utm=a"
    said = await ok(cast.anna, client, lead, province=None, first_name="", city="")
    assert (said["province"], said["region"], said["first_name"], said["city"]) == (None, None, "", None)


async def test_the_event_names_the_fields_and_keeps_the_values_apart(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(database, cast, city="Milano")
    await ok(cast.rita, client, lead, city="Roma", last_name="Verdi")
    (event,) = await events_of(database, lead)
    assert event["kind"] == "lead.edited"
    assert event["payload"] == {"fields": ["city"]}
    assert event["personal"] == {"changes": {"city": {"old": "Milano", "new": "Roma"}}}
    await ok(cast.rita, client, lead, city="Roma")
    assert len(await events_of(database, lead)) == 1


async def test_what_does_not_pass_is_named_field_by_field_and_nothing_is_changed(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    lead = await add_lead(database, cast, phone="+393331234567", city="Milano")
    found = await errors(
        cast.rita, client, lead, phone="12", email="chiocciola", province="Atlantide", city="Roma",
        next_action_at="2026-11-20T10:00:00+01:00", custom={"ignoto": 1},
        ip_address="casa mia",
    )  # fmt: skip
    assert set(found) == {"phone", "email", "province", "next_action_at", "custom.ignoto", "ip_address"}
    assert set(await errors(cast.rita, client, lead, phone=None)) == {"phone"}
    assert set(await errors(cast.rita, client, lead, esito="x")) == {"esito"}
    assert set(await errors(cast.rita, client, lead, city="a\x00b")) == {"city"}
    said = (await cast.rita.on(client).get(f"/api/leads/{lead}")).json()
    assert (said["phone"], said["city"]) == ("+393331234567", "Milano")


async def test_custom_fields_are_checked_by_their_type(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(database, cast, custom={"vecchio": "resta"})
    choices = ["Casa indipendente", "Condominio"]
    fields: dict[str, dict[str, Any]] = {
        "testo": {}, "kw": {"type": "number"}, "giorno": {"type": "date"}, "mutuo": {"type": "boolean"},
        "casa": {"type": "choice", "choices": choices}, "usi": {"type": "multiple_choice", "choices": choices},
        "cell": {"type": "phone"}, "mail": {"type": "email"}, "sito": {"type": "url"}, "serve": {"required": True},
    }  # fmt: skip
    for key, columns in fields.items():
        await add_custom_field(database, cast.nord, key, **columns)
    said = await ok(
        cast.rita, client, lead,
        custom={"testo": " ciao ", "kw": "1.234,5", "giorno": "24/12/2026", "mutuo": "sì", "casa": "casa_indipendente",
                "usi": ["condominio", "Condominio"], "cell": "333 1234567", "mail": "A@example.it",
                "sito": "https://example.it/a", "serve": "x"},
    )  # fmt: skip
    assert said["custom"] == {
        "vecchio": "resta", "testo": "ciao", "kw": 1234.5, "giorno": "2026-12-24", "mutuo": True,
        "casa": "Casa indipendente", "usi": ["Condominio"], "cell": "+393331234567", "mail": "a@example.it",
        "sito": "https://example.it/a", "serve": "x",
    }  # fmt: skip
    found = await errors(
        cast.rita, client, lead,
        custom={"testo": 5, "kw": "tanti", "giorno": "ieri", "mutuo": "boh", "casa": "Barca", "usi": ["Barca"],
                "cell": "12", "mail": "no", "sito": "no spazi qui", "serve": ""},
    )  # fmt: skip
    assert len(found) == 10
    assert found["custom.casa"] == "Valore non previsto: scegli fra Casa indipendente, Condominio."
    said = await ok(cast.rita, client, lead, custom={"testo": None, "usi": []})
    assert "testo" not in said["custom"]
    assert said["custom"]["kw"] == 1234.5


@pytest.mark.parametrize(
    "value", [{"a": 1}, [1], [[]], 1e300, float(10**20), -0.0, True, "\u0000", "x" * 11_000]
)
async def test_no_value_of_a_custom_field_breaks_the_server(
    client: httpx.AsyncClient, database: Database, cast: Cast, value: Any
) -> None:
    lead = await add_lead(database, cast)
    for kind in ("text", "number", "date", "boolean", "choice", "multiple_choice", "phone", "email", "url"):
        await add_custom_field(database, cast.nord, kind, type=kind)
        response = await patched(cast.rita, client, lead, custom={kind: value})
        assert response.status_code in (200, 422), (kind, value)


async def test_the_next_action_is_set_and_taken_away(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    lead = await add_lead(database, cast)
    said = await ok(cast.rita, client, lead, next_action_at="2026-11-24T10:00:00+01:00")
    assert (said["next_action_at"], said["next_action_kind"]) == ("2026-11-24T09:00:00+00:00", "call_back")
    said = await ok(cast.rita, client, lead, next_action_kind="appointment")
    assert said["next_action_kind"] == "appointment"
    said = await ok(cast.rita, client, lead, next_action_at=None)
    assert (said["next_action_at"], said["next_action_kind"]) == (None, None)
    assert set(await errors(cast.rita, client, lead, next_action_kind="retry")) == {"next_action_at"}


async def test_the_phone_of_another_lead_is_refused_and_the_other_named_only_to_who_may_see_it(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    other = await add_lead(database, cast, agent_id=cast.bruno.id, phone="+393331234567", last_name="Gialli")
    lead = await add_lead(database, cast, agent_id=cast.anna.id, phone="+393337654321")
    response = await patched(cast.rita, client, lead, phone="3331234567")
    assert response.status_code == 409
    assert "Maria Gialli" in response.json()["detail"]
    assert response.json()["errors"][0]["lead_id"] == str(other)
    response = await patched(cast.anna, client, lead, phone="3331234567")
    assert response.status_code == 409
    assert "Gialli" not in response.text
    assert str(other) not in response.text
    assert (await ok(cast.anna, client, lead, phone="3337654321", city="Roma"))["city"] == "Roma"


async def test_a_shared_email_with_two_phones_is_only_marked(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    other = await add_lead(database, cast, phone="+393331234567", email="casa@example.it")
    lead = await add_lead(database, cast, phone="+393337654321")
    assert (await ok(cast.rita, client, lead, email="casa@example.it"))["possible_duplicate_of"] == str(other)
    without = await add_lead(database, cast, email="altro@example.it")
    assert (await patched(cast.rita, client, without, email="casa@example.it")).status_code == 409


async def test_the_same_phone_in_another_unit_is_another_lead(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await add_lead(database, cast, unit_id=cast.sud, container_id=cast.sud_container, phone="+393331234567")
    lead = await add_lead(database, cast)
    assert (await ok(cast.rita, client, lead, phone="3331234567"))["phone"] == "+393331234567"


async def test_the_trash_hides_a_lead_until_it_is_restored(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(database, cast, agent_id=cast.anna.id)
    assert (await cast.anna.on(client).delete(f"/api/leads/{lead}")).status_code == 403
    assert (await cast.remo.on(client).delete(f"/api/leads/{lead}")).status_code == 404
    for _ in range(2):
        assert (await cast.rita.on(client).delete(f"/api/leads/{lead}")).status_code == 204
    for part in ("", "/distribution", "/timeline", "/neighbours"):
        assert (await cast.anna.on(client).get(f"/api/leads/{lead}{part}")).status_code == 404, part
        assert (await cast.rita.on(client).get(f"/api/leads/{lead}{part}")).status_code == 200, part
    assert (
        await cast.anna.on(client).post(f"/api/leads/{lead}/notes", json={"text": "a"})
    ).status_code == 404
    assert (await cast.rita.on(client).get(f"/api/leads/{lead}")).json()["deleted_at"] is not None
    assert (await patched(cast.rita, client, lead, city="Roma")).status_code == 404
    assert (await cast.remo.on(client).post(f"/api/leads/{lead}/restore")).status_code == 404
    assert (await cast.anna.on(client).post(f"/api/leads/{lead}/restore")).status_code == 403
    response = await cast.rita.on(client).post(f"/api/leads/{lead}/restore")
    assert response.json()["deleted_at"] is None
    assert (await cast.anna.on(client).get(f"/api/leads/{lead}")).status_code == 200
    assert [event["kind"] for event in await events_of(database, lead)] == ["lead.trashed", "lead.restored"]


async def test_all_that_a_filter_finds_goes_into_the_trash_and_comes_back(
    client: httpx.AsyncClient, database: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    leads = [
        await add_lead(database, cast, province="MI", phone=f"+39333000000{number}") for number in range(3)
    ]
    other = await add_lead(database, cast, province="RM")
    south = await add_lead(database, cast, unit_id=cast.sud, container_id=cast.sud_container, province="MI")
    rita, both = cast.rita.on(client), {"lead_ids": [str(leads[0]), str(south)]}
    assert (await rita.post("/api/leads/trash", json=both)).status_code == 404
    for changed in (3, 0):
        answer = await rita.post("/api/leads/trash", json={"filter": {"province": ["MI"]}})
        assert answer.json() == {"changed": changed}
    assert (await rita.get(f"/api/leads/{other}")).json()["deleted_at"] is None
    assert (await cast.remo.on(client).get(f"/api/leads/{south}")).json()["deleted_at"] is None
    again = await add_lead(database, cast, phone="+393330000001", received_at=NOW + timedelta(hours=1))
    answer = await rita.post("/api/leads/restore", json={"filter": {"province": ["MI"], "deleted": True}})
    assert answer.json() == {"changed": 3}
    doubles = [(await rita.get(f"/api/leads/{lead}")).json()["possible_duplicate_of"] for lead in leads]
    assert doubles == [None, str(again), None]
    for lead in leads:
        assert [event["kind"] for event in await events_of(database, lead)] == [
            "lead.trashed",
            "lead.restored",
        ]
    monkeypatch.setattr(selection, "MOST_LEADS", 2)
    refused = await rita.post("/api/leads/trash", json={"filter": {"province": ["MI"]}})
    assert (refused.status_code, refused.json()["code"]) == (422, "too_many_leads")


@pytest.mark.parametrize("what", ["container", "unit"])
async def test_a_lead_whose_container_or_unit_is_gone_is_not_restored_into_nowhere(
    client: httpx.AsyncClient, database: Database, cast: Cast, what: str
) -> None:
    lead = await add_lead(database, cast, agent_id=cast.anna.id, deleted_at=NOW)
    gone = cast.nord_container if what == "container" else cast.nord
    async with database.transaction() as tx:
        await tx.execute(f"UPDATE {what} SET deleted_at = $2 WHERE id = $1", gone, NOW)
    answer = await cast.ada.on(client).post(f"/api/leads/{lead}/restore")
    assert answer.status_code == 409
    assert "è stato eliminato" in answer.json()["detail"]
    assert (await cast.ada.on(client).get(f"/api/leads/{lead}")).json()["deleted_at"] is not None


async def test_who_came_again_meanwhile_makes_a_restored_lead_a_possible_double(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(database, cast, phone="+393331234567", deleted_at=NOW)
    again = await add_lead(database, cast, phone="+393331234567", received_at=NOW + timedelta(hours=1))
    response = await cast.rita.on(client).post(f"/api/leads/{lead}/restore")
    assert response.json()["possible_duplicate_of"] == str(again)
