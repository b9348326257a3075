"""The pipeline: leads side by side by their Esito."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from goccia.leads.schemas import Pipeline
from tests.leads.rows import NOW, add_esito, add_lead, add_leads
from tests.people import Cast, Person


async def columns_of(client: httpx.AsyncClient, person: Person, **query: Any) -> list[dict[str, Any]]:
    answer = await person.on(client).get("/api/leads/pipeline", params=query)
    assert answer.status_code == 200, answer.text
    Pipeline.model_validate_json(answer.text)
    found: list[dict[str, Any]] = answer.json()["columns"]
    return found


def of(columns: list[dict[str, Any]], esito: UUID | None) -> dict[str, Any]:
    wanted = str(esito) if esito else None
    return next(column for column in columns if (column["esito"] or {"id": None})["id"] == wanted)


async def test_each_esito_has_its_newest_leads_and_says_where_more_are(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    waits, done = (
        await add_esito(database, cast, label="Aspetta", position=901),
        await add_esito(database, cast, label="Fatto", position=902, final=True),
    )
    leads = await add_leads(database, cast, 5, esito_id=waits)
    await add_lead(database, cast)
    columns = await columns_of(client, cast.rita, unit_id=cast.nord, limit=3)
    names = [column["esito"] and column["esito"]["name"] for column in columns]
    assert names.index("Aspetta") + 1 == names.index("Fatto")
    assert names[-1] is None
    column = of(columns, waits)
    assert (column["total"], column["settable"], column["final"]) == (5, True, False)
    assert [lead["id"] for lead in column["items"]] == [str(lead) for lead in reversed(leads[2:])]
    assert (of(columns, done)["items"], of(columns, done)["final"]) == ([], True)
    assert (of(columns, None)["total"], of(columns, None)["settable"]) == (1, False)
    more = await cast.rita.on(client).get(
        "/api/leads",
        params={
            "unit_id": str(cast.nord),
            "esito_id": str(waits),
            "sort": "-received_at",
            "cursor": column["next_cursor"],
        },
    )
    assert [lead["id"] for lead in more.json()["items"]] == [str(lead) for lead in reversed(leads[:2])]


async def test_what_was_put_away_has_a_column_while_leads_carry_it_and_takes_no_more(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    old = await add_esito(database, cast, label="Di una volta", active=False)
    unused = await add_esito(database, cast, label="Mai usato", active=False)
    await add_lead(database, cast, esito_id=old)
    columns = await columns_of(client, cast.rita, unit_id=cast.nord)
    assert (of(columns, old)["total"], of(columns, old)["settable"]) == (1, False)
    assert str(unused) not in {column["esito"]["id"] for column in columns if column["esito"]}


async def test_an_agent_finds_their_own_leads_and_a_filter_narrows_every_column(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    esito = await add_esito(database, cast)
    await add_lead(database, cast, esito_id=esito, agent_id=cast.anna.id, assigned_at=NOW, province="MI")
    await add_lead(database, cast, esito_id=esito, agent_id=cast.bruno.id, assigned_at=NOW, province="LO")
    old = NOW - timedelta(days=40)
    await add_lead(database, cast, esito_id=esito, received_at=old, province="MI")

    async def counted(person: Person, **query: Any) -> int:
        return int(of(await columns_of(client, person, unit_id=cast.nord, **query), esito)["total"])

    assert (await counted(cast.anna), await counted(cast.rita), await counted(cast.ada)) == (1, 3, 3)
    assert await counted(cast.rita, province="MI") == 2
    assert await counted(cast.rita, province="MI", received_from="2026-11-01") == 1
    assert await counted(cast.rita, agent_id=str(cast.bruno.id)) == 1
    whole = await cast.rita.on(client).get("/api/leads/pipeline", params={"unit_id": str(cast.nord)})
    assert whole.json()["complete"]
    foreign = await columns_of(client, cast.remo)
    assert str(esito) not in {column["esito"]["id"] for column in foreign if column["esito"]}


@pytest.mark.parametrize(
    "query", [{"esito_id": "none"}, {"deleted": "true"}, {"limit": "51"}, {"sort": "name"}]
)
async def test_what_a_pipeline_cannot_show_is_refused(
    client: httpx.AsyncClient, cast: Cast, query: dict[str, str]
) -> None:
    answer = await cast.rita.on(client).get("/api/leads/pipeline", params=query)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
