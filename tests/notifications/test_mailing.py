"""Notices by mail: bursts and days in one mail, in peace at night, and an end with one click."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from goccia.core.events import Actor
from goccia.core.settings import Settings
from goccia.distribution.assign import assign_to_agent
from goccia.kit.dates import ROME
from goccia.notifications import bell, jobs, mailing
from goccia.notifications.bell import Notice
from goccia.notifications.ports import OutgoingMail
from tests.distribution.test_arrivals import deliver
from tests.notifications.listening import bell_of
from tests.notifications.post import Nobody, Postman, at, work
from tests.people import Cast, Person, add_person

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ROME)


@pytest.fixture(autouse=True)
async def no_mail_of_others(database: Database) -> None:
    async with database.transaction() as tx:
        for table in ("outbound_mail", "notification", "pgqueuer"):
            await tx.execute(f"DELETE FROM {table}")


async def prefer(client: httpx.AsyncClient, person: Person, mail: str, **more: Any) -> None:
    kinds = [
        {"kind": kind, "page": True, "mail": mail, "push": False}
        for kind in ("lead_assigned", "lead_resubmitted")
    ]
    answer = await client.patch(
        "/api/notifications/preferences", headers=person.headers, json={"kinds": kinds, **more}
    )
    assert answer.status_code == 200, answer.text


async def tell(database: Database, cast: Cast, lead: UUID | None, key: str, when: datetime) -> None:
    async with database.transaction(now=when) as tx:
        notice = Notice("lead_assigned", cast.carla.id, key, cast.sud, cast.sud_container, lead)
        assert await bell.tell(tx, [notice]) == 1


async def mails_at(database: Database, settings: Settings, when: datetime) -> list[OutgoingMail]:
    """The mails that leave at this time, the sweep running twice."""
    postman = Postman()
    await mailing.sweep(database, settings, when)
    await mailing.sweep(database, settings, when)
    await work(database, jobs.jobs(settings, postman, Nobody(), at(when)), twice=True)
    return postman.carried


async def a_lead(client: httpx.AsyncClient, cast: Cast, number: int) -> UUID:
    return UUID((await deliver(client, cast.sud_token, number))["lead_id"])


async def test_a_burst_is_one_mail_that_names_no_client(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast
) -> None:
    await prefer(client, cast.carla, "now")
    for number in range(5):
        await tell(database, cast, await a_lead(client, cast, number), str(number), NOON)
    assert await mails_at(database, settings, NOON + timedelta(minutes=1)) == []
    (mail,) = await mails_at(database, settings, NOON + timedelta(minutes=3))
    assert (mail.recipient, mail.subject) == (cast.carla.email, "5 nuovi lead · Campagna Sud")
    assert "Cliente" not in mail.html + mail.text
    assert "+39333" not in mail.html + mail.text
    await tell(database, cast, None, "after", NOON + timedelta(minutes=4))
    assert await mails_at(database, settings, NOON + timedelta(minutes=10)) == [], "not so soon again"
    assert len(await mails_at(database, settings, NOON + timedelta(minutes=19))) == 1


async def test_what_was_read_or_is_no_longer_theirs_is_not_mailed(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast
) -> None:
    await prefer(client, cast.carla, "now")
    lead = await a_lead(client, cast, 1)
    await tell(database, cast, None, "read", NOON)
    await client.post("/api/notifications/read", headers=cast.carla.headers, json={})
    await tell(database, cast, lead, "lost", NOON)
    async with database.transaction() as tx:
        colleague = await add_person(tx, settings, "Dora", "agente", [cast.sud])
        await assign_to_agent(tx, Actor("user", cast.remo.id), [lead], colleague.id)
    assert await mails_at(database, settings, NOON + timedelta(hours=1)) == []


async def test_the_night_is_quiet_and_its_notices_come_together_in_the_morning(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast
) -> None:
    await prefer(client, cast.carla, "now", quiet_from="21:00", quiet_to="07:30")
    saturday = datetime(2026, 10, 24, 23, 0, tzinfo=ROME)  # the clocks go back in this night
    for hours in range(4):
        await tell(database, cast, None, str(hours), saturday + timedelta(hours=hours))
    morning = datetime(2026, 10, 25, 7, 30, tzinfo=ROME)
    assert await mails_at(database, settings, morning - timedelta(seconds=1)) == []
    assert len(await mails_at(database, settings, morning)) == 1


async def test_the_daily_mail_comes_once_a_day(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast
) -> None:
    await prefer(client, cast.carla, "daily", digest_at="08:15")
    for hours in (0, 3, 8):
        await tell(database, cast, None, str(hours), NOON + timedelta(hours=hours))
    morning = datetime(2026, 11, 24, 8, 15, tzinfo=ROME)
    assert await mails_at(database, settings, morning - timedelta(minutes=1)) == []
    (mail,) = await mails_at(database, settings, morning)
    assert mail.subject == "Il riassunto di oggi"
    assert mail.text.count("Nuovo lead (Campagna Sud)") == 3
    assert await mails_at(database, settings, morning + timedelta(hours=23)) == []


async def test_one_click_ends_all_mails_of_notices_and_nothing_else(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast
) -> None:
    await prefer(client, cast.carla, "now")
    await tell(database, cast, None, "1", NOON)
    (mail,) = await mails_at(database, settings, NOON + timedelta(minutes=3))
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail.headers["List-Unsubscribe"].strip("<>").removeprefix(settings.base_url)
    token = address.partition("token=")[2]
    assert f"/unsubscribe#{token}" in mail.text
    await tell(database, cast, None, "2", NOON)
    looked = await client.get(address)  # a mail scanner follows links: nothing happens
    assert (looked.status_code, looked.headers["location"]) == (303, f"/unsubscribe#{token}")
    for _ in range(2):
        clicked = await client.post(address, data={"List-Unsubscribe": "One-Click"})
        assert clicked.status_code == 204
    forged = address.rpartition(".")[0] + ".AAAA"
    assert (await client.post(forged)).status_code == 404
    await tell(database, cast, None, "3", NOON)
    assert await mails_at(database, settings, NOON + timedelta(hours=1)) == []
    assert (await bell_of(client, cast.carla))[0]["count"] == 3
    shown = await client.get("/api/notifications/preferences", headers=cast.carla.headers)
    assert (shown.json()["mail_off"], shown.json()["quiet_from"]) == (True, "21:00")
    await prefer(client, cast.carla, "now", mail_off=False)
    await tell(database, cast, None, "4", NOON)
    assert len(await mails_at(database, settings, NOON + timedelta(hours=2))) == 1


async def test_nobody_who_wants_no_notice_gets_one_and_a_dead_address_gets_no_mail(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast
) -> None:
    await prefer(client, cast.carla, "now")
    async with database.transaction() as tx:
        await tx.execute("UPDATE app_user SET email_bounced_at = now() WHERE id = $1", cast.carla.id)
    await tell(database, cast, None, "1", NOON)
    assert await mails_at(database, settings, NOON + timedelta(hours=1)) == []
    nothing = [{"kind": "lead_assigned", "page": False, "mail": "off", "push": False}]
    await client.patch("/api/notifications/preferences", headers=cast.carla.headers, json={"kinds": nothing})
    async with database.transaction() as tx:
        assert await bell.tell(tx, [Notice("lead_assigned", cast.carla.id, "2", cast.sud)]) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"kinds": [{"kind": "import_done", "page": True, "mail": "off", "push": False}]},  # not for an Agente
        {"kinds": [{"kind": "lead_assigned", "page": True, "mail": "weekly", "push": False}]},
        {"quiet_from": "21:00", "quiet_to": None},
        {"quiet_from": "24:00"},
        {"digest_at": None},
    ],
)
async def test_choices_that_cannot_be_are_refused(
    client: httpx.AsyncClient, cast: Cast, change: dict[str, Any]
) -> None:
    answer = await client.patch("/api/notifications/preferences", headers=cast.carla.headers, json=change)
    assert answer.status_code == 422


async def test_each_role_chooses_among_what_it_can_be_told(client: httpx.AsyncClient, cast: Cast) -> None:
    async def names(person: Person) -> set[str]:
        answer = await client.get("/api/notifications/preferences", headers=person.headers)
        return {one["kind"] for one in answer.json()["kinds"]}

    leads = {
        "lead_assigned",
        "lead_handed_over",
        "lead_resubmitted",
        "call_back_due",
        "untouched_3",
        "untouched_7",
    }
    leads |= {"lead_offered", "sla_warned"}
    sources = {"import_done", "source_broken", "bad_numbers"}
    assert [await names(one) for one in (cast.carla, cast.remo, cast.ada)] == [
        leads,
        leads | sources | {"sla_taken_back", "briefing"},
        sources | {"storage_full"},
    ]
