"""An ad is paused in its container: its leads are kept and wait out of the drip; the others fall as ever; nothing is lost."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.distribution import jobs
from goccia.distribution.queues import drain_container
from goccia.distribution.recycling import return_due
from goccia.distribution.rules import Candidate, Drop, Ground, choose, choose_again
from tests.conftest import Clock
from tests.distribution.days import ADS, DAY, Member, Plan, live, set_up
from tests.distribution.test_arrivals import deliver, owners
from tests.distribution.test_fairness_concurrency import assert_told_once, team_of, widest_gap
from tests.distribution.test_first_to_claim import offers, take
from tests.distribution.test_recycling import say
from tests.distribution.test_rehearsal import letters, rehearsal
from tests.intake.imports.conftest import Desk, csv_file
from tests.leads.rows import add_esito
from tests.people import Cast, Person

BAD, GOOD = "Creatività B", "Creatività A"
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
WAITS = "In coda: la sua fonte è in pausa."


async def act(
    client: httpx.AsyncClient, who: Person, what: str, container: UUID, origin: str = f"ad:{BAD}"
) -> dict[str, Any]:
    body = {"container_id": str(container), "origin": origin}
    answer = await who.on(client).post(f"/api/origins/{what}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def lead_of(database: Database, lead: str) -> Any:
    async with database.transaction() as tx:
        return await tx.fetchrow("SELECT * FROM lead WHERE id = $1", UUID(lead))


async def trace_of(client: httpx.AsyncClient, cast: Cast, lead: str) -> list[str]:
    answer = await cast.rita.on(client).get(f"/api/leads/{lead}/distribution")
    return [one["text"] for one in answer.json()["items"]]


@pytest.mark.parametrize("policy", ["round_robin", "weighted", "paced", "first_to_claim", "manual"])
def test_of_a_paused_origin_nobody_is_asked_and_no_turn_is_used(policy: str) -> None:
    ground = Ground(policy=policy, paused=frozenset({"ad:B"}))
    team = [Candidate(UUID(int=1)), Candidate(UUID(int=2))]
    for decided in (choose, choose_again):
        held = decided(ground, team, Drop(known_to=[UUID(int=1)], origin="ad:B"), NOON)
        assert (held.agent_id, held.result, held.trace) == (None, "queued", ())
    by_hand = choose(Ground(paused=ground.paused), team, Drop(origin=None), NOON)
    assert by_hand.agent_id == UUID(int=1), "a person who makes it fall is not asked where it came from"


async def test_a_lead_of_a_paused_ad_is_kept_and_waits_while_another_ad_s_falls(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    assert (await act(client, cast.rita, "pause", cast.nord_container))["waiting"] == 0
    again = await act(client, cast.ada, "pause", cast.nord_container)
    assert again["paused_at"], "who pauses what is paused changes nothing"
    held = (await deliver(client, cast.nord_token, 1, ad_name=BAD))["lead_id"]
    other = (await deliver(client, cast.nord_token, 2, ad_name=GOOD))["lead_id"]
    await jobs.sweep(database)
    row = await lead_of(database, held)
    assert row["agent_id"] is None
    assert row["queued_at"] is not None
    assert (await lead_of(database, other))["agent_id"] is not None
    assert (await trace_of(client, cast, held))[0].startswith(WAITS)
    async with cast.anna.on(client) as anna:
        register = (await anna.get(f"/api/containers/{cast.nord_container}/register")).json()
    assert [entry["reason"] for entry in register["items"]] == [None, "origin_paused"]
    assert register["queue_length"] == 1
    same = (await deliver(client, cast.sud_token, 3, ad_name=BAD))["lead_id"]
    assert (await lead_of(database, same))["agent_id"] == cast.carla.id, "in another container it falls"


async def test_who_waits_already_is_held_too_and_all_fall_in_their_order_when_it_is_resumed(
    client: httpx.AsyncClient, cast: Cast, database: Database, settings: Settings
) -> None:
    container, token, agents = await team_of(database, settings, cast, 2)
    async with database.transaction() as tx:
        await tx.execute("UPDATE container SET active = false WHERE id = $1", container)
    waiting = [
        (await deliver(client, token, number, ad_name=(BAD, GOOD)[number % 2]))["lead_id"]
        for number in range(6)
    ]
    assert (await act(client, cast.rita, "pause", container))["waiting"] == 3
    async with database.transaction() as tx:
        await tx.execute("UPDATE container SET active = true WHERE id = $1", container)
    await drain_container(database, container)
    held, others = waiting[::2], waiting[1::2]
    assert [(await lead_of(database, lead))["agent_id"] is None for lead in held] == [True] * 3
    assert all([(await lead_of(database, lead))["agent_id"] for lead in others])
    assert [text.startswith(WAITS) for text in await trace_of(client, cast, held[0])] == [True, False]
    held.append((await deliver(client, token, 9, ad_name=BAD))["lead_id"])
    state = await act(client, cast.rita, "resume", container)
    assert (state["paused_at"], state["waiting"]) == (None, 4)
    await jobs.sweep(database)  # the job of the resumption may die with its worker: the round does the same
    given = await owners(database, container)
    assert widest_gap(given, agents) <= 1
    async with database.transaction() as tx:
        rows = await tx.fetch(
            "SELECT lead_id FROM decision WHERE container_id = $1 AND agent_id IS NOT NULL ORDER BY turn",
            container,
        )
    assert [str(row["lead_id"]) for row in rows] == [*others, *held]


async def test_pausing_and_resuming_among_arrivals_loses_nothing_doubles_nothing_and_stays_fair(
    client: httpx.AsyncClient, cast: Cast, database: Database, settings: Settings
) -> None:
    container, token, agents = await team_of(database, settings, cast, 4)

    async def turn_it(times: int) -> None:
        for number in range(times):
            await act(client, cast.rita, ("pause", "resume")[number % 2], container)
            await drain_container(database, container)

    arrivals = (deliver(client, token, number, ad_name=(BAD, GOOD)[number % 2]) for number in range(80))
    await asyncio.gather(turn_it(5), turn_it(5), *arrivals)
    await act(client, cast.rita, "pause", container)
    async with database.transaction() as tx:
        rows = await tx.fetch("SELECT ad, agent_id, queued_at FROM lead WHERE container_id = $1", container)
    assert len(rows) == 80
    assert all((row["agent_id"] is None) is (row["queued_at"] is not None) for row in rows)
    assert all(row["ad"] == BAD for row in rows if row["agent_id"] is None)
    await act(client, cast.rita, "resume", container)
    await asyncio.gather(*(drain_container(database, container) for _ in range(3)))
    given = await owners(database, container)
    assert (len(given), widest_gap(given, agents)) == (80, 1)
    async with database.transaction() as tx:
        turns = await tx.fetch("SELECT turn FROM decision WHERE container_id = $1", container)
        told = await tx.fetch(
            "SELECT lead_id FROM event WHERE kind = 'lead.assigned' AND unit_id = $1 AND lead_id IN"
            " (SELECT id FROM lead WHERE container_id = $2)", cast.nord, container,
        )  # fmt: skip
    assert max(Counter(row["turn"] for row in turns).values()) == 1
    assert max(Counter(row["lead_id"] for row in told).values()) == 1
    assert len(told) == 80


async def test_without_a_pause_in_between_each_lead_is_told_of_once(
    client: httpx.AsyncClient, cast: Cast, database: Database, settings: Settings
) -> None:
    container, token, _ = await team_of(database, settings, cast, 3)
    await act(client, cast.rita, "pause", container)
    await asyncio.gather(*(deliver(client, token, n, ad_name=(BAD, GOOD)[n % 2]) for n in range(40)))
    await assert_told_once(database, container, 40)


async def test_a_person_gives_a_waiting_lead_to_somebody_or_lets_it_fall_or_closes_it(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    await act(client, cast.rita, "pause", cast.nord_container)
    leads = [(await deliver(client, cast.nord_token, n, ad_name=BAD))["lead_id"] for n in range(3)]
    final = await add_esito(database, cast, label="Scartato", final=True)
    async with cast.rita.on(client) as rita:
        to = {"agent_id": str(cast.bruno.id)}
        await rita.post("/api/leads/assign", json={"lead_ids": leads[:1], "to": to})
        await rita.post("/api/leads/assign", json={"lead_ids": leads[1:2], "to": "goccia"})
        await rita.post(f"/api/leads/{leads[2]}/esito", json={"esito_id": str(final)})
    assert (await lead_of(database, leads[0]))["agent_id"] == cast.bruno.id
    assert (await lead_of(database, leads[1]))["agent_id"] is not None
    assert (await lead_of(database, leads[2]))["queued_at"] is None
    assert (await act(client, cast.rita, "resume", cast.nord_container))["waiting"] == 0


async def test_offers_of_a_paused_ad_are_withdrawn_and_made_anew(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    container = cast.nord_container
    async with database.transaction() as tx:
        await tx.execute("UPDATE container SET policy = 'first_to_claim' WHERE id = $1", container)
    held = (await deliver(client, cast.nord_token, 1, ad_name=BAD))["lead_id"]
    await deliver(client, cast.nord_token, 2, ad_name=GOOD)
    await drain_container(database, container)
    before = await offers(client, cast.anna)
    assert len(before) == 2
    await act(client, cast.rita, "pause", container)
    left = await offers(client, cast.anna)
    assert len(left) == 1
    withdrawn = next(one for one in before if one["id"] != left[0]["id"])
    assert (await take(client, cast.anna, withdrawn["id"])).status_code == 404
    await drain_container(database, container, datetime.now(UTC) + timedelta(minutes=6))
    assert (await lead_of(database, held))["agent_id"] is None
    await act(client, cast.rita, "resume", container)
    await drain_container(database, container)
    (offer,) = await offers(client, cast.anna)
    assert (await take(client, cast.anna, offer["id"])).json() == {"lead_id": held}


async def test_records_of_a_file_wait_too(
    client: httpx.AsyncClient, cast: Cast, database: Database, tmp_path: Path
) -> None:
    await act(client, cast.rita, "pause", cast.nord_container)
    people = [
        ["Nome", "Telefono", "Annuncio"],
        *[[f"Lia {n}", f"333 55501{n:02}", (BAD, GOOD)[n % 2]] for n in range(6)],
    ]
    desk = Desk(cast.rita.on(client), cast.nord_container)
    done = await desk.preview(csv_file(tmp_path, people))
    answer = await desk.http.patch(
        f"/api/imports/{done['id']}", json={"mapping": done["mapping"] | {"Annuncio": "ad"}}
    )
    assert answer.status_code == 200, answer.text
    await desk.do(done, "commit")
    async with database.transaction() as tx:
        rows = await tx.fetch("SELECT ad, agent_id FROM lead WHERE container_id = $1", cast.nord_container)
    assert {(row["ad"], row["agent_id"] is None) for row in rows} == {(BAD, True), (GOOD, False)}


async def test_an_old_lead_of_a_paused_ad_neither_returns_nor_falls_again_by_itself(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    pool = await add_esito(
        database, cast, effect="pool", pool_after_days=3, pool_since=datetime(2026, 1, 1, tzinfo=UTC)
    )
    worked = (await deliver(client, cast.nord_token, 1, ad_name=BAD))["lead_id"]
    owner = (await lead_of(database, worked))["agent_id"]
    await say(client, cast.anna if owner == cast.anna.id else cast.bruno, worked, pool)
    await act(client, cast.rita, "pause", cast.nord_container)
    later = datetime.now(UTC) + timedelta(days=4)
    await return_due(database, later)
    assert (await lead_of(database, worked))["agent_id"] == owner, "it stays with its agent"
    async with database.transaction() as tx:
        await tx.execute("UPDATE lead SET agent_id = NULL WHERE id = $1", UUID(worked))
    assert (await deliver(client, cast.nord_token, 1, ad_name=GOOD))["status"] == "resubmitted"
    row = await lead_of(database, worked)
    assert (row["agent_id"], row["submissions"]) == (None, 2)
    assert row["queued_at"] is not None
    await act(client, cast.rita, "resume", cast.nord_container)
    await jobs.sweep(database)
    assert (await lead_of(database, worked))["agent_id"] is not None


async def test_in_the_prova_a_lead_of_a_paused_ad_waits_as_it_did_whatever_the_rules(
    client: httpx.AsyncClient, database: Database, cast: Cast, settings: Settings, clock: Clock
) -> None:
    good, bad = ("lead", 9, 0), ("lead", 5, 0)
    assert ADS == (GOOD, BAD)
    none = ("resume", 0, 0)
    steps = [*[none] * 3, ("hold", 0, 1), bad, good, good, ("release", 0, 1), none, bad]
    free = Member(1, None, None, [])
    plan = Plan("round_robin", [free, free], steps, 0)
    stage = await set_up(database, settings, cast, plan)
    await live(client, database, clock, stage, plan)
    clock.fixed = (DAY + timedelta(days=1, hours=9)).astimezone(UTC)
    then = await rehearsal(client, cast.ada, stage)
    assert then["changed"] == 0
    assert then["tried"]["longest_wait_seconds"] == 3 * 7 * 60
    alone = await rehearsal(client, cast.ada, stage, team=[{"user_id": str(stage.people[0])}])
    assert letters(stage, alone) == "AAAA"
    assert alone["tried"]["longest_wait_seconds"] == 3 * 7 * 60


async def test_too_many_pauses_in_a_container_are_refused(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    async with database.transaction() as tx:
        await tx.execute(
            "INSERT INTO origin_pause (id, unit_id, container_id, origin, paused_at)"
            " SELECT gen_random_uuid(), $1, $2, 'ad:' || n, $3 FROM generate_series(1, 200) AS n",
            cast.nord, cast.nord_container, tx.now,
        )  # fmt: skip
    body = {"container_id": str(cast.nord_container), "origin": f"ad:{BAD}"}
    answer = await cast.rita.on(client).post("/api/origins/pause", json=body)
    assert answer.status_code == 409
    assert "200" in answer.json()["detail"]
    wrong = await cast.rita.on(client).post("/api/origins/pause", json=body | {"origin": "cosa:x"})
    assert wrong.status_code == 422
