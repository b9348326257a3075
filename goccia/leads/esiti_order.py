"""The order of esiti: a whole list at once."""

from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Forbidden, Invalid, NotFound, field_error
from goccia.identity.access import User
from goccia.leads.esiti_events import EsitoChanged

_SEEN = "SELECT count(*) FROM esito WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL"
_HOLD = """
SELECT id, unit_id, position FROM esito WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL
ORDER BY id FOR NO KEY UPDATE
"""
_MOVE = """
UPDATE esito SET position = m.position FROM jsonb_to_recordset($1::jsonb) AS m (id uuid, position integer)
WHERE esito.id = m.id
"""


async def put(tx: Transaction, user: User, wanted: list[UUID]) -> None:
    """Put esiti into this order. They share out the places they have among themselves, so that those not named stay
    where they are; where places were equal, the later ones move down.

    Raises:
        NotFound: one of them is not there to see.
        Forbidden: one of all units would move, by a Referente.
        Invalid: one is named twice.
    """
    _refuse_doubles(wanted)
    if await tx.fetchval(_SEEN, wanted) != len(wanted):
        raise NotFound
    async with tx.as_system():
        rows = {row["id"]: row for row in await tx.fetch(_HOLD, wanted)}
        if len(rows) != len(wanted):  # deleted while we waited
            raise NotFound
        moved = []
        place = -1
        for esito_id, free in zip(wanted, sorted(row["position"] for row in rows.values()), strict=True):
            place = max(place + 1, free)
            if rows[esito_id]["position"] != place:
                moved.append({"id": esito_id, "position": place})
        units = [rows[move["id"]]["unit_id"] for move in moved]
        if None in units and not user.is_admin:
            raise Forbidden
        if moved:
            await tx.execute(_MOVE, moved)
            told = [
                EsitoChanged(unit_id=unit, subject_id=move["id"], fields=["position"])
                for move, unit in zip(moved, units, strict=True)
            ]
            await events.record(tx, user.actor, *told)


def _refuse_doubles(wanted: list[UUID]) -> None:
    it, en = (
        "Questo Esito è indicato due volte: lasciane uno.",
        "This Esito is named twice: leave it in once.",
    )
    doubles = [number for number, esito_id in enumerate(wanted) if esito_id in wanted[:number]]
    if doubles:
        raise Invalid(errors=[field_error(str(number), it, en) for number in doubles])
