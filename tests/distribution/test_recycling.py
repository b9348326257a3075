"""Days after an Esito a lead returns to its container: not to who let it go, as often as the Esito says, and once."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core import events
from goccia.core.database import Database
from goccia.distribution.queues import drain_container
from goccia.distribution.recycling import return_due
from goccia.distribution.rules import Candidate, Drop, Ground, choose_again
from goccia.kit.dates import ROME
from goccia.leads.outcome_rules import EsitoFlags, back_at
from tests.conftest import Clock
from tests.distribution.test_arrivals import deliver
from tests.leads.rows import add_esito
from tests.people import Cast, Person

MONDAY = datetime(2027, 3, 22, 10, 0, tzinfo=ROME)
"""The clocks go forward on the Sunday after it."""
POOL = EsitoFlags(effect="pool", pool_after_days=7)
A, B = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("flags", "returns", "next_at", "back"),
    [
        (POOL, 0, None, MONDAY + timedelta(days=7)),
        (POOL, 0, MONDAY + timedelta(days=2), MONDAY + timedelta(days=9)),
        (POOL, 1, None, None),
        (EsitoFlags(effect="pool", pool_after_days=7, max_returns=2), 1, None, MONDAY + timedelta(days=7)),
        (EsitoFlags(effect="pool", pool_after_days=7, do_not_contact=True), 0, None, None),
        (EsitoFlags(effect="pool", pool_after_days=7, won=True), 0, None, None),
        (EsitoFlags(pool_after_days=7), 0, None, None),
    ],
)
def test_the_day_is_counted_on_rome_s_clocks_from_the_last_thing_agreed(
    flags: EsitoFlags, returns: int, next_at: datetime | None, back: datetime | None
) -> None:
    assert back_at(flags, returns, next_at, MONDAY.astimezone(UTC)) == back


@pytest.mark.parametrize(
    ("others", "who"),
    [
        ({}, B),
        ({"paused": True}, A),
        ({"active": False}, A),
        ({"daily_cap": 0}, None),
        ({"provinces": frozenset({"RM"})}, A),
    ],
)
def test_it_waits_for_the_others_and_goes_back_only_where_nobody_else_is_left(
    others: dict[str, Any], who: UUID | None
) -> None:
    team = [Candidate(A), Candidate(B, last_turn=9, **others)]
    drop = Drop("MI", returned_by=frozenset({A}))
    assert choose_again(Ground(), team, drop, MONDAY).agent_id == who


@pytest.fixture
async def esito(database: Database, cast: Cast) -> UUID:
    """Three days, twice; since long ago."""
    since = datetime(2026, 1, 1, tzinfo=UTC)
    return await add_esito(
        database,
        cast,
        effect="pool",
        pool_after_days=3,
        max_returns=2,
        pool_since=since,
        counts_as_attempt=True,
    )


async def say(client: httpx.AsyncClient, who: Person, lead: str, esito: UUID) -> None:
    async with who.on(client) as http:
        said = await http.post(f"/api/leads/{lead}/esito", json={"esito_id": str(esito)})
    assert said.status_code == 200, said.text


async def of(database: Database, lead: str) -> Any:
    async with database.transaction() as tx:
        return await tx.fetchrow(
            "SELECT l.*, e.initial, ARRAY(SELECT kind FROM event v WHERE v.lead_id = l.id AND v.kind = 'lead.recycled') AS told,"
            " ARRAY(SELECT reason FROM decision d WHERE d.lead_id = l.id ORDER BY d.id) AS reasons"
            " FROM lead l JOIN esito e ON e.id = l.esito_id WHERE l.id = $1",
            UUID(lead),
        )  # fmt: skip


def later(**span: float) -> datetime:
    return datetime.now(UTC) + timedelta(**span)


async def test_it_returns_once_to_another_agent_with_a_fresh_start_and_at_last_it_stays(
    client: httpx.AsyncClient, cast: Cast, database: Database, esito: UUID
) -> None:
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    first = cast.anna if (await of(database, lead))["agent_id"] == cast.anna.id else cast.bruno
    second = cast.bruno if first is cast.anna else cast.anna
    await say(client, first, lead, esito)
    await return_due(database, later(days=2, hours=23))
    assert (await of(database, lead))["agent_id"] == first.id, "not before its day"
    await asyncio.gather(*(return_due(database, later(days=3, hours=1)) for _ in range(3)))
    back = await of(database, lead)
    assert (back["agent_id"], back["told"], back["returns"]) == (second.id, ["lead.recycled"], 1)
    assert (back["initial"], back["worked_at"], back["pool_at"]) == (True, None, None)
    assert (back["attempts"], back["attempts_before"]) == (1, 1), "what was tried stays in the history"
    async with cast.rita.on(client) as rita:
        trace = (await rita.get(f"/api/leads/{lead}/distribution")).json()["items"]
        timeline = (await rita.get(f"/api/leads/{lead}/timeline")).json()["items"]
    assert trace[0]["text"].startswith("Di ritorno dopo i giorni del suo Esito. Assegnato a goccia a ")
    assert "l'aveva già avuto" in trace[0]["text"]
    assert "lead.recycled" in {event["kind"] for event in timeline}
    await say(client, second, lead, esito)
    await return_due(database, later(days=4))
    again = await of(database, lead)
    assert (again["returns"], again["agent_id"]) == (2, first.id), "both had it: who is next has it again"
    owner = cast.anna if again["agent_id"] == cast.anna.id else cast.bruno
    await say(client, owner, lead, esito)
    assert (await of(database, lead))["pool_at"] is None, "twice is enough"


async def test_an_act_a_hand_over_or_the_trash_keep_it_and_a_note_begins_the_days_anew(
    client: httpx.AsyncClient, cast: Cast, database: Database, esito: UUID
) -> None:
    other = await add_esito(database, cast)
    noted, acted, handed, trashed = [
        (await deliver(client, cast.nord_token, number))["lead_id"] for number in range(4)
    ]
    async with cast.rita.on(client) as rita:
        for lead in (noted, acted, handed, trashed):
            await say(client, cast.rita, lead, esito)
        await say(client, cast.rita, acted, other)
        holder = (await of(database, handed))["agent_id"]
        heir = cast.bruno if holder == cast.anna.id else cast.anna
        to = {"lead_ids": [handed], "to": {"agent_id": str(heir.id)}}
        assert (await rita.post("/api/leads/assign", json=to)).status_code == 200
        assert (await rita.post("/api/leads/trash", json={"lead_ids": [trashed]})).status_code == 200
        async with database.transaction() as tx:
            await tx.execute(
                "UPDATE lead SET pool_at = pool_at - interval '2 days' WHERE id = $1", UUID(noted)
            )
        assert (await rita.post(f"/api/leads/{noted}/notes", json={"text": "Ci pensa"})).status_code == 201
    await return_due(database, later(days=2, hours=1))
    assert (await of(database, noted))["told"] == [], "the note came after the Esito"
    await return_due(database, later(days=3, hours=1))
    kept = [(await of(database, lead))["told"] for lead in (acted, handed, trashed)]
    assert kept == [[], [], []]
    assert (await of(database, noted))["told"] == ["lead.recycled"]


async def test_a_closed_lead_of_a_manual_or_stopped_container_waits_in_its_queue_for_a_person(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    final = await add_esito(
        database,
        cast,
        effect="pool",
        pool_after_days=1,
        final=True,
        pool_since=datetime(2026, 1, 1, tzinfo=UTC),
    )
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    first = (await of(database, lead))["agent_id"]
    await say(client, cast.rita, lead, final)
    async with cast.rita.on(client) as rita:
        await rita.patch(f"/api/containers/{cast.nord_container}", json={"policy": "manual"})
        await return_due(database, later(days=2))
        waiting = (await rita.get(f"/api/leads/{lead}")).json()
        assert (waiting["agent"], waiting["returns"], waiting["closed_at"]) == (None, 1, None)
        assert waiting["queued_at"]
        assert (await of(database, lead))["reasons"][-1] == "recycled"
        await rita.patch(f"/api/containers/{cast.nord_container}", json={"policy": "round_robin"})
    await drain_container(database, cast.nord_container, later(days=2, hours=1))
    assert (await of(database, lead))["agent_id"] not in (None, first), (
        "nor later from the queue, while others are there"
    )


async def test_switching_it_on_leaves_the_past_alone_and_the_editor_counts_what_returns(
    client: httpx.AsyncClient, cast: Cast, database: Database, clock: Clock
) -> None:
    esito = await add_esito(database, cast)
    old, new = [(await deliver(client, cast.nord_token, number))["lead_id"] for number in range(2)]
    await say(client, cast.rita, old, esito)
    address = f"/api/esiti/{esito}"
    async with cast.ada.on(client) as ada:
        wrong = await ada.patch(address, json={"effect": "pool", "pool_after_days": 1, "max_returns": 99})
        assert wrong.status_code == 422
        on = await ada.patch(address, json={"effect": "pool", "pool_after_days": 1})
        assert (on.status_code, on.json()["max_returns"]) == (200, 1)
        await say(client, cast.rita, new, esito)
        assert (await ada.get(f"{address}/returns")).json() == {"today": 0, "week": 1, "staying": 1}
        clock.fixed = later(days=1, minutes=1)
        assert (await ada.get(f"{address}/returns")).json() == {"today": 1, "week": 1, "staying": 1}
        await ada.patch(address, json={"effect": "none"})
        clock.fixed = later(days=10)
        await ada.patch(address, json={"effect": "pool", "pool_after_days": 1})
        assert (await ada.get(f"{address}/returns")).json() == {"today": 0, "week": 0, "staying": 2}
    await return_due(database, later(days=11))
    assert [(await of(database, lead))["told"] for lead in (old, new)] == [[], []]


async def test_a_round_that_dies_has_done_nothing_and_the_next_one_does_it_all(
    client: httpx.AsyncClient, cast: Cast, database: Database, esito: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    leads = [(await deliver(client, cast.nord_token, number))["lead_id"] for number in range(3)]
    for lead in leads:
        await say(client, cast.rita, lead, esito)
    record = events.record

    async def dies(tx: Any, *said: Any, **more: Any) -> None:
        await record(tx, *said, **more)
        await tx.execute(
            "SELECT pg_terminate_backend(pg_backend_pid())"
        )  # as kill -9 does: nothing is committed

    with monkeypatch.context() as patched:
        patched.setattr(events, "record", dies)
        await return_due(database, later(days=4))
    assert [(await of(database, lead))["returns"] for lead in leads] == [0, 0, 0]
    await return_due(database, later(days=4))
    found = [await of(database, lead) for lead in leads]
    assert [(row["returns"], row["told"]) for row in found] == [(1, ["lead.recycled"])] * 3
