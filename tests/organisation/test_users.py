"""Users over HTTP: who may make and change whom."""

from typing import Any

import httpx

from goccia.core.database import Database
from tests.organisation.records import add_lead, events_about, kinds
from tests.people import PASSWORD, Cast, Person


def newcomer(cast: Cast, **more: Any) -> dict[str, Any]:
    mark = cast.nord.hex[-10:]
    return {
        "email": f"dario.{mark}@example.it", "first_name": "Dario", "last_name": "Neri", "role": "agente",
        "unit_ids": [str(cast.nord)],
    } | more  # fmt: skip


async def log_in(client: httpx.AsyncClient, email: str, password: str) -> httpx.Response:
    answer = await client.post("/api/auth/login", json={"email": email, "password": password})
    client.cookies.clear()
    return answer


async def test_a_user_made_without_a_password_gets_one_to_be_changed(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    answer = await cast.rita.on(client).post("/api/users", json=newcomer(cast))
    assert answer.status_code == 201, answer.text
    user = answer.json()
    assert user["must_change_password"] is True
    assert (user["name"], user["active"], user["open_leads"]) == ("Dario Neri", True, 0)
    assert user["units"] == [{"id": str(cast.nord), "name": "Nord"}]
    assert await events_about(database, user["id"]) == [("user.created", {"role": "agente"})]
    again = await cast.rita.on(client).get(f"/api/users/{user['id']}")
    assert "password" not in again.text.replace("must_change_password", "")

    login = await log_in(client, user["email"], user["initial_password"])
    assert login.json()["user"]["must_change_password"] is True
    headers = {"Authorization": f"Bearer {login.json()['access_token']}"}
    held = await client.get("/api/units", headers=headers)
    assert (held.status_code, held.json()["code"]) == (403, "must_change_password")
    assert (await client.get("/api/me", headers=headers)).status_code == 200
    change = {"current_password": user["initial_password"], "new_password": "la mia password"}
    assert (await client.post("/api/auth/password", json=change, headers=headers)).status_code == 204
    assert (await client.get("/api/units", headers=headers)).status_code == 200


async def test_a_user_made_with_a_password_keeps_it(client: httpx.AsyncClient, cast: Cast) -> None:
    body = newcomer(
        cast, password=PASSWORD, language="en", can_export=True, hours={"weekly": {"0": [["09:00", "13:00"]]}}
    )
    user = (await cast.ada.on(client).post("/api/users", json=body)).json()
    assert (user["initial_password"], user["must_change_password"]) == (None, False)
    assert (user["language"], user["can_export"], user["hours"]["weekly"]) == (
        "en",
        True,
        {"0": [["09:00", "13:00"]]},
    )
    assert (await log_in(client, user["email"], PASSWORD)).json()["user"]["can_export"] is True


async def test_an_e_mail_belongs_to_one_user(client: httpx.AsyncClient, cast: Cast) -> None:
    ada = cast.ada.on(client)
    taken = await ada.post("/api/users", json=newcomer(cast, email=cast.carla.email.upper()))
    assert (taken.status_code, "e-mail" in taken.json()["detail"]) == (409, True)
    assert (
        await ada.patch(f"/api/users/{cast.anna.id}", json={"email": cast.carla.email})
    ).status_code == 409
    own = await ada.patch(f"/api/users/{cast.anna.id}", json={"email": cast.anna.email.upper()})
    assert (own.status_code, own.json()["email"]) == (200, cast.anna.email)


async def test_what_makes_no_sense_is_refused(client: httpx.AsyncClient, cast: Cast) -> None:
    ada = cast.ada.on(client)
    for wrong in (
        {"email": "not an address"}, {"first_name": ""}, {"role": "capo"}, {"password": "short"}, {"language": "fr"},
        {"unit_ids": ["x"]}, {"unit_ids": None}, {"hours": {"weekly": {"0": [["9", "18"]]}}}, {"epoch": 3},
        {"unit_ids": [str(cast.anna.id)]}, {"first_name": "a\x00"}, {"password": f"dario.{cast.nord.hex[-10:]}@example.it"},
    ):  # fmt: skip
        answer = await ada.post("/api/users", json=newcomer(cast, **wrong))
        assert answer.status_code == 422, (wrong, answer.text)


async def test_a_referente_makes_and_changes_agents_of_their_own_units_only(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    rita = cast.rita.on(client)
    for wrong, code in (
        ({"role": "admin"}, 403),
        ({"role": "referente"}, 403),
        ({"can_configure": True}, 403),
        ({"unit_ids": [str(cast.sud)]}, 422),
        ({"unit_ids": [str(cast.nord), str(cast.sud)]}, 422),
        ({"unit_ids": []}, 422),
    ):
        assert (await rita.post("/api/users", json=newcomer(cast, **wrong))).status_code == code, wrong
        assert (await rita.patch(f"/api/users/{cast.anna.id}", json=wrong)).status_code == code, wrong
    for other, code in ((cast.carla, 404), (cast.remo, 404), (cast.ada, 404), (cast.rita, 403)):
        place = f"/api/users/{other.id}"
        answers = [
            await rita.patch(place, json={"first_name": "Mia"}),
            await rita.post(f"{place}/reset-password"),
            await rita.post(f"{place}/activate"),
            await rita.delete(place),
        ]
        assert [answer.status_code for answer in answers] == [code] * 4
    assert (
        await rita.patch(f"/api/users/{cast.anna.id}", json={"first_name": "Annalisa"})
    ).status_code == 200


async def test_a_list_shows_the_people_of_the_caller_s_units_and_filters_them(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    async def ids(person: Person, **params: Any) -> set[str]:
        answer = await person.on(client).get("/api/users", params=params)
        assert answer.status_code == 200
        return {user["id"] for user in answer.json()["items"]}

    mine = {str(person.id) for person in (cast.rita, cast.anna, cast.bruno)}
    assert await ids(cast.rita) == mine
    assert await ids(cast.rita, role="agente") == {str(cast.anna.id), str(cast.bruno.id)}
    assert await ids(cast.rita, q="ànn") == {str(cast.anna.id)}
    assert await ids(cast.rita, q=cast.bruno.email) == {str(cast.bruno.id)}
    assert await ids(cast.rita, active=False) == set()
    assert await ids(cast.rita, unit_id=str(cast.sud)) == set()
    assert await ids(cast.ada, unit_id=str(cast.sud)) == {str(cast.remo.id), str(cast.carla.id)}
    assert (await cast.anna.on(client).get("/api/users")).status_code == 403
    page = (await cast.rita.on(client).get("/api/users", params={"limit": 2})).json()
    rest = await ids(cast.rita, cursor=page["next_cursor"])
    assert {user["id"] for user in page["items"]} | rest == mine
    assert len(rest) == 1


async def test_units_that_the_caller_does_not_see_stay_as_they_are(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    ada, rita = cast.ada.on(client), cast.rita.on(client)
    both = {"unit_ids": [str(cast.nord), str(cast.sud)]}
    assert len((await ada.patch(f"/api/users/{cast.anna.id}", json=both)).json()["unit_ids"]) == 2
    seen = (await rita.patch(f"/api/users/{cast.anna.id}", json={"unit_ids": [str(cast.nord)]})).json()
    assert seen["unit_ids"] == [str(cast.nord)]
    assert len((await ada.get(f"/api/users/{cast.anna.id}")).json()["unit_ids"]) == 2
    assert set(await kinds(database, cast.anna.id)) == {"user.changed"}


async def test_who_leaves_a_unit_leaves_its_teams_but_not_with_open_leads(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    ada, move = cast.ada.on(client), {"unit_ids": [str(cast.sud)]}
    lead = await add_lead(database, cast.nord, cast.nord_container, cast.anna.id)
    refused = await ada.patch(f"/api/users/{cast.anna.id}", json=move)
    assert (refused.status_code, "1 lead" in refused.json()["detail"]) == (409, True)
    async with database.transaction() as tx:
        await tx.execute("UPDATE lead SET agent_id = NULL WHERE id = $1", lead)
    assert (await ada.patch(f"/api/users/{cast.anna.id}", json=move)).json()["unit_ids"] == [str(cast.sud)]
    team = (await ada.get(f"/api/containers/{cast.nord_container}/team")).json()
    assert [member["user_id"] for member in team] == [str(cast.bruno.id)]
    async with database.transaction() as tx:
        told = await tx.fetch("SELECT unit_id FROM event WHERE subject_id = $1", cast.anna.id)
    assert {row["unit_id"] for row in told} == {cast.nord, cast.sud}, "both Referenti read of it"


async def test_a_deactivated_user_can_be_let_in_again(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    rita, place = cast.rita.on(client), f"/api/users/{cast.anna.id}"
    assert (await rita.post(f"{place}/deactivate", json={"open_leads": "keep"})).status_code == 200
    assert (await cast.anna.on(client).get("/api/me")).status_code == 401
    assert (await log_in(client, cast.anna.email, PASSWORD)).status_code == 401
    assert (await rita.get(place)).json()["active"] is False
    assert (await rita.post(f"{place}/activate")).json()["active"] is True
    assert (await rita.post(f"{place}/activate")).status_code == 200
    assert await kinds(database, cast.anna.id) == ["user.deactivated", "user.activated"]
    assert (await cast.anna.on(client).get("/api/me")).status_code == 401, "the old sessions stay ended"
    assert (await log_in(client, cast.anna.email, PASSWORD)).status_code == 200


async def test_a_reset_makes_a_new_password_and_ends_the_sessions(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    answer = await cast.rita.on(client).post(f"/api/users/{cast.anna.id}/reset-password")
    made = answer.json()["initial_password"]
    assert (await cast.anna.on(client).get("/api/me")).status_code == 401
    assert (await log_in(client, cast.anna.email, PASSWORD)).status_code == 401
    assert (await log_in(client, cast.anna.email, made)).json()["user"]["must_change_password"] is True
    assert (await cast.ada.on(client).post(f"/api/users/{cast.ada.id}/reset-password")).status_code == 403


async def test_a_user_with_open_leads_is_not_deleted(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    rita, place = cast.rita.on(client), f"/api/users/{cast.anna.id}"
    lead = await add_lead(database, cast.nord, cast.nord_container, cast.anna.id)
    refused = await rita.delete(place)
    assert (refused.status_code, "disattivalo" in refused.json()["detail"]) == (409, True)
    assert (await cast.anna.on(client).get("/api/me")).status_code == 200, "nothing was changed"
    async with database.transaction() as tx:
        await tx.execute("UPDATE lead SET closed_at = $2 WHERE id = $1", lead, tx.now)
    assert (await rita.delete(place)).status_code == 204
    assert (await rita.get(place)).status_code == 404
    assert (await cast.anna.on(client).get("/api/me")).status_code == 401
    assert await kinds(database, cast.anna.id) == ["user.deactivated", "user.deleted"]
    again = await rita.post("/api/users", json=newcomer(cast, email=cast.anna.email))
    assert again.status_code == 201, "the e-mail is free again"


async def test_the_last_admin_stays(client: httpx.AsyncClient, cast: Cast, database: Database) -> None:
    async with database.transaction() as tx:
        others = await tx.fetch(
            "UPDATE app_user SET active = false WHERE role = 'admin' AND active AND id <> $1 RETURNING id",
            cast.ada.id,
        )
    try:
        ada = cast.ada.on(client)
        assert (await ada.patch(f"/api/users/{cast.ada.id}", json={"role": "agente"})).status_code == 409
        assert (await ada.delete(f"/api/users/{cast.ada.id}")).status_code == 403
        assert (
            await ada.post(f"/api/users/{cast.ada.id}/deactivate", json={"open_leads": "keep"})
        ).status_code == 403
        second = (await ada.post("/api/users", json=newcomer(cast, role="admin", unit_ids=[]))).json()
        assert (await ada.patch(f"/api/users/{second['id']}", json={"role": "agente"})).status_code == 200
    finally:
        async with database.transaction() as tx:
            await tx.execute(
                "UPDATE app_user SET active = true WHERE id = ANY ($1)", [row["id"] for row in others]
            )


async def test_a_change_of_role_counts_at_once(client: httpx.AsyncClient, cast: Cast) -> None:
    assert (await cast.anna.on(client).get("/api/users")).status_code == 403
    changed = await cast.ada.on(client).patch(f"/api/users/{cast.anna.id}", json={"role": "referente"})
    assert changed.status_code == 200
    assert (await cast.anna.on(client).get("/api/users")).status_code == 200
    made_admin = await cast.ada.on(client).patch(f"/api/users/{cast.anna.id}", json={"role": "admin"})
    assert made_admin.status_code == 200
    team = (await cast.ada.on(client).get(f"/api/containers/{cast.nord_container}/team")).json()
    assert str(cast.anna.id) not in {member["user_id"] for member in team}, "Admins take no drops"
