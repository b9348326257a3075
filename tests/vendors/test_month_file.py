"""The file of a month, opened and read back."""

import asyncio
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import openpyxl
import pytest

from goccia.core.database import Database
from goccia.kit.ids import uuid7
from tests.conftest import Clock
from tests.leads.rows import NOW, add_esito, add_lead, add_leads
from tests.people import Cast, Person, add_container
from tests.vendors.market import (
    VENDOR,
    agree,
    decide,
    make_file,
    of_lead,
    proposing,
    set_esito,
    state_of,
    summary,
)

pytestmark = pytest.mark.usefixtures("clock")


async def downloaded(person: Person, client: httpx.AsyncClient, file_id: str) -> bytes:
    answer = await person.on(client).get(f"/api/returns/files/{file_id}/content")
    assert answer.status_code == 200, answer.text
    return answer.content


def sheet(content: bytes, name: str) -> list[dict[str, Any]]:
    header, *lines = openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True)
    return [dict(zip(map(str, header), line, strict=True)) for line in lines]


async def came(database: Database, cast: Cast, lead: UUID, code: str | None, **more: Any) -> None:
    async with database.transaction() as tx:
        await tx.execute(
            "INSERT INTO submission (id, unit_id, container_id, lead_id, via, provider_lead_id, received_at, record)"
            " VALUES ($1, $2, $3, $4, 'hook', $5, $6, '{}')",
            uuid7(), cast.nord, more.get("container", cast.nord_container), lead, code, more.get("at", NOW),
        )  # fmt: skip


async def confirm(client: httpx.AsyncClient, cast: Cast, *leads: UUID) -> None:
    ids = [(await of_lead(cast.rita, client, lead) or {})["id"] for lead in leads]
    answer = await decide(cast.rita, client, "confirmed", *ids)
    assert answer.status_code == 200, answer.text


async def test_the_vendor_reads_what_comes_back_and_the_proof_without_anybody_s_name(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    await agree(client, cast)
    silent = await add_esito(database, cast, label="Non risponde", counts_as_attempt=True)
    wrong = await proposing(database, cast, counts_as_attempt=True)
    lead = await add_lead(
        database, cast, agent_id=cast.anna.id, first_name="=HYPERLINK(1)", last_name="+cmd|calc", phone="+393331234567",
        phone_raw="333 12.34.567", campaign="@Estate", email="m@example.it", received_at=NOW - timedelta(days=1),
    )  # fmt: skip
    await came(database, cast, lead, "=L-77", at=NOW - timedelta(days=1))
    await came(database, cast, lead, "L-78", at=NOW - timedelta(hours=20))
    await set_esito(cast.anna, client, silent, lead)
    clock.fixed = NOW + timedelta(hours=2)
    await set_esito(cast.anna, client, wrong, lead)
    await cast.anna.on(client).post(f"/api/leads/{lead}/notes", json={"text": "Nota riservata"})
    await confirm(client, cast, lead)
    made = await make_file(cast.rita, client, cast.nord)
    assert made.status_code == 201, made.text
    content = await downloaded(cast.rita, client, made.json()["id"])

    row, total = sheet(content, "Resi")
    assert row["Nostro codice lead"] == str(lead)
    assert row["Codice del fornitore"] == "'=L-77"
    assert (row["Nome"], row["Campagna"]) == ("'=HYPERLINK(1) +cmd|calc", "'@Estate")
    assert (row["Telefono"], row["Telefono come ricevuto"]) == ("+393331234567", "333 12.34.567")
    assert (row["Motivo"], row["Prezzo"], total["Prezzo"]) == ("Numero errato", 12.5, 12.5)
    assert row["Ricevuto il"].isoformat() == "2026-11-22T10:00:00"
    proof = sheet(content, "Prova")
    assert [(line["Quando"].strftime("%d %H:%M"), line["Cosa"], line["Dettaglio"]) for line in proof] == [
        ("22 10:00", "Ricevuto", "webhook · =L-77"),
        ("22 14:00", "Ricevuto di nuovo", "webhook · L-78"),
        ("23 10:00", "Esito", "Non risponde"),
        ("23 12:00", "Esito", "Non risponde → Esito wrong_number"),
    ]
    assert [(line["Tentativo"], line["Ha risposto"], line["Chi"]) for line in proof[2:]] == [
        (1, "no", "Agente"), (2, "no", "Agente"),
    ]  # fmt: skip
    terms = {
        line[0]: line[1]
        for line in openpyxl.load_workbook(io.BytesIO(content))["Condizioni"].iter_rows(values_only=True)
    }
    assert terms["Fornitore"] == VENDOR
    assert terms["Campagna Nord: finestra"] == "7 giorni"
    assert terms["Campagna Nord: motivi accettati"] == "Numero errato, Doppione"
    assert (terms["Resi"], terms["Totale"], terms["Numero errato"]) == (1, 12.5, 1)
    book = openpyxl.load_workbook(io.BytesIO(content))
    everything = " ".join(
        str(cell)
        for name in book.sheetnames
        for line in book[name].iter_rows(values_only=True)
        for cell in line
    )
    assert not [word for word in ("Anna", "Rita", "Nota riservata") if word in everything]
    assert all(
        cell.data_type != "f" for name in book.sheetnames for line in book[name].iter_rows() for cell in line
    )


async def test_a_double_comes_with_the_lead_that_was_there_before(
    client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock
) -> None:
    clock.fixed = NOW + timedelta(hours=1)
    await agree(client, cast)
    async with database.transaction() as tx:
        other, _ = await add_container(tx, cast.nord, "Altro", [])
    phone = "+393339998887"
    elsewhere = await add_lead(
        database, cast, phone=phone, container_id=other, received_at=NOW - timedelta(days=9)
    )
    first = await add_lead(database, cast, phone=phone, received_at=NOW - timedelta(days=2))
    again = await add_lead(database, cast, phone=phone)
    await came(database, cast, elsewhere, "ALTRUI-1", container=other)
    await came(database, cast, first, "L-1")
    await set_esito(cast.rita, client, await proposing(database, cast, "duplicate"), again)
    await confirm(client, cast, again)
    made = await make_file(cast.rita, client, cast.nord)
    content = await downloaded(cast.rita, client, made.json()["id"])
    (line,) = [line for line in sheet(content, "Prova") if "precedente" in line["Cosa"]]
    assert line["Dettaglio"] == f"{first} · stesso contenitore · L-1"
    assert line["Quando"].isoformat() == "2026-11-21T10:00:00"
    assert (line["Nostro codice lead"], line["N."]) == (str(again), 1)
    assert "ALTRUI" not in str(sheet(content, "Prova"))


async def test_no_return_is_in_two_files_and_the_first_is_downloaded_as_it_was(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await agree(client, cast)
    leads = await add_leads(database, cast, 3, received_at=NOW)
    await set_esito(cast.rita, client, await proposing(database, cast), *leads)
    empty = await make_file(cast.rita, client, cast.nord)
    assert (empty.status_code, empty.json()["code"]) == (409, "nothing_to_send")
    await confirm(client, cast, leads[0], leads[1])
    first = (await make_file(cast.rita, client, cast.nord)).json()
    assert (first["number"], first["rows"], first["amount"]) == (1, 2, 25.0)
    before = await downloaded(cast.rita, client, first["id"])
    await confirm(client, cast, leads[2])
    second = (await make_file(cast.ada, client, cast.nord)).json()
    assert (second["number"], second["rows"]) == (2, 1)
    await agree(client, cast, price_per_lead=1)
    assert await downloaded(cast.rita, client, first["id"]) == before
    sent = [
        {row["Nostro codice lead"] for row in sheet(content, "Resi") if row["Nostro codice lead"]}
        for content in (before, await downloaded(cast.rita, client, second["id"]))
    ]
    assert sent == [{str(leads[0]), str(leads[1])}, {str(leads[2])}]
    assert {await state_of(cast.rita, client, lead) for lead in leads} == {"sent"}
    (vendor,) = (await summary(cast.rita, client))["vendors"]
    assert ([file["number"] for file in vendor["files"]], vendor["ready"]) == ([2, 1], 0)
    async with database.transaction() as tx:
        told = await tx.fetch(
            "SELECT payload, actor_id FROM event WHERE kind = 'vendor_file.made' AND unit_id = $1 ORDER BY id",
            cast.nord,
        )
    assert told[0]["payload"] == {"vendor": VENDOR, "month": "2026-11", "number": 1, "rows": 2}
    assert [row["actor_id"] for row in told] == [cast.rita.id, cast.ada.id]


async def test_files_made_at_once_share_the_returns_between_them(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await agree(client, cast)
    month = f"{NOW:%Y-%m}"
    leads = await add_leads(database, cast, 4)
    await set_esito(cast.rita, client, await proposing(database, cast), *leads)
    await confirm(client, cast, *leads)
    answers = await asyncio.gather(*(make_file(cast.rita, client, cast.nord, month) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    async with database.transaction() as tx:
        rows = await tx.fetch("SELECT state, file_id FROM vendor_return WHERE unit_id = $1", cast.nord)
    assert {row["state"] for row in rows} == {"sent"}
    assert len({row["file_id"] for row in rows}) == 1


async def test_containers_of_one_vendor_share_the_file_and_units_do_not(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    async with database.transaction() as tx:
        other, _ = await add_container(tx, cast.nord, "Seconda campagna", [])
    await agree(client, cast)
    await agree(client, cast, container=other, price_per_lead=20, return_window_days=None)
    await agree(client, cast, container=cast.sud_container)
    wrong = await proposing(database, cast)
    south = await proposing(database, cast, unit_id=cast.sud)
    here = [await add_lead(database, cast), await add_lead(database, cast, container_id=other)]
    there = await add_lead(database, cast, unit_id=cast.sud, container_id=cast.sud_container)
    await set_esito(cast.rita, client, wrong, *here)
    await set_esito(cast.remo, client, south, there)
    await confirm(client, cast, *here)
    assert (await make_file(cast.rita, client, cast.sud)).status_code == 404
    made = (await make_file(cast.ada, client, cast.nord)).json()
    assert (made["rows"], made["amount"]) == (2, 32.5)
    content = await downloaded(cast.rita, client, made["id"])
    assert {row["Contenitore"] for row in sheet(content, "Resi")[:2]} == {"Campagna Nord", "Seconda campagna"}
    assert (await cast.remo.on(client).get(f"/api/returns/files/{made['id']}/content")).status_code == 404
    assert await state_of(cast.remo, client, there) == "proposed"


async def test_who_speaks_english_writes_the_file_in_english(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    await agree(client, cast, vendor="Società d'Avviì S.r.l.")
    lead = await add_lead(database, cast)
    await set_esito(cast.rita, client, await proposing(database, cast), lead)
    await confirm(client, cast, lead)
    await cast.rita.on(client).patch("/api/me", json={"language": "en"})
    made = await make_file(cast.rita, client, cast.nord, vendor="Società d'Avviì S.r.l.")
    answer = await cast.rita.on(client).get(f"/api/returns/files/{made.json()['id']}/content")
    assert 'filename="resi-societa-d-avvii-s-r-l-2026-11.xlsx"' in answer.headers["content-disposition"]
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames == ["Returns", "Proof", "Terms"]
    assert sheet(answer.content, "Returns")[0]["Reason"] == "Wrong number"
