"""The demo: whole, worked, and fair."""

from datetime import UTC, datetime

import pytest

from goccia.app import demo
from goccia.core.database import connect
from goccia.core.migrate import web_url
from goccia.core.settings import Settings
from tests.conftest import make_database


@pytest.fixture(scope="module")
def settings() -> Settings:
    return make_database("goccia_demo")


async def test_the_demo_is_a_network_with_sixty_days_of_history(settings: Settings) -> None:
    database = await connect(web_url(settings.database_url or "", settings), size=4)
    logins = await demo.load(database, settings)
    assert sorted({login["role"] for login in logins}) == ["admin", "agente", "referente"]
    async with database.transaction() as tx:
        assert [await tx.fetchval(f"SELECT count(*) FROM {table}") for table in ("unit", "container")] == [
            2,
            3,
        ]
        leads = await tx.fetchval("SELECT count(*) FROM lead")
        assert 350 <= leads <= 400
        assert await tx.fetchval("SELECT count(*) FROM lead WHERE worked_at IS NOT NULL") > leads / 2
        assert await tx.fetchval("SELECT count(DISTINCT esito_id) FROM lead") >= 8
        assert await tx.fetchval("SELECT max(at) FROM event") <= datetime.now(UTC)
        span = await tx.fetchval("SELECT max(received_at) - min(received_at) FROM lead")
        assert span.days >= 55
        spread = await tx.fetch(
            "SELECT count(*) AS drops FROM decision d JOIN container c ON c.id = d.container_id"
            " WHERE c.name = 'Facebook Fotovoltaico' AND d.result = 'assigned' GROUP BY d.agent_id"
        )
        drops = [row["drops"] for row in spread]
        assert max(drops) - min(drops) <= 2  # a household counts for its agent
        assert (
            await tx.fetchval("SELECT count(DISTINCT vendor) FROM vendor_return WHERE state = 'proposed'")
            == 2
        )
        mine = await tx.fetchval("SELECT count(*) FROM lead WHERE next_action_at > now() - interval '2 days'")
        assert mine > 0
    await database.close()
