"""Pauses over HTTP."""

from datetime import UTC, datetime, timedelta

import httpx
from hypothesis import given
from hypothesis import strategies as st

from goccia.core.database import Database
from goccia.organisation.queries import is_paused
from tests.conftest import Clock
from tests.organisation.records import events_about, kinds
from tests.people import Cast

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


async def test_an_agente_pauses_and_resumes_themselves(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    anna, place = cast.anna.on(client), f"/api/users/{cast.anna.id}"
    assert (await anna.post(f"{place}/pause", json={"reason": "Pranzo"})).json() == {
        "id": str(cast.anna.id), "paused": True, "paused_until": None, "absent": False, "pause_reason": "Pranzo",
    }  # fmt: skip
    me = (await anna.get("/api/me")).json()
    assert (me["paused"], me["absent"]) == (True, False)
    seen = (await cast.rita.on(client).get(place)).json()
    assert (seen["paused"], seen["pause_reason"]) == (True, "Pranzo")
    assert (await anna.post(f"{place}/resume")).json()["paused"] is False
    assert (await anna.post(f"{place}/resume")).status_code == 200
    assert await kinds(database, cast.anna.id) == ["user.paused", "user.resumed"], (
        "a second resume is no event"
    )
    assert (await anna.post(f"{place}/pause")).status_code == 200, "the body may be left out"


async def test_nobody_pauses_who_is_not_theirs(client: httpx.AsyncClient, cast: Cast) -> None:
    for person, other, code in (
        (cast.anna, cast.bruno, 404),
        (cast.anna, cast.carla, 404),
        (cast.rita, cast.carla, 404),
        (cast.rita, cast.ada, 404),
        (cast.rita, cast.bruno, 200),
        (cast.rita, cast.rita, 200),
        (cast.ada, cast.carla, 200),
    ):
        for act in ("pause", "resume"):
            answer = await person.on(client).post(
                f"/api/users/{other.id}/{act}", json={} if act == "pause" else None
            )
            assert answer.status_code == code, (person.email, other.email)


async def test_a_pause_ends_by_itself(
    client: httpx.AsyncClient, cast: Cast, clock: Clock, database: Database
) -> None:
    rita, place = cast.rita.on(client), f"/api/users/{cast.anna.id}"
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=2)
    answer = await rita.post(f"{place}/pause", json={"until": until.isoformat(), "absent": True})
    assert datetime.fromisoformat(answer.json()["paused_until"]) == until
    assert await events_about(database, cast.anna.id) == [
        ("user.paused", {"until": until.isoformat(), "absent": True})
    ]
    clock.fixed = until - timedelta(seconds=1)
    assert (await rita.get(place)).json()["absent"] is True
    clock.fixed = until
    seen = (await rita.get(place)).json()
    assert [seen[name] for name in ("paused", "paused_until", "absent", "pause_reason")] == [
        False,
        None,
        False,
        None,
    ]
    team = (await rita.get(f"/api/containers/{cast.nord_container}/team")).json()
    assert not any(member["paused"] for member in team)


async def test_a_pause_does_not_end_before_it_begins(client: httpx.AsyncClient, cast: Cast) -> None:
    for until in ("2020-01-01T10:00:00Z", "never", 5, ""):
        answer = await cast.rita.on(client).post(f"/api/users/{cast.anna.id}/pause", json={"until": until})
        assert answer.status_code == 422, until


async def test_a_pause_ends_neither_session_nor_membership(client: httpx.AsyncClient, cast: Cast) -> None:
    rita = cast.rita.on(client)
    await rita.post(f"/api/users/{cast.anna.id}/pause", json={})
    assert (await cast.anna.on(client).get("/api/me")).status_code == 200
    team = (await rita.get(f"/api/containers/{cast.nord_container}/team")).json()
    assert [member["paused"] for member in team if member["user_id"] == str(cast.anna.id)] == [True]


@given(moments, st.none() | moments, moments)
def test_a_pause_is_in_force_from_its_beginning_until_its_end(
    start: datetime, end: datetime | None, now: datetime
) -> None:
    assert is_paused(start, end, now) == (start <= now and (end is None or now < end))
    assert not is_paused(None, end, now)
