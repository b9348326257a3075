"""Mails go out after the commit, once, and what a mail server answers is told apart."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from goccia.core.database import Database
from goccia.core.settings import Settings
from goccia.notifications import jobs, outgoing
from goccia.notifications.adapters.outbox import Outbox
from goccia.notifications.adapters.smtp import Smtp
from goccia.notifications.letters import Entry, Letter, render
from goccia.notifications.outgoing import PAUSES, Recipient
from goccia.notifications.ports import Mail, MailPutOff, MailRefused, MailUncertain
from tests.notifications.post import Nobody, Postman, at, now, post_office, work
from tests.people import Cast, Person


class UnforeseenError(Exception):
    """Of no kind that anybody catches by name."""


LETTER = Letter(
    subject="Prova <di> posta",
    title="Città & <persone>",
    lines=("Perché no? “Virgolette”",),
    button=("Apri", "https://crm.example.it/leads?a=1&b=2"),
    entries=(Entry("Nuovo lead", "adesso", "https://crm.example.it/leads/1"),),
    footer=("Fine",),
)


@pytest.fixture(autouse=True)
async def no_mail_of_others(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM outbound_mail")
        await tx.execute("DELETE FROM pgqueuer")


async def put(
    database: Database, settings: Settings, to: Person, key: str, when: datetime | None = None
) -> None:
    async with database.transaction(now=when) as tx:
        await outgoing.put(tx, settings, Recipient(to.id, to.email, "it"), LETTER, key=key, kind="notices")


async def mails(database: Database) -> list[Any]:
    async with database.transaction() as tx:
        return await tx.fetch("SELECT id, state, error, next_at, attempts FROM outbound_mail ORDER BY id")


def test_a_letter_is_written_as_html_and_as_text_with_everything_escaped() -> None:
    written = render(LETTER, "it")
    assert '<html lang="it"' in written.html
    assert "Citt\xe0 &amp; &lt;persone&gt;" in written.html
    assert "a=1&amp;b=2" in written.html
    assert "<persone>" not in written.html
    for words in (
        "Città & <persone>",
        "“Virgolette”",
        "Apri:\nhttps://crm.example.it/leads?a=1&b=2",
        "Nuovo lead (adesso)",
    ):
        assert words in written.text


async def test_a_mail_is_sent_once_even_when_its_job_runs_twice(
    database: Database, settings: Settings, cast: Cast
) -> None:
    postman = Postman()
    await put(database, settings, cast.anna, "one")
    await put(database, settings, cast.anna, "one")
    assert await work(database, jobs.jobs(settings, postman, Nobody()), twice=True) == 1
    assert [mail.recipient for mail in postman.carried] == [cast.anna.email]
    assert [row["state"] for row in await mails(database)] == ["sent"]


async def test_nothing_is_sent_when_the_transaction_rolls_back(
    database: Database, settings: Settings, cast: Cast
) -> None:
    async def break_off() -> None:
        async with database.transaction() as tx:
            await outgoing.put(
                tx, settings, Recipient(cast.anna.id, cast.anna.email, "it"), LETTER, key="no", kind="notices"
            )
            raise UnforeseenError

    with pytest.raises(UnforeseenError):
        await break_off()
    postman = Postman()
    assert await work(database, jobs.jobs(settings, postman, Nobody())) == 0
    assert postman.carried == []


async def test_a_mail_that_is_put_off_is_tried_again_later_and_later_and_then_given_up(
    database: Database, settings: Settings, cast: Cast
) -> None:
    postman = Postman(refuses=[MailPutOff("451 later") for _ in range(len(PAUSES) + 1)])
    moment = now()
    await put(database, settings, cast.anna, "later", moment)
    waits = []
    for _ in range(len(PAUSES) + 1):
        await outgoing.sweep(database, moment)
        await work(database, jobs.jobs(settings, postman, Nobody(), at(moment)))
        (mail,) = await mails(database)
        waits.append(round((mail["next_at"] - moment).total_seconds() / 60))
        await outgoing.sweep(database, moment)
        assert await work(database, jobs.jobs(settings, postman, Nobody(), at(moment))) == 0, (
            "not before its time"
        )
        moment = max(mail["next_at"], moment)
    assert waits[:-1] == list(PAUSES)
    assert (mail["state"], mail["error"]) == ("failed", "451 later")
    assert len(postman.carried) == len(PAUSES) + 1


async def test_what_broke_off_half_way_is_never_sent_by_itself_again(
    database: Database, settings: Settings, cast: Cast, client: httpx.AsyncClient
) -> None:
    postman = Postman(refuses=[UnforeseenError(), MailUncertain("the line broke")])
    await put(database, settings, cast.anna, "killed")
    with pytest.raises(UnforeseenError):
        await work(database, jobs.jobs(settings, postman, Nobody()))
    await outgoing.sweep(database, now() + timedelta(hours=1))
    await put(database, settings, cast.anna, "broken")
    await work(database, jobs.jobs(settings, postman, Nobody(), at(now() + timedelta(hours=2))))
    assert [row["state"] for row in await mails(database)] == ["uncertain", "uncertain"]
    assert len(postman.carried) == 2
    mail = (await mails(database))[0]["id"]
    async with cast.ada.on(client) as ada:
        again = await ada.post(f"/api/outbox/{mail}/send-again")
        assert (again.status_code, again.json()["state"]) == (202, "queued")
        await work(database, jobs.jobs(settings, postman, Nobody()))
        assert (await ada.post(f"/api/outbox/{mail}/send-again")).status_code == 409
    assert len(postman.carried) == 3


async def test_a_dead_address_is_marked_shown_and_spared(
    database: Database, settings: Settings, cast: Cast, client: httpx.AsyncClient
) -> None:
    dead = MailRefused("550 5.1.1 no such user", address_is_dead=True)
    postman = Postman(refuses=[MailRefused("554 too large"), dead])
    for key in ("large", "dead", "next"):
        await put(database, settings, cast.anna, key)
        await work(database, jobs.jobs(settings, postman, Nobody()))
    assert len(postman.carried) == 2
    assert [row["state"] for row in await mails(database)] == ["refused"] * 3
    async with cast.rita.on(client) as rita:
        shown = (await rita.get(f"/api/users/{cast.anna.id}")).json()
        assert shown["email_bounce"] == "550 5.1.1 no such user"
        assert (await rita.post(f"/api/users/{cast.anna.id}/invite")).status_code == 409
        mended = await rita.patch(f"/api/users/{cast.anna.id}", json={"email": f"nuova.{cast.anna.email}"})
        assert mended.json()["email_bounced_at"] is None
        assert (await rita.post(f"/api/users/{cast.anna.id}/invite")).status_code == 202


async def test_the_admin_sees_the_mails_and_nobody_sees_a_secret_link_that_has_left_the_house(
    database: Database, settings: Settings, cast: Cast, client: httpx.AsyncClient
) -> None:
    async def invited(carrier: Mail) -> dict[str, Any]:
        async with cast.ada.on(client) as ada:
            await ada.post(f"/api/users/{cast.anna.id}/invite")
            await work(database, jobs.jobs(settings, carrier, Nobody()))
            newest = (await ada.get("/api/outbox?limit=1")).json()["items"][0]
            shown: dict[str, Any] = (await ada.get(f"/api/outbox/{newest['id']}")).json()
            return shown

    postman = Postman()
    kept, sent = await invited(Outbox()), await invited(postman)
    assert (kept["state"], sent["state"]) == ("kept", "sent")
    assert "/reset#" in kept["html"]
    assert "/reset#" in kept["text"]
    assert "/reset#" not in sent["html"] + sent["text"]
    assert "/reset#" in postman.carried[0].text
    async with database.transaction() as tx:
        stored = await tx.fetchval(
            "SELECT string_agg(html || text || coalesce(secret, ''), '') FROM outbound_mail"
        )
    assert "/reset#" not in stored


@pytest.mark.parametrize(
    ("to_recipient", "to_data", "state", "bounced"),
    [
        ("250 OK", "250 OK", "sent", False),
        ("450 4.2.0 greylisted", "250 OK", "queued", False),
        ("550 5.1.1 no such user", "250 OK", "refused", True),
        ("554 5.7.1 relaying denied", "250 OK", "refused", False),
        ("250 OK", "452 4.3.1 full", "queued", False),
        ("250 OK", "554 5.6.0 no", "refused", False),
        ("250 OK", "hang up", "uncertain", False),
    ],
)
async def test_each_answer_of_a_mail_server_is_understood(
    database: Database,
    settings: Settings,
    cast: Cast,
    to_recipient: str,
    to_data: str,
    state: str,
    bounced: bool,
) -> None:
    await put(database, settings, cast.anna, "smtp")
    async with post_office() as office:
        office.to_recipient, office.to_data = to_recipient, to_data
        await work(
            database, jobs.jobs(settings, Smtp(f"smtp://127.0.0.1:{office.port}", timeout=5), Nobody())
        )
    (mail,) = await mails(database)
    assert mail["state"] == state
    async with database.transaction() as tx:
        marked = await tx.fetchval(
            "SELECT email_bounced_at IS NOT NULL FROM app_user WHERE id = $1", cast.anna.id
        )
    assert marked is bounced
    if state == "sent":
        (message,) = office.received
        assert message["Subject"] == "Prova <di> posta"
        assert message["Message-ID"].startswith(f"<{mail['id']}@")
        assert [part.get_content_type() for part in message.walk()] == [
            "multipart/alternative", "text/plain", "text/html",
        ]  # fmt: skip


async def test_a_server_that_is_away_puts_a_mail_off(
    database: Database, settings: Settings, cast: Cast
) -> None:
    async with post_office() as office:
        port = office.port
    await put(database, settings, cast.anna, "away")
    await work(database, jobs.jobs(settings, Smtp(f"smtp://127.0.0.1:{port}", timeout=5), Nobody()))
    assert [row["state"] for row in await mails(database)] == ["queued"]


async def test_a_strange_cursor_of_the_outbox_is_refused(cast: Cast, client: httpx.AsyncClient) -> None:
    async with cast.ada.on(client) as ada:
        assert (await ada.get("/api/outbox?cursor=%00")).status_code == 422
        assert (await ada.get(f"/api/outbox/{UUID(int=0)}")).status_code == 404
