"""Reports by mail: to each recipient the figures they may see, once a sending, and nothing to who may see them no more."""

import asyncio
import io
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from python_calamine import CalamineWorkbook

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.kit.dates import ROME
from goccia.notifications import jobs as notification_jobs
from goccia.notifications import outgoing
from goccia.notifications.adapters.smtp import Smtp
from goccia.notifications.ports import MailPutOff, OutgoingMail
from goccia.reports import jobs, report_mail
from tests.conftest import Clock
from tests.leads.rows import add_lead
from tests.notifications.post import Nobody, Postman, at, post_office, work
from tests.people import Cast, Person

SET = datetime(2026, 11, 23, 10, 0, tzinfo=ROME)
"""A Monday: arranged at ten for Mondays at eight."""
DUE = datetime(2026, 11, 30, 8, 0, tzinfo=ROME)
SPEC = {"rows": "source", "columns": "agent", "measures": ["leads", "contacted_rate"], "period": "7d"}
PLAN = {"every": "week", "weekday": 1, "at": "08:00"}


@pytest.fixture(autouse=True)
async def no_mail_of_others(database: Database) -> None:
    async with database.transaction() as tx:
        for table in ("report_schedule", "outbound_mail", "pgqueuer"):
            await tx.execute(f"DELETE FROM {table}")


@pytest.fixture
async def report(client: httpx.AsyncClient, database: Database, cast: Cast, clock: Clock) -> str:
    """Rita's, shared with Nord; on Mondays at eight to Rita and Ada."""
    clock.fixed = SET
    for source, unit, container, agent in (
        ("Meta", cast.nord, cast.nord_container, cast.anna),
        ("=1+1", cast.nord, cast.nord_container, None),
        ("Meta", cast.sud, cast.sud_container, cast.carla),
    ):
        await add_lead(
            database, cast, unit_id=unit, container_id=container, agent_id=agent and agent.id, source=source,
            last_name="Riservata", received_at=DUE - timedelta(days=1),
        )  # fmt: skip
    body = {"name": "Fonti & <agenti>", "spec": SPEC, "shared": True, "unit_id": str(cast.nord)}
    made = await cast.rita.on(client).post("/api/reports", json=body)
    await arrange(client, cast.rita, made.json()["id"], cast.rita, cast.ada)
    return str(made.json()["id"])


async def arrange(
    client: httpx.AsyncClient, who: Person, report: str, *to: Person, **plan: Any
) -> dict[str, Any]:
    body = {**(plan or PLAN), "recipients": [str(one.id) for one in to]}
    answer = await who.on(client).put(f"/api/reports/{report}/schedule", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def arranged(client: httpx.AsyncClient, who: Person, report: str) -> dict[str, Any]:
    answer = await who.on(client).get(f"/api/reports/{report}/schedule")
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def mails_at(database: Database, settings: Settings, when: datetime) -> dict[str, OutgoingMail]:
    """What leaves at this time, by address: two workers look, and each job runs twice at once."""
    postman = Postman()
    await asyncio.gather(report_mail.sweep(database, when), report_mail.sweep(database, when))
    await work(database, jobs.jobs(settings, at(when)), twice=True)
    await work(database, notification_jobs.jobs(settings, postman, Nobody(), at(when)), twice=True)
    found = {mail.recipient: mail for mail in postman.carried}
    assert len(found) == len(postman.carried), "one for each"
    return found


async def became(client: httpx.AsyncClient, cast: Cast, report: str) -> dict[str, str | None]:
    found = (await arranged(client, cast.rita, report))["recipients"]
    return {one["user"]["id"]: one["result"] for one in found}


async def test_each_recipient_gets_their_own_figures_with_the_excel_file_once_a_sending(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast, report: str
) -> None:
    before = await arranged(client, cast.rita, report)
    assert datetime.fromisoformat(before["next_at"]) == DUE
    assert await mails_at(database, settings, DUE - timedelta(seconds=1)) == {}
    found = await mails_at(database, settings, DUE)
    assert found.keys() == {cast.rita.email, cast.ada.email}
    rita, ada = found[cast.rita.email], found[cast.ada.email]
    assert rita.subject == "Fonti & <agenti>"
    assert "Fonte × Agente · 24/11/2026 – 30/11/2026" in rita.text
    assert [line.split() for line in rita.text.splitlines() if line.startswith(("=1+1", "Meta", "Totale"))] == [
        ["=1+1", "1", "0,0%"], ["Meta", "1", "0,0%"], ["Totale", "2", "0,0%"],
    ]  # fmt: skip
    assert "La tabella intera è nel file Excel." in rita.text
    assert f"{settings.base_url}/reports?saved={report}" in rita.text
    assert "Questo report arriva ogni lunedì alle 08:00." in rita.text
    assert "Questo report di Rita Rossi arriva" in ada.text
    assert "Fonti &amp; &lt;agenti&gt;" in rita.html
    (file,) = rita.attachments
    assert file.name == "report-2026-11-30-0800.xlsx"
    book = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
    assert book.get_sheet_by_name("Report").to_python()[-1][-2:] == [2.0, 0.0]
    said = {row[0]: row[1] for row in book.get_sheet_by_name("Filtro").to_python()}
    assert said["Per"] == "Rita Rossi"
    whole = CalamineWorkbook.from_filelike(io.BytesIO(ada.attachments[0].content))
    assert float(str(whole.get_sheet_by_name("Report").to_python()[-1][-2])) >= 3
    async with database.transaction() as tx:
        told = await tx.fetch(
            "SELECT subject_id, actor_kind FROM event WHERE kind = 'report.exported' AND payload ->> 'report' = $1",
            report,
        )
        held = await tx.fetchval("SELECT count(content) FROM mail_attachment")
    assert {(row["subject_id"], row["actor_kind"]) for row in told} == {
        (cast.rita.id, "system"),
        (cast.ada.id, "system"),
    }
    assert (len(told), held) == (2, 0), "what was handed over is let go"
    assert await mails_at(database, settings, DUE + timedelta(hours=1)) == {}
    after = await arranged(client, cast.rita, report)
    assert [one["result"] for one in after["recipients"]] == ["sent", "sent"]
    assert datetime.fromisoformat(after["last_at"]) == DUE
    assert (await mails_at(database, settings, DUE + timedelta(days=7))).keys() == found.keys()


async def test_a_process_that_dies_anywhere_loses_no_mail_and_sends_none_twice(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast, report: str
) -> None:
    async with database.transaction() as tx:  # killed while it was queued
        row = await tx.fetchrow("SELECT * FROM report_schedule WHERE report_id = $1", UUID(report))
        assert row is not None
        tx.now = DUE
        await report_mail._begin(tx, row)
        await tx.connection.execute("ROLLBACK; BEGIN; SET LOCAL ROLE goccia_system")
    await report_mail.sweep(database, DUE)
    async with database.transaction(now=DUE) as tx:  # killed while it was written
        await report_mail.write(tx, settings, UUID(report), cast.rita.id, DUE)
        await tx.connection.execute("ROLLBACK; BEGIN; SET LOCAL ROLE goccia_system")
    assert (await mails_at(database, settings, DUE)).keys() == {cast.rita.email, cast.ada.email}
    async with database.transaction(now=DUE) as tx:  # and the same jobs once more
        await report_mail.write(tx, settings, UUID(report), cast.rita.id, DUE)
    assert await mails_at(database, settings, DUE + timedelta(minutes=1)) == {}


async def test_a_server_that_was_down_is_late_by_half_a_day_and_then_says_what_it_missed(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast, report: str
) -> None:
    assert len(await mails_at(database, settings, DUE + timedelta(hours=12))) == 2
    second, third = DUE + timedelta(days=7), DUE + timedelta(days=14)
    assert await mails_at(database, settings, third + timedelta(hours=13)) == {}
    found = await arranged(client, cast.rita, report)
    assert datetime.fromisoformat(found["missed_at"]) == third
    assert datetime.fromisoformat(found["last_at"]) == DUE < second
    assert len(await mails_at(database, settings, third + timedelta(days=7))) == 2
    assert (await arranged(client, cast.rita, report))["missed_at"] is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("UPDATE app_user SET active = false WHERE id = $1", "inactive"),
        ("UPDATE app_user SET deleted_at = now() WHERE id = $1", "inactive"),
        ("UPDATE app_user SET email_bounced_at = now() WHERE id = $1", "bounced"),
        ("DELETE FROM user_unit WHERE user_id = $1", "unseen"),
        ("UPDATE app_user SET role = 'agente' WHERE id = $1", "no_export"),
        ("UPDATE app_user SET role = 'agente', can_export = true WHERE id = $1", "unseen"),
        ("UPDATE report SET shared = false WHERE $1::uuid IS NOT NULL", "unseen"),
    ],
)
async def test_nothing_goes_out_to_who_may_see_it_no_more_and_the_owner_reads_why(
    client: httpx.AsyncClient,
    database: Database,
    settings: Settings,
    cast: Cast,
    report: str,
    change: str,
    why: str,
) -> None:
    async with database.transaction() as tx:  # Remo leads Nord, too, for a while
        await tx.execute("INSERT INTO user_unit (user_id, unit_id) VALUES ($1, $2)", cast.remo.id, cast.nord)
    await arrange(client, cast.rita, report, cast.rita, cast.remo)
    async with database.transaction() as tx:
        await tx.execute(change, cast.remo.id)
    assert (await mails_at(database, settings, DUE)).keys() == {cast.rita.email}
    assert await became(client, cast, report) == {str(cast.rita.id): "sent", str(cast.remo.id): why}


async def test_a_mail_that_waits_for_the_server_is_withdrawn_with_its_user_and_its_report_s_end_ends_the_rest(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast, report: str
) -> None:
    postman = Postman(refuses=[MailPutOff("451 later")] * 2)
    await report_mail.sweep(database, DUE)
    await work(database, jobs.jobs(settings, at(DUE)))
    await work(database, notification_jobs.jobs(settings, postman, Nobody(), at(DUE)))
    assert set((await became(client, cast, report)).values()) == {"waiting"}
    async with database.transaction() as tx:
        await tx.execute("UPDATE app_user SET active = false WHERE id = $1", cast.ada.id)
    later = DUE + timedelta(minutes=2)
    await outgoing.sweep(database, later)
    await work(database, notification_jobs.jobs(settings, postman, Nobody(), at(later)))
    assert [mail.recipient for mail in postman.carried[2:]] == [cast.rita.email]
    assert len(postman.carried[2].attachments) == 1
    assert await became(client, cast, report) == {str(cast.rita.id): "sent", str(cast.ada.id): "failed"}
    await report_mail.sweep(database, DUE + timedelta(days=7))
    assert (await cast.rita.on(client).delete(f"/api/reports/{report}")).status_code == 204
    assert await mails_at(database, settings, DUE + timedelta(days=7)) == {}


async def test_one_click_leaves_this_report_and_only_they_can_come_back(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast, report: str
) -> None:
    mail = (await mails_at(database, settings, DUE))[cast.ada.email]
    address = mail.headers["List-Unsubscribe"].strip("<>").removeprefix(settings.base_url)
    for _ in range(2):
        assert (await client.post(address)).status_code == 204
    found = await arrange(client, cast.rita, report, cast.rita, cast.ada)
    assert [one["receives"] for one in found["recipients"]] == [True, False]
    assert (await mails_at(database, settings, DUE + timedelta(days=7))).keys() == {cast.rita.email}
    me = f"/api/reports/{report}/schedule/me"
    back = await cast.ada.on(client).put(me, json={"receives": True})
    assert back.json()["receives"] is True
    assert len(await mails_at(database, settings, DUE + timedelta(days=14))) == 2
    assert (await cast.rita.on(client).put(me, json={"receives": False})).json()["receives"] is False
    async with database.transaction() as tx:
        kinds = await tx.fetch(
            "SELECT kind FROM event WHERE subject_id = $1 AND kind LIKE 'report.%' ORDER BY id", UUID(report)
        )
    assert [row["kind"].removeprefix("report.") for row in kinds] == [
        "saved", "scheduled", "mail_left", "scheduled", "mail_joined", "mail_left",
    ]  # fmt: skip


async def test_a_recipient_has_it_sent_to_themselves_now_once_a_minute(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast, clock: Clock, report: str
) -> None:
    address = f"/api/reports/{report}/schedule/send"
    rita = cast.rita.on(client)
    assert (await rita.post(address)).status_code == 202
    assert (await mails_at(database, settings, SET)).keys() == {cast.rita.email}
    clock.fixed = SET + timedelta(seconds=59)
    assert (await rita.post(address)).status_code == 429
    clock.fixed = SET + timedelta(seconds=60)
    assert (await rita.post(address)).status_code == 202
    assert (await mails_at(database, settings, SET + timedelta(seconds=60))).keys() == {cast.rita.email}
    assert len(await mails_at(database, settings, DUE)) == 2
    await arrange(client, cast.rita, report, cast.ada)
    assert (await rita.post(address)).status_code == 404


async def test_only_readers_can_be_recipients_and_only_the_owner_and_the_admin_arrange(
    client: httpx.AsyncClient, cast: Cast, report: str
) -> None:
    rita, ada = cast.rita.on(client), cast.ada.on(client)
    address = f"/api/reports/{report}"
    ids: set[str] = set()
    page: dict[str, Any] = {"next_cursor": ""}
    while page["next_cursor"] is not None:  # the Admins of other tests read it, too
        wanted = {"cursor": page["next_cursor"]} if ids else {}
        page = (await rita.get(f"{address}/readers", params=wanted)).json()
        ids |= {one["id"] for one in page["items"]}
    assert {str(cast.rita.id), str(cast.ada.id)} <= ids
    assert not {str(cast.remo.id), str(cast.anna.id)} & ids
    for body in (
        {**PLAN, "recipients": [str(cast.remo.id)]},
        {**PLAN, "recipients": []},
        {"every": "week", "at": "08:00", "recipients": [str(cast.rita.id)]},
        {"every": "day", "day": 1, "at": "08:00", "recipients": [str(cast.rita.id)]},
        {"every": "month", "day": 32, "at": "08:00", "recipients": [str(cast.rita.id)]},
        {"every": "day", "at": "24:00", "recipients": [str(cast.rita.id)]},
    ):
        assert (await rita.put(f"{address}/schedule", json=body)).status_code == 422, body
    everyone = await ada.post("/api/reports", json={"name": "Di tutti", "spec": SPEC, "shared": True})
    other = f"/api/reports/{everyone.json()['id']}"
    body = {**PLAN, "recipients": [str(cast.rita.id)]}
    assert (await rita.put(f"{other}/schedule", json=body)).status_code == 403
    assert (await rita.get(f"{other}/readers")).status_code == 403
    assert (await rita.put(f"{other}/schedule/me", json={"receives": True})).status_code == 404
    await arrange(client, cast.ada, everyone.json()["id"], cast.remo)
    seen = await arranged(client, cast.rita, everyone.json()["id"])
    assert (seen["recipients"], seen["plan"]["every"]) == ([], "week")
    assert (await rita.delete(f"{other}/schedule")).status_code == 403
    for _ in range(2):
        assert (await rita.delete(f"{address}/schedule")).status_code == 204
    assert (await arranged(client, cast.rita, report))["plan"] is None
    listed = {one["id"]: one["next_mail_at"] for one in (await rita.get("/api/reports")).json()["items"]}
    assert listed[report] is None
    assert listed[everyone.json()["id"]] is not None


async def test_a_file_too_large_for_a_mail_stays_in_the_report_and_the_mail_says_so(
    client: httpx.AsyncClient,
    database: Database,
    settings: Settings,
    cast: Cast,
    report: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outgoing, "MOST_ATTACHED", 100)
    rita = (await mails_at(database, settings, DUE))[cast.rita.email]
    assert rita.attachments == ()
    assert "Il file Excel è troppo grande per una mail" in rita.text
    assert "La tabella intera è nel report." in rita.text


async def test_the_file_travels_by_smtp_and_the_outbox_holds_it_for_a_week(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast, report: str
) -> None:
    await arrange(client, cast.rita, report, cast.rita)
    await report_mail.sweep(database, DUE)
    await work(database, jobs.jobs(settings, at(DUE)))
    ada = cast.ada.on(client)
    mail = (await ada.get("/api/outbox")).json()["items"][0]["id"]
    (file,) = (await ada.get(f"/api/outbox/{mail}")).json()["attachments"]
    assert file["held"]
    opened = await ada.get(f"/api/outbox/{mail}/attachments/0")
    assert (len(opened.content), opened.headers["content-type"]) == (file["size"], report_mail.XLSX)
    async with post_office() as office:
        office.to_data = "554 5.6.0 no"
        smtp = Smtp(f"smtp://127.0.0.1:{office.port}", timeout=5)
        await work(database, notification_jobs.jobs(settings, smtp, Nobody(), at(DUE)))
        assert (await ada.get(f"/api/outbox/{mail}")).json()["may_send_again"]
        await outgoing.sweep(database, DUE + timedelta(days=6))
        assert (await ada.post(f"/api/outbox/{mail}/send-again")).status_code == 202
        office.to_data = "250 OK"
        await work(database, notification_jobs.jobs(settings, smtp, Nobody(), at(DUE + timedelta(days=6))))
    (message,) = office.received
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", report_mail.XLSX]
    part = list(message.walk())[-1]
    assert part.get_filename() == file["name"]
    assert part.get_payload(decode=True) == opened.content
    assert (await ada.get(f"/api/outbox/{mail}/attachments/0")).status_code == 404


async def test_a_file_that_was_let_go_cannot_be_sent_again(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast, report: str
) -> None:
    postman = Postman(refuses=[MailPutOff("451")])
    await arrange(client, cast.rita, report, cast.rita)
    await report_mail.sweep(database, DUE)
    await work(database, jobs.jobs(settings, at(DUE)))
    async with database.transaction() as tx:
        await tx.execute("UPDATE outbound_mail SET state = 'failed'")
    await outgoing.sweep(database, DUE + timedelta(days=8))
    ada = cast.ada.on(client)
    mail = (await ada.get("/api/outbox")).json()["items"][0]["id"]
    assert (await ada.get(f"/api/outbox/{mail}")).json()["attachments"][0]["held"] is False
    assert (await ada.post(f"/api/outbox/{mail}/send-again")).status_code == 409
    assert postman.carried == []
