"""A container whose facts cannot be read does not stop the drip of the others, and its error is seen."""

import httpx
import pytest
from structlog.testing import capture_logs

from goccia.core.database import Database
from goccia.distribution.jobs import sweep, wake
from tests.distribution.test_arrivals import deliver
from tests.people import Cast


async def set_calendar(database: Database, cast: Cast, calendar: object) -> None:
    async with database.transaction() as tx:
        await tx.execute("UPDATE unit SET calendar = $2 WHERE id = $1", cast.nord, calendar)


@pytest.mark.parametrize("work", ["sweep", "wake"])
async def test_the_other_containers_drip_on_and_the_error_names_the_broken_one(
    client: httpx.AsyncClient, cast: Cast, database: Database, work: str
) -> None:
    async with database.transaction() as tx:
        await tx.execute("UPDATE unit SET active = false WHERE id = ANY ($1)", [cast.nord, cast.sud])
    await deliver(client, cast.nord_token, 1)
    waiting = (await deliver(client, cast.sud_token, 2))["lead_id"]
    async with database.transaction() as tx:
        await tx.execute("UPDATE unit SET active = true WHERE id = ANY ($1)", [cast.nord, cast.sud])
    await set_calendar(database, cast, {"weekly": "sempre"})
    changed = {"events": [{"unit_id": str(unit)} for unit in (cast.nord, cast.sud)]}
    try:
        with capture_logs() as lines, pytest.raises(ExceptionGroup):
            await (sweep(database) if work == "sweep" else wake(database, changed))
    finally:
        await set_calendar(database, cast, {})
    async with cast.remo.on(client) as remo:
        assert (await remo.get(f"/api/leads/{waiting}")).json()["agent"]["id"] == str(cast.carla.id)
    failed = [line for line in lines if line["event"] == "queue not drained"]
    assert [(line["container_id"], line["log_level"]) for line in failed] == [
        (str(cast.nord_container), "error")
    ]
