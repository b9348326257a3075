"""The team of a container: who takes part in its drip, and on which terms."""

from collections.abc import Collection
from uuid import UUID

from goccia.core import events
from goccia.core.database import Transaction
from goccia.core.errors import Invalid, field_error
from goccia.identity.access import User
from goccia.organisation.containers import unit_of
from goccia.organisation.events import TeamChanged
from goccia.organisation.schemas import TeamMemberInput

TERMS = ("weight", "daily_cap", "open_cap", "provinces")
_MAY_JOIN = """
SELECT u.id FROM app_user u JOIN user_unit m ON m.user_id = u.id AND m.unit_id = $2
WHERE u.id = ANY ($1::uuid[]) AND u.active AND u.deleted_at IS NULL AND u.role IN ('agente', 'referente') FOR SHARE OF u
"""
# Who stays keeps their place in the line; a newcomer stands at its end, with nothing to catch up on.
_PUT = """
INSERT INTO container_member (container_id, user_id, unit_id, weight, daily_cap, open_cap, provinces, virtual_time,
                              last_turn, joined_at, joined_virtual_time, joined_turn)
SELECT c.id, $2, c.unit_id, $3, $4, $5, $6, c.virtual_time, u.turn, $7, c.virtual_time, u.turn
FROM container c JOIN unit u ON u.id = c.unit_id WHERE c.id = $1
ON CONFLICT (container_id, user_id) DO UPDATE
SET weight = excluded.weight, daily_cap = excluded.daily_cap, open_cap = excluded.open_cap, provinces = excluded.provinces
"""


async def put(tx: Transaction, user: User, container_id: UUID, wanted: list[TeamMemberInput]) -> None:
    """Make this the team of a container.

    Raises:
        NotFound: the container is not there to see.
        Invalid: someone is named twice, or would be new and is no active Agente or Referente of the unit.
    """
    unit_id = await unit_of(tx, container_id)
    _refuse_doubles(wanted)
    async with tx.as_system():
        # The lock that decisions take: none may run between the old team and the new one.
        await tx.execute("UPDATE unit SET turn = turn WHERE id = $1", unit_id)
        rows = await tx.fetch(
            "SELECT user_id, weight, daily_cap, open_cap, provinces FROM container_member WHERE container_id = $1",
            container_id,
        )
        before = {row["user_id"]: [row[name] for name in TERMS] for row in rows}
        await _refuse_strangers(tx, unit_id, wanted, before.keys())
        after = {
            member.user_id: [member.weight, member.daily_cap, member.open_cap, sorted(set(member.provinces))]
            for member in wanted
        }
        left = sorted(before.keys() - after.keys())
        joined = sorted(after.keys() - before.keys())
        changed = sorted(who for who in after.keys() & before.keys() if after[who] != before[who])
        await tx.execute(
            "DELETE FROM container_member WHERE container_id = $1 AND user_id = ANY ($2::uuid[])",
            container_id,
            left,
        )
        await tx.executemany(_PUT, [(container_id, who, *after[who], tx.now) for who in (*joined, *changed)])
        if left or joined or changed:
            team = TeamChanged(
                unit_id=unit_id, subject_id=container_id, joined=joined, left=left, changed=changed
            )
            await events.record(tx, user.actor, team)


def _refuse_doubles(wanted: list[TeamMemberInput]) -> None:
    seen: set[UUID] = set()
    errors = []
    for number, member in enumerate(wanted):
        if member.user_id in seen:
            it, en = "Questa persona è indicata due volte.", "This person is named twice."
            errors.append(field_error(f"{number}.user_id", it, en))
        seen.add(member.user_id)
    if errors:
        raise Invalid(errors=errors)


async def _refuse_strangers(
    tx: Transaction, unit_id: UUID, wanted: list[TeamMemberInput], there: Collection[UUID]
) -> None:
    """Who is in the team may stay in it: one who is not active now keeps their terms for the return."""
    rows = await tx.fetch(_MAY_JOIN, [member.user_id for member in wanted], unit_id)
    may = {row["id"] for row in rows} | set(there)
    errors = [
        field_error(
            f"{number}.user_id",
            f"{member.user_id} non è un agente o referente attivo dell'unità del contenitore.",
            f"{member.user_id} is not an active agent or referente of the container's unit.",
        )
        for number, member in enumerate(wanted)
        if member.user_id not in may
    ]
    if errors:
        raise Invalid(errors=errors)
