"""The Prova del distributore: a past day under the same rules is that day; under others it says who would have had what."""

from datetime import UTC, timedelta
from typing import Any

import httpx
from hypothesis import HealthCheck, given
from hypothesis import settings as examples

from goccia.core.database import Database
from goccia.core.settings import Settings
from tests.conftest import Clock
from tests.distribution.days import DAY, Member, Plan, Stage, live, plans, set_up
from tests.people import Cast, Person

FREE = Member(1, None, None, [])


async def rehearsal(client: httpx.AsyncClient, who: Person, stage: Stage, **said: Any) -> Any:
    """The whole answer for the day of the plans."""
    async with who.on(client) as http:
        body = {"day": DAY.date().isoformat()} | said
        address = f"/api/containers/{stage.container}/rehearsal"
        answer = await http.post(address, json=body, params={"limit": 200})
    assert answer.status_code == 200, answer.text
    return answer.json()


def agents(found: Any, side: str) -> list[str | None]:
    """Who had each lead, in the order of the day."""
    return [item[side]["agent"] and item[side]["agent"]["id"] for item in found["items"]]


@examples(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=plans())
async def test_a_day_under_its_own_rules_goes_as_it_went(
    client: httpx.AsyncClient, database: Database, cast: Cast, settings: Settings, clock: Clock, plan: Plan
) -> None:
    stage = await set_up(database, settings, cast, plan)
    await live(client, database, clock, stage, plan)
    clock.fixed = (DAY + timedelta(days=1, hours=9)).astimezone(UTC)
    found = await rehearsal(client, cast.ada, stage)
    assert agents(found, "tried") == agents(found, "real")
    assert found["changed"] == 0
    assert found["tried"] == found["real"]
    assert all(row["tried"] == row["real"] for row in found["agents"])


async def a_day(
    client: httpx.AsyncClient,
    database: Database,
    settings: Settings,
    cast: Cast,
    clock: Clock,
    steps: str,
    members: list[Member],
    **rules: Any,
) -> Stage:
    """A day of single letters, seven minutes apart: m and r are leads of Milano and Roma, w works the first one."""
    words = {"m": ("lead", 9, 0), "r": ("lead", 9, 1), "w": ("work", 0, 0), "-": ("resume", 0, 0)}
    plan = Plan("round_robin", members, [words[letter] for letter in "-----" + steps], 0)
    stage = await set_up(database, settings, cast, plan)
    async with database.transaction() as tx:
        for rule, value in rules.items():
            await tx.execute(f"UPDATE container SET {rule} = $2 WHERE id = $1", stage.container, value)
    await live(client, database, clock, stage, plan)
    clock.fixed = (DAY + timedelta(days=1, hours=9)).astimezone(UTC)
    return stage


def team(stage: Stage, *terms: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"user_id": str(user), "open_cap": None} | said
        for user, said in zip(stage.people, terms, strict=False)
    ]


def letters(stage: Stage, found: Any, side: str = "tried") -> str:
    """Who had each lead: a letter an agent, a point where it waits."""
    names = {str(user): letter for user, letter in zip(stage.people, "ABC", strict=False)}
    return "".join(names[agent] if agent else "." for agent in agents(found, side))


async def test_edited_rules_say_who_would_have_had_what_and_why(
    client: httpx.AsyncClient, database: Database, cast: Cast, settings: Settings, clock: Clock
) -> None:
    stage = await a_day(client, database, settings, cast, clock, "mrmrmrw", [FREE, FREE, FREE])

    async def tried(**rules: Any) -> Any:
        return await rehearsal(client, cast.ada, stage, **rules)

    same = await tried()
    assert (letters(stage, same, "real"), letters(stage, same), same["changed"]) == ("ABCABC", "ABCABC", 0)
    two = await tried(team=team(stage, {}, {}))
    assert letters(stage, two) == "ABABAB"
    assert two["changed"] == 4
    gone = next(row for row in two["agents"] if row["agent"]["id"] == str(stage.people[2]))
    assert (gone["in_team"], gone["real"]["leads"], gone["tried"]["leads"]) == (False, 2, 0)
    heavy = await tried(policy="weighted", team=team(stage, {"weight": 4}, {}, {}))
    assert letters(stage, heavy).count("A") == 4
    capped = await tried(team=team(stage, {"daily_cap": 1}, {"daily_cap": 2}))
    assert letters(stage, capped) == "ABB..."
    assert capped["tried"]["still_waiting"] == 3
    assert "limite giornaliero raggiunto" in capped["items"][3]["tried"]["text"]
    covered = await tried(team=team(stage, {"provinces": ["MI"]}, {"provinces": ["RM"]}))
    assert letters(stage, covered) == "ABABAB"
    blind = await tried(
        requires_province=False, team=team(stage, {"provinces": ["RM"]}, {"provinces": ["RM"]})
    )
    assert letters(stage, blind) == "ABABAB"
    manual = await tried(policy="manual")
    assert letters(stage, manual) == "......"
    assert {note["code"] for note in manual["notes"]} >= {"manual_waits"}


async def test_pace_open_leads_and_offers_follow_the_clock_and_the_work_of_that_day(
    client: httpx.AsyncClient, database: Database, cast: Cast, settings: Settings, clock: Clock
) -> None:
    stage = await a_day(client, database, settings, cast, clock, "mmw", [FREE, FREE])
    ada = cast.ada
    alone = team(stage, {"open_cap": 1})
    one = await rehearsal(client, ada, stage, team=alone)
    assert letters(stage, one) == "AA", "the second waits until the first is worked"
    assert one["tried"]["longest_wait_seconds"] == 7 * 60
    assert {"code": "work_as_then", "count": None} in one["notes"]
    paced = await rehearsal(client, ada, stage, policy="paced", pace_minutes=10, team=team(stage, {}))
    assert (letters(stage, paced), paced["tried"]["longest_wait_seconds"]) == ("AA", 3 * 60)
    slow = await rehearsal(client, ada, stage, policy="paced", pace_minutes=None, team=team(stage, {}))
    assert slow["tried"]["longest_wait_seconds"] == 7 * 60
    offered = await rehearsal(client, ada, stage, policy="first_to_claim", claim_minutes=3)
    assert letters(stage, offered) == "AB", "whom nobody took then falls in turn"
    assert offered["tried"]["longest_wait_seconds"] == 3 * 60
    assert "Nessuno" in offered["items"][0]["tried"]["text"]
    assert "claims_guessed" in {note["code"] for note in offered["notes"]}


async def test_hours_and_pauses_are_those_of_the_day_or_left_aside(
    client: httpx.AsyncClient, database: Database, cast: Cast, settings: Settings, clock: Clock
) -> None:
    steps = [
        ("pause", 0, 0),
        ("lead", 9, 0),
        ("resume", 0, 5),
        ("resume", 0, 5),
        ("resume", 0, 5),
        ("lead", 9, 0),
    ]
    plan = Plan("round_robin", [FREE, FREE], steps, 0)
    stage = await set_up(database, settings, cast, plan)
    await live(client, database, clock, stage, plan)
    clock.fixed = (DAY + timedelta(days=1, hours=9)).astimezone(UTC)
    then = await rehearsal(client, cast.ada, stage)
    assert (letters(stage, then, "real"), letters(stage, then)) == ("BB", "BB")
    rested = await rehearsal(client, cast.ada, stage, ignore_pauses=True)
    assert letters(stage, rested) == "AB"
    assert rested["items"][0]["tried"]["at"] == "2027-03-03T08:00:00Z", "the office opened at nine"
    awake = await rehearsal(client, cast.ada, stage, ignore_hours=True)
    assert awake["items"][0]["tried"]["at"] == awake["items"][0]["at"]


async def test_a_lead_that_waited_overnight_and_what_was_given_by_hand_are_part_of_the_day(
    client: httpx.AsyncClient, database: Database, cast: Cast, settings: Settings, clock: Clock
) -> None:
    pause, lead = ("resume", 0, 0), ("lead", 9, 0)
    steps = [lead, *[pause] * 6, lead, ("hand", 1, 0), pause, lead]
    plan = Plan("manual", [FREE, FREE], steps, 1)
    stage = await set_up(database, settings, cast, plan)
    await live(client, database, clock, stage, plan)
    clock.fixed = (DAY + timedelta(days=1, hours=9)).astimezone(UTC)
    then = await rehearsal(client, cast.ada, stage)
    assert [item["kind"] for item in then["items"]] == ["waiting", "arrived", "arrived"]
    assert (letters(stage, then, "real"), letters(stage, then)) == (".A.", ".A.")
    assert {"code": "by_hand", "count": 1} in then["notes"]
    turns = await rehearsal(client, cast.ada, stage, policy="round_robin")
    assert letters(stage, turns) == "ABA", "no longer where the hand found it, the second falls in turn"


async def test_it_writes_nothing_and_refuses_what_it_cannot_replay(
    client: httpx.AsyncClient, database: Database, cast: Cast, settings: Settings, clock: Clock
) -> None:
    stage = await a_day(client, database, settings, cast, clock, "mr", [FREE, FREE])

    async def counts() -> dict[str, int]:
        async with database.transaction() as tx:
            names = [row["relname"] for row in await tx.fetch(
                "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
                " AND has_table_privilege('goccia_system', oid, 'SELECT')"
            )]  # fmt: skip
            return {name: await tx.fetchval(f"SELECT count(*) FROM {name}") for name in names}

    before = await counts()
    assert before["decision"] >= 2
    await rehearsal(client, cast.ada, stage, team=team(stage, {"daily_cap": 1}))
    assert await counts() == before
    address = f"/api/containers/{stage.container}/rehearsal"
    async with cast.ada.on(client) as ada:
        days = (await ada.get(address)).json()
        assert (days["suggested"], days["items"]) == ("2027-03-03", [{"day": "2027-03-03", "decisions": 2}])
        wrong: list[tuple[dict[str, Any], str]] = [
            ({"day": "2027-03-04"}, "day"),
            ({"day": "1026-03-04"}, "day"),
            ({"team": [{"user_id": str(cast.carla.id)}]}, "team.0.user_id"),
            ({"team": [{"user_id": str(stage.people[0])}] * 2}, "team.1.user_id"),
        ]
        for said, name in wrong:
            answer = await ada.post(address, json={"day": "2027-03-03"} | said)
            assert answer.status_code == 422, answer.text
            assert answer.json()["errors"][0]["field"] == name
        first = (await ada.post(address, json={"day": "2027-03-03"}, params={"limit": 1})).json()
        query = {"limit": 1, "cursor": first["next_cursor"]}
        second = (await ada.post(address, json={"day": "2027-03-03"}, params=query)).json()
        assert (len(first["items"]), len(second["items"]), second["next_cursor"]) == (1, 1, None)
        assert first["items"][0]["id"] != second["items"][0]["id"]


async def test_a_day_older_than_the_record_of_turns_is_replayed_from_its_first_order_and_says_so(
    client: httpx.AsyncClient, database: Database, cast: Cast, settings: Settings, clock: Clock
) -> None:
    stage = await a_day(client, database, settings, cast, clock, "mmmm", [FREE, FREE, FREE])
    async with database.transaction() as tx:
        await tx.execute("UPDATE decision SET virtual_time = NULL WHERE container_id = $1", stage.container)
        await tx.execute(
            "UPDATE container_member SET joined_turn = NULL, joined_virtual_time = NULL WHERE container_id = $1",
            stage.container,
        )
    found = await rehearsal(client, cast.ada, stage)
    assert letters(stage, found) == letters(stage, found, "real") == "ABCA"
    assert "turns_estimated" in {note["code"] for note in found["notes"]}
