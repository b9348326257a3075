"""First to claim: offered to who may have it, taken by exactly one, and a goccia when nobody takes it in time."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.distribution import jobs
from goccia.distribution.line import stand_in_line
from goccia.distribution.offers import offer_waiting, settle_ended
from goccia.distribution.queues import drain_container
from goccia.distribution.rules import OFFERED_AT_ONCE
from tests.conftest import Clock
from tests.distribution.test_arrivals import deliver
from tests.people import Cast, Person, add_person


@pytest.fixture(autouse=True)
async def container(database: Database, cast: Cast) -> UUID:
    """Nord's container, first to claim with the default of five minutes."""
    async with database.transaction() as tx:
        await tx.execute("UPDATE container SET policy = 'first_to_claim' WHERE id = $1", cast.nord_container)
    return cast.nord_container


async def offers(client: httpx.AsyncClient, person: Person) -> list[dict[str, Any]]:
    async with person.on(client) as http:
        answer = await http.get("/api/offers")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def take(client: httpx.AsyncClient, person: Person, offer_id: str) -> httpx.Response:
    async with person.on(client) as http:
        return await http.post(f"/api/offers/{offer_id}/claim")


async def offered(client: httpx.AsyncClient, database: Database, cast: Cast, number: int = 1) -> Any:
    """A lead that has arrived and is offered; its id, and the offer as Anna sees it."""
    receipt = await deliver(client, cast.nord_token, number, prov="MI", fonte="Facebook")
    await drain_container(database, cast.nord_container)
    return receipt["lead_id"], (await offers(client, cast.anna))[-1]


async def told_of(client: httpx.AsyncClient, cast: Cast, lead: str) -> list[str]:
    async with cast.rita.on(client) as rita:
        trace = (await rita.get(f"/api/leads/{lead}/distribution")).json()["items"]
    return [one["text"] for one in trace]


async def test_an_offer_shows_initial_province_and_source_to_those_who_may_have_the_lead_and_to_nobody_else(
    client: httpx.AsyncClient, cast: Cast, database: Database, settings: Settings, container: UUID
) -> None:
    async with database.transaction() as tx:
        away = await add_person(tx, settings, "Piero", "agente", [cast.nord], "-")
        far = await add_person(tx, settings, "Franca", "agente", [cast.nord], "-")
        await tx.execute("UPDATE app_user SET paused_at = $2 WHERE id = $1", away.id, tx.now)
        await tx.executemany(
            "INSERT INTO container_member (container_id, user_id, unit_id, provinces, joined_at) VALUES ($1, $2, $3, $4, $5)",
            [(container, away.id, cast.nord, [], tx.now), (container, far.id, cast.nord, ["PA"], tx.now)],
        )
    lead, offer = await offered(client, database, cast)
    assert offer.keys() == {
        "id", "container", "initial", "province", "source", "offered_at", "expires_at", "seconds_left"
    }  # fmt: skip
    assert (offer["initial"], offer["province"], offer["source"]) == ("C", "MI", "Facebook")
    assert 290 < offer["seconds_left"] <= 300
    assert [one["id"] for one in await offers(client, cast.bruno)] == [offer["id"]]
    for stranger in (away, far, cast.carla, cast.rita, cast.remo, cast.ada):
        assert await offers(client, stranger) == []
        assert (await take(client, stranger, offer["id"])).status_code == 404
    async with cast.anna.on(client) as anna:
        assert (await anna.get(f"/api/leads/{lead}")).status_code == 404
        assert (await take(client, cast.anna, offer["id"])).json() == {"lead_id": lead}
        assert (await anna.get(f"/api/leads/{lead}")).json()["phone"] == "+393330000001"
    words = await told_of(client, cast, lead)
    assert words[0].startswith("Preso da Anna Rossi. ")
    assert "Bruno Rossi: non è stato il primo" in words[0]
    assert "Piero Rossi: in pausa" in words[0]
    assert "Franca Rossi: provincia non coperta" in words[1]
    assert "è di chi lo prende per primo" in words[1]
    assert len(words) == 2


async def test_of_agents_who_take_at_the_same_moment_exactly_one_has_the_lead_and_the_others_are_told_who(
    client: httpx.AsyncClient, cast: Cast, database: Database, settings: Settings, container: UUID
) -> None:
    async with database.transaction() as tx:
        team = [await add_person(tx, settings, f"Agente{n}", "agente", [cast.nord], "-") for n in range(6)]
        await tx.executemany(
            "INSERT INTO container_member (container_id, user_id, unit_id, joined_at) VALUES ($1, $2, $3, $4)",
            [(container, person.id, cast.nord, tx.now) for person in team],
        )
    for number in range(8):
        await deliver(client, cast.nord_token, number)
    await drain_container(database, container)
    for offer in await offers(client, team[0]):
        answers = await asyncio.gather(*(take(client, one, offer["id"]) for one in [*team, *team]))
        codes = Counter(answer.status_code for answer in answers)
        assert codes == {200: 2, 409: 10}, "the winner's second tap is answered like the first"
        lead = next(answer.json()["lead_id"] for answer in answers if answer.status_code == 200)
        refusals = {answer.json()["detail"] for answer in answers if answer.status_code == 409}
        async with database.transaction() as tx:
            row = await tx.fetchrow(
                "SELECT p.name, (SELECT count(*) FROM event e WHERE e.lead_id = l.id AND e.kind = 'lead.assigned') AS told,"
                " ARRAY(SELECT result FROM decision d WHERE d.lead_id = l.id ORDER BY d.id) AS results"
                " FROM lead l JOIN person p ON p.id = l.agent_id WHERE l.id = $1", UUID(lead),
            )  # fmt: skip
        assert row is not None
        assert (row["told"], row["results"]) == (1, ["queued", "claimed"])
        assert refusals == {f"Non è più da prendere: ora è di {row['name']}."}
        assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"offer_taken"}
    assert await offers(client, team[0]) == []


async def test_who_is_not_taken_in_time_falls_a_goccia_and_whoever_taps_then_is_told_whose_it_is(
    client: httpx.AsyncClient, cast: Cast, database: Database, container: UUID, clock: Clock
) -> None:
    lead, offer = await offered(client, database, cast)
    before = datetime.fromisoformat(offer["expires_at"]) - timedelta(seconds=1)
    await drain_container(database, container, before)
    assert len(await told_of(client, cast, lead)) == 1, "still offered"
    ended = before + timedelta(seconds=2)
    clock.fixed = ended
    assert await offers(client, cast.anna) == []
    late = await take(client, cast.anna, offer["id"])
    assert (late.status_code, late.json()["code"]) == (409, "offer_ended")
    await drain_container(database, container, ended)
    words = await told_of(client, cast, lead)
    assert words[0].startswith("Nessuno l’ha preso in tempo. Assegnato a goccia a ")
    async with database.transaction() as tx:
        owner = await tx.fetchval("SELECT agent_id FROM lead WHERE id = $1", UUID(lead))
    assert owner in (cast.anna.id, cast.bruno.id)
    other = cast.bruno if owner == cast.anna.id else cast.anna
    assert (await take(client, other, offer["id"])).json()["code"] == "offer_taken"
    clock.fixed = None
    second, again = await offered(client, database, cast, 2)
    await drain_container(database, container, datetime.fromisoformat(again["expires_at"]))
    async with database.transaction() as tx:
        next_owner = await tx.fetchval("SELECT agent_id FROM lead WHERE id = $1", UUID(second))
    assert next_owner == other.id, "the fall-back keeps the turn"


async def test_taking_at_the_moment_the_time_ends_gives_the_lead_to_one(
    client: httpx.AsyncClient, cast: Cast, database: Database, container: UUID
) -> None:
    for number in range(6):
        lead, offer = await offered(client, database, cast, number)
        ended = datetime.fromisoformat(offer["expires_at"])
        _, answer, _ = await asyncio.gather(
            drain_container(database, container, ended),
            take(client, cast.anna, offer["id"]),
            drain_container(database, container, ended),
        )
        async with database.transaction() as tx:
            made = await tx.fetch(
                "SELECT result, agent_id FROM decision WHERE lead_id = $1 AND agent_id IS NOT NULL",
                UUID(lead),
            )
            owner = await tx.fetchval("SELECT agent_id FROM lead WHERE id = $1", UUID(lead))
        assert [row["agent_id"] for row in made] == [owner]
        assert (answer.status_code == 200) == (owner == cast.anna.id)


async def test_who_may_not_have_a_lead_any_more_cannot_take_it_and_what_was_withdrawn_cannot_be_taken(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    leads = [await offered(client, database, cast, number) for number in range(3)]
    async with cast.anna.on(client) as anna, cast.rita.on(client) as rita:
        await anna.post(f"/api/users/{cast.anna.id}/pause", json={})
        barred = (await take(client, cast.anna, leads[0][1]["id"])).json()
        assert (barred["code"], barred["detail"]) == ("offer_barred", "Ora non puoi prenderlo: in pausa.")
        await anna.post(f"/api/users/{cast.anna.id}/resume")
        given = {"lead_ids": [leads[0][0]], "to": {"agent_id": str(cast.bruno.id)}}
        assert (await rita.post("/api/leads/assign", json=given)).status_code == 200
        assert (await rita.post("/api/leads/trash", json={"lead_ids": [leads[1][0]]})).status_code == 200
        assert [one["id"] for one in await offers(client, cast.anna)] == [leads[2][1]["id"]]
        codes = [(await take(client, cast.anna, offer["id"])).json()["code"] for _, offer in leads[:2]]
        assert codes == ["offer_taken", "offer_ended"]
        address = f"/api/containers/{cast.nord_container}"
        async with database.transaction() as tx:
            await tx.execute("UPDATE container SET active = false WHERE id = $1", cast.nord_container)
        assert await offers(client, cast.anna) == []
        assert (await take(client, cast.anna, leads[2][1]["id"])).json()["code"] == "offer_ended"
        register = (await rita.get(f"{address}/register")).json()
    assert [(entry["result"], entry["reason"]) for entry in register["items"]] == [
        ("manual", None), *[("queued", "offered")] * 3
    ]  # fmt: skip


async def test_a_process_that_dies_between_arrival_offer_and_time_out_loses_nothing_and_offers_once(
    client: httpx.AsyncClient, cast: Cast, database: Database, settings: Settings, container: UUID
) -> None:
    receipt = await deliver(client, cast.nord_token, 1)
    assert await offers(client, cast.anna) == [], "the worker is dead"
    owner = await asyncpg.connect(settings.database_url)

    async def offer_and_die() -> None:
        async with database.transaction() as tx:
            await offer_waiting(tx, await stand_in_line(tx, container, 0))
            assert await tx.fetchval("SELECT count(*) FROM offer WHERE container_id = $1", container) == 1
            await owner.fetchval("SELECT pg_terminate_backend($1, 5000)", tx.connection.get_server_pid())

    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
        await offer_and_die()
    await owner.close()
    assert await offers(client, cast.anna) == [], "an offer that was not committed is none"
    await jobs.sweep(database)
    (offer,) = await offers(client, cast.anna)
    await jobs.sweep(database)
    (again,) = await offers(client, cast.anna)
    assert (again["id"], again["expires_at"]) == (offer["id"], offer["expires_at"])
    async with database.transaction() as tx:
        bells = await tx.fetch(
            "SELECT user_id, lead_id FROM notification WHERE kind = 'lead_offered' AND container_id = $1",
            container,
        )
        await tx.execute(
            "UPDATE offer SET expires_at = $2 WHERE id = $1", UUID(offer["id"]), datetime.now(UTC)
        )
    assert {row["user_id"]: row["lead_id"] for row in bells} == {cast.anna.id: None, cast.bruno.id: None}
    assert len(bells) == 2, "told once each, and of no client"
    await jobs.sweep(database)
    await jobs.sweep(database)
    async with database.transaction() as tx:
        made = await tx.fetch(
            "SELECT result, reason FROM decision WHERE lead_id = $1 ORDER BY id", UUID(receipt["lead_id"])
        )
    assert [tuple(row) for row in made] == [("queued", "offered"), ("assigned", "nobody_claimed")]


async def test_a_full_queue_is_offered_bit_by_bit_and_the_rest_follows(
    client: httpx.AsyncClient, cast: Cast, database: Database, container: UUID
) -> None:
    await asyncio.gather(*(deliver(client, cast.nord_token, number) for number in range(OFFERED_AT_ONCE + 2)))
    await drain_container(database, container)
    await drain_container(database, container)
    open_now = await offers(client, cast.anna)
    assert len(open_now) == OFFERED_AT_ONCE
    assert (await take(client, cast.anna, open_now[0]["id"])).status_code == 200
    await drain_container(database, container)
    assert len({one["id"] for one in [*open_now, *await offers(client, cast.anna)]}) == OFFERED_AT_ONCE + 1


async def test_whoever_follows_the_household_has_its_next_lead_without_a_race(
    client: httpx.AsyncClient, cast: Cast, database: Database, container: UUID
) -> None:
    home = {"cognome": "Bianchi", "indirizzo": "Via Po 1", "cap": "20100"}
    await deliver(client, cast.nord_token, 1, **home)
    await drain_container(database, container)
    assert (await take(client, cast.bruno, (await offers(client, cast.bruno))[0]["id"])).status_code == 200
    second = await deliver(client, cast.nord_token, 2, **home)
    await drain_container(database, container)
    assert await offers(client, cast.anna) == []
    words = await told_of(client, cast, second["lead_id"])
    assert words[0].startswith("Assegnato a Bruno Rossi, che segue già la stessa persona o famiglia")


async def test_the_bell_does_not_ring_on_for_what_was_taken_or_given_by_hand(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    async def waits_for(person: Person) -> int:
        async with person.on(client) as http:
            return int((await http.get("/api/notifications/unread")).json()["count"])

    _, first = await offered(client, database, cast, 1)
    second, _ = await offered(client, database, cast, 2)
    assert (await waits_for(cast.anna), await waits_for(cast.bruno)) == (2, 2)
    assert (await take(client, cast.anna, first["id"])).status_code == 200
    assert await waits_for(cast.bruno) == 1
    async with cast.rita.on(client) as rita:
        given = await rita.post(
            "/api/leads/assign", json={"lead_ids": [second], "to": {"agent_id": str(cast.bruno.id)}}
        )
    assert given.status_code == 200, given.text
    async with database.transaction() as tx:
        await settle_ended(tx, cast.nord_container)
        kept = await tx.fetch(
            "SELECT read_at, push_at FROM notification WHERE kind = 'lead_offered' AND container_id = $1",
            cast.nord_container,
        )
    assert len(kept) == 4
    assert all(row["read_at"] and not row["push_at"] for row in kept)
