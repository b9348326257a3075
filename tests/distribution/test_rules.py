"""The rules alone: eligibility, turn, weights. The clock is a parameter."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goccia.distribution.rules import Candidate, Choice, Drop, Ground, after, choose, why_not
from goccia.kit.calendars import Calendar

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)  # a Tuesday, 12:00 in Rome
OFFICE = Calendar(weekly={str(day): [("09:00", "18:00")] for day in range(5)})


def agent(number: int) -> UUID:
    return UUID(int=number)


def team(*weights: int) -> list[Candidate]:
    return [Candidate(agent(n), weight=weight) for n, weight in enumerate(weights, start=1)]


def drip(
    ground: Ground, candidates: list[Candidate], drops: int, turn: int = 0
) -> tuple[list[UUID], Ground, list[Candidate]]:
    given_to: list[UUID] = []
    for number in range(drops):
        choice = choose(ground, candidates, Drop(), NOON)
        assert choice.agent_id is not None
        given_to.append(choice.agent_id)
        ground, candidates = after(ground, candidates, choice, turn + number + 1, NOON)
    return given_to, ground, candidates


def letters(people: list[UUID]) -> str:
    return "".join(" ABCDEFGH"[person.int] for person in people)


def test_round_robin_ignores_weights() -> None:
    assert letters(drip(Ground(), team(5, 2), 6)[0]) == "ABABAB"


def test_five_to_two_is_smooth_not_in_blocks() -> None:
    assert letters(drip(Ground(policy="weighted"), team(5, 2), 14)[0]) == "AABAABA" * 2


@given(st.lists(st.integers(1, 20), min_size=1, max_size=8), st.integers(1, 120))
def test_nobody_is_more_than_one_drop_behind_the_part_of_their_weight(weights: list[int], drops: int) -> None:
    counts = Counter(drip(Ground(policy="weighted"), team(*weights), drops)[0])
    for number, weight in enumerate(weights, start=1):
        assert counts[agent(number)] >= drops * weight / sum(weights) - 1


@given(st.lists(st.integers(1, 20), min_size=1, max_size=6), st.integers(1, 3))
def test_after_a_whole_round_each_has_exactly_the_part_of_their_weight(
    weights: list[int], rounds: int
) -> None:
    counts = Counter(drip(Ground(policy="weighted"), team(*weights), rounds * sum(weights))[0])
    assert [counts[agent(number)] for number in range(1, len(weights) + 1)] == [
        rounds * weight for weight in weights
    ]


@given(st.integers(1, 8), st.integers(1, 60))
def test_equal_weights_differ_by_at_most_one(agents: int, drops: int) -> None:
    counts = Counter(drip(Ground(), team(*[1] * agents), drops)[0])
    assert max(counts.values()) - min(counts[agent(n)] for n in range(1, agents + 1)) <= 1


@given(
    st.integers(2, 6),
    st.integers(0, 20),
    st.integers(1, 40),
    st.integers(1, 40),
    st.sampled_from(["round_robin", "weighted"]),
)
def test_who_comes_back_neither_catches_up_nor_is_skipped(
    agents: int, before: int, away: int, drops: int, policy: str
) -> None:
    ground = Ground(policy=policy)
    _, ground, people = drip(ground, team(*[1] * agents), before)
    people = [replace(p, paused=p.user_id == agent(1)) for p in people]
    _, ground, people = drip(ground, people, away, before)
    people = [replace(p, paused=False) for p in people]
    given_to, _, _ = drip(ground, people, drops, before + away)
    counts = Counter(given_to)
    assert max(counts.values()) - min(counts[agent(n)] for n in range(1, agents + 1)) <= 1


def test_the_household_s_agent_gets_it_and_the_turn_is_counted() -> None:
    people = team(1, 1, 1)
    choice = choose(Ground(), people, Drop(known_to=[agent(3)]), NOON)
    assert (choice.agent_id, choice.result) == (agent(3), "same_household")
    ground, people = after(Ground(), people, choice, 1, NOON)
    assert letters(drip(ground, people, 5, 1)[0]) == "ABCAB"


def test_the_household_s_agent_who_is_away_is_passed_over() -> None:
    people = [replace(p, paused=p.user_id == agent(3)) for p in team(1, 1, 1)]
    choice = choose(Ground(), people, Drop(known_to=[agent(3)]), NOON)
    assert choice == Choice(
        agent(1), "assigned", ((agent(1), None), (agent(2), "not_next"), (agent(3), "paused"))
    )


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"active": False, "paused": True}, "deactivated"),
        ({"paused": True}, "paused"),
        ({"paused": True, "absent": True}, "absent"),
        ({"daily_cap": 2, "today_count": 2}, "daily_cap"),
        ({"daily_cap": 0}, "daily_cap"),
        ({"open_cap": 30, "open_count": 30}, "open_cap"),
        ({"open_cap": 30, "open_count": 29}, None),
        ({"open_cap": None, "open_count": 10_000}, None),
    ],
)
def test_why_not(facts: dict[str, object], reason: str | None) -> None:
    assert why_not(Ground(), Candidate(agent(1), **facts), NOON) == reason  # type: ignore[arg-type]


def test_province_counts_only_where_member_and_container_ask_for_it() -> None:
    lombard = Candidate(agent(1), provinces=frozenset({"MI", "BG"}))
    for drop, ground, result in [
        (Drop("MI"), Ground(), "assigned"),
        (Drop("RM"), Ground(), "queued"),
        (Drop(None), Ground(), "queued"),
        (Drop("RM"), Ground(requires_province=False), "assigned"),
    ]:
        assert choose(ground, [lombard], drop, NOON).result == result


def test_who_gave_it_back_does_not_get_it_again() -> None:
    choice = choose(Ground(), team(1, 1), Drop(returned_by=frozenset({agent(1)})), NOON)
    assert choice.trace == ((agent(1), "already_returned_it"), (agent(2), None))


def test_manual_and_switched_off_containers_keep_leads_in_the_queue() -> None:
    for ground in (Ground(policy="manual"), Ground(policy="first_to_claim"), Ground(active=False)):
        assert choose(ground, team(1, 1), Drop(), NOON).result == "queued"


def rome(month: int, day: int, hour: int, minute: int, offset: int) -> datetime:
    return datetime(2026, month, day, hour - offset, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (rome(3, 27, 9, 0, 1), None),  # Friday before the clocks go forward
        (rome(3, 27, 8, 59, 1), "outside_hours"),
        (rome(3, 29, 10, 0, 2), "outside_hours"),  # the Sunday of the change
        (rome(3, 30, 9, 0, 2), None),  # Monday: 9 o'clock is an hour earlier in UTC
        (rome(3, 30, 8, 59, 2), "outside_hours"),
        (rome(4, 6, 10, 0, 2), "holiday"),  # Easter Monday
        (rome(10, 23, 17, 59, 2), None),  # Friday before the clocks go back
        (rome(10, 26, 17, 59, 1), None),
        (rome(10, 26, 18, 0, 1), "outside_hours"),
        (rome(12, 7, 10, 0, 1), "holiday"),  # Sant'Ambrogio, Milan's patron
    ],
)
def test_hours_are_those_of_the_wall_clock_in_rome(now: datetime, state: str | None) -> None:
    milan = OFFICE.model_copy(update={"patron": "12-07"})
    assert why_not(Ground(calendar=milan), Candidate(agent(1)), now) == state


def test_own_hours_take_the_place_of_the_unit_s_but_not_its_holidays() -> None:
    evening = Candidate(agent(1), hours=Calendar(weekly={str(day): [("18:00", "22:00")] for day in range(7)}))
    ground = Ground(calendar=OFFICE)
    assert why_not(ground, evening, rome(11, 24, 12, 0, 1)) == "outside_hours"
    assert why_not(ground, evening, rome(11, 24, 19, 0, 1)) is None
    assert why_not(ground, evening, rome(12, 8, 19, 0, 1)) == "holiday"


@given(
    st.lists(
        st.builds(
            Candidate,
            user_id=st.integers(1, 8).map(agent),
            weight=st.integers(1, 100),
            daily_cap=st.none() | st.integers(0, 3),
            open_cap=st.none() | st.integers(0, 3),
            provinces=st.frozensets(st.sampled_from(["MI", "RM", "NA"])),
            active=st.booleans(),
            paused=st.booleans(),
            absent=st.booleans(),
            open_count=st.integers(0, 4),
            today_count=st.integers(0, 4),
            virtual_time=st.integers(0, 10**10),
            last_turn=st.integers(0, 100),
        ),
        unique_by=lambda c: c.user_id,
        max_size=8,
    ),
    st.sampled_from(["round_robin", "weighted", "paced", "manual", "first_to_claim"]),
    st.none() | st.sampled_from(["MI", "RM", "TO"]),
    st.booleans(),
)
def test_every_decision_explains_every_candidate(
    candidates: list[Candidate], policy: str, province: str | None, active: bool
) -> None:
    choice = choose(Ground(policy=policy, active=active), candidates, Drop(province), NOON)
    assert {user for user, _ in choice.trace} == {c.user_id for c in candidates}
    chosen = [user for user, reason in choice.trace if reason is None]
    if choice.agent_id is None:
        assert choice.result == "queued"
        assert not chosen or not active or policy in ("manual", "first_to_claim")
    else:
        assert chosen == [choice.agent_id]
        winner = next(c for c in candidates if c.user_id == choice.agent_id)
        assert winner.active
        assert not winner.paused
        assert winner.daily_cap is None or winner.today_count < winner.daily_cap
        assert winner.open_cap is None or winner.open_count < winner.open_cap
        assert not winner.provinces or province in winner.provinces
