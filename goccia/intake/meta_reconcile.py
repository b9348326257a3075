"""Compare each form with Meta's own list, so that a webhook that never came is healed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from goccia.core import jobs
from goccia.core.database import Database, Transaction
from goccia.core.settings import Settings
from goccia.intake.meta_admission import settle
from goccia.intake.meta_pages import SIMULATED_PAGES
from goccia.intake.meta_tokens import PageToken, mark_page, token_of
from goccia.intake.meta_webhook import Announced, announce
from goccia.intake.ports import GraphError, GraphTokenDead, LeadPage, LeadSource

log = structlog.get_logger()
RECONCILE_JOB: Final = "intake.meta_reconcile"
OVERLAP: Final = timedelta(hours=2)
"""Meta lists a lead some time after it was made, and clocks differ."""
PAGE: Final = 100
LONGEST_BACKOFF: Final = timedelta(hours=6)

# Whoever claims a form has it for a round; the others pass over it.
_CLAIM = """
UPDATE meta_form f SET reconciled_at = $1 WHERE f.form_id IN (
  SELECT d.form_id FROM meta_form d JOIN meta_page p ON p.page_id = d.page_id
  WHERE d.deleted_at IS NULL AND p.deleted_at IS NULL AND NOT (d.page_id = ANY ($3))
    AND (d.reconciled_at IS NULL
         OR coalesce((d.problem ->> 'next_at')::timestamptz, d.reconciled_at + $2) <= $1)
  ORDER BY d.reconciled_at NULLS FIRST, d.form_id LIMIT 100 FOR UPDATE OF d SKIP LOCKED
) RETURNING f.form_id
"""


async def claim_due(database: Database, settings: Settings, now: datetime) -> list[str]:
    """Queue the comparing of every form that is due; each is claimed once, however many workers ask."""
    skipped = [] if settings.meta_graph_url is None else list(SIMULATED_PAGES)
    async with database.transaction(now=now) as tx:
        every = timedelta(minutes=settings.reconcile_minutes)
        due = [row["form_id"] for row in await tx.fetch(_CLAIM, now, every, skipped)]
        for form_id in due:
            await jobs.enqueue(tx, RECONCILE_JOB, {"form_id": form_id}, key=f"{RECONCILE_JOB}:{form_id}")
    return due


@dataclass(slots=True)
class _Round:
    form_id: str
    name: str | None
    key: PageToken
    since: datetime


async def reconcile(
    database: Database, settings: Settings, source: LeadSource, form_id: str, now: datetime
) -> int:
    """Compare one form, page by page, and admit what Meta lists and we do not have; answers how many.

    Leads are looked for from two hours before the last comparing, the first time before the form was
    connected. An error stops this form's round only, and the form is asked ever more rarely until it answers.
    """
    async with database.transaction(now=now) as tx:
        form = await tx.fetchrow(
            "SELECT f.*, coalesce(f.reconciled_to, f.created_at) AS since FROM meta_form f"
            " JOIN meta_page p ON p.page_id = f.page_id AND p.deleted_at IS NULL"
            " WHERE f.form_id = $1 AND f.deleted_at IS NULL",
            form_id,
        )
        if form is None:
            return 0
        key = await token_of(tx, settings, form["page_id"])
    work = _Round(form_id, form["name"], key, form["since"] - OVERLAP)
    healed, error = 0, None
    try:
        healed = await _compare(database, source, work, now)
    except GraphError as found:
        error = found
        log.warning("meta form not compared", form=form_id, error=found.kind, detail=found.detail)
    async with database.transaction(now=now) as tx:
        await _note_round(tx, settings, form_id, error)
    if error is None or isinstance(error, GraphTokenDead):
        async with database.transaction(now=now) as tx:
            await mark_page(tx, key, error)
    if healed:
        log.info("meta leads healed", form=form_id, leads=healed)
    return healed


async def _compare(database: Database, source: LeadSource, work: _Round, now: datetime) -> int:
    token = work.key.read()
    if work.name is None:
        name = (await source.form(work.form_id, token)).name
        async with database.transaction(now=now) as tx:
            await tx.execute("UPDATE meta_form SET name = $2 WHERE form_id = $1", work.form_id, name[:300])
    healed, after, seen = 0, None, set[str]()
    while True:
        page = await source.list_form_leads(work.form_id, token, since=work.since, after=after, limit=PAGE)
        healed += await _take(database, work, page, now)
        after = page.after
        # A cursor that comes again would go round for ever.
        if after is None or after in seen:
            return healed
        seen.add(after)


async def _take(database: Database, work: _Round, page: LeadPage, now: datetime) -> int:
    """Admit the listed leads that are not admitted yet, with the data of the list; answers how many."""
    async with database.transaction(now=now) as tx:
        known = await tx.fetch(
            "SELECT leadgen_id FROM meta_lead WHERE leadgen_id = ANY ($1)"
            " AND (state IN ('done', 'test') OR state IN ('kept', 'unsorted') AND graph IS NOT NULL)",
            [lead.id for lead in page.items],
        )
    settled = {row["leadgen_id"] for row in known}
    # Oldest first: the order in which people asked is the order in which they fall.
    missing = [lead for lead in reversed(page.items) if lead.id not in settled]
    for lead in missing:
        async with database.transaction(now=now) as tx:
            announced = Announced(lead.id, work.key.page_id, lead.form_id or work.form_id)
            await announce(tx, [announced], "reconcile", None, fetch=False)
            await settle(tx, lead.id, lead.raw)
    return len(missing)


async def _note_round(tx: Transaction, settings: Settings, form_id: str, error: GraphError | None) -> None:
    if error is None:
        await tx.execute(
            "UPDATE meta_form SET reconciled_to = $2, reconciled_at = $2, problem = NULL WHERE form_id = $1",
            form_id,
            tx.now,
        )
        return
    before = await tx.fetchval(
        "SELECT (problem ->> 'failures')::int FROM meta_form WHERE form_id = $1", form_id
    )
    failures = (before or 0) + 1
    wait = min(timedelta(minutes=settings.reconcile_minutes) * 2 ** min(failures - 1, 10), LONGEST_BACKOFF)
    if error.retry_after:
        wait = max(wait, timedelta(seconds=error.retry_after))
    problem = {
        "it": error.it,
        "en": error.en,
        "kind": error.kind,
        "failures": failures,
        "next_at": tx.now + wait,
    }
    await tx.execute("UPDATE meta_form SET problem = $2 WHERE form_id = $1", form_id, problem)
