"""The radar on a real PostgreSQL: alerts raised once, taken back by themselves, told to who leads; the page and its lists."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.reports import radar_counts
from goccia.reports.radar_round import look
from goccia.reports.radar_rules import FEWEST_BAD, NEWEST, NORM_OF, WINDOW
from goccia.reports.radar_schemas import Radar
from tests.conftest import Clock, run_sql
from tests.leads.rows import NOW, add_esito, add_lead
from tests.notifications.listening import bell_of, read_log
from tests.people import Cast, Person

AD = "ad:Creatività B"
_LEADS = """
INSERT INTO lead (id, unit_id, container_id, esito_id, campaign, ad, received_at, last_activity_at, created_at, updated_at)
SELECT gen_random_uuid(), $1, $2, $3, 'Autunno', $4, $5::timestamptz - n * interval '1 minute', $5, $5, $5
FROM generate_series(1, $6) AS n
"""


class Desk:
    """Nord's leads, marked good or bad; the radar looks round at the clock's time."""

    def __init__(self, client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock) -> None:
        self.client, self.database, self.cast, self.clock = client, database, cast, clock
        self.good: UUID
        self.bad: UUID

    async def leads(self, ad: str | None, good: int, bad: int, days: float = 1) -> None:
        """Worked leads of an ad, received so many days ago."""
        at = (self.clock.fixed or NOW) - timedelta(days=days)
        async with self.database.transaction() as tx:
            for esito, count in ((self.good, good), (self.bad, bad)):
                place = (self.cast.nord, self.cast.nord_container, esito, ad, at, count)
                await tx.execute(_LEADS, *place)

    async def look(self) -> None:
        await look(self.database, self.clock.fixed)

    async def page(self, person: Person | None = None, **query: Any) -> dict[str, Any]:
        who = person or self.cast.rita
        answer = await who.on(self.client).get("/api/radar", params=query)
        assert answer.status_code == 200, answer.text
        return Radar.model_validate_json(answer.text).model_dump(mode="json")

    async def row(self, origin: str = AD) -> dict[str, Any]:
        return next(row for row in (await self.page())["items"] if row["origin"] == origin)

    async def act(self, what: str, origin: str = AD, **more: Any) -> httpx.Response:
        body = {"container_id": str(self.cast.nord_container), "origin": origin, **more}
        return await self.cast.rita.on(self.client).post(what, json=body)

    async def alerts(self) -> list[Any]:
        async with self.database.transaction() as tx:
            return await tx.fetch(
                "SELECT * FROM radar_alert WHERE container_id = $1 ORDER BY id", self.cast.nord_container
            )

    async def told(self) -> list[str]:
        """The kinds of the radar's events, in their order."""
        async with self.database.transaction() as tx:
            rows = await tx.fetch(
                "SELECT kind FROM event WHERE unit_id = $1 AND kind LIKE 'radar.%' ORDER BY id",
                self.cast.nord,
            )
        return [row["kind"] for row in rows]


@pytest.fixture
async def desk(client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock) -> Desk:
    clock.fixed = NOW
    found = Desk(client, database, cast, clock)
    found.good = await add_esito(database, cast, label="Risponde")
    found.bad = await add_esito(database, cast, label="Numero inesistente", bad_lead=True)
    return found


async def test_an_ad_over_its_norm_is_told_of_once_to_the_referente_of_its_unit_and_the_admins(
    desk: Desk, client: httpx.AsyncClient
) -> None:
    await desk.leads("Creatività B", good=2, bad=8)
    await desk.leads("Creatività A", good=40, bad=1)
    await desk.look()
    await asyncio.gather(desk.look(), desk.look())
    assert [(row["origin"], row["worked"], row["bad"]) for row in await desk.alerts()] == [(AD, 10, 8)]
    assert await desk.told() == ["radar.raised"]
    await read_log(desk.database, now=NOW)
    cast = desk.cast
    for person, is_told in ((cast.rita, True), (cast.ada, True), (cast.remo, False), (cast.anna, False)):
        mine = [line for line in await bell_of(client, person) if line["kind"] == "bad_numbers"]
        assert bool(mine) is is_told, person.email
        assert all(line["href"] == "/radar" for line in mine)
    (line,) = [line for line in await bell_of(client, cast.rita) if line["kind"] == "bad_numbers"]
    assert (line["count"], line["text"]) == (1, "Campagna Nord")


async def test_it_is_taken_back_by_itself_when_the_share_falls_and_can_then_be_raised_anew(
    desk: Desk,
) -> None:
    await desk.leads("Creatività B", good=2, bad=8)
    await desk.look()
    await desk.leads("Creatività B", good=25, bad=0)
    await desk.look()
    assert [row["closed_at"] for row in await desk.alerts()] == [None], "still surely over the norm"
    await desk.leads("Creatività B", good=165, bad=0)
    await desk.look()
    assert [row["closed_at"] for row in await desk.alerts()] == [NOW]
    await desk.leads("Creatività B", good=0, bad=60, days=0.5)
    await desk.look()
    assert [row["closed_at"] for row in await desk.alerts()] == [NOW, None]
    assert await desk.told() == ["radar.raised", "radar.closed", "radar.raised"]


async def test_old_leads_make_the_norm_and_not_the_alert(desk: Desk) -> None:
    await desk.leads("Creatività B", good=600, bad=400, days=20)
    await desk.leads("Creatività B", good=30, bad=18)
    await desk.look()
    assert await desk.alerts() == []
    row = await desk.row()
    assert (row["worked"], row["bad"], row["state"]) == (48, 18, "normal")
    assert row["norm"] == pytest.approx(0.4, abs=0.04)


async def test_only_the_newest_two_hundred_are_looked_at_so_that_an_ad_gone_bad_is_seen(desk: Desk) -> None:
    await desk.leads("Creatività B", good=600, bad=0, days=3)
    await desk.leads("Creatività B", good=160, bad=40, days=1)
    row = await desk.row()
    assert (row["worked"], row["bad"]) == (NEWEST, 40)
    await desk.look()
    assert len(await desk.alerts()) == 1


async def test_each_lead_counts_at_the_finest_level_that_is_known(desk: Desk) -> None:
    place: dict[str, Any] = {"received_at": NOW - timedelta(days=1), "esito_id": desk.good}
    known: list[dict[str, Any]] = [
        {"ad": "Uno", "ad_set": "Gruppo", "campaign": "Autunno"}, {"ad": "", "ad_set": "Gruppo", "campaign": "Autunno"},
        {"campaign": "Autunno", "source": "Facebook"}, {"form": "Modulo", "source": "Facebook"},
        {"source": "Facebook"}, {},
    ]  # fmt: skip
    for columns in known:
        await add_lead(desk.database, desk.cast, **place, **columns)
    found = {(row["level"], row["name"]) for row in (await desk.page())["items"]}
    assert found == {
        ("ad", "Uno"), ("ad_set", "Gruppo"), ("campaign", "Autunno"), ("form", "Modulo"), ("source", "Facebook"),
        ("container", ""),
    }  # fmt: skip


async def test_every_number_is_a_list_of_leads(desk: Desk) -> None:
    await desk.leads("Creatività B", good=3, bad=7)
    await desk.leads("Creatività A", good=4, bad=0)
    await add_lead(desk.database, desk.cast, ad="Creatività B", received_at=NOW - timedelta(hours=1))
    row = await desk.row()
    asked = {
        "container_id": row["container"]["id"], "origin": row["origin"], "received_from": row["since"],
        "beyond_start": True, "limit": 100,
    }  # fmt: skip
    http = desk.cast.rita.on(desk.client)
    for number, more in ((10, {}), (7, {"bad_lead": True}), (3, {"bad_lead": False})):
        listed = (await http.get("/api/leads", params=asked | more)).json()["items"]
        assert len(listed) == number
    started = (await http.get("/api/leads", params=asked | {"beyond_start": False})).json()["items"]
    assert len(started) == 1


async def test_what_the_bad_ones_cost_is_their_number_times_the_container_s_price(desk: Desk) -> None:
    await desk.leads("Creatività B", good=2, bad=8)
    assert (await desk.row())["cost"] is None
    async with desk.database.transaction() as tx:
        await tx.execute(
            "UPDATE container SET price_per_lead = 12.50 WHERE id = $1", desk.cast.nord_container
        )
    row = await desk.row()
    assert (row["cost"], row["campaign"], row["share"]) == (100.0, "Autunno", 0.8)


async def test_the_weeks_show_how_it_went(desk: Desk) -> None:
    await desk.leads("Creatività B", good=4, bad=0, days=15)
    await desk.leads("Creatività B", good=1, bad=3)
    weeks = [(week["worked"], week["bad"]) for week in (await desk.row())["weeks"]]
    assert weeks == [(0, 0), (0, 0), (0, 0), (4, 0), (0, 0), (4, 3)]


async def test_who_snoozes_an_alert_is_reminded_when_it_is_still_so(desk: Desk) -> None:
    await desk.leads("Creatività B", good=2, bad=8)
    assert (await desk.act("/api/radar/snooze")).status_code == 404, "nothing to be snoozed yet"
    await desk.look()
    assert (await desk.row())["state"] == "over"
    assert (await desk.act("/api/radar/snooze", days=3)).status_code == 204
    assert (await desk.row())["state"] == "snoozed"
    desk.clock.fixed = NOW + timedelta(days=2)
    await desk.look()
    assert await desk.told() == ["radar.raised", "radar.snoozed"]
    desk.clock.fixed = NOW + timedelta(days=3, minutes=1)
    await desk.look()
    await desk.look()
    assert await desk.told() == ["radar.raised", "radar.snoozed", "radar.raised"]
    assert (await desk.row())["state"] == "over"


async def test_what_is_paused_raises_no_alert_and_stays_on_the_page(desk: Desk) -> None:
    assert (await desk.act("/api/origins/pause")).json()["paused_at"] is not None
    await desk.leads("Creatività B", good=2, bad=8)
    await desk.look()
    assert await desk.alerts() == []
    row = await desk.row()
    assert (row["state"], row["paused_by"]["id"]) == ("paused", str(desk.cast.rita.id))
    await desk.act("/api/origins/resume")
    await desk.look()
    assert (await desk.row())["state"] == "over"


async def test_a_container_that_is_put_away_takes_its_alert_along(desk: Desk) -> None:
    await desk.leads("Creatività B", good=2, bad=8)
    await desk.look()
    async with desk.database.transaction() as tx:
        await tx.execute("UPDATE container SET deleted_at = $2 WHERE id = $1", desk.cast.nord_container, NOW)
    await desk.look()
    assert [row["closed_at"] for row in await desk.alerts()] == [NOW]


async def test_what_is_over_its_norm_stands_first_then_what_is_paused_then_what_was_put_off(
    desk: Desk,
) -> None:
    for ad in ("Prima", "Seconda", "Terza"):
        await desk.leads(ad, good=1, bad=6)
    await desk.leads("Buona", good=60, bad=7)
    await desk.look()
    await desk.act("/api/radar/snooze", "ad:Prima")
    await desk.act("/api/origins/pause", "ad:Seconda")
    found = [(row["name"], row["state"]) for row in (await desk.page())["items"]]
    assert found == [("Terza", "over"), ("Seconda", "paused"), ("Prima", "snoozed"), ("Buona", "normal")]
    briefing = (await desk.cast.rita.on(desk.client).get("/api/briefing")).json()["sources"]
    assert [(row["name"], row["state"], row["bad"]) for row in briefing] == [
        ("Terza", "over", 6), ("Seconda", "paused", None),
    ]  # fmt: skip


async def test_each_leader_sees_their_own_units(desk: Desk) -> None:
    await desk.leads("Creatività B", good=2, bad=8)
    cast = desk.cast
    assert [row["origin"] for row in (await desk.page(cast.rita))["items"]] == [AD]
    assert (await desk.page(cast.remo))["items"] == []
    assert [row["origin"] for row in (await desk.page(cast.ada, unit_id=cast.nord))["items"]] == [AD]
    hidden = await cast.remo.on(desk.client).get("/api/radar", params={"unit_id": str(cast.nord)})
    assert hidden.status_code == 404


async def test_the_statements_of_a_round_read_indexes_of_the_window_and_not_the_leads(
    desk: Desk, settings: Settings
) -> None:
    """Twenty thousand leads of two years, a week of which is the window: the round costs as much as a bare count of it."""
    async with desk.database.transaction() as tx:
        await tx.execute(
            "INSERT INTO lead (id, unit_id, container_id, esito_id, ad, received_at, last_activity_at, created_at, updated_at)"
            " SELECT gen_random_uuid(), $1, $2, CASE WHEN n % 20 = 0 THEN $4::uuid ELSE $3::uuid END, 'Annuncio ' || n % 9,"
            " t.at, t.at, t.at, t.at FROM generate_series(1, 20000) AS n"
            " CROSS JOIN LATERAL (SELECT $5::timestamptz - n * interval '50 minutes' AS at) AS t",
            desk.cast.nord, desk.cast.nord_container, desk.good, desk.bad, NOW,
        )  # fmt: skip
    await run_sql(str(settings.database_url), "VACUUM ANALYZE lead", "ANALYZE esito")
    since = NOW - WINDOW
    statements: dict[str, tuple[Any, ...]] = {
        radar_counts.SUSPECTS: (since, FEWEST_BAD),
        radar_counts.IN_WINDOW: ([desk.cast.nord_container], since, NEWEST),
        radar_counts.BEFORE: ([desk.cast.nord], since - NORM_OF, since),
    }
    async with desk.database.transaction() as tx:
        whole = await tx.fetchval("SELECT count(*) FROM lead")
        for statement, args in statements.items():
            (explained,) = await tx.fetch(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", *args)
            read = list(scans(explained[0][0]["Plan"]))
            assert read
            assert all(node["Node Type"] != "Seq Scan" for node in read), statement
            rows = sum(node["Actual Rows"] * node["Actual Loops"] for node in read)
            assert rows < whole / 5, "the window and what came before it, not the whole table"


async def test_a_round_does_not_read_the_leads_of_a_large_list_that_came_today(
    desk: Desk, settings: Settings
) -> None:
    async with desk.database.transaction() as tx:
        await tx.execute(
            "INSERT INTO lead (id, unit_id, container_id, esito_id, received_at, last_activity_at, created_at, updated_at)"
            " SELECT gen_random_uuid(), $1, $2, $3, $4, $4, $4, $4 FROM generate_series(1, 20000)",
            desk.cast.nord, desk.cast.nord_container, desk.good, NOW,
        )  # fmt: skip
    await run_sql(str(settings.database_url), "VACUUM ANALYZE lead", "ANALYZE esito")
    async with desk.database.transaction() as tx:
        (explained,) = await tx.fetch(
            f"EXPLAIN (ANALYZE, FORMAT JSON) {radar_counts.SUSPECTS}", NOW - WINDOW, FEWEST_BAD
        )
    read = list(scans(explained[0][0]["Plan"]))
    assert read
    looked_at = sum(
        (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"] for node in read
    )
    assert looked_at < 2_000, "what earlier tests called bad, and none of the list"


def scans(plan: dict[str, Any]) -> Any:
    """Where a plan reads leads."""
    if plan.get("Relation Name") == "lead":
        yield plan
    for child in plan.get("Plans", ()):
        yield from scans(child)
