"""Two leads become one, over HTTP: all that hung on the other is on the one that stays, and its address leads there."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.intake.merge import LEFT, MOVED, OTHERS
from goccia.intake.merge_rules import KEPT, sides
from goccia.intake.merge_rules import merged as columns_of
from goccia.kit.ids import uuid7
from goccia.leads import timeline
from goccia.leads.schemas import Lead, Timeline
from goccia.notifications.log import read_on
from tests.authorisation.sides import fill
from tests.authorisation.stage import insert
from tests.authorisation.test_database import scope_of
from tests.conftest import run_sql
from tests.intake.merge.pairs import merge, merged, row_of, send, two_leads
from tests.leads.rows import NOW, add_custom_field, add_esito, add_lead, events_of
from tests.notifications.listening import read_log
from tests.people import Cast, add_container

_NAMES_A_LEAD = """
SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname ~ '^lead_ids?$'
UNION SELECT c.relname FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
WHERE f.contype = 'f' AND f.confrelid = 'lead'::regclass
"""
_COLUMNS = """
SELECT attname FROM pg_attribute WHERE attrelid = 'lead'::regclass AND attnum > 0 AND NOT attisdropped
AND attgenerated = ''
"""


async def test_every_table_that_names_a_lead_and_every_column_of_a_lead_has_its_rule(
    database: Database, cast: Cast
) -> None:
    async with database.transaction() as tx:
        tables = {row["relname"] for row in await tx.fetch(_NAMES_A_LEAD)}
        columns = {row["attname"] for row in await tx.fetch(_COLUMNS)}
    assert tables == {*MOVED, *LEFT, *OTHERS}, "say in merge.py what becomes of its rows"
    this, other = [
        {**(await row_of(database, await add_lead(database, cast)) or {}), "esito_initial": True, "esito_stops": False}
        for _ in range(2)
    ]  # fmt: skip
    after = columns_of(this, other, sides(this, other, {}), NOW)
    assert columns == {*after, *KEPT}, "say in merge_rules.py what becomes of it"


async def test_all_that_hangs_on_the_other_moves_and_its_offer_ends(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    stays = await add_lead(database, cast, agent_id=cast.anna.id)
    doubtful = await add_lead(database, cast)
    third = await add_lead(database, cast)
    async with database.transaction() as tx:
        side = await fill(tx, cast.nord, cast.nord_container, cast.rita, cast.bruno, None)
        goes: UUID = side.rows["lead"][1]
        await tx.execute(
            "UPDATE meta_lead SET lead_id = $1 WHERE leadgen_id = $2", goes, side.rows["meta_lead"][1]
        )
        await tx.execute(
            "UPDATE lead SET possible_duplicate_of = $1 WHERE id = ANY ($2)", goes, [doubtful, stays]
        )
        await insert(tx, "not_same_person", one_id=min(goes, third), other_id=max(goes, third), unit_id=cast.nord,
                     decided_at=tx.now)  # fmt: skip
        before = {
            table: await tx.fetchval(f"SELECT count(*) FROM {table} WHERE lead_id = $1", goes)
            for table in MOVED
        }
    assert min(before.values()) > 0
    lead = await merged(cast.rita, client, stays, goes)
    Lead.model_validate(lead)
    async with database.transaction() as tx:
        for table, count in before.items():
            assert await tx.fetchval(f"SELECT count(*) FROM {table} WHERE lead_id = $1", goes) == 0, table
            assert await tx.fetchval(f"SELECT count(*) FROM {table} WHERE lead_id = $1", stays) == count, (
                table
            )
        assert await tx.fetchval("SELECT count(*) FROM offer WHERE lead_id = ANY ($1)", [goes, stays]) == 0
        into = await tx.fetch(
            "SELECT into_id FROM merged_lead WHERE id = ANY ($1)", [goes, side.rows["nota"][1]]
        )
        known = await tx.fetchval("SELECT lead_id FROM merged_key WHERE key = $1", side.rows["merged_key"][1])
        apart = await tx.fetch(
            "SELECT one_id, other_id FROM not_same_person WHERE $1 IN (one_id, other_id)", third
        )
    assert [row["into_id"] for row in into] == [stays, stays], "a chain is one step"
    assert known == stays, "and the lead is known by what those before were known by"
    assert [set(row.values()) for row in apart] == [{stays, third}]
    assert await row_of(database, goes) is None
    assert [(await row_of(database, one) or {})["possible_duplicate_of"] for one in (doubtful, stays)] == [
        stays,
        None,
    ]


async def test_fields_are_taken_as_chosen_and_the_old_record_is_kept_whole_where_an_erasure_can_blank_it(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await add_custom_field(database, cast.nord, "tetto")
    esito = await add_esito(database, cast, label="Richiamare")
    stays, goes = await two_leads(
        database, cast, first_name="M.", last_name="Bianchi", city="Lodi", esito_id=esito, custom={"tetto": "piano"},
        answers={"Quando?": "subito"}, attempts=2, received_at=NOW - timedelta(days=3),
    )  # fmt: skip
    lead = await merged(cast.rita, client, stays, goes, last_name="other", phone="other", first_name="this")
    assert (lead["first_name"], lead["last_name"], lead["phone"]) == ("Maria", "Bianchi", "+393332222222")
    assert (lead["city"], lead["esito"]["name"], lead["agent"]["name"]) == (
        "Lodi",
        "Richiamare",
        "Anna Rossi",
    )
    assert (lead["custom"], lead["answers"]) == ({"tetto": "piano"}, {"Quando?": "subito"})
    assert (lead["attempts"], lead["submissions"]) == (2, 2)
    assert lead["received_at"] == (NOW - timedelta(days=3)).isoformat()
    event = (await events_of(database, stays))[-1]
    assert event["payload"] == {
        "merged": str(goes), "fields": ["last_name", "phone", "city", "esito", "custom.tetto"],
    }  # fmt: skip
    assert event["personal"]["lead"]["email"] == "maria@example.it"
    assert event["personal"]["lead"]["custom"] == {"tetto": "piano"}
    assert event["personal"]["changes"]["phone"] == {"old": "+393331111111", "new": "+393332222222"}
    left = await events_of(database, goes)
    assert [row["kind"] for row in left] == ["lead.left"]
    answer = await client.get(f"/api/leads/{stays}/timeline", headers=cast.anna.headers)
    Timeline.model_validate_json(answer.text)
    (told,) = (item for item in answer.json()["items"] if item["kind"] == "lead.merged")
    assert told["actor"]["name"] == "Rita Rossi"
    assert (told["record"]["agent"], told["record"]["last_name"]) == ("Bruno Rossi", "Bianchi")


async def test_the_timeline_is_that_of_both_page_by_page_for_whoever_has_the_lead(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    stays, goes = await two_leads(database, cast)
    for number in range(3):
        for lead, agent in ((stays, cast.anna), (goes, cast.bruno)):
            body = {"text": f"{number} {agent.email}"}
            answer = await client.post(f"/api/leads/{lead}/notes", json=body, headers=agent.headers)
            assert answer.status_code == 201
    await merged(cast.rita, client, stays, goes)
    for person in (cast.anna, cast.rita, cast.ada):
        found: list[Any] = []
        cursor: str | None = ""
        while cursor is not None:
            query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
            page = (
                await client.get(f"/api/leads/{stays}/timeline", params=query, headers=person.headers)
            ).json()
            found += page["items"]
            cursor = page["next_cursor"]
        texts = [item["text"] for item in found if item["kind"] == "lead.note_added"]
        assert texts == [f"{n} {who.email}" for n in (2, 1, 0) for who in (cast.bruno, cast.anna)]
        assert found[0]["kind"] == "lead.merged"
    assert (await client.get(f"/api/leads/{stays}/timeline", headers=cast.bruno.headers)).status_code == 404


async def test_the_timeline_of_merged_leads_is_read_by_the_index_of_each(
    database: Database, cast: Cast, settings: Settings
) -> None:
    stays, goes = await two_leads(database, cast)
    async with database.transaction() as tx:
        await tx.execute(
            "INSERT INTO event (kind, at, unit_id, lead_id, actor_kind) SELECT 'lead.edited', now(), $1,"
            " CASE WHEN n % 1000 = 0 THEN $2 WHEN n % 1000 = 1 THEN $3 ELSE gen_random_uuid() END, 'system'"
            " FROM generate_series(1, 20000) AS n", cast.nord, stays, goes,
        )  # fmt: skip
        await insert(tx, "merged_lead", id=goes, unit_id=cast.nord, into_id=stays, merged_at=NOW)
    await run_sql(str(settings.database_url), "VACUUM ANALYZE event")
    for scope in (scope_of(cast.ada), scope_of(cast.rita, cast.nord), scope_of(cast.anna, cast.nord)):
        async with database.transaction(scope) as tx:
            rows = await tx.fetch(f"EXPLAIN {timeline._PAGE}", stays, "9223372036854775807", 2**62, 50)
        plan = "\n".join(row[0] for row in rows)
        assert "event_of_lead" in plan
        assert "Seq Scan on event" not in plan


async def test_old_addresses_lead_on_for_those_who_see_the_lead_and_answer_404_to_others(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    first, second = await two_leads(database, cast)
    third = await add_lead(database, cast, agent_id=cast.bruno.id)
    await merged(cast.rita, client, first, second)
    await merged(cast.rita, client, third, first)  # now Bruno's; Anna has lost hers
    for old in (first, second):
        for tail in ("", "/timeline?limit=1", "/distribution", "/neighbours?sort=name"):
            for person in (cast.bruno, cast.rita, cast.ada):
                answer = await client.get(f"/api/leads/{old}{tail}", headers=person.headers)
                assert (answer.status_code, answer.headers["location"]) == (308, f"/api/leads/{third}{tail}")
                assert answer.json()["code"] == "moved"
                followed = await client.get(
                    f"/api/leads/{old}{tail}", headers=person.headers, follow_redirects=True
                )
                assert followed.status_code == 200
            for person in (cast.anna, cast.carla, cast.remo):
                answer = await client.get(f"/api/leads/{old}{tail}", headers=person.headers)
                nothing = await client.get(f"/api/leads/{uuid7()}{tail}", headers=person.headers)
                assert (answer.status_code, answer.json() | {"instance": ""}) == (
                    404,
                    nothing.json() | {"instance": ""},
                )
    # What is added goes to the lead that stays; what would overwrite or remove does not find the old one.
    address = f"/api/leads/{second.hex}/notes"
    noted = await client.post(
        address, json={"text": "Sono io"}, headers=cast.bruno.headers, follow_redirects=True
    )
    assert (noted.status_code, noted.json()["lead_id"]) == (201, str(third))
    assert (
        await client.patch(f"/api/leads/{first}", json={"city": "Lodi"}, headers=cast.rita.headers)
    ).status_code == 404
    assert (await client.delete(f"/api/leads/{first}", headers=cast.rita.headers)).status_code == 404
    await client.delete(f"/api/leads/{third}", headers=cast.rita.headers)
    trashed = [
        await client.get(f"/api/leads/{first}", headers=person.headers) for person in (cast.bruno, cast.rita)
    ]
    assert [answer.status_code for answer in trashed] == [404, 308]


async def test_who_comes_again_by_any_phone_or_email_of_the_two_joins_the_lead_that_stays(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    async with database.transaction() as tx:
        other_container, token = await add_container(tx, cast.nord, "Solo suoi", [cast.bruno.id])
        await tx.execute("UPDATE container SET identity_scope = 'container' WHERE id = $1", other_container)
    stays, goes = await two_leads(database, cast, email="m.verdi@example.it", container_id=other_container)
    await merged(cast.rita, client, stays, goes, email="other")
    ways = [
        (cast.nord_token, {"telefono": "333 1111111"}), (cast.nord_token, {"telefono": "333 2222222"}),
        (cast.nord_token, {"email": "maria@example.it"}), (token, {"telefono": "333 2222222"}),
        (token, {"email": "M.Verdi@example.it"}),
    ]  # fmt: skip
    for door, fields in ways:
        answer = await send(client, door, nome="Maria", **fields)
        assert (answer["status"], answer["lead_id"]) == ("resubmitted", str(stays)), fields
    doubtful = await send(
        client, cast.nord_token, nome="Mario", telefono="3339999999", email="maria@example.it"
    )
    assert doubtful["status"] == "created"
    assert (await row_of(database, UUID(doubtful["lead_id"])) or {})["possible_duplicate_of"] == stays
    taken = await client.patch(
        f"/api/leads/{doubtful['lead_id']}", json={"phone": "3332222222"}, headers=cast.rita.headers
    )
    assert (taken.status_code, taken.json()["code"]) == (409, "person_exists")


@pytest.mark.parametrize(("who", "status"), [("anna", 403), ("remo", 404), ("rita", 200), ("ada", 200)])
async def test_leaders_of_the_unit_compare_merge_and_tell_apart_and_nobody_else(
    client: httpx.AsyncClient, database: Database, cast: Cast, who: str, status: int
) -> None:
    person = getattr(cast, who)
    stays, goes = await two_leads(database, cast)
    compared = await client.get(
        f"/api/leads/{stays}/comparison", params={"other_id": str(goes)}, headers=person.headers
    )
    assert compared.status_code == status
    assert (await merge(person, client, stays, goes)).status_code == status
    assert (await row_of(database, goes) is None) == (status == 200)


async def test_what_cannot_be_merged_is_refused_and_nothing_changes(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    stays, goes = await two_leads(database, cast, phone=None)
    elsewhere = await add_lead(database, cast, unit_id=cast.sud, container_id=cast.sud_container)
    trashed = await add_lead(database, cast, deleted_at=NOW)
    refused = [
        (await merge(cast.ada, client, stays, elsewhere), 409, "two_units"),
        (await merge(cast.rita, client, stays, elsewhere), 404, "not_found"),
        (await merge(cast.rita, client, stays, trashed), 404, "not_found"),
        (await merge(cast.rita, client, stays, uuid7()), 404, "not_found"),
        (await merge(cast.rita, client, stays, stays), 409, "same_lead"),
        (await merge(cast.rita, client, stays, goes, custom__no="other", id="this"), 422, "invalid"),
        (await merge(cast.rita, client, stays, goes, phone="other", email="nobody"), 422, "invalid"),
    ]
    for answer, status, code in refused:
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert [line["field"] for line in refused[5][0].json()["errors"]] == ["take.custom.no", "take.id"]
    bare, emailed = (
        await add_lead(database, cast, phone="+393330000000"),
        await add_lead(database, cast, email="x@y.it"),
    )
    answer = await merge(cast.rita, client, bare, emailed, phone="other", email="this")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "take.phone")
    await merged(cast.rita, client, stays, goes)
    for pair in ((stays, goes), (goes, stays)):
        answer = await merge(cast.rita, client, *pair)
        assert (answer.status_code, answer.json()["code"]) == (409, "already_merged")
    stranger = await merge(cast.remo, client, goes, stays)
    assert (stranger.status_code, stranger.json()["code"]) == (404, "not_found")


async def test_notices_of_the_lead_that_goes_lead_to_the_one_that_stays(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await read_log(database)
    stays, goes = await two_leads(database, cast, agent_id=cast.anna.id)
    await send(client, cast.nord_token, nome="Maria", telefono="3332222222")
    await merged(cast.rita, client, stays, goes)  # before anybody has been told
    await read_log(database)
    assert not await read_on(database)
    answer = await client.get("/api/notifications", headers=cast.anna.headers)
    assert [(item["kind"], item["href"]) for item in answer.json()["items"]] == [
        ("lead_resubmitted", f"/leads/{stays}")
    ]
