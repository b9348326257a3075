"""The dashboard's figures against plain counting, on generated histories, as each role."""

from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

import httpx
import pytest
from hypothesis import HealthCheck, given, settings

from goccia.core.database import Database, Scope
from goccia.kit.dates import ROME
from goccia.reports.schemas import Dashboard
from tests.conftest import Clock
from tests.leads.rows import NOW, add_esito, add_lead
from tests.people import Cast, Person
from tests.reports.histories import Past, esiti, pasts, seen_by, write

__all__ = ["esiti"]
NAMES = ("leads", "contacted", "attempts", "appointments", "contracts")


def counted(history: list[Past]) -> dict[str, Any]:
    """Plain counting."""
    waits = sorted(60.0 * past.wait for past in history if past.wait is not None)
    return {
        "leads": len(history),
        "contacted": len(waits),
        "attempts": sum(past.attempts for past in history),
        "appointments": sum(past.appointment for past in history),
        "contracts": sum(past.esito == "won" for past in history),
        "median_seconds": median(waits) if waits else None,
    }


async def shown(person: Person, client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    response = await person.on(client).get("/api/dashboard", params=query)
    assert response.status_code == 200, response.text
    Dashboard.model_validate_json(response.text)
    return response.json()  # type: ignore[no-any-return]


@pytest.mark.parametrize("who", ["ada", "rita", "anna"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=pasts())
async def test_every_figure_is_what_plain_counting_finds_as_each_role(
    client: httpx.AsyncClient,
    database: Database,
    cast: Cast,
    clock: Clock,
    esiti: dict[str, UUID],
    who: str,
    history: list[Past],
) -> None:
    clock.fixed = NOW
    query = {"period": "7d", "container_id": [str(cast.nord_container), str(cast.sud_container)]}
    start = datetime(2026, 11, 16, 23, tzinfo=UTC)  # midnight in Rome, six days before
    before = start - timedelta(days=7), NOW - timedelta(days=7)
    await write(database, cast, esiti, history)
    live = [past for past in seen_by(who, history) if not past.deleted]
    arrived = [(past, NOW - timedelta(minutes=past.age)) for past in live]
    mine = [past for past, at in arrived if start <= at < NOW]
    found = await shown(getattr(cast, who), client, **query)
    expected = counted(mine)
    assert {name: found["figures"][name] for name in expected} == expected
    earlier = counted([past for past, at in arrived if before[0] <= at < before[1]])
    assert {name: found["figures_before"][name] for name in earlier} == earlier
    assert found["figures_same_weekday"] == found["figures_before"]
    for part, field in (("sources", "source"), ("provinces", "province")):
        groups = {
            row["key"]: {name: row[name] for name in ("leads", "contacted", "contracts")}
            for row in found[part]
        }
        assert groups == {
            key: {
                name: counted([p for p in mine if getattr(p, field) == key])[name]
                for name in ("leads", "contacted", "contracts")
            }
            for key in {getattr(past, field) for past in mine}
        }
    by_agent = {
        row["agent"] and row["agent"]["id"]: {name: row[name] for name in NAMES} for row in found["agents"]
    }
    assert by_agent == {
        agent and str(getattr(cast, agent).id): {
            name: counted([p for p in mine if p.agent == agent])[name] for name in NAMES
        }
        for agent in {past.agent for past in mine}
    }
    assert Counter({row["speed"]: row["leads"] for row in found["speed"]}) == Counter(map(speed, mine))
    assert Counter({row["reason"]: row["leads"] for row in found["reasons"]}) == Counter(
        past.reason for past in mine if past.esito != "won" and past.reason
    )
    assert Counter({(row["weekday"], row["hour"]): row["leads"] for row in found["heat"]}) == Counter(
        slot(past) for past in mine if past.wait is not None
    )
    assert (
        sum(step["leads"] for step in found["flow"])
        == sum(row["leads"] for row in found["esiti"])
        == len(mine)
    )


def speed(past: Past) -> str:
    if past.wait is None:
        return "never"
    return "5m" if past.wait < 5 else "1h" if past.wait < 60 else "24h" if past.wait < 1440 else "later"


def slot(past: Past) -> tuple[int, int]:
    at = (NOW - timedelta(minutes=past.age - (past.wait or 0))).astimezone(ROME)
    return at.isoweekday(), at.hour


OPENED: list[dict[str, Any]] = [
    {"contacted": True}, {"contacted": False}, {"appointment": True}, {"won": True}, {"won": False},
    {"speed": "5m"}, {"speed": "1h"}, {"speed": "24h"}, {"speed": "later"}, {"speed": "never"},
    {"reason": "Prezzo", "won": False}, {"source": "Meta"}, {"campaign": "Estate"}, {"answered_at": "1-10"},
]  # fmt: skip


async def test_every_mark_opens_a_list_with_as_many_leads(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock, esiti: dict[str, UUID]
) -> None:
    clock.fixed = NOW
    history = [
        Past(age, "nord", "anna", esito, source, "MI", wait, appointment, 1, reason, deleted=False)
        for age, esito, source, wait, appointment, reason in (
            (90, "won", "Meta", 4, True, None), (91, "lost", "Meta", 30, False, "Prezzo"),
            (200, "lost", None, 150, True, "Altro"),
            (3000, "open", "Google", 1500, False, None), (10, None, "Meta", None, False, "Prezzo"),
        )
    ]  # fmt: skip
    await write(database, cast, esiti, history)
    async with database.transaction() as tx:
        await tx.execute(
            "UPDATE lead SET campaign = 'Estate' WHERE container_id = $1 AND source = 'Meta'",
            cast.nord_container,
        )
    found = await shown(cast.rita, client, period="7d")
    span = {"received_from": found["period"]["start"], "received_to": found["period"]["end"]}
    totals = {}
    for opened in OPENED:
        answer = await cast.rita.on(client).get("/api/leads", params={**span, **opened})
        assert answer.status_code == 200, answer.text
        totals[str(opened)] = answer.json()["total"]
    figures = found["figures"]
    marks = {
        **{f"{{'speed': '{row['speed']}'}}": row["leads"] for row in found["speed"]},
        "{'contacted': True}": figures["contacted"],
        "{'contacted': False}": figures["leads"] - figures["contacted"],
        "{'appointment': True}": figures["appointments"],
        "{'won': True}": figures["contracts"],
        "{'won': False}": figures["leads"] - figures["contracts"],
        "{'source': 'Meta'}": next(row["leads"] for row in found["sources"] if row["key"] == "Meta"),
        "{'campaign': 'Estate'}": next(row["leads"] for row in found["campaigns"] if row["key"] == "Estate"),
        "{'answered_at': '1-10'}": sum(
            row["leads"] for row in found["heat"] if (row["weekday"], row["hour"]) == (1, 10)
        ),
        "{'reason': 'Prezzo', 'won': False}": next(
            row["leads"] for row in found["reasons"] if row["reason"] == "Prezzo"
        ),
    }
    assert totals == marks


async def test_costs_come_from_the_price_of_a_lead_and_an_agent_sees_none(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock, esiti: dict[str, UUID]
) -> None:
    clock.fixed = NOW
    async with database.transaction() as tx:
        await tx.execute("UPDATE container SET price_per_lead = 12.5 WHERE id = $1", cast.nord_container)
    past = Past(
        30, "nord", "anna", "won", "Meta", "MI", 4, appointment=True, attempts=1, reason=None, deleted=False
    )
    await write(database, cast, esiti, [past, Past(**asdict(past) | {"esito": None})])
    found = await shown(cast.rita, client, period="today")
    assert found["figures"]["cost"] == 25.0
    assert found["sources"][0]["cost"] == 25.0
    hers = await shown(cast.anna, client, period="today")
    assert hers["figures"]["leads"] == 2
    assert hers["figures"]["cost"] is None
    assert [
        row["cost"] for part in ("sources", "campaigns", "containers", "provinces") for row in hers[part]
    ] == [None] * 4


async def test_the_fair_share_follows_the_weights_of_the_team(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    async with database.transaction() as tx:
        await tx.execute("UPDATE container SET policy = 'weighted' WHERE id = $1", cast.nord_container)
        await tx.execute(
            "UPDATE container_member SET weight = 3 WHERE container_id = $1 AND user_id = $2",
            cast.nord_container,
            cast.anna.id,
        )
    for _ in range(4):
        await add_lead(database, cast, agent_id=cast.bruno.id, received_at=NOW - timedelta(minutes=5))
    await add_lead(database, cast, agent_id=cast.anna.id, received_at=NOW - timedelta(minutes=5))
    await add_lead(database, cast, received_at=NOW - timedelta(minutes=5))  # nobody's: nobody's share
    rows = {
        row["agent"] and row["agent"]["id"]: row
        for row in (await shown(cast.rita, client, period="today"))["agents"]
    }
    assert rows[str(cast.anna.id)]["expected"] == pytest.approx(3.75)
    assert rows[str(cast.bruno.id)]["expected"] == pytest.approx(1.25)
    assert rows[None]["leads"] == 1


@pytest.mark.parametrize(
    "query",
    [
        {"period": "custom"},
        {"period": "custom", "from": "2026-11-23", "to": "2026-11-01"},
        {"period": "custom", "from": "2020-01-01", "to": "2026-11-01"},
        {"period": "custom", "from": "ieri", "to": "oggi"},
        {"period": "forever"},
        {"unit_id": "nord"},
        {"nonsense": "1"},
    ],
)
async def test_a_question_without_sense_is_refused_with_the_reason(
    client: httpx.AsyncClient, cast: Cast, query: dict[str, str]
) -> None:
    response = await cast.rita.on(client).get("/api/dashboard", params=query)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


async def test_calls_are_counted_when_an_esito_says_so(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    lead = await add_lead(database, cast, agent_id=cast.anna.id)
    silent = await add_esito(database, cast, label="Non risponde", counts_as_attempt=True)
    fixed = await add_esito(
        database, cast, label="Fissato", contacted=True, effect="appointment", asks=["datetime"]
    )
    quiet = await add_esito(database, cast, label="Da chiamare")
    soon = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    for esito, more in ((silent, {}), (quiet, {}), (fixed, {"next_action_at": soon}), (silent, {})):
        answer = await cast.anna.on(client).post(
            f"/api/leads/{lead}/esito", json={"esito_id": str(esito), **more}
        )
        assert answer.status_code == 200, answer.text
    async with database.transaction() as tx:
        calls = await tx.fetch("SELECT answered, agent_id FROM contact WHERE lead_id = $1 ORDER BY id", lead)
        first, appointment = await tx.fetchrow(
            "SELECT first_contact_at, appointment_at FROM lead WHERE id = $1", lead
        )  # type: ignore[misc]
    assert [call["answered"] for call in calls] == [False, True, False]
    assert {call["agent_id"] for call in calls} == {cast.anna.id}
    assert first == appointment


@pytest.mark.parametrize(("who", "seen"), [("ada", 2), ("rita", 1), ("remo", 1), ("anna", 1), ("carla", 0)])
async def test_calls_are_seen_with_their_lead(database: Database, cast: Cast, who: str, seen: int) -> None:
    north = await add_lead(database, cast, agent_id=cast.anna.id)
    south = await add_lead(database, cast, unit_id=cast.sud, container_id=cast.sud_container)
    person: Person = getattr(cast, who)
    units = {"rita": (cast.nord,), "anna": (cast.nord,), "remo": (cast.sud,), "carla": (cast.sud,)}.get(
        who, ()
    )
    async with database.transaction() as tx:
        await tx.executemany(
            "INSERT INTO contact (unit_id, lead_id, at, answered) VALUES ($1, $2, $3, true)",
            [(cast.nord, north, NOW), (cast.sud, south, NOW)],
        )
    async with database.transaction(Scope(person.role, person.id, units)) as tx:  # type: ignore[arg-type]
        rows = await tx.fetch("SELECT 1 FROM contact WHERE lead_id = ANY ($1)", [north, south])
    assert len(rows) == seen
