"""What a record is: beside the file, beside the unit's leads, and when a person decides."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goccia.core.database import Database
from goccia.intake.import_seen import Seen
from tests.intake.imports.conftest import Desk, csv_file, kinds
from tests.people import Cast

HEADER = ["Nome", "Telefono", "E-mail"]
COUPLE = [HEADER, ["Ada", "3331111111", "casa@example.it"], ["Ugo", "3332222222", "casa@example.it"]]


def counts(new: int = 0, duplicate: int = 0, review: int = 0, rejected: int = 0) -> dict[str, int]:
    return {"new": new, "duplicate": duplicate, "review": review, "rejected": rejected}


async def test_records_are_compared_with_earlier_ones_of_the_file(desk: Desk, tmp_path: Path) -> None:
    found = await desk.preview(
        csv_file(
            tmp_path,
            [
                HEADER,
                ["Ada", "3331111111", "ada@example.it"],
                ["Ada bis", "+39 333 111 1111", ""],
                ["Ada senza", "", "ada@example.it"],
                ["Altra", "3332222222", "ada@example.it"],
                ["Mail", "", "mail@example.it"],
                ["Nessuno", "12", "non una mail"],
            ],
        )
    )
    assert [row["verdict"] for row in found["rows"]] == [
        *("new", "duplicate", "duplicate", "review", "new", "rejected")
    ]
    assert [row["twin_row"] for row in found["rows"]] == [None, 2, 2, 2, None, None]
    assert found["rows"][4]["notices"][0]["code"] == "no_phone"
    assert found["rows"][5]["notices"][0]["it"] == "Né telefono né e-mail utilizzabili"
    assert found["counts"] == counts(2, 2, 1, 1)


async def test_the_same_provider_id_is_the_same_lead_unless_both_phones_differ(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [
        ["Lead ID", "Telefono"],
        ["abc-1", "3331111111"],
        ["abc-1", "3332222222"],
        ["abc-2", "3333333333"],
        ["abc-2", "3333333333"],
    ]
    assert (await desk.preview(csv_file(tmp_path, rows)))["counts"] == counts(3, 1)


async def test_what_is_to_review_waits_until_a_person_decides(
    desk: Desk, database: Database, tmp_path: Path
) -> None:
    done = await desk.commit(csv_file(tmp_path, [*COUPLE, ["Ugo bis", "3332222222", ""]]))
    assert done["counts"] == counts(1, 1, 1)
    assert [lead["first_name"] for lead in await desk.leads()] == ["Ada"]
    answer = await desk.http.post(f"/api/imports/{done['id']}/rows/3/decide", json={"action": "new"})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["verdict"], answer.json()["done"]) == ("new", True)
    leads = {lead["first_name"]: lead for lead in await desk.leads()}
    assert set(leads) == {"Ada", "Ugo"}
    assert leads["Ugo"]["agent"]
    # the record that was like it has waited for it
    assert (await kinds(database, leads["Ugo"]["id"]))[-1] == "lead.resubmitted"
    again = await desk.http.post(f"/api/imports/{done['id']}/rows/3/decide", json={"action": "join"})
    assert again.status_code == 409
    assert (await desk.rows(done, verdict="review")) == []


async def test_a_decision_before_the_commit_is_carried_out_by_it(desk: Desk, tmp_path: Path) -> None:
    found = await desk.preview(csv_file(tmp_path, COUPLE))
    address = f"/api/imports/{found['id']}/rows/3/decide"
    assert (await desk.http.post(address, json={"action": "new"})).json()["verdict"] == "new"
    assert (await desk.http.post(address, json={"action": "join"})).json()["verdict"] == "duplicate"
    done = await desk.do(found, "commit")
    assert done["counts"] == counts(1, 1)
    (ada,) = await desk.leads()
    assert (await desk.http.get(f"/api/leads/{ada['id']}")).json()["submissions"] == 2


async def test_a_record_not_to_review_cannot_be_decided_about(desk: Desk, tmp_path: Path) -> None:
    found = await desk.preview(csv_file(tmp_path, COUPLE))
    for number, status in ((2, 409), (99, 404), (-1, 422), (2**40, 422)):
        answer = await desk.http.post(
            f"/api/imports/{found['id']}/rows/{number}/decide", json={"action": "new"}
        )
        assert answer.status_code == status, answer.text


async def test_a_lead_that_came_meanwhile_makes_a_new_record_a_duplicate(
    desk: Desk, cast: Cast, tmp_path: Path
) -> None:
    found = await desk.preview(csv_file(tmp_path, COUPLE[:2]))
    await desk.http.get(f"/hooks/in/{cast.nord_token}", params={"telefono": "3331111111", "nome": "Ada"})
    done = await desk.do(found, "commit")
    assert done["counts"] == counts(duplicate=1)
    assert len(await desk.leads()) == 1


async def test_a_container_of_its_own_people_has_its_own_leads(
    desk: Desk, database: Database, cast: Cast, tmp_path: Path
) -> None:
    await desk.commit(csv_file(tmp_path, COUPLE[:2]))
    async with database.transaction() as tx:
        other = await tx.fetchval(
            "INSERT INTO container (id, unit_id, name, intake_token, identity_scope, created_at)"
            " VALUES (gen_random_uuid(), $1, 'Altro', gen_random_uuid()::text, 'container', now()) RETURNING id",
            cast.nord,
        )
    answer = await desk.upload(csv_file(tmp_path, COUPLE[:2]), other)
    assert answer.json()["counts"] == counts(1)
    assert (await desk.upload(csv_file(tmp_path, COUPLE[:2]))).json()["counts"] == counts(duplicate=1)


@pytest.mark.parametrize("address", ["Via Roma 1", "via roma, 1"])
async def test_a_household_of_one_file_goes_to_one_agent(desk: Desk, tmp_path: Path, address: str) -> None:
    rows = [["Nome", "Cognome", "Telefono", "Indirizzo", "CAP"]]
    rows += [[f"N{n}", "Neri", f"333000000{n}", address, "20100"] for n in range(4)]
    await desk.commit(csv_file(tmp_path, rows))
    assert len({lead["agent"]["id"] for lead in await desk.leads()}) == 1


PHONES = st.sampled_from([None, "1", "2", "3"])
EMAILS = st.sampled_from([None, "a", "b"])
IDS = st.sampled_from([None, None, "x", "y"])
Record = tuple[str | None, str | None, str | None]


def by_the_book(records: list[Record]) -> list[str]:
    """PRODUCT §4, word by word, beside the persons whom the earlier records make up."""
    persons: list[list[Record]] = []
    said = []
    for phone, email, provider in records:

        def is_same(person: list[Record], by: str) -> bool:
            if by == "id":
                return any(p == provider and not (t and phone and t != phone) for t, _, p in person)  # noqa: B023
            if by == "phone":
                return any(t == phone for t, _, _ in person)  # noqa: B023
            has_phone = any(t for t, _, _ in person)
            return any(e == email for _, e, _ in person) and not (phone and has_phone)  # noqa: B023

        keys = {"id": provider, "phone": phone, "email": email}
        found = next((one for by in keys if keys[by] for one in persons if is_same(one, by)), None)
        doubtful = email and any(e == email for person in persons for _, e, _ in person)
        said.append("duplicate" if found else "review" if doubtful else "new")
        if found is None:
            persons.append(found := [])
        found.append((phone, email, provider))
    return said


@given(st.lists(st.tuples(PHONES, EMAILS, IDS).filter(lambda one: one[0] or one[1]), max_size=12))
def test_the_file_s_verdicts_are_those_of_the_book(records: list[Record]) -> None:
    seen = Seen()
    placed = [seen.place(number, *record) for number, record in enumerate(records)]
    assert [verdict for verdict, _ in placed] == by_the_book(records)
    assert all((twin is None) == (verdict == "new") for verdict, twin in placed)


CELLS = st.tuples(
    st.sampled_from(["", "3331111111", "333 1111111", "3332222222", "12", "3,33E+09"]),
    st.sampled_from(["", "a@example.it", "A@example.it ", "b@example.it", "niente"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(CELLS, min_size=1, max_size=10))
async def test_every_record_is_counted_once_and_new_ones_become_leads(
    rows: list[tuple[str, str]], desk: Desk, database: Database, tmp_path: Path
) -> None:
    async with database.transaction() as tx:
        await tx.execute("UPDATE lead SET deleted_at = now() WHERE container_id = $1", desk.container)
    lines = [[f"Persona {number}", *row] for number, row in enumerate(rows)]
    path = csv_file(tmp_path, [HEADER, *lines])
    found: dict[str, Any] = await desk.preview(path)
    assert sum(found["counts"].values()) == len(rows)
    done = await desk.do(found, "commit")
    assert done["counts"] == found["counts"]
    assert len(await desk.leads()) == done["counts"]["new"]
    assert (await desk.commit(path))["counts"]["new"] == 0
