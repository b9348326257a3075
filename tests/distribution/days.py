"""Generated days of a container, lived through the product itself: leads over HTTP, people's acts by their services."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from hypothesis import strategies as st

from goccia.core.database import SYSTEM, Database, Scope
from goccia.core.events import Actor
from goccia.core.settings import Settings
from goccia.distribution import origin_pauses
from goccia.distribution.assign import assign_a_goccia, assign_to_agent
from goccia.distribution.queues import drain_container
from goccia.identity.access import User
from goccia.kit.dates import ROME
from goccia.leads.outcome import set_one
from goccia.leads.schemas import EsitoInput
from goccia.organisation.pauses import pause, resume
from goccia.organisation.users_schemas import PauseInput
from tests.conftest import Clock
from tests.leads.rows import add_esito
from tests.people import Cast, add_container, add_person, add_unit

DAY = datetime(2027, 3, 3, tzinfo=ROME)
"""A Wednesday to come, after everybody has joined."""
ADS = ("Creatività A", "Creatività B")
OFFICE = {"weekly": {str(day): [["09:00", "18:00"]] for day in range(5)}}
ACTS = (*["lead"] * 7, "work", "work", "pause", "resume", "resume", "hand", "goccia", "hold", "release")


@dataclass(frozen=True)
class Member:
    """The terms of a member."""

    weight: int
    daily_cap: int | None
    open_cap: int | None
    provinces: list[str]


@dataclass(frozen=True)
class Plan:
    """A team, a policy, and what happens step by step, the first ones on the day before."""

    policy: str
    members: list[Member]
    steps: list[tuple[str, int, int]]
    eve: int


@dataclass
class Stage:
    """A container of its own with its people."""

    unit: UUID
    container: UUID
    token: str
    people: list[UUID]
    esito: UUID
    leads: list[str] = field(default_factory=list)


def members() -> st.SearchStrategy[Member]:
    some = st.sampled_from([None, None, 1, 2, 4])
    return st.builds(Member, st.integers(1, 5), some, some, st.sampled_from([[], [], ["MI"], ["MI", "RM"]]))


def plans() -> st.SearchStrategy[Plan]:
    step = st.tuples(st.sampled_from(ACTS), st.integers(0, 30), st.integers(0, 11))
    return st.builds(
        Plan,
        st.sampled_from(["round_robin", "weighted", "paced"]),
        st.lists(members(), min_size=2, max_size=4),
        st.lists(step, min_size=20, max_size=40),
        st.integers(3, 12),
    )


async def set_up(database: Database, settings: Settings, cast: Cast, plan: Plan) -> Stage:
    async with database.transaction() as tx:
        unit = await add_unit(tx, "Prova")
        people = [
            (await add_person(tx, settings, f"Agente{number}", "agente", [unit], "-")).id
            for number in range(len(plan.members))
        ]
        container, token = await add_container(tx, unit, "Campagna", people)
        await tx.execute("UPDATE unit SET calendar = $2 WHERE id = $1", unit, OFFICE)
        await tx.execute("UPDATE container SET policy = $2 WHERE id = $1", container, plan.policy)
        for person, member in zip(people, plan.members, strict=True):
            await tx.execute(
                "UPDATE container_member SET weight = $3, daily_cap = $4, open_cap = $5, provinces = $6"
                " WHERE container_id = $1 AND user_id = $2",
                *(container, person, member.weight, member.daily_cap, member.open_cap, member.provinces),
            )
    return Stage(unit, container, token, people, await add_esito(database, cast, unit_id=unit))


def times(plan: Plan) -> list[datetime]:
    """When each step happens: from a quarter to nine, every seven minutes."""
    eve = [DAY - timedelta(days=1) + timedelta(minutes=8 * 60 + 45 + 7 * n) for n in range(plan.eve)]
    day = [DAY + timedelta(minutes=8 * 60 + 45 + 7 * n) for n in range(len(plan.steps))]
    return [*eve, *day][: len(plan.steps)]


async def live(client: httpx.AsyncClient, database: Database, clock: Clock, stage: Stage, plan: Plan) -> None:
    """Live the plan through; the queue drains after each step and whenever the office opens."""
    openings = [(DAY + timedelta(days=ahead, hours=9), 0, None) for ahead in (-1, 0)]
    steps = [(moment, 1, number) for number, moment in enumerate(times(plan))]
    for moment, _, number in sorted([*openings, *steps]):
        clock.fixed = moment.astimezone(UTC)
        if number is not None:
            await _do(client, database, stage, plan.steps[number], number)
        await drain_container(database, stage.container, clock.fixed)


async def _do(
    client: httpx.AsyncClient, database: Database, stage: Stage, step: tuple[str, int, int], number: int
) -> None:
    what, which, how = step
    if what == "lead":
        stage.leads.append(await _deliver(client, stage, number, which, how))
        return
    now: Any = client._transport.app.state.clock()  # type: ignore[attr-defined]
    person = stage.people[how % len(stage.people)]
    user = User(person, "agente", (stage.unit,), "it", False, False, False)
    if what in ("pause", "resume"):
        async with database.transaction(user.scope, now) as tx:
            await (pause(tx, user, person, PauseInput()) if what == "pause" else resume(tx, user, person))
    elif what in ("hold", "release"):
        leader = User(person, "referente", (stage.unit,), "it", False, False, False)
        act = origin_pauses.pause if what == "hold" else origin_pauses.resume
        async with database.transaction(leader.scope, now) as tx:
            await act(tx, leader, stage.container, f"ad:{ADS[how % 2]}")
    elif stage.leads:
        lead = UUID(stage.leads[which % len(stage.leads)])
        async with database.transaction(Scope("admin") if what == "work" else SYSTEM, now) as tx:
            if what == "work":
                await set_one(tx, Actor("user", person), lead, EsitoInput(esito_id=stage.esito))
            elif what == "hand":
                await assign_to_agent(tx, Actor("user", person), [lead], person)
            else:
                await assign_a_goccia(tx, Actor("user", person), [lead])


async def _deliver(client: httpx.AsyncClient, stage: Stage, number: int, family: int, how: int) -> str:
    which_ad = family // 5 % 2
    said = {"nome": "Maria", "telefono": f"+39333{number:07d}", "ad_name": ADS[which_ad]}
    if how < 8:
        said["provincia"] = ("MI", "RM")[how % 2]
    if family < 5:
        said |= {"cognome": f"Verdi{family}", "indirizzo": "Via Roma 1", "cap": "20121"}
    answer = await client.post(f"/hooks/in/{stage.token}", json=said)
    assert answer.json()["status"] == "created", answer.text
    return str(answer.json()["lead_id"])
