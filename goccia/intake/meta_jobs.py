"""Background work about Meta's leads: fetch by id, release what waited, compare with Meta's lists."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from goccia.core.database import Database
from goccia.core.jobs import Job
from goccia.core.settings import Settings
from goccia.intake import meta_fetch, meta_reconcile
from goccia.intake.meta_ids import meta_id
from goccia.intake.meta_pages import RELEASE_JOB
from goccia.intake.meta_reconcile import RECONCILE_JOB
from goccia.intake.meta_webhook import FETCH_JOB
from goccia.intake.ports import LeadSource


def jobs(
    settings: Settings, source: LeadSource, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> list[Job]:
    """The jobs, with the Graph they ask and the clock they go by."""

    async def fetch(database: Database, payload: dict[str, Any]) -> None:
        await meta_fetch.fetch(database, settings, source, meta_fetch.known_id(payload), now())

    async def release(database: Database, payload: dict[str, Any]) -> None:
        await meta_fetch.release(
            database, meta_id(payload.get("page_id")), meta_id(payload.get("form_id")), now()
        )

    async def reconcile(database: Database, payload: dict[str, Any]) -> None:
        await meta_reconcile.reconcile(database, settings, source, str(payload["form_id"]), now())

    return [
        Job(FETCH_JOB, fetch, at_once=8),
        Job(RELEASE_JOB, release),
        Job(RECONCILE_JOB, reconcile, at_once=2),
    ]


async def claim_due(database: Database, settings: Settings) -> None:
    """Periodic: queue the comparing of the forms that are due."""
    await meta_reconcile.claim_due(database, settings, datetime.now(UTC))


async def sweep(database: Database) -> None:
    """Periodic: queue again the leads whose job was lost."""
    await meta_fetch.sweep(database, datetime.now(UTC))
