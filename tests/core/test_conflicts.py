"""Two that lock the same things in opposite order: PostgreSQL breaks one off, and its work is done again."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable
from types import SimpleNamespace
from typing import Any

import asyncpg
import httpx
import pytest

from goccia.core.database import Database, Transaction
from goccia.core.jobs import Job
from goccia.core.settings import Settings
from goccia.core.worker import _runner
from goccia.intake.meta_signature import sign
from goccia.kit.ids import uuid7
from tests.people import Cast


class Rival:
    """Another connection, which holds one table and then asks for a second, and is never the one broken off."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection

    async def until_somebody_waits(self) -> None:
        waiting = (
            "SELECT count(*) FROM pg_locks WHERE NOT granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        async with asyncio.timeout(10):
            while await self.connection.fetchval(waiting) == 0:
                pass

    async def against(self, work: Awaitable[Any], held: str, wanted: str) -> Any:
        """Run work that touches `wanted` first and `held` later; answers with its answer."""
        async with self.connection.transaction():
            await self.connection.execute("SET LOCAL deadlock_timeout = '60s'")
            await self.connection.execute(f"LOCK TABLE {held} IN EXCLUSIVE MODE")
            doing = asyncio.ensure_future(work)
            await self.until_somebody_waits()
            await self.connection.execute(f"LOCK TABLE {wanted} IN EXCLUSIVE MODE")
        async with asyncio.timeout(10):
            return await doing


@pytest.fixture
async def rival(settings: Settings) -> AsyncIterator[Rival]:
    connection = await asyncpg.connect(settings.database_url)
    yield Rival(connection)
    await connection.close()


async def test_a_lead_whose_delivery_loses_a_deadlock_comes_in_once_all_the_same(
    client: httpx.AsyncClient, database: Database, cast: Cast, rival: Rival
) -> None:
    sending = client.post(f"/hooks/in/{cast.nord_token}", json={"nome": "Lucia", "telefono": "3331234567"})
    answer = await rival.against(sending, held="delivery", wanted="lead")
    assert (answer.status_code, answer.json().get("status")) == (200, "created"), answer.text
    async with database.transaction() as tx:
        assert await tx.fetchval("SELECT count(*) FROM lead WHERE unit_id = $1", cast.nord) == 1
        assert (
            await tx.fetchval("SELECT count(*) FROM delivery WHERE container_id = $1", cast.nord_container)
            == 1
        )


async def test_a_message_of_meta_that_loses_a_deadlock_is_stored_all_the_same(
    client: httpx.AsyncClient, database: Database, settings: Settings, rival: Rival
) -> None:
    leadgen_id = str(10**15 + uuid7().int % 10**14)
    value = {"leadgen_id": leadgen_id, "page_id": "1", "form_id": "2", "created_time": 1}
    body = json.dumps(
        {"object": "page", "entry": [{"id": "1", "changes": [{"field": "leadgen", "value": value}]}]}
    ).encode()
    signature = {"X-Hub-Signature-256": sign(body, settings.meta_secret)}
    sending = client.post("/hooks/meta", content=body, headers=signature)
    answer = await rival.against(sending, held="meta_lead", wanted="delivery")
    assert answer.status_code == 200, answer.text
    async with database.transaction() as tx:
        assert await tx.fetchval("SELECT count(*) FROM meta_lead WHERE leadgen_id = $1", leadgen_id) == 1


async def test_a_job_that_loses_a_deadlock_is_done_again_without_counting_as_failed(
    database: Database, rival: Rival
) -> None:
    rounds: list[int] = []

    async def work(database: Database, _payload: dict[str, Any]) -> None:
        rounds.append(1)
        async with database.transaction() as tx:
            await tx.execute("LOCK TABLE heartbeat IN ROW EXCLUSIVE MODE")
            await tx.execute("LOCK TABLE login_attempt IN ROW EXCLUSIVE MODE")

    queued: Any = SimpleNamespace(payload=b"{}", attempts=0)
    job = _runner(database, Job("test.conflict", work))(queued)
    await rival.against(job, held="login_attempt", wanted="heartbeat")
    assert len(rounds) == 2


async def test_work_that_loses_again_and_again_raises_the_database_s_error(database: Database) -> None:
    rounds: list[int] = []

    async def lose(tx: Transaction) -> None:
        rounds.append(1)
        await tx.execute("DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$")

    with pytest.raises(asyncpg.SerializationError):
        await database.run(lose)
    assert len(rounds) == 2
