"""The generic webhook: every shape in, one answer out, nothing lost."""

import json

import httpx
import pytest

from goccia.core.database import Database
from tests.people import Cast


async def kept(database: Database, cast: Cast) -> list[tuple[str, str | None]]:
    async with database.transaction() as tx:
        rows = await tx.fetch(
            "SELECT state, code FROM delivery WHERE container_id = $1 ORDER BY received_at, id",
            cast.nord_container,
        )
    return [(row["state"], row["code"]) for row in rows]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (json.dumps({"Nome": "Lucia", "Cognome": "Verdi", "Telefono": "333 1234567"}), "application/json"),
        (json.dumps([{"full_name": "Lucia Verdi", "phone_number": "p:+393331234567"}]), "application/json"),
        (
            json.dumps(
                {
                    "lead": {
                        "contact": {"first_name": "Lucia", "last_name": "Verdi", "phone": "0039 333 1234567"}
                    }
                }
            ),
            "",
        ),
        ("nome=Lucia&cognome=Verdi&cellulare=333%2F1234567", "application/x-www-form-urlencoded"),
    ],
)
async def test_json_lists_nesting_and_forms_are_one_lead(
    client: httpx.AsyncClient, cast: Cast, content: str, kind: str
) -> None:
    answer = await client.post(
        f"/hooks/in/{cast.nord_token}", content=content, headers={"Content-Type": kind}
    )
    assert answer.json()["status"] == "created", answer.text
    async with cast.rita.on(client) as rita:
        lead = (await rita.get(f"/api/leads/{answer.json()['lead_id']}")).json()
    assert (lead["first_name"], lead["last_name"], lead["phone"]) == ("Lucia", "Verdi", "+393331234567")


async def test_a_get_with_a_query_is_a_lead_too(client: httpx.AsyncClient, cast: Cast) -> None:
    answer = await client.get(f"/hooks/in/{cast.nord_token}?nome=Lucia&tel=3331234567&prov=Roma%20(RM)")
    assert answer.json()["status"] == "created"
    async with cast.rita.on(client) as rita:
        assert (await rita.get(f"/api/leads/{answer.json()['lead_id']}")).json()["province"] == "RM"


async def test_what_no_field_wants_is_an_answer(client: httpx.AsyncClient, cast: Cast) -> None:
    body = {"telefono": "3331234567", "Quanto spendi al mese?": "oltre 200 euro", "utm_xyz": "1"}
    answer = await client.post(f"/hooks/in/{cast.nord_token}", json=body)
    async with cast.rita.on(client) as rita:
        lead = (await rita.get(f"/api/leads/{answer.json()['lead_id']}")).json()
    assert lead["answers"]["Quanto spendi al mese?"] == "oltre 200 euro"


@pytest.mark.parametrize("content", [b"", b"   ", b"{not json", b"\xff\xfe\x00garbage", b"[]", b"null"])
async def test_broken_and_empty_bodies_are_refused_and_kept(
    client: httpx.AsyncClient, cast: Cast, database: Database, content: bytes
) -> None:
    answer = await client.post(
        f"/hooks/in/{cast.nord_token}", content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["messages"].keys() == {"it", "en"}
    assert await kept(database, cast) == [("kept", "unreadable_body")]


async def test_without_phone_and_email_it_is_kept_with_its_reason(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    answer = await client.post(
        f"/hooks/in/{cast.nord_token}", json={"nome": "Lucia", "telefono": "3,93331E+11"}
    )
    assert answer.status_code == 200
    assert answer.json()["status"] == "kept"
    assert answer.json()["reason"]["it"]
    assert await kept(database, cast) == [("kept", "no_contact")]


async def test_test_leads_are_recognised(client: httpx.AsyncClient, cast: Cast) -> None:
    for body in (
        {"full_name": "<test lead: dummy data for full_name>", "email": "test@fb.com"},
        {
            "lead_id": "x",
            "is_test": True,
            "user_column_data": [{"column_id": "PHONE_NUMBER", "string_value": "+393331234567"}],
        },
    ):
        assert (await client.post(f"/hooks/in/{cast.nord_token}", json=body)).json()["status"] == "test"


async def test_an_unknown_address_is_404_and_a_large_body_413(client: httpx.AsyncClient, cast: Cast) -> None:
    assert (await client.post("/hooks/in/nobody", json={"tel": "3331234567"})).status_code == 404
    big = {"tel": "3331234567", "note": "x" * 1_000_001}
    assert (await client.post(f"/hooks/in/{cast.nord_token}", json=big)).status_code == 413


async def test_a_wrong_google_key_is_refused_and_kept(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    async with cast.rita.on(client) as rita:
        path = f"/api/containers/{cast.nord_container}"
        assert (await rita.patch(path, json={"google_key": "giusta"})).status_code == 200
    column = [{"column_id": "PHONE_NUMBER", "string_value": "+393331234567"}]
    wrong = await client.post(
        f"/hooks/in/{cast.nord_token}",
        json={"lead_id": "g1", "google_key": "sbagliata", "user_column_data": column},
    )
    assert wrong.status_code == 403
    assert await kept(database, cast) == [("kept", "wrong_google_key")]
    right = await client.post(
        f"/hooks/in/{cast.nord_token}",
        json={"lead_id": "g1", "google_key": "giusta", "user_column_data": column},
    )
    assert right.json()["status"] == "created"
    without = await client.post(f"/hooks/in/{cast.nord_token}", json={"tel": "3339999999"})
    assert without.json()["status"] == "created"


async def test_who_writes_again_joins_their_lead_and_warms_it(client: httpx.AsyncClient, cast: Cast) -> None:
    hook = f"/hooks/in/{cast.nord_token}"
    first = (
        await client.post(hook, json={"nome": "Lucia", "telefono": "3331234567", "colore": "rosso"})
    ).json()
    again = (
        await client.post(hook, json={"tel": "+39 333 1234567", "città": "Roma", "colore": "blu"})
    ).json()
    assert again["status"] == "resubmitted"
    assert again["lead_id"] == first["lead_id"]
    async with cast.rita.on(client) as rita:
        lead = (await rita.get(f"/api/leads/{first['lead_id']}")).json()
        timeline = (await rita.get(f"/api/leads/{first['lead_id']}/timeline")).json()["items"]
    assert (lead["city"], lead["submissions"], lead["answers"]["colore"]) == ("Roma", 2, "rosso")
    assert lead["last_activity_at"] > lead["received_at"]
    told = next(item for item in timeline if item["kind"] == "lead.resubmitted")
    assert told["answers"]["colore"] == "blu"


async def test_the_same_provider_id_with_another_phone_is_another_person(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    hook = f"/hooks/in/{cast.nord_token}"
    one = (await client.post(hook, json={"lead_id": "L-77-abc", "telefono": "3331234567"})).json()
    same = (await client.post(hook, json={"lead_id": "L-77-abc", "telefono": "3331234567"})).json()
    other = (await client.post(hook, json={"lead_id": "L-77-abc", "telefono": "3337654321"})).json()
    assert (one["status"], same["status"], other["status"]) == ("created", "duplicate", "created")
    assert other["lead_id"] != one["lead_id"]


async def test_same_email_and_another_phone_is_a_lead_marked_as_a_possible_double(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    hook = f"/hooks/in/{cast.nord_token}"
    one = (await client.post(hook, json={"email": "casa@example.it", "telefono": "3331234567"})).json()
    two = (await client.post(hook, json={"email": "Casa@Example.it", "telefono": "3337654321"})).json()
    assert two["status"] == "created"
    async with cast.rita.on(client) as rita:
        assert (await rita.get(f"/api/leads/{two['lead_id']}")).json()["possible_duplicate_of"] == one[
            "lead_id"
        ]


async def test_an_email_is_the_person_where_one_of_the_two_has_no_phone(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    hook = f"/hooks/in/{cast.nord_token}"
    one = (await client.post(hook, json={"nome": "Lucia", "email": "lucia@example.it"})).json()
    two = (await client.post(hook, json={"email": "lucia@example.it", "telefono": "3331234567"})).json()
    assert two == one | {"status": "resubmitted", "delivery_id": two["delivery_id"]}
    async with cast.rita.on(client) as rita:
        assert (await rita.get(f"/api/leads/{one['lead_id']}")).json()["phone"] == "+393331234567"


async def test_a_container_that_is_off_keeps_its_leads_in_the_queue(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    async with cast.rita.on(client) as rita:
        await rita.patch(f"/api/containers/{cast.nord_container}", json={"active": False})
        answer = (await client.post(f"/hooks/in/{cast.nord_token}", json={"telefono": "3331234567"})).json()
        lead = (await rita.get(f"/api/leads/{answer['lead_id']}")).json()
    assert (answer["status"], lead["agent"], lead["queued_at"] is None) == ("created", None, False)


async def test_a_lead_by_hand_says_which_field_is_wrong(client: httpx.AsyncClient, cast: Cast) -> None:
    async with cast.rita.on(client) as rita:
        wrong = await rita.post(
            "/api/leads",
            json={"container_id": str(cast.nord_container), "phone": "12", "province": "Atlantide"},
        )
        assert wrong.status_code == 422
        assert {error["field"] for error in wrong.json()["errors"]} >= {"phone", "province"}
        made = await rita.post(
            "/api/leads",
            json={"container_id": str(cast.nord_container), "first_name": "Ugo", "phone": "333 1112223"}
            | {"otp": "4821", "ip_address": "93.41.10.7", "landing_url": "https://offerte.example.it/"},
        )
        assert made.status_code == 201
        assert (made.json()["otp"], made.json()["ip_address"]) == ("4821", "93.41.10.7")
        assert made.json()["landing_url"] == "https://offerte.example.it/"
        assert made.json()["agent"]["id"] in {str(cast.anna.id), str(cast.bruno.id)}
        again = await rita.post(
            "/api/leads", json={"container_id": str(cast.nord_container), "phone": "3331112223"}
        )
        assert again.status_code == 409


async def test_an_agente_s_lead_by_hand_is_their_own(client: httpx.AsyncClient, cast: Cast) -> None:
    async with cast.bruno.on(client) as bruno:
        for number in range(3):
            body = {"container_id": str(cast.nord_container), "phone": f"333000000{number}"}
            made = await bruno.post("/api/leads", json=body)
            assert made.json()["agent"]["id"] == str(cast.bruno.id)
