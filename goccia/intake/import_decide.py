"""A person decides about a record to review: another person, or the same as a lead or an earlier record."""

from collections import Counter
from typing import Final, Literal
from uuid import UUID

from goccia.core.database import Row, Transaction
from goccia.core.errors import NotFound
from goccia.core.events import Actor
from goccia.intake.destination import by_id
from goccia.intake.import_batch import write_batch
from goccia.intake.import_rows import COLUMNS, Staged
from goccia.intake.imports import NotNow, take
from goccia.intake.imports_queries import get_row
from goccia.intake.imports_schemas import ImportRow

_SAY = f"""
UPDATE import_row SET verdict = $3, decided = $4 WHERE import_id = $1 AND number = $2 RETURNING {COLUMNS}
"""
# Records like this one waited for the decision.
_LIKE_IT = f"""
SELECT {COLUMNS} FROM import_row WHERE import_id = $1 AND twin_row = $2 AND verdict = 'duplicate' AND NOT done
ORDER BY number
"""
_VERDICTS: Final = {"new": "new", "join": "duplicate"}


async def decide(
    tx: Transaction, actor: Actor, import_id: UUID, number: int, action: Literal["new", "join"]
) -> ImportRow:
    """Note the decision; once the import is committed, carry it out with all that waited for it.

    Raises:
        NotFound: no such import or record for these eyes.
        NotNow: the record is not one to review, was written already, or the import is at work.
    """
    taken = await take(tx, import_id, ("preview", "committed"))
    async with tx.as_system():
        before = await tx.fetchrow(
            "SELECT verdict, decided, done FROM import_row WHERE import_id = $1 AND number = $2 FOR UPDATE",
            import_id,
            number,
        )
        if before is None:
            raise NotFound
        if before["done"] or (before["verdict"] != "review" and before["decided"] is None):
            raise NotNow(
                it="Questa riga non è da verificare, oppure è già stata scritta.",
                en="This record is not to be reviewed, or was written already.",
            )
        said = await tx.fetchrow(_SAY, import_id, number, _VERDICTS[action], action)
        counts = Counter(taken["counts"])
        counts[before["verdict"]] -= 1
        counts[_VERDICTS[action]] += 1
        if taken["state"] == "committed" and said is not None:
            counts.update(await _carry_out(tx, actor, taken, Staged.of(said)))
        await tx.execute("UPDATE import SET counts = $2 WHERE id = $1", import_id, dict(counts))
    return await get_row(tx, import_id, number)


async def _carry_out(tx: Transaction, actor: Actor, taken: Row, row: Staged) -> Counter[str]:
    destination = await by_id(tx, taken["container_id"])
    if destination is None:
        raise NotFound
    changed = await write_batch(tx, actor, destination, taken["id"], [row])
    waited = [Staged.of(one) for one in await tx.fetch(_LIKE_IT, taken["id"], row.number)]
    if waited:
        changed.update(await write_batch(tx, actor, destination, taken["id"], waited))
    return changed
