"""Paced: one lead at a time; the next falls with the Esito of the last one, or when its minutes have passed."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from goccia.core.database import Database
from goccia.distribution.queues import drain_container
from goccia.distribution.rules import Candidate, Ground, why_not
from tests.distribution.test_arrivals import deliver
from tests.leads.rows import add_esito
from tests.people import Cast

NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)
PACE = timedelta(minutes=20)


@pytest.mark.parametrize(
    ("ground", "candidate", "reason"),
    [
        (Ground("paced"), Candidate(uuid4()), None),
        (
            Ground("paced"),
            Candidate(uuid4(), open_count=1, last_drop_at=NOON - PACE),
            "awaiting_previous_esito",
        ),
        (Ground("paced", pace=PACE), Candidate(uuid4(), open_count=3, last_drop_at=NOON - PACE), None),
        (
            Ground("paced", pace=PACE),
            Candidate(uuid4(), open_count=1, last_drop_at=NOON - PACE + timedelta(seconds=1)),
            "awaiting_previous_esito",
        ),
        (Ground("weighted", pace=PACE), Candidate(uuid4(), open_count=1, last_drop_at=NOON), None),
    ],
)
def test_a_lead_without_an_esito_holds_the_next_one_for_the_minutes_of_the_pace(
    ground: Ground, candidate: Candidate, reason: str | None
) -> None:
    assert why_not(ground, candidate, NOON) == reason


async def held(database: Database, cast: Cast) -> dict[UUID | None, int]:
    """How many leads each has; None: the queue."""
    async with database.transaction() as tx:
        rows = await tx.fetch(
            "SELECT agent_id, count(*) AS leads FROM lead WHERE container_id = $1 GROUP BY agent_id",
            cast.nord_container,
        )
    return {row["agent_id"]: row["leads"] for row in rows}


async def test_each_has_one_lead_at_a_time_and_the_queue_follows_the_esito_or_the_clock_in_order(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    async with cast.ada.on(client) as ada:
        address = f"/api/containers/{cast.nord_container}"
        set_to = await ada.patch(address, json={"policy": "paced", "pace_minutes": 20})
        assert (set_to.status_code, set_to.json()["pace_minutes"]) == (200, 20)
        leads = [(await deliver(client, cast.nord_token, number))["lead_id"] for number in range(5)]
        assert await held(database, cast) == {cast.anna.id: 1, cast.bruno.id: 1, None: 3}
        async with cast.anna.on(client) as anna:
            hers = (await anna.get("/api/today")).json()["new"][0]["id"]
            esito = await add_esito(database, cast)
            said = await anna.post(f"/api/leads/{hers}/esito", json={"esito_id": str(esito)})
            assert said.status_code == 200, said.text
        await drain_container(database, cast.nord_container)
        assert await held(database, cast) == {cast.anna.id: 2, cast.bruno.id: 1, None: 2}
        soon = datetime.now(UTC) + timedelta(minutes=19)
        await drain_container(database, cast.nord_container, soon)
        assert (await held(database, cast))[None] == 2, "nobody's minutes have passed"
        await drain_container(database, cast.nord_container, soon + timedelta(minutes=2))
        assert await held(database, cast) == {cast.anna.id: 3, cast.bruno.id: 2}, "one each, and no more"
        trace = (await ada.get(f"/api/leads/{leads[2]}/distribution")).json()["items"]
    assert "Anna Rossi: manca l'Esito del precedente" in trace[-1]["text"]
    assert trace[0]["agent"]["id"] == str(cast.anna.id)
