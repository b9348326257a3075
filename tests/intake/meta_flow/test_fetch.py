"""A lead is fetched by its id: what each of Graph's answers does to it, and what a crash does not."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from goccia.intake import meta_admission, meta_fetch, meta_jobs
from goccia.intake.adapters.meta_graph import MetaGraph
from goccia.intake.meta_fetch import wait_before
from goccia.intake.ports import MetaLead
from tests.intake.meta_flow.conftest import Stage

DAY = timedelta(days=1)
CONTRACTS = os.environ.get("GOCCIA_CONTRACTS")


async def test_an_announced_lead_becomes_a_lead_on_the_screen_of_one_agent(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced(replace={"provincia": "Bergamo"})
    assert await stage.fetch(leadgen_id) == "done"
    [lead] = await stage.leads()
    assert lead["agent_id"] in {stage.cast.anna.id, stage.cast.bruno.id}
    assert lead["phone"].startswith("+39318")
    assert lead["province"] == "BG"
    assert lead["privacy_consent"] == "given"
    assert lead["source"] in {"Facebook", "Instagram"}
    assert lead["campaign"] == "Risparmio in bolletta (simulata)"
    assert lead["answers"]["quanto_spendi_al_mese?"]
    assert (await stage.row(leadgen_id))["lead_id"] == lead["id"]
    [submission] = await stage.rows("SELECT * FROM submission WHERE lead_id = $1", lead["id"])
    assert (submission["via"], submission["provider_lead_id"]) == ("meta", leadgen_id)
    kinds = await stage.rows("SELECT kind FROM event WHERE lead_id = $1", lead["id"])
    assert sorted(row["kind"] for row in kinds) == ["lead.assigned", "lead.created"]
    assert (await stage.page_state())["token_state"] == "ok"


async def test_the_jobs_that_the_worker_runs_do_the_same(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    jobs = {job.name: job.run for job in meta_jobs.jobs(stage.settings, stage.graph)}
    await jobs["intake.meta_release"](stage.database, {"form_id": stage.form})
    await jobs["intake.meta_fetch"](stage.database, {"leadgen_id": leadgen_id})
    await jobs["intake.meta_reconcile"](stage.database, {"form_id": stage.form})
    assert (await stage.row(leadgen_id))["state"] == "done"
    assert len(await stage.leads()) == 1


async def test_the_mapping_of_the_form_goes_before_the_names_we_know(stage: Stage) -> None:
    await stage.put_page()
    await stage.put_form(mapping={"quanto_spendi_al_mese?": "housing_type", "tipologia_abitazione": "answer"})
    await stage.fetch(await stage.announced(replace={"quanto_spendi_al_mese?": "poco"}))
    [lead] = await stage.leads()
    assert lead["housing_type"] == "poco"
    assert "tipologia_abitazione" in lead["answers"]


async def test_metas_own_test_leads_are_marked_and_make_no_lead(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced(test=True)
    assert await stage.fetch(leadgen_id) == "test"
    assert not await stage.leads()
    await stage.webhook(leadgen_id)
    assert await stage.fetch(leadgen_id) == "test"


async def test_a_lead_without_phone_and_mail_is_kept_until_the_mapping_is_mended(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced(answers={"nome": "Rosa", "dove_ti_chiamo?": "333 1234567"})
    assert await stage.fetch(leadgen_id) == "kept"
    assert "telefono" in (await stage.row(leadgen_id))["problem"]["it"]
    await stage.put_form(mapping={"dove_ti_chiamo?": "phone"})
    assert await stage.release() == ["done"]
    assert [lead["phone"] for lead in await stage.leads()] == ["+393331234567"]


@pytest.mark.parametrize("mode", ["server_error", "try_later", "bad_json"])
async def test_a_transient_error_is_tried_again_within_ten_seconds_and_heals(stage: Stage, mode: str) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    await stage.go_wrong(mode, leadgen_id, times=1)
    assert await stage.fetch(leadgen_id) == "waiting"
    row = await stage.row(leadgen_id)
    assert (row["attempts"], row["problem"].keys() >= {"it", "en"}) == (1, True)
    first, second = await stage.waits(leadgen_id)
    assert first == 0
    assert 1 < second <= 5
    assert (await stage.page_state())["token_state"] == "unknown"
    assert await stage.fetch(leadgen_id, timedelta(seconds=12)) == "done"
    row = await stage.row(leadgen_id)
    assert (row["problem"], row["next_try_at"], len(await stage.leads())) == (None, None, 1)


async def test_the_time_that_graph_asks_for_is_waited(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    await stage.go_wrong("try_later", leadgen_id, times=1, minutes=7)
    await stage.fetch(leadgen_id)
    assert (await stage.waits(leadgen_id))[-1] == pytest.approx(420, abs=1)
    # a try that comes too early (a redelivered job, a doubled one) asks nothing
    assert await stage.fetch(leadgen_id, timedelta(minutes=2)) == "waiting"
    assert (await stage.row(leadgen_id))["attempts"] == 1


async def test_transient_errors_are_tried_ever_more_rarely_for_36_hours_then_shown(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    await stage.go_wrong("server_error", leadgen_id)
    at, tries = timedelta(0), 0
    while await stage.fetch(leadgen_id, at) == "waiting":
        at = (await stage.row(leadgen_id))["next_try_at"] - datetime.now(UTC)
        tries += 1
        assert tries < 100
    assert timedelta(hours=36) <= at < timedelta(hours=38)
    assert 36 <= tries <= 80
    assert (await stage.row(leadgen_id))["state"] == "failed"
    await stage.go_wrong("none", leadgen_id)
    answer = await stage.as_admin("POST", f"/api/meta/leads/{leadgen_id}/retry")
    assert (answer.status_code, answer.json()["state"]) == (200, "waiting")
    assert await stage.fetch(leadgen_id, DAY) == "done"


def test_waits_grow_with_jitter_between_bounds() -> None:
    for attempt in range(1, 60):
        low, high = wait_before(attempt, None, lambda: 0.0), wait_before(attempt, None, lambda: 1.0)
        assert low == high / 2
        assert high <= 3600
    assert wait_before(1, None, lambda: 1.0) <= 5
    tops = [wait_before(attempt, None, lambda: 1.0) for attempt in range(1, 30)]
    assert all(one <= other for one, other in pairwise(tops))
    assert wait_before(1, 900.0) == 900.0


async def test_gone_is_tried_twice_more_soon_because_servers_lag_then_shown(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    await stage.go_wrong("gone", leadgen_id)
    assert await stage.fetch(leadgen_id) == "waiting"
    assert await stage.fetch(leadgen_id, timedelta(minutes=1)) == "waiting"
    assert await stage.fetch(leadgen_id, timedelta(minutes=2)) == "gone"
    assert len(await stage.waits(leadgen_id)) == 3
    assert max(await stage.waits(leadgen_id)) <= 60
    row = await stage.row(leadgen_id)
    assert (row["next_try_at"], row["problem"]["kind"]) == (None, "gone")
    assert (await stage.page_state())["token_state"] == "unknown"


async def test_a_lead_that_reaches_metas_servers_late_is_fetched(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    await stage.go_wrong("gone", leadgen_id, times=1)
    assert await stage.fetch(leadgen_id) == "waiting"
    assert await stage.fetch(leadgen_id, timedelta(seconds=10)) == "done"


@pytest.mark.parametrize(
    ("mode", "state", "alarm"), [("token_dead", "token_dead", "dead"), ("no_permission",) * 3]
)
async def test_a_dead_token_alarms_once_and_a_new_one_releases_what_waited(
    stage: Stage, mode: str, state: str, alarm: str
) -> None:
    await stage.connect()
    first, second = await stage.announced(), await stage.announced()
    await stage.go_wrong(mode, stage.page)
    assert [await stage.fetch(first), await stage.fetch(second)] == [state, state]
    page = await stage.page_state()
    assert (page["token_state"], page["waiting"]) == (alarm, 2)
    assert page["problem"].keys() == {"it", "en"}
    status = (await stage.as_admin("GET", "/api/meta/status")).json()
    assert status["alarms"] >= 1
    events = await stage.rows(
        "SELECT unit_id FROM event WHERE kind = 'meta.token_dead' AND payload ->> 'page' = $1", stage.page
    )
    assert [row["unit_id"] for row in events] == [stage.cast.nord]
    # they wait: nobody asks Graph again by himself
    assert len(await stage.waits(first)) == 1
    await stage.go_wrong("none", stage.page)
    await stage.put_page()
    assert (await stage.page_state())["token_state"] == "unknown"
    assert await stage.release() == ["done", "done"]
    assert (await stage.page_state())["token_state"] == "ok"
    assert len(await stage.leads()) == 2


async def test_a_token_that_works_again_releases_the_others_by_itself(stage: Stage) -> None:
    await stage.connect()
    first, second = await stage.announced(), await stage.announced()
    await stage.go_wrong("token_dead", stage.page, times=1)
    assert await stage.fetch(first) == "token_dead"
    assert await stage.fetch(second) == "done"
    page_jobs = await stage.rows(
        "SELECT 1 FROM pgqueuer WHERE entrypoint = 'intake.meta_release'"
        " AND convert_from(payload, 'UTF8')::jsonb ->> 'page_id' = $1", stage.page,
    )  # fmt: skip
    assert len(page_jobs) == 2
    assert await stage.release() == ["done"]


async def test_what_is_said_of_an_old_token_does_not_condemn_the_new_one(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    await stage.go_wrong("token_dead", stage.page, times=1)

    class Slow(MetaGraph):
        async def fetch_lead(self, leadgen_id: str, token: str) -> MetaLead:
            await stage.put_page()  # the Admin is quicker than Graph's answer
            return await stage.graph.fetch_lead(leadgen_id, token)

    assert (
        await meta_fetch.fetch(stage.database, stage.settings, Slow(), leadgen_id, datetime.now(UTC))
        == "token_dead"
    )
    assert (await stage.page_state())["token_state"] == "unknown"
    assert await stage.release() == ["done"]


async def test_no_transaction_is_open_while_graph_is_asked(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    idle: list[int] = []

    class Watched(MetaGraph):
        async def fetch_lead(self, leadgen_id: str, token: str) -> MetaLead:
            rows = await stage.rows(
                "SELECT count(*) AS open FROM pg_stat_activity WHERE datname = current_database()"
                " AND state LIKE 'idle in transaction%'"
            )
            idle.append(rows[0]["open"])
            return await stage.graph.fetch_lead(leadgen_id, token)

    await meta_fetch.fetch(stage.database, stage.settings, Watched(), leadgen_id, datetime.now(UTC))
    assert idle == [0]


async def test_killed_between_fetch_and_commit_the_lead_is_fetched_again_and_is_one(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()

    class Killed(MetaGraph):
        async def fetch_lead(self, leadgen_id: str, token: str) -> MetaLead:
            await stage.graph.fetch_lead(leadgen_id, token)
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await meta_fetch.fetch(stage.database, stage.settings, Killed(), leadgen_id, datetime.now(UTC))
    assert (await stage.row(leadgen_id))["state"] == "waiting"
    assert await stage.fetch(leadgen_id) == "done"
    assert await stage.fetch(leadgen_id) == "done"
    assert len(await stage.leads()) == 1


async def test_killed_inside_the_commit_nothing_of_it_stays(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()

    async def settle_and_die(*given: object) -> str:
        await meta_admission.settle(*given)  # type: ignore[arg-type]
        raise ConnectionResetError("the server is gone")

    monkeypatch.setattr(meta_fetch, "settle", settle_and_die)
    with pytest.raises(ConnectionResetError):
        await stage.fetch(leadgen_id)
    monkeypatch.undo()
    assert not await stage.leads()
    assert await stage.fetch(leadgen_id) == "done"
    assert len(await stage.leads()) == 1


async def test_eight_tries_at_once_make_one_lead_and_one_turn(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    states = await asyncio.gather(*(stage.fetch(leadgen_id) for _ in range(8)))
    assert set(states) == {"done"}
    [lead] = await stage.leads()
    assert len(await stage.rows("SELECT 1 FROM decision WHERE lead_id = $1", lead["id"])) == 1


async def test_a_lead_whose_job_was_lost_is_found_again(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    now = datetime.now(UTC)
    assert leadgen_id not in await meta_fetch.sweep(stage.database, now + DAY)
    async with stage.database.transaction() as tx:
        await tx.execute(
            "DELETE FROM pgqueuer WHERE convert_from(payload, 'UTF8')::jsonb ->> 'leadgen_id' = $1",
            leadgen_id,
        )
    assert leadgen_id not in await meta_fetch.sweep(stage.database, now)
    assert leadgen_id in await meta_fetch.sweep(stage.database, now + DAY)
    assert len(await stage.waits(leadgen_id)) == 1


async def test_the_id_that_was_announced_counts_whatever_graph_calls_the_lead(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()

    class Renaming(MetaGraph):
        async def fetch_lead(self, leadgen_id: str, token: str) -> MetaLead:
            told = await stage.graph.fetch_lead(leadgen_id, token)
            raw: Mapping[str, object] = {**told.raw, "id": "1"}
            return MetaLead(id=leadgen_id, raw=raw)

    now = datetime.now(UTC)
    assert await meta_fetch.fetch(stage.database, stage.settings, Renaming(), leadgen_id, now) == "done"
    [lead] = await stage.leads()
    [submission] = await stage.rows("SELECT provider_lead_id FROM submission WHERE lead_id = $1", lead["id"])
    assert submission["provider_lead_id"] == leadgen_id


async def test_the_same_person_again_joins_their_lead(stage: Stage) -> None:
    await stage.connect()
    phone = {"numero_di_telefono": "+393181112223"}
    await stage.fetch(await stage.announced(replace=phone))
    again = await stage.announced(replace=phone)
    assert await stage.fetch(again) == "done"
    [lead] = await stage.leads()
    assert (lead["submissions"], (await stage.row(again))["lead_id"]) == (2, lead["id"])


async def test_a_permission_missing_for_one_lead_does_not_ask_for_it_at_each_arrival(stage: Stage) -> None:
    await stage.connect()
    hidden, other = await stage.announced(), await stage.announced()
    await stage.go_wrong("no_permission", hidden)
    assert await stage.fetch(hidden) == "no_permission"
    assert await stage.fetch(other) == "done"
    assert (await stage.page_state())["token_state"] == "ok"
    assert (await stage.row(hidden))["state"] == "no_permission"
    assert len(await stage.waits(hidden)) == 1


async def test_a_token_made_with_another_key_is_a_dead_token_with_its_reason(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    async with stage.database.transaction() as tx:
        await tx.execute("UPDATE meta_page SET access_token = 'x' WHERE page_id = $1", stage.page)
    assert await stage.fetch(leadgen_id) == "token_dead"
    assert "GOCCIA_SECRET_KEY" in (await stage.page_state())["problem"]["it"]
    await stage.put_page()
    assert await stage.release() == ["done"]


@pytest.mark.skipif(not CONTRACTS, reason="GOCCIA_CONTRACTS is unset: published contracts not here")
async def test_the_lead_of_the_documentation_becomes_a_lead(stage: Stage) -> None:
    examples = json.loads((Path(CONTRACTS or "") / "meta-leads" / "examples.json").read_text())
    told = examples["lead_response"]
    await stage.connect()
    leadgen_id = await stage.announced()

    class Documented(MetaGraph):
        async def fetch_lead(self, leadgen_id: str, token: str) -> MetaLead:
            assert token == stage.token
            return MetaLead(id=leadgen_id, raw=told)

    now = datetime.now(UTC)
    assert await meta_fetch.fetch(stage.database, stage.settings, Documented(), leadgen_id, now) == "done"
    [lead] = await stage.leads()
    assert (lead["first_name"], lead["last_name"], lead["phone"]) == ("James", "Oak", "+393331234567")
    assert lead["received_at"] == datetime(2015, 11, 12, 15, 27, 6, tzinfo=UTC)
