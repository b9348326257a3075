"""What logins leave behind goes away, and what still says something stays."""

from datetime import timedelta

import httpx

from goccia.core.database import Database
from goccia.identity import upkeep
from goccia.identity.throttle import email_key
from tests.people import PASSWORD, Cast


async def test_ended_sessions_tokens_used_long_ago_and_old_failures_are_deleted(
    client: httpx.AsyncClient, cast: Cast, database: Database
) -> None:
    tokens = []
    for _ in range(4):
        await client.post("/api/auth/login", json={"email": cast.anna.email, "password": PASSWORD})
        tokens.append(client.cookies["goccia_refresh"])
        client.cookies.clear()
    async with database.transaction() as tx:
        rows = await tx.fetch(
            "SELECT id FROM session WHERE user_id = $1 ORDER BY id DESC LIMIT 4", cast.anna.id
        )
        live, ended, used, stale = (row["id"] for row in reversed(rows))
        now = tx.now
        await tx.execute(
            "UPDATE session SET expires_at = $2 WHERE id = $1", ended, now - timedelta(seconds=1)
        )
        await tx.execute("UPDATE session SET used_at = $2 WHERE id = $1", used, now - timedelta(days=6))
        await tx.execute("UPDATE session SET used_at = $2 WHERE id = $1", stale, now - timedelta(days=8))
        fresh, old = email_key(f"fresh-{cast.anna.email}"), email_key(f"old-{cast.anna.email}")
        for key, ago in ((fresh, 59), (old, 61)):
            await tx.execute(
                "INSERT INTO login_attempt (key, failed_at) VALUES ($1, $2)",
                key,
                now - timedelta(minutes=ago),
            )
    await upkeep.tidy(database)
    async with database.transaction() as tx:
        left = await tx.fetch(
            "SELECT id FROM session WHERE id = ANY ($1::uuid[])", [live, ended, used, stale]
        )
        failures = await tx.fetch("SELECT key FROM login_attempt WHERE key = ANY ($1)", [fresh, old])
    assert {row["id"] for row in left} == {live, used}
    assert [row["key"] for row in failures] == [fresh]
    answer = await client.post("/api/auth/refresh", json={"refresh_token": tokens[0]})
    assert answer.status_code == 200
