"""The Excel file, read back."""

import io
from datetime import UTC, datetime
from typing import Any

import httpx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.core.database import Database
from goccia.leads import export
from goccia.leads.export_columns import STANDARD, custom_column, headers
from tests.conftest import Clock
from tests.leads.rows import NOW, add_custom_field, add_esito, add_lead, add_leads
from tests.people import Cast, Person


async def workbook(person: Person, client: httpx.AsyncClient, **query: Any) -> openpyxl.Workbook:
    response = await person.on(client).get("/api/leads/export.xlsx", params=query)
    assert response.status_code == 200, response.text
    assert int(response.headers["content-length"]) == len(response.content)
    return openpyxl.load_workbook(io.BytesIO(response.content))


def rows(book: openpyxl.Workbook, sheet: str = "Lead") -> list[dict[str, Any]]:
    header, *lines = book[sheet].iter_rows(values_only=True)
    return [
        dict(zip(map(str, header), line, strict=True))
        for line in lines
        if any(cell is not None for cell in line)
    ]


def about(book: openpyxl.Workbook) -> dict[str, Any]:
    return {row["Voce"]: row["Valore"] for row in rows(book, "Filtro")}


async def test_a_lead_is_read_back_as_people_know_it(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    esito = await add_esito(database, cast, label="Preventivo inviato")
    await add_custom_field(database, cast.nord, "tetto", label="Tipo di tetto")
    await add_custom_field(database, cast.nord, "kw", label="Potenza", type="number")
    await add_custom_field(database, cast.nord, "posa", label="Giorno di posa", type="date")
    await add_custom_field(database, cast.nord, "usi", label="Usi", type="multiple_choice")
    await add_custom_field(database, cast.nord, "mutuo", label="Mutuo", type="boolean")
    await add_custom_field(database, cast.nord, "nome2", label="Nome")
    await add_lead(
        database, cast, first_name="=HYPERLINK(1)", last_name="Verdi", phone="+393331234567", email="a@example.it",
        province="MI", agent_id=cast.anna.id, esito_id=esito, postal_code="00100", privacy_consent="given",
        received_at=datetime(2026, 7, 1, 10, 30, tzinfo=UTC), next_action_at=datetime(2026, 12, 1, 10, 30, tzinfo=UTC),
        next_action_kind="call_back", attempts=3, amount=1250.5,
        custom={"tetto": "+39-1", "kw": 4.5, "posa": "2026-12-24", "usi": ["@casa", "box"], "mutuo": False,
                "nome2": "-2+3"},
        answers={"note": "=1+1", "quando": ["oggi", "domani"]},
    )  # fmt: skip
    book = await workbook(cast.rita, client)
    (lead,) = rows(book)
    assert lead["Nome"] == "'=HYPERLINK(1)"
    assert lead["Telefono"] == "+393331234567"
    assert lead["CAP"] == "00100"
    assert (lead["Esito"], lead["Agente"]) == ("Preventivo inviato", "Anna Rossi")
    assert (lead["Contenitore"], lead["Unità"]) == ("Campagna Nord", "Nord")
    assert lead["Ricevuto il"] == datetime(2026, 7, 1, 12, 30)  # noqa: DTZ001 - Rome in summer
    assert lead["Prossima azione"] == datetime(2026, 12, 1, 11, 30)  # noqa: DTZ001 - Rome in winter
    assert (lead["Tipo di azione"], lead["Tentativi"], lead["Importo"]) == ("Richiamo", 3, 1250.5)
    assert (lead["Consenso privacy"], lead["Consenso marketing"]) == ("Sì", None)
    assert (lead["Tipo di tetto"], lead["Potenza"], lead["Mutuo"]) == ("'+39-1", 4.5, "No")
    assert lead["Giorno di posa"] == datetime(2026, 12, 24)  # noqa: DTZ001 - a day
    assert lead["Usi"] == "'@casa; box"
    assert lead["Nome (nome2)"] == "'-2+3"
    assert lead["Altre risposte"] == "note: =1+1\nquando: oggi; domani"
    sheet = book["Lead"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet.cell(2, 1).number_format == "dd/mm/yyyy hh:mm"


async def test_the_second_sheet_says_what_was_asked_and_by_whom(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW
    await add_leads(database, cast, 3, agent_id=cast.anna.id, province="MI")
    await add_lead(database, cast, agent_id=cast.bruno.id, province="MI")
    book = await workbook(
        cast.rita, client, agent_id=str(cast.anna.id), unit_id=str(cast.nord), province="MI", q="verdi", sort="name",
        received_from="2026-11-23",
    )  # fmt: skip
    assert len(rows(book)) == 3
    assert about(book) == {
        "Righe": 3, "Esportato da": "Rita Rossi", "Il": "23/11/2026 10:00", "Unità": "Nord", "Agente": "Anna Rossi",
        "Provincia": "MI", "Ricevuti dal": "23/11/2026 00:00", "Ricerca": "verdi", "Ordine": "nome, crescente",
    }  # fmt: skip


async def test_an_export_is_an_event_and_what_was_searched_stays_apart(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await add_leads(database, cast, 2)
    await workbook(cast.rita, client, q="Verdi", province="none", columns="phone,esito")
    async with database.transaction() as tx:
        event = await tx.fetchrow(
            "SELECT * FROM event WHERE kind = 'lead.exported' AND actor_id = $1", cast.rita.id
        )
    assert event is not None
    assert event["unit_id"] == cast.nord
    assert event["payload"] == {"filter": {"province": ["none"]}, "rows": 2, "columns": ["phone", "esito"]}
    assert event["personal"] == {"q": "Verdi"}


async def test_a_view_has_its_columns_in_its_order(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await add_custom_field(database, cast.nord, "tetto", label="Tipo di tetto")
    await add_lead(database, cast, phone="+39021234567", custom={"tetto": "Piano"})
    book = await workbook(cast.rita, client, columns="phone,custom.tetto,last_name")
    assert rows(book) == [{"Telefono": "+39021234567", "Tipo di tetto": "Piano", "Cognome": "Verdi"}]
    response = await cast.rita.on(client).get(
        "/api/leads/export.xlsx", params={"columns": "phone,password_hash"}
    )
    assert response.status_code == 422


async def test_a_selection_is_exported_by_address_or_body_and_never_more_than_one_may_see(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    one, two, _ = await add_leads(database, cast, 3)
    south = await add_lead(database, cast, unit_id=cast.sud, container_id=cast.sud_container)
    book = await workbook(cast.rita, client, ids=f"{one},{south}")
    assert len(rows(book)) == 1
    response = await cast.rita.on(client).post(
        "/api/leads/export", json={"lead_ids": [str(one), str(two), str(south)], "columns": ["received_at"]}
    )
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert len(rows(book)) == 2
    assert about(book)["Selezione"] == "3 lead"


async def test_an_agente_exports_only_with_permission_and_only_their_own(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await add_lead(database, cast, agent_id=cast.anna.id)
    await add_lead(database, cast, agent_id=cast.bruno.id)
    assert (await cast.anna.on(client).get("/api/leads/export.xlsx")).status_code == 403
    assert (await cast.anna.on(client).post("/api/leads/export", json={})).status_code == 403
    async with database.transaction() as tx:
        await tx.execute("UPDATE app_user SET can_export = true WHERE id = $1", cast.anna.id)
    book = await workbook(cast.anna, client)
    assert [row["Agente"] for row in rows(book)] == ["Anna Rossi"]
    async with database.transaction() as tx:
        count = await tx.fetchval(
            "SELECT count(*) FROM event WHERE kind = 'lead.exported' AND actor_id = $1", cast.anna.id
        )
    assert count == 1


async def test_nothing_to_export_is_a_header_and_no_rows(client: httpx.AsyncClient, cast: Cast) -> None:
    book = await workbook(cast.rita, client)
    assert rows(book) == []
    assert book["Lead"].cell(1, 2).value == "Nome"
    assert about(book)["Righe"] == 0


async def test_several_thousand_rows_come_through_in_order(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    async with database.transaction() as tx:
        await tx.execute(
            "INSERT INTO lead (id, unit_id, container_id, last_name, received_at, last_activity_at, created_at, updated_at)"
            " SELECT gen_random_uuid(), $1, $2, n::text, $3::timestamptz - n * interval '1 minute', $3, $3, $3"
            " FROM generate_series(1, 3500) AS n",
            cast.nord, cast.nord_container, NOW,
        )  # fmt: skip
    book = await workbook(cast.rita, client, columns="last_name")
    assert [row["Cognome"] for row in rows(book)] == [str(number) for number in range(1, 3501)]


async def test_more_leads_than_a_sheet_holds_are_refused_in_words_before_anything_is_written(
    client: httpx.AsyncClient, database: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MOST_ROWS", 3)
    await add_leads(database, cast, 3)
    assert len(rows(await workbook(cast.rita, client))) == 3
    await add_leads(database, cast, 1)
    refused = await cast.rita.on(client).get("/api/leads/export.xlsx")
    assert (refused.status_code, refused.json()["code"]) == (422, "too_many_rows")
    assert "esporta un periodo alla volta" in refused.json()["messages"]["it"]


async def test_an_export_too_many_says_when_to_come_back(
    client: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_running", export.MOST_AT_ONCE)
    refused = await cast.rita.on(client).get("/api/leads/export.xlsx")
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_exports")
    assert refused.headers["retry-after"] == str(export.AGAIN_SECONDS)
    monkeypatch.setattr(export, "_running", 0)
    assert rows(await workbook(cast.rita, client)) == []


@pytest.mark.parametrize("query", [{"ids": "a,b"}, {"columns": ""}, {"sort": "x"}, {"deleted": "forse"}])
async def test_an_order_that_cannot_be_read_is_refused(
    client: httpx.AsyncClient, cast: Cast, query: dict[str, str]
) -> None:
    assert (await cast.rita.on(client).get("/api/leads/export.xlsx", params=query)).status_code == 422


@given(st.lists(st.text(max_size=20), max_size=30))
def test_headers_are_never_twice_the_same(labels: list[str]) -> None:
    custom = [custom_column(1, f"k{n}", label, "text") for n, label in enumerate(labels)]
    found = headers([*STANDARD, *custom], "it")
    assert len(set(found)) == len(STANDARD) + len(labels)
    assert all(found)


def test_every_standard_column_has_a_key_of_its_own() -> None:
    assert len({column.key for column in STANDARD}) == len(STANDARD)
