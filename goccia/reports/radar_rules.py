"""When an origin gives too many bad leads: pure, given counts.

An origin's share of bad leads is compared with its norm by the lower end of Wilson's score interval (E. B. Wilson, "Probable
inference, the law of succession, and statistical inference", JASA 22, 1927), which holds what it promises for small counts,
where the plain interval does not (Brown, Cai, DasGupta, "Interval estimation for a binomial proportion", Statistical Science
16, 2001). One-sided at 95 %: of a hundred origins as good as their norm at most five would be held worse by chance, and the
factor leaves hardly any of them.
"""

from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from typing import Final

WINDOW: Final = timedelta(days=7)
"""Leads received in so long a time are looked at…"""
NEWEST: Final = 200
"""…and no more than so many of an origin, so that an ad gone bad is not hidden by its own past."""
NORM_OF: Final = timedelta(days=60)
"""The norm is of so long a time before the window."""
FEWEST_BAD: Final = 5
"""With fewer bad leads nobody is told."""
FACTOR: Final = 1.5
"""An origin is over its norm when it surely has more than so many times the norm."""
Z: Final = 1.6449
"""The quantile of the standard normal for 95 % on one side."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Leads with an Esito beyond the start one, and how many of them are bad."""

    worked: int = 0
    bad: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.worked + other.worked, self.bad + other.bad)

    @property
    def share(self) -> float | None:
        """The part that is bad, 0 to 1; None: nothing was worked."""
        return self.bad / self.worked if self.worked else None


PRIOR: Final = Counts(100, 5)
"""What is believed before anything is known: one lead in twenty is bad, with the weight of a hundred leads."""


def norm_of(unit: Counts, container: Counts) -> float:
    """The share of bad leads that is usual in a container: its own as far as it has one, else that of its unit, else the
    prior's. Each lends the one below it the weight of a hundred leads, so that small numbers do not cry wolf."""
    of_unit = _leaning(unit, PRIOR.bad / PRIOR.worked)
    return _leaning(container, of_unit)


def _leaning(counts: Counts, on: float) -> float:
    return (counts.bad + PRIOR.worked * on) / (counts.worked + PRIOR.worked)


def lower_bound(counts: Counts, z: float = Z) -> float:
    """What the true share of bad leads surely is at least (Wilson's interval), 0 to 1; 0 where nothing was worked."""
    n = counts.worked
    if n == 0 or counts.bad == 0:
        return 0.0
    p, zz = counts.bad / n, z * z
    return (p + zz / (2 * n) - z * sqrt(p * (1 - p) / n + zz / (4 * n * n))) / (1 + zz / n)


def is_over(counts: Counts, norm: float, *, raised: bool) -> bool:
    """Whether an origin gives too many bad leads. One that was found to (`raised`) does until it is not even surely over
    the norm itself, so that a lead more or less does not turn the alert on and off."""
    surely = lower_bound(counts)
    if raised:
        return surely > norm
    return counts.bad >= FEWEST_BAD and surely > FACTOR * norm
