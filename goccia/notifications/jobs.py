"""Background work of notifications: people are told of events, mails are written and handed over."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from goccia.core.database import Database
from goccia.core.jobs import Job
from goccia.core.settings import Settings
from goccia.core.worker import Periodic
from goccia.notifications import account_mails, bell, mailing, outgoing, push
from goccia.notifications.log import read_on
from goccia.notifications.ports import Mail, Push

Clock = Callable[[], datetime]


def _clock() -> datetime:
    return datetime.now(UTC)


def jobs(settings: Settings, mail: Mail, browsers: Push, now: Clock = _clock) -> list[Job]:
    """The jobs, with who carries mails and reaches browsers, and the clock they go by."""

    async def reset(database: Database, payload: dict[str, Any]) -> None:
        async with database.transaction(now=now()) as tx:
            await account_mails.send_reset(tx, settings, payload["email"], payload["request"])

    async def send(database: Database, payload: dict[str, Any]) -> None:
        await outgoing.deliver(database, settings, mail, UUID(payload["mail_id"]), now())

    async def push_on(database: Database, payload: dict[str, Any]) -> None:
        await push.deliver(database, browsers, payload)

    return [
        Job(account_mails.RESET_JOB, reset),
        Job(outgoing.SEND_JOB, send),
        Job(push.PUSH_JOB, push_on, tries=5),
    ]


def periodic(settings: Settings, now: Clock = _clock) -> list[Periodic]:
    """Work done again and again."""

    async def mails(database: Database) -> None:
        await mailing.sweep(database, settings, now())
        await outgoing.sweep(database, now())

    async def log(database: Database) -> None:
        while await read_on(database, now()):
            continue
        await push.sweep(database, now())

    async def tidy(database: Database) -> None:
        async with database.transaction(now=now()) as tx:
            await bell.forget_old(tx)
            await push.forget_ended(tx)

    return [
        Periodic("old notices", timedelta(hours=1), tidy),
        Periodic("tell of events", timedelta(seconds=1), log),
        Periodic("mails that are due", timedelta(seconds=15), mails),
    ]
