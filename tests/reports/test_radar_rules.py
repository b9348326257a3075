"""When too many leads of an origin are bad: pure, in microseconds."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from goccia.reports.radar_rules import FACTOR, FEWEST_BAD, PRIOR, Counts, is_over, lower_bound, norm_of

norms = st.floats(0.001, 0.99)


@st.composite
def counts(draw: st.DrawFn, most: int = 200) -> Counts:
    worked = draw(st.integers(0, most))
    return Counts(worked, draw(st.integers(0, worked)))


@pytest.mark.parametrize(
    ("worked", "bad", "norm", "over"),
    [
        (8, 6, 0.05, True),  # most of a small ad
        (50, 5, 0.05, False),  # twice the norm of few leads may be chance
        (200, 20, 0.05, False),
        (200, 30, 0.05, True),
        (50, 15, 0.20, False),  # a container where much is bad
        (4, 4, 0.05, False),  # fewer bad ones than anybody is told of
        (0, 0, 0.05, False),
    ],
)
def test_examples(worked: int, bad: int, norm: float, over: bool) -> None:
    assert is_over(Counts(worked, bad), norm, raised=False) is over


def test_the_lower_end_is_that_of_wilson_s_interval() -> None:
    assert lower_bound(Counts(10, 5)) == pytest.approx(0.26927, abs=1e-4)  # 0.5 of ten, 95 % on one side
    assert lower_bound(Counts(10, 0)) == 0
    assert lower_bound(Counts(1000, 50)) == pytest.approx(0.0398, abs=1e-3)


@given(counts(), norms, st.booleans())
def test_one_more_bad_lead_never_makes_it_better(found: Counts, norm: float, raised: bool) -> None:
    assume(found.bad < found.worked)
    worse = Counts(found.worked, found.bad + 1)
    assert lower_bound(worse) >= lower_bound(found)
    assert is_over(worse, norm, raised=raised) >= is_over(found, norm, raised=raised)


@given(counts(), norms)
def test_one_more_good_lead_never_makes_it_worse(found: Counts, norm: float) -> None:
    assert lower_bound(Counts(found.worked + 1, found.bad)) <= lower_bound(found)


@given(counts(FEWEST_BAD - 1), norms)
def test_with_few_bad_leads_nobody_is_told(found: Counts, norm: float) -> None:
    assert not is_over(found, norm, raised=False)


@given(counts(), norms, st.integers(2, 20))
def test_the_same_share_of_more_leads_is_surer(found: Counts, norm: float, times: int) -> None:
    more = Counts(found.worked * times, found.bad * times)
    assert lower_bound(more) >= lower_bound(found)
    if is_over(found, norm, raised=False):
        assert is_over(more, norm, raised=False)


@given(counts(), norms)
def test_what_is_raised_is_over_its_norm_by_the_factor_and_stays_so_until_it_is_not_even_over_the_norm(
    found: Counts, norm: float
) -> None:
    if is_over(found, norm, raised=False):
        assert found.share is not None
        assert found.share > FACTOR * norm
        assert is_over(found, norm, raised=True)
    if not is_over(found, norm, raised=True):
        assert lower_bound(found) <= norm


@given(counts(5000), counts(5000))
def test_a_norm_lies_between_what_is_seen_and_what_was_believed_before(
    unit: Counts, container: Counts
) -> None:
    believed = PRIOR.bad / PRIOR.worked
    seen = [believed, *(one.share for one in (unit, container) if one.share is not None)]
    assert min(seen) - 1e-9 <= norm_of(unit, container) <= max(seen) + 1e-9


def test_a_container_without_a_past_has_the_norm_of_its_unit_and_a_unit_without_one_the_prior() -> None:
    assert norm_of(Counts(), Counts()) == 0.05
    assert norm_of(Counts(10_000, 2_000), Counts()) == pytest.approx(0.2, abs=0.002)
    assert norm_of(Counts(10_000, 2_000), Counts(10_000, 100)) == pytest.approx(0.01, abs=0.003)
