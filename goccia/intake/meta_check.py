"""Ask Meta now: does the page's token work? Subscribes to the page's leads on the way."""

from datetime import datetime

from goccia.core.database import Database
from goccia.core.errors import NotFound
from goccia.core.settings import Settings
from goccia.intake.meta_pages import get_page
from goccia.intake.meta_schemas import PageCheck, Words
from goccia.intake.meta_tokens import mark_page, token_of
from goccia.intake.ports import GraphError, LeadSource


async def check_page(
    database: Database, settings: Settings, source: LeadSource, page_id: str, now: datetime
) -> PageCheck:
    """Subscribe the page (twice is harmless) and write down what came of it; no transaction is open.

    Raises:
        NotFound: the page is not connected.
    """
    async with database.transaction(now=now) as tx:
        if not await tx.fetchval(
            "SELECT true FROM meta_page WHERE page_id = $1 AND deleted_at IS NULL", page_id
        ):
            raise NotFound
        key = await token_of(tx, settings, page_id)
    error: GraphError | None = None
    try:
        await source.subscribe(page_id, key.read())
    except GraphError as found:
        error = found
    async with database.transaction(now=now) as tx:
        await mark_page(tx, key, error)
        page = await get_page(tx, page_id)
    problem = Words(it=error.it, en=error.en) if error else None
    return PageCheck(ok=error is None, page=page, problem=problem, subscribed=error is None)
