"""The story of an import over HTTP: preview, commit, the same file again, undo."""

from pathlib import Path

from goccia.core.database import Database
from tests.intake.imports.conftest import Desk, csv_file, kinds
from tests.intake.reading import files

COUNTS = {"new": 2, "duplicate": 0, "review": 0, "rejected": 0}
PEOPLE = [
    ["Nome", "Cognome", "Telefono", "E-mail", "Provincia", "Quanto spendi?"],
    ["Ada", "Neri", "333 1234567", "ada@example.it", "Milano", "50"],
    ["Ugo", "Bianchi", "347 1234567", "", "RM", "70"],
]


async def test_a_small_file_is_previewed_at_once_with_counts_and_a_guessed_mapping(
    desk: Desk, tmp_path: Path
) -> None:
    found = await desk.preview(csv_file(tmp_path, PEOPLE))
    assert found["counts"] == COUNTS
    assert found["mapping"]["Telefono"] == "phone"
    assert found["mapping"]["Quanto spendi?"] == "answer"
    assert [column["header"] for column in found["columns"]] == PEOPLE[0]
    assert [row["number"] for row in found["rows"]] == [2, 3]
    assert found["rows"][0]["cells"] == PEOPLE[1]
    assert found["rows"][0]["fields"]["phone"] == "+393331234567"
    assert found["rows"][1]["notices"] == []
    assert not await desk.leads()


async def test_a_commit_makes_each_new_record_a_lead_of_one_agent(
    desk: Desk, database: Database, tmp_path: Path
) -> None:
    done = await desk.commit(csv_file(tmp_path, PEOPLE))
    assert done["counts"] == COUNTS
    assert done["committed_at"]
    ada, ugo = sorted(await desk.leads(), key=lambda lead: lead["first_name"])
    assert (ada["phone"], ada["province"], ugo["phone"]) == ("+393331234567", "MI", "+393471234567")
    assert {ada["agent"]["name"], ugo["agent"]["name"]} == {"Anna Rossi", "Bruno Rossi"}
    assert await kinds(database, ada["id"]) == ["lead.created", "lead.assigned"]


async def test_the_same_file_twice_adds_nothing(desk: Desk, database: Database, tmp_path: Path) -> None:
    path = csv_file(tmp_path, PEOPLE)
    await desk.commit(path)
    again = await desk.preview(path)
    assert again["counts"] == {"new": 0, "duplicate": 2, "review": 0, "rejected": 0}
    assert {row["lead"]["name"] for row in again["rows"]} == {"Ada Neri", "Ugo Bianchi"}
    assert (await desk.do(again, "commit"))["state"] == "committed"
    leads = await desk.leads()
    assert len(leads) == 2
    assert await kinds(database, leads[0]["id"]) == ["lead.created", "lead.assigned"]
    async with database.transaction() as tx:
        ids = [lead["id"] for lead in leads]
        assert await tx.fetchval("SELECT count(*) FROM submission WHERE lead_id = ANY ($1::uuid[])", ids) == 2


async def test_a_duplicate_with_news_joins_its_lead(desk: Desk, database: Database, tmp_path: Path) -> None:
    await desk.commit(csv_file(tmp_path, PEOPLE))
    more = [["Telefono", "Città", "Quanto spendi?"], ["3331234567", "Como", "90"]]
    done = await desk.commit(csv_file(tmp_path, more, "seconda.csv"))
    assert done["counts"] == {"new": 0, "duplicate": 1, "review": 0, "rejected": 0}
    (ada,) = [lead for lead in await desk.leads() if lead["first_name"] == "Ada"]
    lead = (await desk.http.get(f"/api/leads/{ada['id']}")).json()
    assert lead["city"] == "Como"
    assert lead["answers"]["Quanto spendi?"] == "50"
    assert await kinds(database, ada["id"]) == ["lead.created", "lead.assigned", "lead.resubmitted"]


async def test_real_files_of_vendors_become_the_right_records(desk: Desk, tmp_path: Path) -> None:
    found = await desk.preview(files.italian_csv(tmp_path))
    assert found["counts"] == {"new": 3, "duplicate": 0, "review": 0, "rejected": 1}
    assert found["skipped"]["total"] == 1
    meta = await desk.preview(files.meta_tsv(tmp_path))
    assert meta["counts"] == {"new": 1, "duplicate": 1, "review": 0, "rejected": 1}
    book = await desk.preview(files.vendor_xlsx(tmp_path))
    assert book["sheet"] == "Lead"
    assert [(sheet["name"], sheet["chosen"]) for sheet in book["sheets"]] == [
        ("Riepilogo", False),
        ("Lead", True),
    ]


async def test_an_undo_takes_back_what_nobody_has_worked(
    desk: Desk, database: Database, tmp_path: Path
) -> None:
    done = await desk.commit(csv_file(tmp_path, PEOPLE))
    ada, ugo = sorted(await desk.leads(), key=lambda lead: lead["first_name"])
    await desk.http.post(f"/api/leads/{ada['id']}/notes", json={"text": "Sentita"})
    undone = await desk.do(done, "undo")
    assert undone["state"] == "undone"
    assert undone["undo"] == {"taken_back": 1, "kept": 1, "submissions_removed": 0, "merged": 0}
    assert [lead["id"] for lead in await desk.leads()] == [ada["id"]]
    assert (await kinds(database, ugo["id"]))[-1] == "lead.trashed"
    again = await desk.preview(csv_file(tmp_path, PEOPLE))
    assert again["counts"] == {"new": 1, "duplicate": 1, "review": 0, "rejected": 0}


async def test_an_undo_takes_its_submissions_off_the_leads_that_were_there(
    desk: Desk, database: Database, tmp_path: Path
) -> None:
    await desk.commit(csv_file(tmp_path, PEOPLE))
    more = [["Telefono", "Città"], ["3331234567", "Como"], ["3331234567", "Lecco"]]
    done = await desk.commit(csv_file(tmp_path, more, "seconda.csv"))
    (ada,) = [lead for lead in await desk.leads() if lead["first_name"] == "Ada"]
    assert (await desk.do(done, "undo"))["undo"] == {
        "taken_back": 0,
        "kept": 0,
        "submissions_removed": 2,
        "merged": 0,
    }
    async with database.transaction() as tx:
        row = await tx.fetchrow("SELECT submissions, deleted_at FROM lead WHERE id = $1", ada["id"])
        assert row is not None
        assert (row["submissions"], row["deleted_at"]) == (1, None)
