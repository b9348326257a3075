"""What an Esito with the effect `pool` sends back: counted before it happens."""

from datetime import timedelta
from uuid import UUID

from goccia.core.database import Transaction
from goccia.kit.dates import day_bounds
from goccia.leads import esiti
from goccia.leads.esiti_schemas import EsitoReturns

# What the round of the returns asks of a lead and its Esito.
DUE = """
l.worked_at IS NOT NULL AND l.queued_at IS NULL AND l.deleted_at IS NULL
"""
COMES_BACK = """
e.effect = 'pool' AND e.deleted_at IS NULL AND NOT e.do_not_contact AND NOT e.won AND l.returns < e.max_returns
AND l.pool_at >= e.pool_since
"""
_COUNT = f"""
SELECT count(*) FILTER (WHERE l.pool_at < $2 AND {DUE} AND {COMES_BACK}) AS today,
  count(*) FILTER (WHERE l.pool_at < $3 AND {DUE} AND {COMES_BACK}) AS week,
  count(*) FILTER (WHERE l.pool_at IS NULL OR NOT ({COMES_BACK})) AS staying
FROM lead l JOIN esito e ON e.id = l.esito_id WHERE l.esito_id = $1 AND l.deleted_at IS NULL
"""


async def of(tx: Transaction, esito_id: UUID) -> EsitoReturns:
    """Count, with the caller's eyes, the leads that an Esito sends back.

    Raises:
        NotFound: the Esito is not there to see.
    """
    await esiti.get(tx, esito_id)
    _, tonight = day_bounds(tx.now)
    row = await tx.fetchrow(_COUNT, esito_id, tonight, tonight + timedelta(days=6))
    assert row is not None  # noqa: S101 - an aggregate has a row
    return EsitoReturns(**row)
