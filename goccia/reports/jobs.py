"""Background work of the reports: the briefing of the morning and kept reports go out by mail; the radar looks round."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from goccia.core.database import Database
from goccia.core.jobs import Job
from goccia.core.settings import Settings
from goccia.core.worker import Periodic
from goccia.reports import briefing_mail, radar_round, report_mail

Clock = Callable[[], datetime]


def _clock() -> datetime:
    return datetime.now(UTC)


def jobs(settings: Settings, now: Clock = _clock) -> list[Job]:
    """The jobs, with the clock they go by."""

    async def briefing(database: Database, payload: dict[str, Any]) -> None:
        async with database.transaction(now=now()) as tx:
            await briefing_mail.write(tx, settings, UUID(payload["user_id"]), payload["day"])

    async def report(database: Database, payload: dict[str, Any]) -> None:
        whose = (UUID(payload["report_id"]), UUID(payload["user_id"]), datetime.fromisoformat(payload["due"]))
        async with database.transaction(now=now()) as tx:
            await report_mail.write(tx, settings, *whose)

    return [Job(briefing_mail.BRIEFING_JOB, briefing), Job(report_mail.REPORT_JOB, report)]


def periodic(now: Clock = _clock) -> list[Periodic]:
    """Work done again and again."""

    async def mails(database: Database) -> None:
        await briefing_mail.sweep(database, now())

    async def reports(database: Database) -> None:
        await report_mail.sweep(database, now())

    async def radar(database: Database) -> None:
        await radar_round.look(database, now())

    return [
        Periodic("radar", timedelta(seconds=15), radar),
        Periodic("briefings", timedelta(seconds=20), mails),
        Periodic("reports by mail", timedelta(seconds=20), reports),
    ]
