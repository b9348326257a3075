"""The briefing by mail: the figures of the page, with one's own eyes, once a day."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.kit.dates import ROME
from goccia.notifications import jobs as notification_jobs
from goccia.notifications.ports import OutgoingMail
from goccia.reports import briefing_mail, jobs
from tests.leads.rows import add_lead
from tests.notifications.post import Nobody, Postman, at, work
from tests.people import Cast, Person

MORNING = datetime(2026, 11, 24, 8, 45, tzinfo=ROME)
"""A Tuesday."""


@pytest.fixture(autouse=True)
async def no_mail_of_others(database: Database) -> None:
    async with database.transaction() as tx:
        for table in ("outbound_mail", "pgqueuer"):
            await tx.execute(f"DELETE FROM {table}")


async def mails_at(
    database: Database, settings: Settings, cast: Cast, when: datetime
) -> dict[str, OutgoingMail]:
    """What leaves at this time for Rita and Remo: two workers look, and each job runs twice at once."""
    postman = Postman()
    await asyncio.gather(briefing_mail.sweep(database, when), briefing_mail.sweep(database, when))
    async with database.transaction() as tx:  # the Referenti of other tests are due as well
        await tx.execute(
            "DELETE FROM pgqueuer WHERE entrypoint = $1 AND convert_from(payload, 'UTF8')::jsonb ->> 'user_id' <> ALL ($2)",
            *(briefing_mail.BRIEFING_JOB, [str(one.id) for one in (cast.rita, cast.remo, cast.ada)]),
        )
    await work(database, jobs.jobs(settings, at(when)), twice=True)
    await work(database, notification_jobs.jobs(settings, postman, Nobody(), at(when)), twice=True)
    names = {cast.rita.email: "rita", cast.remo.email: "remo", cast.ada.email: "ada"}
    mine = [mail for mail in postman.carried if mail.recipient in names]
    found = {names[mail.recipient]: mail for mail in mine}
    assert len(found) == len(mine), "one for each"
    return found


async def choose(client: httpx.AsyncClient, person: Person, **said: Any) -> httpx.Response:
    return await client.patch("/api/notifications/preferences", headers=person.headers, json=said)


def wants(mail: str) -> dict[str, Any]:
    return {"kinds": [{"kind": "briefing", "page": False, "mail": mail, "push": False}]}


async def test_each_referente_gets_the_figures_of_their_units_once_a_day_and_no_client_is_named(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast
) -> None:
    had = {"agent_id": cast.anna.id, "assigned_at": MORNING - timedelta(hours=5), "last_name": "Riservata"}
    lead = await add_lead(database, cast, **had)
    await add_lead(database, cast, **had)
    await add_lead(
        database, cast, agent_id=cast.anna.id, attempts=3, received_at=MORNING - timedelta(days=1),
        last_name="Riservata", worked_at=MORNING, next_action_at=MORNING - timedelta(hours=30),
        next_action_kind="call_back",
    )  # fmt: skip
    async with database.transaction() as tx:
        await tx.execute("UPDATE app_user SET language = 'en' WHERE id = $1", cast.remo.id)
    assert await mails_at(database, settings, cast, MORNING - timedelta(seconds=1)) == {}
    found = await mails_at(database, settings, cast, MORNING + timedelta(seconds=5))
    assert found.keys() == {"rita", "remo"}
    rita, remo = found["rita"], found["remo"]
    assert rita.subject == "Briefing di martedì 24 novembre: 2 lead fermi, 1 richiamo in ritardo"
    assert remo.subject == "Briefing of Tuesday 24 November: all is well"
    for words in (
        "Campagna Nord (arrivato un giorno fa, tre tentativi, mai raggiunto · Anna Rossi)",
        "2 lead (il più vecchio da 5 ore: Campagna Nord, Anna Rossi)",
        "Anna Rossi (1 in ritardo)",
        f"{settings.base_url}/today?agent_id={cast.anna.id}",
    ):
        assert words in rita.text, rita.text
    assert "Campagna Nord" in rita.html
    assert "Riservata" not in rita.html + rita.text
    assert str(lead) not in remo.html + remo.text
    for minutes in (0, 60, 180):
        assert await mails_at(database, settings, cast, MORNING + timedelta(minutes=minutes)) == {}
    assert (await mails_at(database, settings, cast, MORNING + timedelta(days=1))).keys() == {"rita", "remo"}


async def test_a_job_that_died_is_done_again_until_noon_and_not_after(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast
) -> None:
    await choose(client, cast.remo, **wants("off"))
    async with database.transaction(now=MORNING) as tx:  # written, and killed before the commit
        await briefing_mail.write(tx, settings, cast.rita.id, "2026-11-24")
        await tx.connection.execute("ROLLBACK; BEGIN; SET LOCAL ROLE goccia_system")
    assert (await mails_at(database, settings, cast, MORNING + timedelta(hours=3))).keys() == {"rita"}
    late = MORNING + timedelta(days=1, hours=3, minutes=15)
    assert await mails_at(database, settings, cast, late) == {}
    async with database.transaction(now=late) as tx:  # a job that waited beyond noon
        await briefing_mail.write(tx, settings, cast.rita.id, "2026-11-25")
    sunday = datetime(2026, 11, 29, 9, 0, tzinfo=ROME)
    assert await mails_at(database, settings, cast, sunday) == {}


async def test_one_click_ends_the_briefing_alone_and_the_profile_brings_it_back(
    client: httpx.AsyncClient, database: Database, settings: Settings, cast: Cast
) -> None:
    mail = (await mails_at(database, settings, cast, MORNING))["rita"]
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail.headers["List-Unsubscribe"].strip("<>").removeprefix(settings.base_url)
    assert f"/unsubscribe#{address.partition('token=')[2]}" in mail.text
    for _ in range(2):
        assert (await client.post(address)).status_code == 204
    tomorrow = MORNING + timedelta(days=1)
    assert (await mails_at(database, settings, cast, tomorrow)).keys() == {"remo"}
    shown = (await client.get("/api/notifications/preferences", headers=cast.rita.headers)).json()
    assert shown["mail_off"] is False
    assert {"mail": "off", "mail_only": True}.items() <= next(
        one for one in shown["kinds"] if one["kind"] == "briefing"
    ).items()
    await choose(client, cast.rita, **wants("now"))
    assert (await mails_at(database, settings, cast, tomorrow + timedelta(hours=1))).keys() == {"rita"}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE app_user SET active = false WHERE id = $1",
        "UPDATE app_user SET email_bounced_at = now() WHERE id = $1",
        "DELETE FROM user_unit WHERE user_id = $1",
    ],
)
async def test_who_is_gone_unreachable_or_leads_nothing_gets_none(
    database: Database, settings: Settings, cast: Cast, change: str
) -> None:
    async with database.transaction() as tx:
        await tx.execute(change, cast.rita.id)
    assert (await mails_at(database, settings, cast, MORNING)).keys() == {"remo"}
