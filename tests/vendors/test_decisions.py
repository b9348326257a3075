"""Confirm, discard, the vendor's answer, and what a month comes to."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from tests.conftest import Clock
from tests.leads.rows import NOW, add_lead, add_leads, events_of
from tests.people import Cast
from tests.vendors.market import (
    agree,
    answered,
    decide,
    make_file,
    of_lead,
    proposing,
    returns,
    set_esito,
    state_of,
    summary,
)

pytestmark = pytest.mark.usefixtures("clock")


async def proposed(
    client: httpx.AsyncClient, database: Database, cast: Cast, count: int, **columns: Any
) -> dict[UUID, str]:
    """Leads with a return each: their ids and those of the returns."""
    await agree(client, cast)
    esito = await proposing(database, cast)
    leads = await add_leads(database, cast, count, **columns)
    await set_esito(cast.rita, client, esito, *leads)
    return {lead: (await of_lead(cast.rita, client, lead) or {})["id"] for lead in leads}


async def test_a_referente_confirms_and_discards_many_at_once(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW + timedelta(hours=1)
    found = await proposed(client, database, cast, 3)
    first, second, third = found.values()
    answer = await decide(cast.rita, client, "confirmed", first, second, note="  visti ")
    assert (answer.status_code, answer.json()) == (200, {"done": 2})
    assert (await decide(cast.rita, client, "discarded", second, third)).json() == {"done": 2}
    assert (await decide(cast.rita, client, "discarded", second, third)).json() == {"done": 0}
    assert [await state_of(cast.rita, client, lead) for lead in found] == [
        "confirmed",
        "discarded",
        "discarded",
    ]
    row = await of_lead(cast.rita, client, next(iter(found))) or {}
    assert (row["note"], row["decided_by"]["id"]) == ("visti", str(cast.rita.id))
    events = await events_of(database, next(iter(found)))
    assert [event["kind"] for event in events][-1] == "vendor_return.confirmed"
    assert events[-1]["payload"] == {"return_reason": "wrong_number", "late": False}


async def test_one_that_is_not_there_to_see_stops_them_all(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    found = await proposed(client, database, cast, 2)
    first, second = found.values()
    assert (await decide(cast.remo, client, "confirmed", first)).status_code == 404
    assert (await decide(cast.anna, client, "confirmed", first)).status_code == 403
    nowhere = await decide(cast.rita, client, "confirmed", first, str(cast.nord))
    assert nowhere.status_code == 404
    early = await answered(cast.rita, client, "accepted", first, second)
    assert (early.status_code, early.json()["code"]) == (409, "return_state")
    assert {await state_of(cast.rita, client, lead) for lead in found} == {"proposed"}


async def test_after_the_window_who_asks_all_the_same_says_why(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    found = await proposed(client, database, cast, 1, received_at=NOW - timedelta(days=9))
    (lead,), (late,) = found, found.values()
    refused = await decide(cast.rita, client, "confirmed", late)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "note"
    assert (
        await decide(cast.rita, client, "confirmed", late, note="Segnalato a voce il 18")
    ).status_code == 200
    assert await state_of(cast.rita, client, lead) == "confirmed"
    assert (await events_of(database, lead))[-1]["payload"]["late"] is True


async def test_what_the_vendor_answers_is_written_down_and_may_be_mended(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    found = await proposed(client, database, cast, 3)
    first, second, third = found.values()
    await decide(cast.rita, client, "confirmed", *found.values())
    assert (await make_file(cast.rita, client, cast.nord)).status_code == 201
    assert (await answered(cast.rita, client, "accepted", first, second, note="ok")).json() == {"done": 2}
    assert (await answered(cast.rita, client, "accepted", third, amount="4,50")).status_code == 200
    too_much = await answered(cast.rita, client, "accepted", third, amount=12.51)
    assert (too_much.status_code, too_much.json()["errors"][0]["field"]) == (422, "amount")
    assert (await answered(cast.rita, client, "refused", second, note="Ha risposto a noi")).status_code == 200
    rows = {row["id"]: row for row in await returns(cast.rita, client, unit_id=str(cast.nord))}
    assert [(rows[id_]["state"], rows[id_]["credited"], rows[id_]["answer_note"]) for id_ in (first, second, third)] == [
        ("accepted", 12.5, "ok"), ("refused", None, "Ha risposto a noi"), ("accepted", 4.5, None),
    ]  # fmt: skip
    totals = {
        row["state"]: (row["returns"], row["amount"]) for row in (await summary(cast.rita, client))["totals"]
    }
    assert totals == {"accepted": (2, 17.0), "refused": (1, 12.5)}


async def test_a_month_is_summed_up_by_state_and_vendor_with_the_caller_s_eyes(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    found = await proposed(client, database, cast, 3)
    late = await add_lead(database, cast, received_at=NOW - timedelta(days=10))
    before = await add_lead(database, cast, received_at=NOW - timedelta(days=30))
    esito = await proposing(database, cast, "duplicate")
    await set_esito(cast.rita, client, esito, late, before)
    await decide(cast.rita, client, "confirmed", next(iter(found.values())))
    said = await summary(cast.rita, client)
    totals = {row["state"]: (row["returns"], row["amount"], row["unpriced"]) for row in said["totals"]}
    assert totals == {"proposed": (2, 25.0, 0), "confirmed": (1, 12.5, 0), "late": (1, 12.5, 0)}
    (vendor,) = said["vendors"]
    names = ("vendor", "returns", "open", "ready", "ready_amount", "files")
    assert {name: vendor[name] for name in names} == {
        "vendor": "LeadItalia", "returns": 4, "open": 2, "ready": 1, "ready_amount": 12.5, "files": [],
    }  # fmt: skip
    assert (await summary(cast.remo, client))["vendors"] == []
    assert len(await returns(cast.rita, client, month="2026-10")) == 1
    assert [row["lead"]["id"] for row in await returns(cast.rita, client, state="late", month="2026-11")] == [
        str(late)
    ]
    assert len(await returns(cast.rita, client, vendor="Nessuno")) == 0
    page = await cast.rita.on(client).get("/api/returns", params={"month": "2026-11", "limit": 3})
    rest = await cast.rita.on(client).get(
        "/api/returns", params={"month": "2026-11", "limit": 3, "cursor": page.json()["next_cursor"]}
    )
    both = [row["id"] for answer in (page, rest) for row in answer.json()["items"]]
    assert (len(both), len(set(both)), rest.json()["next_cursor"]) == (4, 4, None)


async def test_a_month_that_is_none_is_refused_with_the_reason(client: httpx.AsyncClient, cast: Cast) -> None:
    for month in ("novembre", "2026-13", "2026-1", "26-11"):
        answer = await cast.rita.on(client).get("/api/returns/summary", params={"month": month})
        assert answer.status_code == 422, month
        assert "month" in answer.json()["errors"][0]["field"]
