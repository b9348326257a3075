"""The Prova del distributore: a past day under edited rules, side by side with how it went. It writes nothing."""

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from goccia.core.database import Transaction
from goccia.core.errors import Invalid, NotFound, field_error, invalid
from goccia.distribution import rehearsal_day, rehearsal_queries
from goccia.distribution.rehearsal_answer import Part, answer
from goccia.distribution.rehearsal_queries import Log
from goccia.distribution.rehearsal_schemas import (
    Rehearsal,
    RehearsalDay,
    RehearsalDays,
    RehearsalInput,
    RehearsalNote,
)
from goccia.distribution.replay import replay
from goccia.distribution.replay_facts import Day
from goccia.distribution.rules import Ground
from goccia.identity.access import User
from goccia.kit.calendars import Calendar
from goccia.kit.dates import ROME, day_bounds
from goccia.organisation.schemas import TeamMemberInput

FIRST_YEAR = 2000
DAYS_BACK = 31
SUGGESTED_OF = 7
_CONTAINER = """
SELECT c.id, c.unit_id, c.policy, c.active, c.pace_minutes, c.claim_minutes, c.requires_province, u.calendar
FROM container c JOIN unit u ON u.id = c.unit_id WHERE c.id = $1 AND c.deleted_at IS NULL
"""
_TEAM = """
SELECT user_id, weight, daily_cap, open_cap, provinces FROM container_member WHERE container_id = $1 ORDER BY user_id
"""


async def days(tx: Transaction, container_id: UUID) -> RehearsalDays:
    """The days of the last month on which something fell, and the one to begin with.

    Raises:
        NotFound: the container is not there to see.
    """
    await _container(tx, container_id)
    today, _ = day_bounds(tx.now)
    async with tx.as_system():
        rows = await rehearsal_queries.days_with_decisions(
            tx, container_id, today - timedelta(days=DAYS_BACK), today
        )
    found = [RehearsalDay(day=row["day"], decisions=row["decisions"]) for row in rows]
    yesterday = tx.now.astimezone(ROME).date() - timedelta(days=1)
    if not found or found[0].day == yesterday:
        return RehearsalDays(items=found, suggested=yesterday)
    busiest = max(found[:SUGGESTED_OF], key=lambda one: one.decisions)
    return RehearsalDays(items=found, suggested=busiest.day)


async def rehearse(
    tx: Transaction, user: User, container_id: UUID, wanted: RehearsalInput, part: Part
) -> Rehearsal:
    """Live a past day again under these rules. The database itself refuses any write meanwhile.

    Raises:
        NotFound: the container is not there to see.
        Invalid: the day is not a past one, or a member is named twice or may not join.
    """
    container = await _container(tx, container_id)
    start, end = _bounds(wanted.day, tx.now)
    await tx.execute("SET TRANSACTION READ ONLY")
    async with tx.as_system():
        terms = wanted.team if wanted.team is not None else await _present_team(tx, container_id)
        _refuse_doubles(terms)
        ids = [member.user_id for member in terms]
        people = await rehearsal_queries.people_of(tx, container_id, container["unit_id"], ids, start)
        _refuse_strangers(terms, people)
        log = await rehearsal_queries.log_of(tx, container_id, start, end, ids)
        found = await rehearsal_queries.turns_at(tx, container_id, start, end)
        presence = await rehearsal_queries.presence_of(tx, ids, end)
        changed = await rehearsal_queries.changes_since(tx, [container_id, container["unit_id"], *ids], start)
        turns = rehearsal_day.turns(terms, people, start, found, ignore_hours=wanted.ignore_hours)
        leads, acts = rehearsal_day.comings(log, start)
        day = Day(
            start=start,
            end=end,
            ground=_ground(container, wanted, turns.virtual_time),
            team=turns.team,
            claim=timedelta(minutes=wanted.claim_minutes or container["claim_minutes"]),
            comings=leads,
            acts=acts,
            open_leads=rehearsal_day.open_leads(log),
            away=rehearsal_day.away(people.values(), presence, ignore_pauses=wanted.ignore_pauses),
            held=rehearsal_day.held(log),
            turn=turns.turn,
        )
        fates = await asyncio.to_thread(
            replay, day
        )  # seconds of thinking do not hold up the others' requests
        notes = _notes(container, day, log, changed, known=turns.known)
        return await answer(tx, user.language, wanted.day, day, log, fates, notes, part)


async def _container(tx: Transaction, container_id: UUID) -> Any:
    found = await tx.fetchrow(_CONTAINER, container_id)
    if found is None:
        raise NotFound
    return found


async def _present_team(tx: Transaction, container_id: UUID) -> list[TeamMemberInput]:
    return [TeamMemberInput(**row) for row in await tx.fetch(_TEAM, container_id)]


def _bounds(day: date, now: datetime) -> tuple[datetime, datetime]:
    if day >= now.astimezone(ROME).date():
        raise invalid(
            "day",
            "La Prova rivive un giorno passato: scegli un giorno prima di oggi.",
            "A Prova relives a past day: choose one before today.",
        )
    if day.year < FIRST_YEAR:
        raise invalid("day", "Scegli un giorno dal 2000 in poi.", "Choose a day from the year 2000 on.")
    return day_bounds(datetime.combine(day, time(12), ROME))


def _ground(container: Any, wanted: RehearsalInput, virtual_time: int) -> Ground:
    said = wanted.model_fields_set
    pace = wanted.pace_minutes if "pace_minutes" in said else container["pace_minutes"]
    requires = wanted.requires_province
    return Ground(
        policy=wanted.policy or container["policy"],
        requires_province=container["requires_province"] if requires is None else requires,
        virtual_time=virtual_time,
        calendar=Calendar() if wanted.ignore_hours else Calendar.model_validate(container["calendar"]),
        pace=timedelta(minutes=pace) if pace else None,
    )


def _refuse_doubles(terms: list[TeamMemberInput]) -> None:
    ids = [member.user_id for member in terms]
    it, en = "Questa persona è indicata due volte.", "This person is named twice."
    errors = [
        field_error(f"team.{number}.user_id", it, en)
        for number, user in enumerate(ids)
        if user in ids[:number]
    ]
    if errors:
        raise Invalid(errors=errors)


def _refuse_strangers(terms: list[TeamMemberInput], people: dict[UUID, Any]) -> None:
    it = "Non è un agente o referente attivo dell'unità del contenitore."
    en = "Not an active agent or referente of the container's unit."
    errors = [
        field_error(f"team.{number}.user_id", it, en)
        for number, member in enumerate(terms)
        if member.user_id not in people
    ]
    if errors:
        raise Invalid(errors=errors)


def _notes(container: Any, day: Day, log: Log, changed: list[Any], *, known: bool) -> list[RehearsalNote]:
    """What the answer cannot know, or has taken for granted."""
    kinds = [act.kind for act in day.acts]
    fields = {(row["kind"], field) for row in changed for field in row["fields"] or []}
    caps = any(member.open_cap is not None for member in day.team) or day.ground.policy == "paced"
    rules = {"policy", "pace_minutes", "claim_minutes", "requires_province", "active"}
    said: list[tuple[Any, bool, int | None]] = [
        ("truncated", log.cut, None),
        ("turns_estimated", not known, None),
        ("rules_changed", any(("container.changed", rule) in fields for rule in rules), None),
        ("team_changed", any(row["kind"] == "team.changed" for row in changed), None),
        ("hours_changed", bool({("unit.changed", "calendar"), ("user.changed", "hours")} & fields), None),
        ("by_hand", "hand" in kinds, kinds.count("hand")),
        ("taken_back", "taken_back" in kinds, kinds.count("taken_back")),
        ("fell_again", "again" in kinds, kinds.count("again")),
        ("claims_guessed", day.ground.policy == "first_to_claim", None),
        ("manual_waits", day.ground.policy == "manual", None),
        ("container_off", not container["active"], None),
        ("work_as_then", caps, None),
    ]
    return [RehearsalNote(code=code, count=number) for code, holds, number in said if holds]
