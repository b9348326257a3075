"""Each form is compared with Meta's list: a lost webhook is healed, an error stops nothing else."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from goccia.intake import meta_reconcile
from tests.intake.meta_flow.conftest import Stage

HOUR = timedelta(hours=1)


def claimed(due: list[str], stage: Stage) -> bool:
    return stage.form in due


async def test_a_lost_webhook_is_healed_without_a_further_fetch(stage: Stage) -> None:
    await stage.connect()
    lost = await stage.submit()
    assert await stage.reconcile() == 1
    row = await stage.row(lost)
    assert (row["state"], row["via"]) == ("done", "reconcile")
    [lead] = await stage.leads()
    assert (row["lead_id"], lead["form"]) == (lead["id"], "Preventivo")
    assert await stage.waits(lost) == []
    log = (await stage.controls.get("/log")).json()["log"]
    assert not [line for line in log if line["kind"] == "request" and line["path"] == f"/{lost}"]
    # and again: nothing new, nothing twice
    assert await stage.reconcile() == 0
    await stage.webhook(lost)
    assert len(await stage.leads()) == 1


async def test_many_pages_are_read_and_fall_in_the_order_of_asking(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meta_reconcile, "PAGE", 2)
    await stage.connect()
    known = await stage.announced()
    await stage.fetch(known)
    ids = [await stage.submit() for _ in range(5)]
    assert await stage.reconcile() == 5
    assert {(await stage.row(one))["state"] for one in ids} == {"done"}
    assert len(await stage.leads()) == 6


async def test_what_fetching_could_not_heal_the_list_does(stage: Stage) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    await stage.go_wrong("server_error", leadgen_id)
    assert await stage.fetch(leadgen_id) == "waiting"
    assert await stage.reconcile() == 1
    assert (await stage.row(leadgen_id))["state"] == "done"
    assert await stage.fetch(leadgen_id, HOUR) == "done"
    assert len(await stage.leads()) == 1


async def test_leads_from_long_before_the_form_was_connected_are_left_alone(stage: Stage) -> None:
    old = (datetime.now(UTC) - timedelta(days=3)).isoformat()
    recent = (datetime.now(UTC) - HOUR).isoformat()
    await stage.submit(created_time=old)
    wanted = await stage.submit(created_time=recent)
    await stage.connect()
    assert await stage.reconcile() == 1
    assert (await stage.row(wanted))["state"] == "done"


async def test_each_comparing_begins_two_hours_before_the_last(stage: Stage) -> None:
    await stage.connect()
    await stage.reconcile(timedelta(hours=5))
    late = (datetime.now(UTC) + timedelta(hours=3, minutes=30)).isoformat()
    too_late = (datetime.now(UTC) + timedelta(hours=2, minutes=30)).isoformat()
    await stage.submit(created_time=too_late)
    wanted = await stage.submit(created_time=late)
    assert await stage.reconcile(timedelta(hours=6)) == 1
    assert await stage.row(wanted)


@pytest.mark.parametrize("mode", ["server_error", "gone", "no_permission", "try_later", "bad_json"])
async def test_an_error_of_a_list_never_stops_fetches_by_id(stage: Stage, mode: str) -> None:
    await stage.connect()
    leadgen_id = await stage.announced()
    await stage.go_wrong(mode, stage.form)
    assert await stage.reconcile() == 0
    [form] = [
        form for form in (await stage.as_admin("GET", "/api/meta/forms?limit=200")).json()["items"]
        if form["form_id"] == stage.form
    ]  # fmt: skip
    assert form["problem"].keys() == {"it", "en"}
    assert (form["reconciled_to"], (await stage.page_state())["token_state"]) == (None, "unknown")
    assert await stage.fetch(leadgen_id) == "done"


async def test_a_dead_token_found_by_the_list_alarms_and_the_next_good_round_ends_it(stage: Stage) -> None:
    await stage.connect()
    await stage.go_wrong("token_dead", stage.form, times=1)
    await stage.reconcile()
    assert (await stage.page_state())["token_state"] == "dead"
    await stage.reconcile()
    assert (await stage.page_state())["token_state"] == "ok"


async def test_a_form_in_trouble_is_asked_ever_more_rarely_and_alone(stage: Stage) -> None:
    await stage.connect()
    every = timedelta(minutes=stage.settings.reconcile_minutes)
    now = datetime.now(UTC)
    assert claimed(await meta_reconcile.claim_due(stage.database, stage.settings, now), stage)
    await stage.go_wrong("server_error", stage.form)
    waits = []
    for _ in range(4):
        await meta_reconcile.reconcile(stage.database, stage.settings, stage.graph, stage.form, now)
        [row] = await stage.rows("SELECT problem FROM meta_form WHERE form_id = $1", stage.form)
        due = datetime.fromisoformat(row["problem"]["next_at"])
        waits.append(due - now)
        before = await meta_reconcile.claim_due(stage.database, stage.settings, due - timedelta(seconds=1))
        assert not claimed(before, stage)
        now = due
        assert claimed(await meta_reconcile.claim_due(stage.database, stage.settings, now), stage)
    assert waits == [every, every * 2, every * 4, every * 8]


async def test_the_wait_that_graph_asks_of_a_list_is_waited(stage: Stage) -> None:
    await stage.connect()
    await stage.go_wrong("try_later", stage.form, minutes=45)
    assert claimed(await meta_reconcile.claim_due(stage.database, stage.settings, datetime.now(UTC)), stage)
    await stage.reconcile()
    soon = datetime.now(UTC) + timedelta(minutes=44)
    assert not claimed(await meta_reconcile.claim_due(stage.database, stage.settings, soon), stage)
    assert claimed(
        await meta_reconcile.claim_due(stage.database, stage.settings, soon + timedelta(minutes=2)), stage
    )


async def test_many_workers_claim_a_form_once_and_again_when_it_is_due(stage: Stage) -> None:
    await stage.connect()
    now = datetime.now(UTC)
    rounds = await asyncio.gather(
        *(meta_reconcile.claim_due(stage.database, stage.settings, now) for _ in range(6))
    )
    assert sum(claimed(due, stage) for due in rounds) == 1
    every = timedelta(minutes=stage.settings.reconcile_minutes)
    soon, due = now + every - timedelta(seconds=1), now + every
    assert not claimed(await meta_reconcile.claim_due(stage.database, stage.settings, soon), stage)
    assert claimed(await meta_reconcile.claim_due(stage.database, stage.settings, due), stage)


async def test_forms_that_were_disconnected_are_not_compared(stage: Stage) -> None:
    await stage.connect()
    await stage.submit()
    assert (await stage.as_admin("DELETE", f"/api/meta/forms/{stage.form}")).status_code == 204
    assert not claimed(
        await meta_reconcile.claim_due(stage.database, stage.settings, datetime.now(UTC)), stage
    )
    assert await stage.reconcile() == 0
