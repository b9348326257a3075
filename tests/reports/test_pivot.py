"""Reports over HTTP: counted as plain counting would, kept, shared, and written to Excel."""

import io
import zipfile
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from python_calamine import CalamineWorkbook

from goccia.core.database import Database
from goccia.kit.dates import ROME
from goccia.reports.pivot_schemas import ReportResult
from tests.conftest import Clock
from tests.leads.rows import NOW, add_lead
from tests.people import Cast, Person
from tests.reports.histories import Past, esiti, pasts, seen_by, write

__all__ = ["esiti"]


async def ran(person: Person, client: httpx.AsyncClient, **spec: Any) -> dict[str, Any]:
    response = await person.on(client).post("/api/reports/run", json=spec)
    assert response.status_code == 200, response.text
    ReportResult.model_validate_json(response.text)
    return response.json()  # type: ignore[no-any-return]


def cells(found: dict[str, Any]) -> Counter[tuple[str | None, str | None]]:
    return Counter(
        {
            (row["key"], column["key"]): int(cell[0])
            for row in found["rows"]
            for column, cell in zip(found["columns"], row["cells"], strict=True)
        }
    )


def rome(past: Past) -> Any:
    return (NOW - timedelta(minutes=past.age)).astimezone(ROME)


@pytest.mark.parametrize("who", ["ada", "rita", "anna"])
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=pasts())
async def test_every_cell_is_what_plain_counting_finds_as_each_role(
    client: httpx.AsyncClient,
    database: Database,
    cast: Cast,
    clock: Clock,
    esiti: dict[str, UUID],
    who: str,
    history: list[Past],
) -> None:
    clock.fixed = NOW
    await write(database, cast, esiti, history)
    mine = [past for past in seen_by(who, history) if not past.deleted]
    here = {"period": "all", "filter": {"container_id": [str(cast.nord_container), str(cast.sud_container)]}}
    person = getattr(cast, who)
    names: dict[str | None, str | None] = {
        name: str(getattr(cast, name).id) for name in ("anna", "bruno", "carla")
    }
    names[None] = None
    by_agent = await ran(person, client, rows="agent", columns="source", **here)
    assert cells(by_agent) == Counter((names[past.agent], past.source) for past in mine)
    by_time = await ran(person, client, rows="week", columns="hour", **here)
    assert cells(by_time) == Counter(
        ((rome(past).date() - timedelta(days=rome(past).weekday())).isoformat(), str(rome(past).hour))
        for past in mine
    )
    by_day = await ran(person, client, rows="month", columns="day", **here)
    assert cells(by_day) == Counter(
        (rome(past).date().replace(day=1).isoformat(), rome(past).date().isoformat()) for past in mine
    )
    measures = ["leads", "contacted", "attempts", "appointments", "contracts", "conversion"]
    by_province = await ran(person, client, rows="province", measures=measures, **here)
    won = sum(past.esito == "won" for past in mine)
    assert by_province["total"] == [
        len(mine), sum(past.wait is not None for past in mine), sum(past.attempts for past in mine),
        sum(past.appointment for past in mine), won, won / len(mine) if mine else None,
    ]  # fmt: skip
    for place in range(5):
        assert sum(row["total"][place] for row in by_province["rows"]) == by_province["total"][place]


async def test_a_report_counts_the_days_asked_for(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    for days in (0, 3, 20, 200, 400):
        await add_lead(database, cast, received_at=NOW - timedelta(days=days, minutes=1))
    counts: dict[str, Any] = {}
    for period in ("today", "7d", "30d", "month", "year", "all"):
        counts[period] = (await ran(cast.rita, client, rows="day", period=period))["total"][0]
    assert counts == {"today": 1, "7d": 2, "30d": 3, "month": 3, "year": 4, "all": 5}
    one_day = {"period": "custom", "first": "2026-11-03", "last": "2026-11-03"}
    assert (await ran(cast.rita, client, rows="day", **one_day))["rows"][0]["key"] == "2026-11-03"


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        ({"rows": "agent", "columns": "agent"}, None),
        ({"rows": "agent", "measures": []}, "measures"),
        ({"rows": "agent", "measures": ["leads", "leads"]}, None),
        ({"rows": "agent", "period": "custom", "first": "2026-11-02", "last": "2026-11-01"}, None),
        ({"rows": "agent", "filter": {"deleted": True}}, None),
        ({"rows": "phone"}, "rows"),
        ({"columns": "agent"}, "rows"),
    ],
)
async def test_a_report_without_sense_is_refused_with_the_reason(
    client: httpx.AsyncClient, cast: Cast, spec: dict[str, Any], field: str | None
) -> None:
    response = await cast.rita.on(client).post("/api/reports/run", json=spec)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    if field:
        assert field in response.json()["errors"][0]["field"]


async def test_costs_are_not_for_agents(client: httpx.AsyncClient, database: Database, cast: Cast) -> None:
    await add_lead(database, cast, agent_id=cast.anna.id)
    async with database.transaction() as tx:
        await tx.execute("UPDATE container SET price_per_lead = 10 WHERE id = $1", cast.nord_container)
    spec = {"rows": "source", "measures": ["cost"], "period": "all"}
    assert (await ran(cast.rita, client, **spec))["total"] == [10.0]
    assert (await ran(cast.anna, client, **spec))["total"] == [None]


async def test_a_report_is_kept_shared_with_those_who_lead_the_unit_and_changed_by_its_owner(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    spec = {"rows": "agent", "columns": "esito", "period": "7d"}
    rita, remo, ada, anna = (person.on(client) for person in (cast.rita, cast.remo, cast.ada, cast.anna))
    made = await rita.post("/api/reports", json={"name": " Agenti  per Esito ", "spec": spec})
    assert made.status_code == 201, made.text
    report = made.json()
    assert (report["name"], report["shared"], report["mine"]) == ("Agenti per Esito", False, True)
    address = f"/api/reports/{report['id']}"
    assert [(await who.get(address)).status_code for who in (rita, remo, ada, anna)] == [200, 404, 404, 404]
    assert (await rita.patch(address, json={"shared": True})).status_code == 422  # with which unit?
    shared = await rita.patch(address, json={"shared": True, "unit_id": str(cast.nord)})
    assert shared.json()["unit"] == {"id": str(cast.nord), "name": "Nord"}
    assert [(await who.get(address)).status_code for who in (rita, remo, ada, anna)] == [200, 404, 200, 404]
    assert (await rita.patch(address, json={"unit_id": str(cast.sud)})).status_code == 404
    assert (await ada.patch(address, json={"name": "Agenti"})).json()["name"] == "Agenti"
    listed = [item for item in (await rita.get("/api/reports")).json()["items"] if item["id"] == report["id"]]
    assert [item["name"] for item in listed] == ["Agenti"]
    hers = await anna.post("/api/reports", json={"name": "I miei", "spec": spec})
    assert (await anna.patch(f"/api/reports/{hers.json()['id']}", json={"shared": True})).status_code == 403
    assert (await rita.patch(f"/api/reports/{hers.json()['id']}", json={"name": "x"})).status_code == 404
    everyone = await ada.post("/api/reports", json={"name": "Per tutti", "spec": spec, "shared": True})
    assert (await remo.get(f"/api/reports/{everyone.json()['id']}")).json()["mine"] is False
    assert (await remo.delete(f"/api/reports/{everyone.json()['id']}")).status_code == 403
    assert (await rita.delete(address)).status_code == 204
    assert (await rita.get(address)).status_code == 404


async def test_the_excel_file_holds_the_table_a_chart_and_the_filter(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    for source in ("Meta", "Meta", "=1+1"):
        await add_lead(database, cast, source=source, province="MI", received_at=NOW - timedelta(minutes=1))
    spec = {
        "rows": "source",
        "columns": "province",
        "measures": ["leads"],
        "period": "7d",
        "filter": {"province": ["MI"]},
    }
    response = await cast.rita.on(client).post("/api/reports/export", json=spec)
    assert response.status_code == 200, response.text
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    assert book.sheet_names == ["Report", "Filtro"]
    assert book.get_sheet_by_name("Report").to_python()[2:] == [
        ["Fonte", "MI", "Totale"], ["Meta", 2.0, 2.0], ["=1+1", 1.0, 1.0], ["Totale", 3.0, 3.0],
    ]  # fmt: skip
    said = {row[0]: row[1] for row in book.get_sheet_by_name("Filtro").to_python()}
    assert said["Provincia"] == "MI"
    assert said["Periodo"] == "17/11/2026 – 23/11/2026"
    with zipfile.ZipFile(io.BytesIO(response.content)) as inside:
        chart = inside.read("xl/charts/chart1.xml").decode()
    assert "Report!$B$4:$B$5" in chart
    async with database.transaction() as tx:
        told = await tx.fetchrow(
            "SELECT payload FROM event WHERE kind = 'report.exported' AND actor_id = $1", cast.rita.id
        )
    assert told is not None
    assert told["payload"]["rows"] == 2
    assert (await cast.anna.on(client).post("/api/reports/export", json=spec)).status_code == 403
