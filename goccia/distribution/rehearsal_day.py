"""From what the tables say of a past day to what a replay starts from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from goccia.distribution.rehearsal_queries import Log
from goccia.distribution.replay_facts import Act, ActKind, Away, Coming, Held, Kin, Open, Stint, Why
from goccia.distribution.rules import Candidate
from goccia.kit.calendars import Calendar
from goccia.organisation.schemas import TeamMemberInput

LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns when the day began. `known`: to the last drop; else read from the order of the day's first decision."""

    team: list[Candidate]
    virtual_time: int
    turn: int
    known: bool


def turns(
    terms: Sequence[TeamMemberInput],
    people: dict[UUID, Any],
    start: datetime,
    found: tuple[Any, int, list[Any] | None],
    *,
    ignore_hours: bool,
) -> Turns:
    """The members as they stood in the line when the day began."""
    clock, last_turn, first_trace = found
    now = clock["virtual_time"] if clock else 0
    known = now is not None and all(_is_known(people[member.user_id], start) for member in terms)
    order = [UUID(user) for user, _ in first_trace or []]
    newest = max([last_turn, *(people[member.user_id]["joined_turn"] or 0 for member in terms)]) + 1
    team = []
    for member in terms:
        person = people[member.user_id]
        if known:
            virtual_time, turn = _standing(person, start, now, newest)
        else:
            rank = order.index(member.user_id) if member.user_id in order else len(order)
            virtual_time, turn = 0, rank
        team.append(
            Candidate(
                user_id=UUID(int=member.user_id.int),
                weight=member.weight,
                daily_cap=member.daily_cap,
                open_cap=member.open_cap,
                provinces=frozenset(member.provinces),
                virtual_time=virtual_time,
                last_turn=turn,
                hours=Calendar.model_validate(person["hours"])
                if person["hours"] and not ignore_hours
                else None,
            )
        )
    return Turns(team, now if known else 0, max(newest, len(order)) + 1, known)


def _is_known(person: Any, start: datetime) -> bool:
    if person["last_at"] is not None:
        return person["virtual_time"] is not None
    return not _was_there(person, start) or person["joined_virtual_time"] is not None


def _standing(person: Any, start: datetime, clock: int, newest: int) -> tuple[int, int]:
    if person["last_at"] is not None:
        return person["virtual_time"], person["turn"]
    if _was_there(person, start):
        return person["joined_virtual_time"], person["joined_turn"]
    return clock, newest  # a newcomer stands at the end of the line, with nothing to catch up on


def _was_there(person: Any, start: datetime) -> bool:
    return bool(person["member"] and person["joined_at"] < start)


def comings(log: Log, start: datetime) -> tuple[list[Coming], list[Act]]:
    """The leads of the day, and what people and the clock did to them."""
    by_lead: dict[UUID, list[Any]] = defaultdict(list)
    for row in log.decisions:
        by_lead[row["lead_id"]].append(row)
    kin: dict[UUID, list[Kin]] = defaultdict(list)
    for row in log.kin:
        kin[row["lead_id"]].append(Kin(row["id"], row["agent_id"]))
    worked = _times(log)
    pauses = held(log)
    paused = {stretch.origin for stretch in pauses}
    leads, acts = [], []
    for lead_id, lead in log.leads.items():
        decided = by_lead[lead_id]
        came_today = bool(decided) and lead["created_at"] >= start
        first = decided[0] if decided else None
        gone = not any(row["agent_id"] for row in decided) and lead["agent_id"] is None
        leads.append(
            Coming(
                lead_id=lead_id,
                at=first["at"] if came_today and first else _queued_at(lead, start),
                turn=first["id"] if first else 0,
                province=lead["province"],
                kin=tuple(kin[lead_id]),
                holder=first["previous_agent_id"] if first and not came_today else None,
                gone_at=_first(lead["closed_at"], lead["deleted_at"]) if gone else None,
                stints=_stints(lead, decided, worked[lead_id]),
                returned_by=frozenset(lead["returned_by"]),
                origin=lead["origin"] if lead["origin"] in paused else None,
            )
        )
        mine = [stretch for stretch in pauses if stretch.origin == lead["origin"]]
        acts += [act for row in decided if (act := _act(row, mine)) is not None]
    return leads, acts


def held(log: Log) -> list[Held]:
    """The stretches in which origins were paused."""
    return [Held(row["origin"], row["paused_at"], row["resumed_at"]) for row in log.held]


def open_leads(log: Log) -> list[Open]:
    """What was unworked when the day began."""
    worked = _times(log)
    return [
        Open(
            row["id"],
            row["agent_id"],
            row["since"],
            _first(*worked[row["id"]][:1]) if row["moved"] else row["until"],
        )
        for row in log.open_leads
    ]


def away(people: Iterable[Any], events: Sequence[Any], *, ignore_pauses: bool) -> dict[UUID, list[Away]]:
    """When nothing could fall on each person, by the log; where it says nothing, by how they are now."""
    told: dict[UUID, list[Any]] = defaultdict(list)
    for event in events:
        told[event["subject_id"]].append(event)
    found: dict[UUID, list[Away]] = {}
    for person in people:
        stretches = _stretches(told[person["id"]])
        kinds = {event["kind"] for event in told[person["id"]]}
        if person["paused_at"] is not None and "user.paused" not in kinds:
            why: Why = "absent" if person["absent"] else "paused"
            stretches.append(Away(why, person["paused_at"], person["paused_until"]))
        if not person["active"] and "user.deactivated" not in kinds:
            stretches.append(Away("deactivated", LONG_AGO))
        if ignore_pauses:
            stretches = [stretch for stretch in stretches if stretch.why == "deactivated"]
        if stretches:
            found[UUID(int=person["id"].int)] = stretches
    return found


def _stretches(events: Sequence[Any]) -> list[Away]:
    found: list[Away] = []
    pause: Away | None = None
    off: datetime | None = None
    for event in events:
        kind, at = event["kind"], event["at"]
        if kind in ("user.paused", "user.resumed"):
            if pause is not None:
                found.append(Away(pause.why, pause.since, _first(pause.until, at)))
            pause = None
        if kind == "user.paused":
            until = event["payload"].get("until")
            why: Why = "absent" if event["payload"].get("absent") else "paused"
            pause = Away(why, at, datetime.fromisoformat(until) if until else None)
        elif kind == "user.deactivated":
            off = off or at
        elif kind == "user.activated" and off is not None:
            found.append(Away("deactivated", off, at))
            off = None
    if pause is not None:
        found.append(pause)
    if off is not None:
        found.append(Away("deactivated", off))
    return found


def _act(row: Any, pauses: Sequence[Held]) -> Act | None:
    """What a person or the clock did. A lead of a paused origin that falls from the queue was made to by a person."""
    kind: ActKind
    by_a_person = row["agent_id"] is not None and any(pause.holds(row["at"]) for pause in pauses)
    if row["result"] == "manual":
        kind = "hand"
    elif row["result"] == "claimed":
        kind = "claim"
    elif row["previous_agent_id"] is None and not by_a_person:
        return None
    else:
        kind = "taken_back" if row["result"] == "sla_reassigned" else "again"
    had = {UUID(user) for user, why in row["candidates"] or [] if why == "already_returned_it"}
    return Act(
        kind,
        row["at"],
        row["id"],
        row["lead_id"],
        row["previous_agent_id"],
        row["agent_id"],
        frozenset(had),
        row["decided_by"],
    )


def _stints(lead: Any, decided: Sequence[Any], worked: Sequence[datetime]) -> tuple[Stint, ...]:
    drops = [row["at"] for row in decided if row["agent_id"] is not None]
    if not drops and lead["assigned_at"] is not None:
        drops = [lead["assigned_at"]]
    found = []
    for number, at in enumerate(drops):
        if at == lead["assigned_at"]:
            end = _first(lead["worked_at"], lead["closed_at"], lead["deleted_at"])
        else:
            until = drops[number + 1] if number + 1 < len(drops) else None
            end = next((moment for moment in worked if moment >= at), None)
            end = None if until is not None and end is not None and end > until else end
        found.append(Stint(at, end - at if end is not None and end >= at else None))
    return tuple(found)


def _times(log: Log) -> dict[UUID, list[datetime]]:
    found: dict[UUID, list[datetime]] = defaultdict(list)
    for row in log.acts:
        found[row["lead_id"]].append(row["at"])
    return found


def _queued_at(lead: Any, start: datetime) -> datetime:
    now = lead["queued_at"]
    if now is not None and now < start:
        return now  # type: ignore[no-any-return]
    return lead["queued_again_at"] or lead["created_at"]  # type: ignore[no-any-return]


def _first(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)
