"""What vendors give back comes off the cost: the dashboard and the reports against plain SQL."""

from datetime import timedelta
from time import perf_counter
from typing import Any

import httpx
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from tests.conftest import run_sql
from tests.leads.rows import NOW, add_esito, add_lead, add_leads
from tests.people import Cast, Person
from tests.vendors.market import agree, answered, decide, make_file, of_lead, proposing, set_esito

pytestmark = pytest.mark.usefixtures("clock")

_PLAIN = """
SELECT (sum(c.price_per_lead) - coalesce(sum((
  SELECT r.credited FROM vendor_return r WHERE r.sold_as = l.id AND r.state = 'accepted')), 0))::float8 AS cost
FROM lead l JOIN container c ON c.id = l.container_id WHERE l.unit_id = $1 AND l.deleted_at IS NULL
"""


async def figures(person: Person, client: httpx.AsyncClient) -> tuple[float, float, dict[str, Any]]:
    """Cost in the dashboard, cost and cost per contract in a report."""
    shown = await person.on(client).get("/api/dashboard", params={"period": "today"})
    spec = {"rows": "source", "measures": ["cost", "cost_per_contract"], "period": "all"}
    counted = await person.on(client).post("/api/reports/run", json=spec)
    assert (shown.status_code, counted.status_code) == (200, 200)
    cost, per_contract = counted.json()["total"]
    assert cost == shown.json()["figures"]["cost"]
    return cost, per_contract, shown.json()


async def test_accepted_returns_come_off_the_cost_and_off_the_cost_of_a_contract(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await agree(client, cast)
    won = await add_esito(database, cast, label="Firmato", won=True, final=True)
    wrong = await proposing(database, cast)
    bad = await add_leads(database, cast, 4, received_at=NOW - timedelta(minutes=9), agent_id=cast.anna.id)
    good = await add_lead(
        database, cast, received_at=NOW - timedelta(minutes=9), agent_id=cast.anna.id, esito_id=won
    )
    await set_esito(cast.anna, client, wrong, *bad)
    ids = [(await of_lead(cast.rita, client, lead) or {})["id"] for lead in bad]
    assert (await figures(cast.rita, client))[:2] == (62.5, 62.5)
    await decide(cast.rita, client, "confirmed", *ids[:3])
    await make_file(cast.rita, client, cast.nord)
    assert (await figures(cast.rita, client))[:2] == (62.5, 62.5)
    await answered(cast.rita, client, "accepted", ids[0])
    await answered(cast.rita, client, "accepted", ids[1], amount=2.55)
    await answered(cast.rita, client, "refused", ids[2])
    cost, per_contract, shown = await figures(cast.rita, client)
    async with database.transaction() as tx:
        assert await tx.fetchval(_PLAIN, cast.nord) == cost == per_contract == 47.45
    assert [row["cost"] for row in shown["containers"]] == [47.45]
    # A lead in the trash is bought by nobody, and what was given back for it comes off nothing.
    await cast.rita.on(client).delete(f"/api/leads/{bad[0]}")
    cost, _, _ = await figures(cast.rita, client)
    async with database.transaction() as tx:
        assert await tx.fetchval(_PLAIN, cast.nord) == cost == 47.45
    await cast.rita.on(client).delete(f"/api/leads/{good}")
    assert (await cast.anna.on(client).get("/api/dashboard", params={"period": "today"})).json()["figures"][
        "cost"
    ] is None


_MANY = """
INSERT INTO lead (id, unit_id, container_id, received_at, last_activity_at, created_at, updated_at)
SELECT gen_random_uuid(), $1, $2, $3::timestamptz - n * interval '1 second', $3, $3, $3 FROM generate_series(1, 40000) n
"""
_SOME_BACK = """
WITH f AS (
  INSERT INTO vendor_file (id, unit_id, vendor, month, number, rows, amount, made_by, made_at, content)
  VALUES (gen_random_uuid(), $1, 'LeadItalia', '2026-11-01', 1, 1, 1, $2, now(), '') RETURNING id
)
INSERT INTO vendor_return (id, unit_id, lead_id, sold_as, container_id, vendor, reason, esito_id, price, month, state,
  proposed_at, file_id, credited)
SELECT gen_random_uuid(), unit_id, lead.id, lead.id, container_id, 'LeadItalia', 'other', lead.id, 12.5, '2026-11-01',
  'accepted', now(), f.id, 12.5
FROM lead, f WHERE unit_id = $1 AND extract(second FROM received_at)::int % 10 = 0
"""
_BARE = """
SELECT sum((c.price_per_lead * 100)::bigint) FROM lead l JOIN container c ON c.id = l.container_id
WHERE l.unit_id = $1 AND l.deleted_at IS NULL AND l.received_at >= $2
"""
_LESS = """
SELECT sum((c.price_per_lead * 100)::bigint - coalesce((v.credited * 100)::bigint, 0))
FROM lead l JOIN container c ON c.id = l.container_id
LEFT JOIN vendor_return v ON v.sold_as = l.id AND v.state = 'accepted'
WHERE l.unit_id = $1 AND l.deleted_at IS NULL AND l.received_at >= $2
"""


async def test_the_dashboard_is_hardly_slower_for_it(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast
) -> None:
    """With 40,000 leads of a day and a tenth of them given back: no more than the bare sums cost, side by side."""
    await agree(client, cast)
    async with database.transaction() as tx:
        await tx.execute(_MANY, cast.nord, cast.nord_container, NOW)
        await tx.execute(_SOME_BACK, cast.nord, cast.rita.id)
    # As autovacuum does after so many rows.
    await run_sql(str(settings.database_url), "ANALYZE lead", "ANALYZE vendor_return")
    since = NOW - timedelta(hours=10)

    async def seconds(statement: str | None) -> float:
        begin = perf_counter()
        if statement is None:
            answer = await cast.rita.on(client).get("/api/dashboard", params={"period": "today"})
            assert answer.status_code == 200
        else:
            async with database.transaction() as tx:
                await tx.fetchval(statement, cast.nord, since)
        return perf_counter() - begin

    # In turns, so that what else the machine does slows each of them.
    rounds = [[await seconds(statement) for statement in (None, _BARE, _LESS)] for _ in range(7)]
    whole, bare, less = (min(times) for times in zip(*rounds, strict=True))
    # Of the whole page's time, what the returns add is a small part.
    assert less - bare < 0.3 * whole, (whole, bare, less)
    found = await cast.rita.on(client).get("/api/dashboard", params={"period": "today"})
    async with database.transaction() as tx:
        assert found.json()["figures"]["cost"] == await tx.fetchval(_LESS, cast.nord, since) / 100
