"""A kept report whose filter names an Esito that was retired names the one in its place."""

from typing import Any, Final
from uuid import UUID

from goccia.core.database import Database
from goccia.core.jobs import Job

FOLLOW_JOB: Final = "reports.follow_esito"
_FOLLOW: Final = """
UPDATE report SET updated_at = $2, spec = jsonb_set(spec, '{filter,esito_id}', (
  SELECT jsonb_agg(DISTINCT CASE WHEN named = to_jsonb(e.id::text) THEN to_jsonb(e.replaced_by::text) ELSE named END)
  FROM jsonb_array_elements(spec -> 'filter' -> 'esito_id') AS named))
FROM esito e WHERE e.id = $1 AND e.replaced_by IS NOT NULL AND spec -> 'filter' -> 'esito_id' ? e.id::text
"""


async def follow(database: Database, payload: dict[str, Any]) -> None:
    """After an Esito was retired."""
    async with database.transaction() as tx:
        for event in payload["events"]:
            await tx.execute(_FOLLOW, UUID(event["subject_id"]), tx.now)


JOBS: Final = (Job(FOLLOW_JOB, follow),)
