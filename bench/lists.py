"""(b) The lead list with everybody's leads there: server time of pages and searches, against their bare SQL."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any

import asyncpg
import httpx

from bench.report import Section, milliseconds, percentile
from bench.stage import LEADS, Stage, Viewer
from bench.statements import Listener
from goccia.core.database import Database, Transaction, connect
from goccia.leads.list_query import PageQuery
from goccia.leads.pages import page
from goccia.leads.sorting import ORDERS, Place, write_place
from tests.crash.stack import Stack

PAGE = 50
DEEP = 1000  # pages
TIMES, FEWEST, MOST_SECONDS = 60, 10, 2.0
PAGE_SECONDS, SEARCH_SECONDS, TIMES_BARE = 0.008, 0.020, 3.0


@dataclass(frozen=True, slots=True)
class Case:
    """One way to look at the list."""

    name: str
    query: dict[str, Any]
    limit_seconds: float = PAGE_SECONDS


def cases(esito: str, someone: str) -> list[Case]:
    """What people do with the list."""
    return [
        Case("first page", {}),
        Case("page 1,000, or the last", {"cursor": ""}),
        Case("filtered: Esito and province", {"esito_id": esito, "province": "NA"}),
        Case("filtered: source, sorted by name", {"source": "meta", "sort": "name"}),
        Case("sorted by next action", {"sort": "next_action_at"}),
        Case("sorted by Esito", {"sort": "esito"}),
        Case("searched: a common name", {"q": "esposito"}, SEARCH_SECONDS),
        Case("searched: name and surname", {"q": "chiara santini"}, SEARCH_SECONDS),
        Case("searched: pieces of a phone", {"q": f"200 {LEADS * 7 // 100:06d}"}, SEARCH_SECONDS),
        Case("searched: an e-mail", {"q": someone}, SEARCH_SECONDS),
        Case("searched: nothing matches", {"q": "zzyzx"}, SEARCH_SECONDS),
    ]


async def deep_cursor(database: Database, viewer: Viewer) -> str:
    """The cursor of page DEEP, or of the last full page of whoever sees fewer leads."""
    sort = PageQuery.model_fields["sort"].default
    order = ORDERS[sort]
    async with database.transaction(viewer.scope) as tx:
        seen = await tx.fetchval("SELECT count(*) FROM lead WHERE deleted_at IS NULL")
        row = await tx.fetchrow(
            f"SELECT {order.key} AS value, id FROM lead WHERE deleted_at IS NULL ORDER BY {order.by} OFFSET $1 LIMIT 1",
            max(0, min((DEEP - 1) * PAGE, seen - PAGE) - 1),
        )
    if row is None:
        raise RuntimeError(f"{viewer.name} sees no leads")
    return write_place(sort, Place(0, row["value"], row["id"], min(seen, 1001)))


def _not_enough(taken: list[float]) -> bool:
    """TIMES, or fewer of what takes long."""
    return len(taken) < TIMES and (sum(taken) < MOST_SECONDS or len(taken) < FEWEST)


async def bare(database: Database, viewer: Viewer, query: dict[str, Any]) -> list[float]:
    """Seconds of the page's own statements, sent by nothing but the driver."""
    asked = PageQuery.model_validate({"limit": PAGE, **query})
    async with database.transaction(viewer.scope) as tx:
        listener = Listener(tx.connection)
        heard = Transaction(listener, tx.scope, tx.now)  # type: ignore[arg-type]
        await page(heard, asked.filter(), asked.sort, asked.limit, asked.cursor)
    taken: list[float] = []
    async with database.pool.acquire() as connection:
        while _not_enough(taken):
            began = time.perf_counter()
            await connection.execute("BEGIN; " + viewer.scope.statement)
            for statement, values in listener.sent:
                await connection.fetch(statement, *values)
            await connection.execute("COMMIT")
            taken.append(time.perf_counter() - began)
    return taken


def served(client: httpx.Client, query: dict[str, Any]) -> list[float]:
    """Seconds that a page of leads takes."""
    return served_at(client, "/api/leads", {"limit": PAGE, **query})


def served_at(client: httpx.Client, address: str, query: dict[str, Any]) -> list[float]:
    """Seconds from the request's arrival to its answer, as the server says (Server-Timing)."""
    taken: list[float] = []
    while _not_enough(taken):
        answer = client.get(address, params=query)
        answer.raise_for_status()
        taken.append(float(answer.headers["server-timing"].partition("dur=")[2]) / 1000)
    return taken


def _measure(section: Section, stack: Stack, viewer: Viewer, case: Case, query: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {viewer.token}"}
    with httpx.Client(base_url=stack.url, headers=headers, timeout=60) as client:
        served(client, query)  # warm, for both
        ours = served(client, query)

    async def alone() -> list[float]:
        database = await connect(stack.database_url, size=2, smallest=1)
        try:
            await bare(database, viewer, query)
            return await bare(database, viewer, query)
        finally:
            await database.close()

    theirs = asyncio.run(alone())
    p95, floor = percentile(ours, 0.95), percentile(theirs, 0.95)
    held = p95 <= case.limit_seconds and p95 <= TIMES_BARE * floor
    section.add(
        f"{viewer.name}: {case.name}",
        f"p50 {milliseconds(percentile(ours, 0.5))}, p95 {milliseconds(p95)}; bare SQL p95 {milliseconds(floor)}",
        f"≤ {case.limit_seconds * 1000:.0f} ms, ≤ {TIMES_BARE:.0f} × bare",
        held,
    )


async def _prepare(stack: Stack, viewers: list[Viewer]) -> tuple[str, str, dict[str, str]]:
    owner = await asyncpg.connect(stack.postgres.url())
    esito = str(
        await owner.fetchval(
            "SELECT id FROM esito WHERE unit_id IS NULL ORDER BY position, id OFFSET 2 LIMIT 1"
        )
    )
    someone = await owner.fetchval(
        "SELECT email FROM lead WHERE phone = $1", f"+393{200_000_000 + LEADS // 2}"
    )
    await owner.close()
    database = await connect(stack.database_url, size=2, smallest=1)
    cursors = {viewer.name: await deep_cursor(database, viewer) for viewer in viewers}
    await database.close()
    return esito, someone, cursors


def run(stage: Stage) -> Section:
    """Every case as everybody."""
    section = Section("b", f"Lead list, {LEADS:,} leads, {PAGE} a page: server time")
    stack = stage.serve()
    viewers = stage.everyone()
    esito, someone, cursors = asyncio.run(_prepare(stack, viewers))
    for viewer in viewers:
        for case in cases(esito, someone):
            query = case.query | ({"cursor": cursors[viewer.name]} if "cursor" in case.query else {})
            _measure(section, stack, viewer, case, query)
    section.note(
        "Bare SQL: the statements that the page sends, under the same role, sent by the driver alone. The Admin sees all"
        " leads, a Referente those of their units, an Agente their own."
    )
    return section
