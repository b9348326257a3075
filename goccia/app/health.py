"""Is it alive? The database answers and a worker has given a sign of life."""

import asyncpg
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from goccia.app.version import VERSION
from goccia.core.database import Database
from goccia.core.worker import SILENT_AFTER
from goccia.identity.access import Anyone

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """Each part, `ok` or what is wrong with it."""

    status: str
    database: str
    worker: str
    version: str


async def _check(database: Database) -> tuple[str, str]:
    try:
        async with database.transaction() as tx:
            fresh = await tx.fetchval(
                "SELECT at > now() - $1::interval FROM heartbeat WHERE name = 'worker'", SILENT_AFTER
            )
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return "unreachable", "unknown"
    return "ok", "ok" if fresh else "silent"


@router.get(
    "/api/health",
    dependencies=[Anyone],
    responses={503: {"model": Health, "description": "A part has failed: which one is said."}},
)
async def health(request: Request, response: Response) -> Health:
    """200 when every part works; 503 with the failing part."""
    database, worker = await _check(request.app.state.database)
    well = database == worker == "ok"
    response.status_code = 200 if well else 503
    return Health(status="ok" if well else "failing", database=database, worker=worker, version=VERSION)
