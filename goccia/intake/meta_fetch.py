"""Fetch an announced lead by its id: what Graph's answer, or its refusal, does to the row."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog

from goccia.core import jobs
from goccia.core.database import Database, Transaction
from goccia.core.settings import Settings
from goccia.intake.meta_admission import FINAL, UNKNOWN_PAGE, note_change, settle
from goccia.intake.meta_ids import meta_id
from goccia.intake.meta_pages import SIMULATED_PAGES
from goccia.intake.meta_tokens import PageToken, mark_page, token_of
from goccia.intake.meta_webhook import FETCH_JOB, queue_fetch
from goccia.intake.ports import GraphError, GraphGone, GraphNoPermission, GraphTokenDead, LeadSource

log = structlog.get_logger()
GIVE_UP_AFTER: Final = timedelta(hours=36)
"""As long as Meta itself goes on delivering a webhook."""
LONGEST_WAIT: Final = 3600.0
_GONE_WAITS: Final = (3.0, 30.0)
"""A lead's webhook may arrive before the lead has reached the server of Meta's that is asked."""
_EARLY: Final = timedelta(seconds=2)


def wait_before(attempt: int, asked: float | None, chance: Callable[[], float] = random.random) -> float:
    """Seconds before the next try after `attempt` transient errors (1, 2, …).

    At most 5 at first, then growing with jitter up to an hour; never sooner than Graph asked.
    """
    longest = min(5.0 * 3.0 ** (attempt - 1), LONGEST_WAIT) if attempt < 20 else LONGEST_WAIT
    return max(longest * (0.5 + chance() / 2), asked or 0.0)


@dataclass(frozen=True, slots=True)
class Errand:
    """A lead to ask Graph for, and with which token."""

    leadgen_id: str
    key: PageToken


async def fetch(
    database: Database, settings: Settings, source: LeadSource, leadgen_id: str, now: datetime
) -> str | None:
    """One try at one lead: ask Graph with no transaction open, then write down what it said.

    Safe to run twice at once and to be killed anywhere: the row's state is checked again under its lock, and
    what was admitted is never admitted again. Answers the state after (None: no such lead).
    """
    errand = await _errand(database, settings, leadgen_id, now)
    if not isinstance(errand, Errand):
        return errand
    error: GraphError | None = None
    graph: dict[str, Any] = {}
    try:
        graph = dict((await source.fetch_lead(leadgen_id, errand.key.read())).raw)
    except GraphError as found:
        error = found
    async with database.transaction(now=now) as tx:
        await mark_page(tx, errand.key, error)
    async with database.transaction(now=now) as tx:
        if error is None:
            return await settle(tx, leadgen_id, graph)
        return await _put_off(tx, errand, error)


async def _errand(
    database: Database, settings: Settings, leadgen_id: str, now: datetime
) -> Errand | str | None:
    """What to ask Graph, or the state where there is nothing to ask."""
    async with database.transaction(now=now) as tx:
        row = await tx.fetchrow(_ROW, leadgen_id)
        if row is None:
            return None
        if row["state"] in FINAL or (row["next_try_at"] and row["next_try_at"] > now + _EARLY):
            return str(row["state"])
        if row["graph"] is not None:
            return await settle(tx, leadgen_id)
        simulated_only = settings.meta_graph_url is not None and row["page"] in SIMULATED_PAGES
        if row["page"] is None or simulated_only:
            await _say(tx, row, "unsorted", UNKNOWN_PAGE)
            return "unsorted"
        return Errand(leadgen_id, await token_of(tx, settings, row["page"]))


_ROW = """
SELECT l.*, coalesce(told.page_id, forms.page_id) AS page FROM meta_lead l
LEFT JOIN meta_form f ON f.form_id = l.form_id AND f.deleted_at IS NULL
LEFT JOIN meta_page told ON told.page_id = l.page_id AND told.deleted_at IS NULL
LEFT JOIN meta_page forms ON forms.page_id = f.page_id AND forms.deleted_at IS NULL
WHERE l.leadgen_id = $1 FOR UPDATE OF l
"""


async def _put_off(tx: Transaction, errand: Errand, error: GraphError) -> str:
    """Wait for the next try, or for a person."""
    row = await tx.fetchrow("SELECT * FROM meta_lead WHERE leadgen_id = $1 FOR UPDATE", errand.leadgen_id)
    if row is None or row["state"] in FINAL:
        return "done"
    attempts = row["attempts"] + 1
    wait = _next_wait(error, attempts, tx.now - row["received_at"])
    log.info(
        "meta lead not fetched", leadgen=errand.leadgen_id, error=error.kind, attempts=attempts, wait=wait
    )
    problem = {"it": error.it, "en": error.en, "kind": error.kind}
    if wait is None:
        state = _state_for(error)
        await _say(tx, row, state, problem, attempts)
        return state
    state = "waiting" if row["container_id"] else "unsorted"
    later = timedelta(seconds=wait)
    await tx.execute(
        "UPDATE meta_lead SET state = $2, attempts = $3, next_try_at = $4, problem = $5, updated_at = $6"
        " WHERE leadgen_id = $1",
        errand.leadgen_id,
        state,
        attempts,
        tx.now + later,
        problem,
        tx.now,
    )
    await jobs.enqueue(
        tx,
        FETCH_JOB,
        {"leadgen_id": errand.leadgen_id},
        after=later,
        key=f"{FETCH_JOB}:{errand.leadgen_id}:{attempts}",
    )
    return state


def _next_wait(error: GraphError, attempts: int, age: timedelta) -> float | None:
    """Seconds to the next try; None: not by ourselves. An old lead that a person tries gets two more."""
    if isinstance(error, GraphGone):
        return _GONE_WAITS[attempts - 1] if attempts <= len(_GONE_WAITS) else None
    if error.permanent:
        return None
    return wait_before(attempts, error.retry_after) if attempts < 3 or age < GIVE_UP_AFTER else None


def _state_for(error: GraphError) -> str:
    if isinstance(error, GraphGone):
        return "gone"
    if isinstance(error, GraphNoPermission):
        return "no_permission"
    return "token_dead" if isinstance(error, GraphTokenDead) else "failed"


async def _say(
    tx: Transaction, row: Any, state: str, problem: dict[str, str], attempts: int | None = None
) -> None:
    """Stop trying, with the reason; open pages hear of it where it is news."""
    await tx.execute(
        "UPDATE meta_lead SET state = $2, problem = $3, next_try_at = NULL,"
        " attempts = coalesce($4, attempts), updated_at = $5 WHERE leadgen_id = $1",
        row["leadgen_id"],
        state,
        problem,
        attempts,
        tx.now,
    )
    if state != row["state"]:
        await note_change(tx, row["leadgen_id"], row["unit_id"], state)


# Also what was kept for want of a usable phone: a corrected mapping may find it.
_RELEASABLE = "('waiting', 'unsorted', 'kept', 'gone', 'no_permission', 'token_dead', 'failed')"
_RELEASE = f"""
WITH mine AS (
  SELECT leadgen_id FROM meta_lead WHERE leadgen_id > $4 AND state IN {_RELEASABLE}
    AND (page_id = $1 OR form_id = $2 OR form_id IN (SELECT form_id FROM meta_form WHERE page_id = $1))
  ORDER BY leadgen_id LIMIT 200 FOR UPDATE
)
UPDATE meta_lead l SET attempts = 0, next_try_at = $3, updated_at = $3,
  state = CASE WHEN l.state = 'kept' THEN 'kept'
               WHEN l.container_id IS NULL THEN 'unsorted' ELSE 'waiting' END
FROM mine WHERE l.leadgen_id = mine.leadgen_id RETURNING l.leadgen_id
"""


async def release(database: Database, page_id: str | None, form_id: str | None, now: datetime) -> int:
    """Queue a try for every lead of this page or form that waits or stopped; answers how many."""
    last, count = "", 0
    while True:
        async with database.transaction(now=now) as tx:
            rows = await tx.fetch(_RELEASE, page_id, form_id, now, last)
            for row in rows:
                await queue_fetch(tx, row["leadgen_id"])
        if not rows:
            return count
        count += len(rows)
        last = max(row["leadgen_id"] for row in rows)


# Nothing should ever be found here; a lead whose job was lost is.
_LOST = f"""
SELECT leadgen_id FROM meta_lead WHERE state IN ('waiting', 'unsorted') AND next_try_at < $1
AND NOT EXISTS (SELECT 1 FROM pgqueuer q
                WHERE q.entrypoint = '{FETCH_JOB}' AND q.status IN ('queued', 'picked')
                AND starts_with(q.dedupe_key, '{FETCH_JOB}:' || leadgen_id || ':'))
ORDER BY next_try_at LIMIT 200
"""


async def sweep(database: Database, now: datetime) -> list[str]:
    """Queue again the leads whose time has come and that no job is about; answers their ids."""
    async with database.transaction(now=now) as tx:
        lost = [row["leadgen_id"] for row in await tx.fetch(_LOST, now - timedelta(seconds=60))]
        for leadgen_id in lost:
            await jobs.enqueue(
                tx, FETCH_JOB, {"leadgen_id": leadgen_id}, key=f"{FETCH_JOB}:{leadgen_id}:swept"
            )
    return lost


def known_id(payload: dict[str, Any]) -> str:
    """The lead's id in a job's payload."""
    leadgen_id = meta_id(payload.get("leadgen_id"))
    assert leadgen_id is not None, "only checked ids are queued"  # noqa: S101 - states what the queue holds
    return leadgen_id
