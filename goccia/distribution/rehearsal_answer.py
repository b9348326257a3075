"""A replayed day in figures and words, beside the real one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Any
from uuid import UUID

from goccia.core.cursor import decode_cursor, encode_cursor
from goccia.core.database import Transaction
from goccia.core.errors import invalid
from goccia.distribution.queries import names_of
from goccia.distribution.rehearsal_queries import MOST, Log
from goccia.distribution.rehearsal_schemas import (
    AgentDay,
    RealFate,
    Rehearsal,
    RehearsalNote,
    RehearsedAgent,
    RehearsedLead,
    Totals,
    TriedFate,
)
from goccia.distribution.replay_facts import Coming, Day, Fate
from goccia.distribution.schemas import Named
from goccia.distribution.words import sentence


@dataclass(frozen=True, slots=True)
class _Pair:
    """A lead's two fates."""

    lead: Coming
    real: Fate
    tried: Fate

    @property
    def changed(self) -> bool:
        return self.real.agent_id != self.tried.agent_id


@dataclass(frozen=True, slots=True)
class Part:
    """The leads to list: so many from a place on, of all or of those that changed."""

    only_changed: bool
    limit: int
    place: int


def place_of(cursor: str | None) -> int:
    """How many leads of the day come before this page.

    Raises:
        Invalid: the cursor is of another list.
    """
    if cursor is None:
        return 0
    (place,) = decode_cursor(cursor, 1)
    if not isinstance(place, int) or isinstance(place, bool) or not 0 < place < MOST:
        raise invalid("cursor", "Il cursore non è di questa lista.", "The cursor is not of this list.")
    return place


async def answer(
    tx: Transaction,
    language: str,
    day: date,
    facts: Day,
    log: Log,
    fates: dict[UUID, Fate],
    notes: list[RehearsalNote],
    part: Part,
) -> Rehearsal:
    """The whole day in figures, and a page of its leads in the order of the day."""
    real = real_fates(log)
    pairs = [
        _Pair(lead, _fate(real, lead), _fate(fates, lead))
        for lead in sorted(facts.comings, key=lambda lead: (lead.at, lead.turn, lead.lead_id))
    ]
    listed = [pair for pair in pairs if pair.changed or not part.only_changed]
    end = part.place + part.limit
    page = listed[part.place : end]
    agents = {pair.real.agent_id for pair in pairs} | {pair.tried.agent_id for pair in pairs}
    team = {candidate.user_id for candidate in facts.team}
    people = {user for user in agents | team if user is not None}
    names = await names_of(tx, people | {pair.tried.by for pair in page if pair.tried.by})
    sides = {"real": [pair.real for pair in pairs], "tried": [pair.tried for pair in pairs]}
    counted = {side: _by_agent(found) for side, found in sides.items()}
    return Rehearsal(
        day=day,
        leads=len(pairs),
        changed=sum(pair.changed for pair in pairs),
        real=_totals(pairs, sides["real"], facts.end),
        tried=_totals(pairs, sides["tried"], facts.end),
        agents=[
            RehearsedAgent(
                agent=Named(id=user, name=names.get(user)),
                in_team=user in team,
                **{
                    side: found.get(user, AgentDay(leads=0, share=0, household=0))
                    for side, found in counted.items()
                },
            )
            for user in sorted(people, key=lambda user: (user not in team, names.get(user) or "", str(user)))
        ],
        notes=notes,
        items=[_item(pair, log.leads[pair.lead.lead_id], facts, names, language) for pair in page],
        next_cursor=encode_cursor([end]) if end < len(listed) else None,
    )


def real_fates(log: Log) -> dict[UUID, Fate]:
    """What really became of each lead by the end of the day."""
    found: dict[UUID, Fate] = {}
    for row in log.decisions:
        before = found.get(row["lead_id"])
        first = before.first_at if before else None
        if row["agent_id"] is not None:
            first = first or row["at"]
        found[row["lead_id"]] = Fate(row["agent_id"], row["result"], row["at"], first)
    return found


def _fate(fates: dict[UUID, Fate], lead: Coming) -> Fate:
    if (found := fates.get(lead.lead_id)) is not None:
        return found
    return Fate(lead.holder, "assigned" if lead.holder else "queued", lead.at)


def _by_agent(fates: Sequence[Fate]) -> dict[UUID, AgentDay]:
    had = Counter(fate.agent_id for fate in fates if fate.agent_id is not None)
    kin = Counter(fate.agent_id for fate in fates if fate.result == "same_household")
    given = had.total()
    return {
        user: AgentDay(leads=leads, share=leads / given, household=kin[user]) for user, leads in had.items()
    }


def _totals(pairs: Sequence[_Pair], fates: Sequence[Fate], end: datetime) -> Totals:
    waits = []
    for pair, fate in zip(pairs, fates, strict=True):
        until = fate.first_at or min(pair.lead.gone_at or end, end)
        if pair.lead.holder is None and (fate.agent_id is None or until > pair.lead.at):
            waits.append(max(0, int((until - pair.lead.at).total_seconds())))
    return Totals(
        given=sum(fate.agent_id is not None for fate in fates),
        waited=len(waits),
        still_waiting=sum(
            fate.agent_id is None and (pair.lead.gone_at is None or pair.lead.gone_at >= end)
            for pair, fate in zip(pairs, fates, strict=True)
        ),
        median_wait_seconds=int(median(waits)) if waits else None,
        longest_wait_seconds=max(waits, default=None),
    )


def _item(pair: _Pair, lead: Any, facts: Day, names: dict[UUID, str], language: str) -> RehearsedLead:
    def named(user: UUID | None) -> Named | None:
        return Named(id=user, name=names.get(user)) if user else None

    tried = pair.tried
    words = sentence(
        language, tried.result, tried.reason, names.get(tried.agent_id) if tried.agent_id else None,
        names.get(tried.by) if tried.by else None,
        [(names.get(user), reason) for user, reason in tried.trace],
    )  # fmt: skip
    kind = "again" if pair.lead.holder else "waiting" if pair.lead.at < facts.start else "arrived"
    return RehearsedLead(
        id=pair.lead.lead_id,
        name=f"{lead['first_name']} {lead['last_name']}".strip(),
        province=lead["province"],
        trashed=lead["deleted_at"] is not None,
        kind=kind,
        at=pair.lead.at,
        changed=pair.changed,
        real=RealFate(agent=named(pair.real.agent_id), result=pair.real.result, at=pair.real.at),
        tried=TriedFate(agent=named(tried.agent_id), result=tried.result, at=tried.at, text=words),
    )
