import httpx

from goccia.core.database import Database
from goccia.core.worker import beat


async def test_health_says_which_part_has_failed(client: httpx.AsyncClient, database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM heartbeat")
    answer = await client.get("/api/health")
    assert answer.status_code == 503
    assert answer.json()["worker"] == "silent"
    await beat(database)
    answer = await client.get("/api/health")
    assert answer.status_code == 200
    assert answer.json() | {"version": ""} == {
        "status": "ok",
        "database": "ok",
        "worker": "ok",
        "version": "",
    }
