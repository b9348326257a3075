"""Da smistare: leads of unknown pages and forms wait where people see them, and nobody loses one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
from pydantic import SecretStr

from goccia.core.cursor import encode_cursor
from goccia.intake import meta_leads
from goccia.kit.ids import uuid7
from tests.intake.meta_flow.conftest import Stage, new_id
from tests.people import Person


async def waiting(stage: Stage, person: Person, **query: str) -> list[dict[str, Any]]:
    answer = await stage.client.get(
        "/api/meta/leads", params={"limit": "200", **query}, headers=person.headers
    )
    assert answer.status_code == 200, answer.text
    return [item for item in answer.json()["items"] if (item["page"] or {}).get("id") in (stage.page, None)]


async def test_a_lead_of_an_unknown_page_waits_and_is_released_when_page_and_form_are_connected(
    stage: Stage,
) -> None:
    leadgen_id = await stage.announced()
    [item] = [
        one
        for one in await waiting(stage, stage.cast.ada, state="unsorted")
        if one["leadgen_id"] == leadgen_id
    ]
    assert (item["form"]["id"], item["person"], item["container"]) == (stage.form, None, None)
    assert await stage.fetch(leadgen_id) == "unsorted"
    assert "token" in (await stage.row(leadgen_id))["problem"]["it"]
    await stage.connect()
    assert await stage.release() == ["done"]
    assert len(await stage.leads()) == 1


async def test_a_lead_of_an_unknown_form_shows_who_it_is_while_it_waits(stage: Stage) -> None:
    await stage.put_page()
    leadgen_id = await stage.announced(
        replace={"nome_e_cognome": "Rosa Marino", "numero_di_telefono": "318 1234567"}
    )
    assert await stage.fetch(leadgen_id) == "unsorted"
    [item] = await waiting(stage, stage.cast.ada, form_id=stage.form)
    assert item["person"]["name"] == "Rosa Marino"
    assert item["person"]["phone"] == "+393181234567"
    assert item["problem"].keys() == {"it", "en"}
    assert not await stage.leads()
    await stage.put_form()
    await stage.go_wrong("server_error", leadgen_id)  # what is known is not asked again
    assert await stage.release() == ["done"]
    assert not await waiting(stage, stage.cast.ada, form_id=stage.form)


async def test_a_form_whose_container_was_taken_away_sorts_nothing(stage: Stage) -> None:
    await stage.put_page()
    body = {"page_id": stage.page, "container_id": None}
    assert (await stage.as_admin("PUT", f"/api/meta/forms/{stage.form}", body)).json()["container"] is None
    leadgen_id = await stage.announced()
    assert await stage.fetch(leadgen_id) == "unsorted"
    await stage.put_form(stage.cast.sud_container)
    assert await stage.release() == ["done"]
    assert len(await stage.leads(stage.cast.sud_container)) == 1


async def test_a_container_deleted_meanwhile_loses_no_lead(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    async with stage.database.transaction() as tx:
        await tx.execute("UPDATE container SET deleted_at = now() WHERE id = $1", stage.cast.nord_container)
    assert await stage.fetch(leadgen_id) == "unsorted"
    await stage.put_form(stage.cast.sud_container)
    assert await stage.release() == ["done"]


async def test_a_person_sorts_one_lead_by_hand(stage: Stage) -> None:
    await stage.put_page()
    known, unknown = await stage.announced(), await stage.announced()
    await stage.fetch(known)
    body = {"container_id": str(stage.cast.sud_container)}
    answer = await stage.as_admin("POST", f"/api/meta/leads/{known}/assign", body)
    assert (answer.status_code, answer.json()["state"]) == (200, "done")
    answer = await stage.as_admin("POST", f"/api/meta/leads/{unknown}/assign", body)
    assert (answer.status_code, answer.json()["state"]) == (200, "waiting")
    await stage.put_form(stage.cast.nord_container)  # a person's choice stands
    assert await stage.fetch(unknown, timedelta(seconds=1)) == "done"
    assert len(await stage.leads(stage.cast.sud_container)) == 2
    assert not await stage.leads(stage.cast.nord_container)
    again = await stage.as_admin("POST", f"/api/meta/leads/{known}/assign", body)
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    assert (await stage.as_admin("POST", f"/api/meta/leads/{known}/retry")).status_code == 409
    nowhere = await stage.as_admin(
        "POST", f"/api/meta/leads/{unknown}/assign", {"container_id": str(uuid7())}
    )
    assert nowhere.status_code == 422


async def test_a_referente_sees_and_moves_the_leads_of_their_own_units_only(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    await stage.go_wrong("no_permission", stage.page)
    await stage.fetch(leadgen_id)
    [mine] = [one for one in await waiting(stage, stage.cast.rita) if one["leadgen_id"] == leadgen_id]
    assert (mine["state"], mine["page"]["name"], mine["container"]["name"]) == (
        "no_permission",
        "Pagina",
        "Campagna Nord",
    )
    assert not await waiting(stage, stage.cast.remo)
    rita, remo = stage.cast.rita.headers, stage.cast.remo.headers
    path = f"/api/meta/leads/{leadgen_id}"
    assert (await stage.client.post(f"{path}/retry", headers=remo)).status_code == 404
    body = {"container_id": str(stage.cast.sud_container)}
    assert (await stage.client.post(f"{path}/assign", json=body, headers=remo)).status_code == 404
    assert (await stage.client.post(f"{path}/assign", json=body, headers=rita)).status_code == 422
    assert (await stage.client.post(f"{path}/retry", headers=rita)).json()["state"] == "waiting"
    assert (await stage.client.post(f"{path}/retry", headers=stage.cast.anna.headers)).status_code == 403
    forms = (await stage.client.get("/api/meta/forms?limit=200", headers=rita)).json()["items"]
    assert [form["container"]["name"] for form in forms if form["form_id"] == stage.form] == ["Campagna Nord"]
    forms = (await stage.client.get("/api/meta/forms?limit=200", headers=remo)).json()["items"]
    assert not [form for form in forms if form["form_id"] == stage.form]


async def test_the_list_pages_through_without_gaps(stage: Stage) -> None:
    ids = {await stage.announced() for _ in range(5)}
    found: list[str] = []
    cursor: str | None = None
    while True:
        query = {"limit": "2", "form_id": stage.form} | ({"cursor": cursor} if cursor else {})
        page = (
            await stage.client.get("/api/meta/leads", params=query, headers=stage.cast.ada.headers)
        ).json()
        found += [item["leadgen_id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert (len(found), set(found)) == (5, ids)


async def test_cursors_that_are_not_ours_are_refused_or_harmless(stage: Stage) -> None:
    await stage.announced()
    for place in (
        [1, 2],
        ["0001-01-01T00:00:00+00:01", "1"],
        ["2026-01-01", "1"],
        ["2026-01-01T00:00:00Z", "\0"],
    ):
        query = {"cursor": encode_cursor(place)}
        for path in ("/api/meta/leads", "/api/meta/pages", "/api/meta/forms", "/api/deliveries"):
            answer = await stage.client.get(path, params=query, headers=stage.cast.ada.headers)
            assert answer.status_code in (200, 422), (path, place, answer.text)


async def test_a_mapping_with_nul_characters_is_cleaned(stage: Stage) -> None:
    await stage.put_page()
    await stage.put_form(mapping={"do\0manda": "custom:x\0"})
    [row] = await stage.rows("SELECT mapping FROM meta_form WHERE form_id = $1", stage.form)
    assert row["mapping"] == {"domanda": "custom:x"}


async def test_the_token_of_the_forms_page_serves_where_the_webhook_names_another(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.submit()
    await stage.webhook(leadgen_id, page_id=new_id())
    assert await stage.fetch(leadgen_id) == "done"


async def test_a_token_is_stored_encrypted_and_never_told(stage: Stage) -> None:
    await stage.put_page()
    [row] = await stage.rows("SELECT access_token FROM meta_page WHERE page_id = $1", stage.page)
    assert stage.token not in row["access_token"]
    for method, path, body in (
        ("PUT", f"/api/meta/pages/{stage.page}", {"name": "Pagina", "access_token": stage.token}),
        ("PUT", f"/api/meta/pages/{stage.page}", {"name": "Pagina", "access_token": stage.token, "x": 1}),
        ("GET", "/api/meta/pages?limit=200", None),
        ("GET", "/api/meta/status", None),
    ):
        assert stage.token not in (await stage.as_admin(method, path, body)).text


async def test_what_cannot_be_connected_is_refused_in_words(stage: Stage) -> None:
    async def refusal(path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = await stage.as_admin("PUT", path, body)
        assert answer.status_code == 422, answer.text
        error: dict[str, Any] = answer.json()["errors"][0]
        assert error["it"]
        assert error["en"]
        return error

    container = str(stage.cast.nord_container)
    form = f"/api/meta/forms/{stage.form}"
    assert (await refusal(form, {"page_id": stage.page, "container_id": container}))["field"] == "page_id"
    for token in ("", "   ", "due parole", "tokèn", "a\u0000b"):
        page = {"name": "Pagina", "access_token": token}
        assert (await refusal(f"/api/meta/pages/{stage.page}", page))["field"] == "access_token"
    assert (await refusal(f"/api/meta/pages/{stage.page}", {"name": " ", "access_token": "a"}))[
        "field"
    ] == "name"
    await stage.put_page()
    assert (await refusal(form, {"page_id": stage.page, "container_id": str(uuid7())}))[
        "field"
    ] == "container_id"
    body = {"page_id": stage.page, "container_id": container, "mapping": {"domanda": "telefonino"}}
    assert (await refusal(form, body))["field"] == "mapping"


async def test_a_disconnected_page_leaves_its_leads_waiting_until_it_comes_back(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    page = f"/api/meta/pages/{stage.page}"
    assert (await stage.as_admin("DELETE", page)).status_code == 204
    assert (await stage.as_admin("DELETE", page)).status_code == 404
    assert (await stage.as_admin("POST", f"{page}/check")).status_code == 404
    [row] = await stage.rows("SELECT access_token FROM meta_page WHERE page_id = $1", stage.page)
    assert row["access_token"] == ""
    assert await stage.fetch(leadgen_id) == "unsorted"
    await stage.put_page()
    assert await stage.release() == ["done"]


async def test_the_check_asks_meta_now_and_shows_its_answer(stage: Stage) -> None:
    await stage.put_page("EAABwrong")
    app = stage.client._transport.app  # type: ignore[attr-defined]
    before, app.state.lead_source = app.state.lead_source, stage.graph
    try:
        answer = (await stage.as_admin("POST", f"/api/meta/pages/{stage.page}/check")).json()
        assert (answer["ok"], answer["page"]["token_state"], answer["subscribed"]) == (False, "dead", False)
        assert "token" in answer["problem"]["it"]
        await stage.put_page()
        answer = (await stage.as_admin("POST", f"/api/meta/pages/{stage.page}/check")).json()
        assert (answer["ok"], answer["page"]["token_state"], answer["problem"]) == (True, "ok", None)
    finally:
        app.state.lead_source = before
    for person, status in ((stage.cast.rita, 403), (stage.cast.anna, 403)):
        path = f"/api/meta/pages/{stage.page}/check"
        assert (await stage.client.post(path, headers=person.headers)).status_code == status
    assert (await stage.client.post(f"/api/meta/pages/{stage.page}/check")).status_code == 401


async def test_the_status_tells_admins_the_verification_token_and_referenti_not(stage: Stage) -> None:
    status = (await stage.as_admin("GET", "/api/meta/status")).json()
    assert status["webhook_url"] == f"{stage.settings.base_url}/hooks/meta"
    assert status["verify_token"] == stage.settings.meta_token
    assert status["simulator"] is True
    shown = (await stage.client.get("/api/meta/status", headers=stage.cast.rita.headers)).json()
    assert shown["verify_token"] is None


async def test_the_status_says_when_the_app_secret_is_missing(stage: Stage) -> None:
    real = {"meta_graph_url": "https://graph.facebook.com/v23.0"}
    for more, missing in (({}, True), ({"meta_app_secret": SecretStr("s")}, False)):
        settings = stage.settings.model_copy(update={**real, **more})
        async with stage.database.transaction() as tx:
            status = await meta_leads.status(tx, settings, is_admin=True)
        assert (status.problem is not None, status.simulator) == (missing, False)


async def test_lists_of_pages_and_forms_are_bounded_and_page_through(stage: Stage) -> None:
    await stage.connect()
    for path in ("/api/meta/pages", "/api/meta/forms"):
        found: list[str] = []
        cursor: str | None = None
        while True:
            answer: httpx.Response = await stage.as_admin(
                "GET", f"{path}?limit=1" + (f"&cursor={cursor}" if cursor else "")
            )
            found += [item.get("form_id") or item["page_id"] for item in answer.json()["items"]]
            cursor = answer.json()["next_cursor"]
            if cursor is None:
                break
        assert len(found) == len(set(found))
        assert (stage.form if "forms" in path else stage.page) in found
        assert (await stage.as_admin("GET", f"{path}?limit=201")).status_code == 422
    assert new_id() not in found
