"""The line of decisions in each unit: what changes who may receive leads waits for the decisions under way."""

from collections.abc import Sequence
from uuid import UUID

from goccia.core.database import Transaction

_STOP = """
SELECT id FROM unit WHERE id = ANY ($2::uuid[])
OR id IN (SELECT unit_id FROM user_unit WHERE user_id = ANY ($1::uuid[])
          UNION SELECT unit_id FROM lead WHERE agent_id = ANY ($1::uuid[]) AND closed_at IS NULL AND deleted_at IS NULL)
ORDER BY id FOR NO KEY UPDATE
"""


async def stop_lines(tx: Transaction, people: Sequence[UUID], unit_ids: Sequence[UUID] = ()) -> None:
    """Wait for the decisions that could still choose these people, and let no other begin (as goccia_system).

    Units come before leads and people, everywhere and in the order of their ids: so acts wait for each other, never in a
    ring. Call it before any other lock is taken.
    """
    await tx.execute(_STOP, people, unit_ids)
