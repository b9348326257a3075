"""Who may receive a lead that arrives by webhook at a given moment: hours, holidays, clock changes, province, household,
weights, as they are set over the API and told by the trace."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.conftest import Clock
from tests.distribution.test_arrivals import deliver
from tests.distribution.test_leaders_decide import agent_of
from tests.people import Cast

NINE_TO_SIX = [["09:00", "18:00"]]
MILAN = {"weekly": {str(day): NINE_TO_SIX for day in range(5)}, "patron": "12-07"}
EVERY_DAY = {"weekly": {str(day): NINE_TO_SIX for day in range(7)}}


async def team(client: httpx.AsyncClient, cast: Cast, *members: dict[str, Any]) -> None:
    terms = [{"open_cap": None, **member} for member in members]
    answer = await cast.rita.on(client).put(f"/api/containers/{cast.nord_container}/team", json=terms)
    assert answer.status_code == 200, answer.text


async def trace_of(client: httpx.AsyncClient, cast: Cast, lead: str) -> tuple[str, dict[str, str | None]]:
    """The result of the newest decision, and each candidate's reason by first name."""
    answer = await cast.rita.on(client).get(f"/api/leads/{lead}/distribution")
    newest = answer.json()["items"][0]
    return newest["result"], {c["agent"]["name"].split()[0]: c["reason"] for c in newest["candidates"]}


@pytest.mark.parametrize(
    ("calendar", "moment", "reason"),
    [
        (MILAN, datetime(2026, 4, 3, 8, 0, tzinfo=UTC), None),  # the Friday before Easter
        (MILAN, datetime(2026, 4, 6, 8, 0, tzinfo=UTC), "holiday"),  # Easter Monday
        (MILAN, datetime(2026, 4, 7, 8, 0, tzinfo=UTC), None),
        (MILAN, datetime(2026, 6, 2, 8, 0, tzinfo=UTC), "holiday"),  # Festa della Repubblica
        (MILAN, datetime(2026, 12, 7, 9, 0, tzinfo=UTC), "holiday"),  # Sant'Ambrogio, the patron
        (MILAN, datetime(2026, 12, 8, 9, 0, tzinfo=UTC), "holiday"),  # Immacolata
        (MILAN, datetime(2026, 12, 9, 9, 0, tzinfo=UTC), None),
        (MILAN, datetime(2026, 12, 12, 9, 0, tzinfo=UTC), "outside_hours"),  # a Saturday
        (EVERY_DAY, datetime(2026, 3, 28, 7, 59, tzinfo=UTC), "outside_hours"),  # 8:59 of winter time
        (
            EVERY_DAY,
            datetime(2026, 3, 29, 6, 59, tzinfo=UTC),
            "outside_hours",
        ),  # 8:59 of summer time, its first day
        (EVERY_DAY, datetime(2026, 3, 29, 7, 0, tzinfo=UTC), None),
        (EVERY_DAY, datetime(2026, 10, 24, 7, 0, tzinfo=UTC), None),  # 9:00, the last day of summer time
        (
            EVERY_DAY,
            datetime(2026, 10, 25, 7, 0, tzinfo=UTC),
            "outside_hours",
        ),  # 8:00, an hour more was slept
        (EVERY_DAY, datetime(2026, 10, 25, 8, 0, tzinfo=UTC), None),
        (EVERY_DAY, datetime(2026, 10, 25, 17, 0, tzinfo=UTC), "outside_hours"),
    ],
)
async def test_hours_and_holidays_of_the_unit_are_those_of_rome(
    client: httpx.AsyncClient, cast: Cast, clock: Clock, calendar: dict[str, Any], moment: datetime,
    reason: str | None,
) -> None:  # fmt: skip
    answer = await cast.ada.on(client).patch(f"/api/units/{cast.nord}", json={"calendar": calendar})
    assert answer.status_code == 200, answer.text
    clock.fixed = moment
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    clock.fixed = None
    result, reasons = await trace_of(client, cast, lead)
    if reason is None:
        assert result == "assigned"
        assert set(reasons.values()) == {None, "not_next"}
    else:
        assert (result, set(reasons.values())) == ("queued", {reason})


async def test_an_agent_s_own_hours_take_the_place_of_the_unit_s(
    client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    evening = {"weekly": {str(day): [["18:00", "21:00"]] for day in range(7)}}
    await cast.ada.on(client).patch(f"/api/units/{cast.nord}", json={"calendar": MILAN})
    changed = await cast.rita.on(client).patch(f"/api/users/{cast.bruno.id}", json={"hours": evening})
    assert changed.status_code == 200, changed.text
    clock.fixed = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)  # a Tuesday, 18:30 in Rome
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    clock.fixed = None
    assert await trace_of(client, cast, lead) == ("assigned", {"Anna": "outside_hours", "Bruno": None})


async def test_a_lead_falls_on_who_covers_its_province(client: httpx.AsyncClient, cast: Cast) -> None:
    await team(
        client, cast, {"user_id": str(cast.anna.id), "provinces": ["MI", "BG"]},
        {"user_id": str(cast.bruno.id), "provinces": ["RM"]},
    )  # fmt: skip
    for number, province in enumerate(("Roma (RM)", "rm", "ROMA")):
        lead = (await deliver(client, cast.nord_token, number, provincia=province))["lead_id"]
        assert await agent_of(client, cast.rita, lead) == str(cast.bruno.id), province
    nobody = (await deliver(client, cast.nord_token, 9, provincia="Napoli"))["lead_id"]
    result, reasons = await trace_of(client, cast, nobody)
    assert (result, set(reasons.values())) == ("queued", {"province_not_covered"})


async def test_a_household_stays_with_one_agent_and_the_surname_alone_is_none(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    home = {"cognome": "Bianchi", "indirizzo": "Via Garibaldi 12", "cap": "20121"}
    first = (await deliver(client, cast.nord_token, 1, **home))["lead_id"]
    owner = await agent_of(client, cast.rita, first)
    same = (await deliver(client, cast.nord_token, 2, **home | {"indirizzo": "v. Garibaldi, 12"}))["lead_id"]
    assert await agent_of(client, cast.rita, same) == owner, "out of turn"
    assert (await trace_of(client, cast, same))[0] == "same_household"
    namesake = (await deliver(client, cast.nord_token, 3, cognome="Bianchi"))["lead_id"]
    assert await agent_of(client, cast.rita, namesake) != owner
    assert (await trace_of(client, cast, namesake))[0] == "assigned"


async def test_a_weighted_container_gives_five_to_two_smoothly(client: httpx.AsyncClient, cast: Cast) -> None:
    rita = cast.rita.on(client)
    changed = await rita.patch(f"/api/containers/{cast.nord_container}", json={"policy": "weighted"})
    assert changed.status_code == 200, changed.text
    await team(
        client,
        cast,
        {"user_id": str(cast.anna.id), "weight": 5},
        {"user_id": str(cast.bruno.id), "weight": 2},
    )
    given = ""
    for number in range(7):
        lead = (await deliver(client, cast.nord_token, number))["lead_id"]
        given += "A" if await agent_of(client, cast.rita, lead) == str(cast.anna.id) else "B"
    assert given == "AABAABA"


async def test_a_manual_container_waits_for_a_person(client: httpx.AsyncClient, cast: Cast) -> None:
    rita = cast.rita.on(client)
    await rita.patch(f"/api/containers/{cast.nord_container}", json={"policy": "manual"})
    lead = (await deliver(client, cast.nord_token, 1))["lead_id"]
    assert (await trace_of(client, cast, lead))[0] == "queued"
    order = {"lead_ids": [lead], "to": {"agent_id": str(cast.bruno.id)}}
    assert (await rita.post("/api/leads/assign", json=order)).json() == {"assigned": 1}
    assert await agent_of(client, cast.rita, lead) == str(cast.bruno.id)


async def test_the_default_cap_is_thirty_unworked_leads(client: httpx.AsyncClient, cast: Cast) -> None:
    answer = await cast.rita.on(client).put(
        f"/api/containers/{cast.nord_container}/team", json=[{"user_id": str(cast.anna.id)}]
    )
    assert answer.status_code == 200
    leads = [(await deliver(client, cast.nord_token, number))["lead_id"] for number in range(31)]
    assert await agent_of(client, cast.rita, leads[29]) == str(cast.anna.id)
    assert await trace_of(client, cast, leads[30]) == ("queued", {"Anna": "open_cap"})
