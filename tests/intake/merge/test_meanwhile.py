"""What others do while two leads become one: nothing is lost, nobody is answered with a fault of ours."""

import asyncio
from pathlib import Path

import httpx
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.distribution.queues import drain_container
from tests.conftest import run_sql
from tests.intake.imports.conftest import Desk, csv_file
from tests.intake.merge.pairs import merge, merged, row_of, send, two_leads
from tests.leads.rows import add_esito, events_of
from tests.people import Cast

ROUNDS = 6


async def test_two_people_who_merge_a_pair_both_ways_leave_one_lead(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    for _ in range(ROUNDS):
        one, two = await two_leads(database, cast)
        answers = await asyncio.gather(
            merge(cast.rita, client, one, two), merge(cast.ada, client, two, one), merge(cast.ada, client, one, two)
        )  # fmt: skip
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
        assert {answer.json().get("code") for answer in answers} == {None, "already_merged"}
        left = [lead for lead in (one, two) if await row_of(database, lead)]
        assert len(left) == 1
        assert [row["kind"] for row in await events_of(database, left[0])].count("lead.merged") == 1


async def test_an_arrival_an_esito_and_a_nota_meanwhile_are_all_on_the_lead_that_stays(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    esito = await add_esito(database, cast, label="Sentito", contacted=True, counts_as_attempt=True)
    http = cast.bruno.on(client)
    http.follow_redirects = True
    for number in range(ROUNDS):
        phone = f"33355500{number:02}"
        stays, goes = await two_leads(database, cast, phone=f"+39{phone}", agent_id=cast.anna.id)
        http.headers = cast.anna.headers  # whose both are: she may follow
        answers = await asyncio.gather(
            merge(cast.rita, client, stays, goes),
            http.post(f"/api/leads/{goes}/esito", json={"esito_id": str(esito), "note": "Chiamata"}),
            http.post(f"/api/leads/{goes}/notes", json={"text": "Vuole un preventivo"}),
            client.post(f"/hooks/in/{cast.nord_token}", json={"nome": "Maria", "telefono": phone}),
        )
        assert [answer.status_code for answer in answers] == [200, 200, 201, 200], [a.text for a in answers]
        assert answers[3].json()["status"] == "resubmitted"
        row = await row_of(database, stays)
        assert row
        assert (row["submissions"], row["attempts"], row["esito_id"]) == (3, 1, esito)
        assert (row["first_contact_at"] is None, await row_of(database, goes)) == (False, None)
        told = await client.get(f"/api/leads/{stays}/timeline", headers=cast.anna.headers)
        kinds = sorted(item["kind"] for item in told.json()["items"])
        assert kinds == ["lead.esito_set", "lead.merged", "lead.note_added", "lead.resubmitted"]
        async with database.transaction() as tx:
            assert await tx.fetchval("SELECT count(*) FROM nota WHERE lead_id = $1", stays) == 2
            assert await tx.fetchval("SELECT count(*) FROM contact WHERE lead_id = $1", stays) == 1


async def test_leads_given_to_others_and_thrown_away_meanwhile_end_in_one_lead_or_two(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    rita = cast.rita.on(client)
    for _ in range(ROUNDS):
        stays, goes = await two_leads(database, cast)
        both = {"lead_ids": [str(goes), str(stays)]}
        answers = await asyncio.gather(
            merge(cast.ada, client, stays, goes),
            rita.post("/api/leads/assign", json=both | {"to": "goccia"}),
            rita.post("/api/leads/trash", json={"lead_ids": [str(goes)]}),
            rita.patch(f"/api/leads/{goes}", json={"phone": "3337777777"}),
        )
        statuses = [answer.status_code for answer in answers]
        assert all(status in (200, 404, 409) for status in statuses), [answer.text for answer in answers]
        gone = await row_of(database, goes)
        assert (statuses[0] == 200) == (gone is None)
        assert gone is None or gone["deleted_at"] is not None


async def test_what_fails_half_way_leaves_both_as_they_were(
    client: httpx.AsyncClient, database: Database, cast: Cast, settings: Settings
) -> None:
    stays, goes = await two_leads(database, cast)
    await client.post(f"/api/leads/{goes}/notes", json={"text": "Mia"}, headers=cast.bruno.headers)
    before = [await row_of(database, lead) for lead in (stays, goes)]
    owner = str(settings.database_url)
    try:  # a table that nobody has told the merge of: the last step fails on it, after everything has moved
        await run_sql(
            owner, "CREATE TABLE forgotten (lead_id uuid REFERENCES lead (id))",
            f"INSERT INTO forgotten VALUES ('{goes}')",
        )  # fmt: skip
        assert (await merge(cast.rita, client, stays, goes)).status_code == 500
    finally:
        await run_sql(owner, "DROP TABLE forgotten")
    assert [await row_of(database, lead) for lead in (stays, goes)] == before
    assert [row["kind"] for row in await events_of(database, goes)] == ["lead.note_added"]
    assert await events_of(database, stays) == []
    async with database.transaction() as tx:
        assert await tx.fetchval("SELECT lead_id FROM nota WHERE lead_id = ANY ($1)", [stays, goes]) == goes
        assert await tx.fetchval("SELECT count(*) FROM merged_lead WHERE id = $1", goes) == 0


async def test_an_agent_at_the_cap_may_have_the_next_lead_and_no_turn_is_given_back(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    async with database.transaction() as tx:
        alone = "DELETE FROM container_member WHERE container_id = $1 AND user_id = $2"
        await tx.execute(alone, cast.nord_container, cast.bruno.id)
        await tx.execute(
            "UPDATE container_member SET open_cap = 2 WHERE container_id = $1", cast.nord_container
        )
    hers = [await send(client, cast.nord_token, nome="Ida", telefono=f"33344400{n}0") for n in range(2)]
    waits = await send(client, cast.nord_token, nome="Leo", telefono="3334440090")
    turns = "SELECT last_turn, virtual_time FROM container_member WHERE container_id = $1"
    async with database.transaction() as tx:
        before = await tx.fetchrow(turns, cast.nord_container)
        jobs = await tx.fetchval("SELECT count(*) FROM pgqueuer WHERE entrypoint = 'distribution.wake'")
    await merged(cast.rita, client, hers[0]["lead_id"], hers[1]["lead_id"])
    async with database.transaction() as tx:
        assert await tx.fetchrow(turns, cast.nord_container) == before
        assert (
            await tx.fetchval("SELECT count(*) FROM pgqueuer WHERE entrypoint = 'distribution.wake'") > jobs
        )
    await drain_container(database, cast.nord_container)
    lead = await client.get(f"/api/leads/{waits['lead_id']}", headers=cast.anna.headers)
    assert lead.status_code == 200


@pytest.fixture
def desk(client: httpx.AsyncClient, cast: Cast) -> Desk:
    return Desk(cast.rita.on(client), cast.nord_container)


async def test_an_import_that_is_taken_back_says_what_was_merged_and_leaves_that_lead(
    client: httpx.AsyncClient, database: Database, cast: Cast, desk: Desk, tmp_path: Path
) -> None:
    known = (await send(client, cast.nord_token, nome="Maria", telefono="3331112222"))["lead_id"]
    done = await desk.commit(
        csv_file(tmp_path, [("nome", "telefono"), ("Maria", "3331113333"), ("Ugo", "3331114444")])
    )
    theirs = {lead["first_name"]: lead["id"] for lead in await desk.leads() if lead["id"] != known}
    await merged(cast.rita, client, known, theirs["Maria"], phone="other")
    apart = {"other_id": theirs["Ugo"]}  # which is no work on Ugo's lead
    assert (await desk.http.post(f"/api/leads/{known}/told-apart", json=apart)).status_code == 204
    rows = await desk.rows(done)
    assert [row["lead"]["id"] for row in rows] == [known, theirs["Ugo"]]
    again = await desk.preview(
        csv_file(tmp_path, [("nome", "telefono"), ("Mara", "3331112222")], "altro.csv")
    )
    assert again["counts"]["duplicate"] == 1
    undone = (await desk.do(done, "undo"))["undo"]
    assert undone == {"taken_back": 1, "kept": 0, "submissions_removed": 1, "merged": 1}
    lead = (
        await client.get(f"/api/leads/{theirs['Maria']}", headers=cast.rita.headers, follow_redirects=True)
    ).json()
    assert (lead["id"], lead["deleted_at"], lead["submissions"], lead["phone"]) == (
        known,
        None,
        1,
        "+393331113333",
    )


async def test_a_record_decided_to_join_a_lead_that_was_merged_joins_the_one_that_stays(
    client: httpx.AsyncClient, database: Database, cast: Cast, desk: Desk, tmp_path: Path
) -> None:
    stays, goes = await two_leads(database, cast, email="m@example.it")
    rows = [("nome", "telefono", "email"), ("Maria", "3338889999", "m@example.it")]
    found = await desk.preview(csv_file(tmp_path, rows))
    number = (await desk.rows(found))[0]["number"]
    assert (
        await desk.http.post(f"/api/imports/{found['id']}/rows/{number}/decide", json={"action": "join"})
    ).status_code == 200
    await merged(cast.rita, client, stays, goes)
    await desk.do(found, "commit")
    assert (await desk.rows(found))[0]["lead"]["id"] == str(stays)
    assert (await row_of(database, stays) or {})["submissions"] == 3
