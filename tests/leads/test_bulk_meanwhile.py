"""A bulk act on all that a filter finds, while somebody else changes one of them."""

import asyncio

import httpx

from goccia.core.database import Database
from tests.leads.rows import NOW, add_esito, add_leads
from tests.people import Cast

_WAITING = """
SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid())
"""


async def test_a_lead_trashed_meanwhile_is_left_out_and_the_others_are_done(
    client: httpx.AsyncClient, database: Database, cast: Cast
) -> None:
    esito = await add_esito(database, cast)
    leads = await add_leads(database, cast, 3)
    rita = cast.rita.on(client)
    order = {"filter": {"container_id": str(cast.nord_container)}, "esito_id": str(esito)}
    async with database.transaction() as tx:
        await tx.execute("UPDATE lead SET deleted_at = $2 WHERE id = $1", leads[1], NOW)
        doing = asyncio.create_task(rita.post("/api/leads/esito", json=order))
        for _ in range(1000):
            if await tx.fetchval(_WAITING):
                break
            await asyncio.sleep(0.01)
    answer = await doing
    assert (answer.status_code, answer.json()) == (200, {"changed": 2})
    by_name = order | {"filter": None, "lead_ids": [str(lead) for lead in leads]}
    assert (await rita.post("/api/leads/esito", json=by_name)).status_code == 404
