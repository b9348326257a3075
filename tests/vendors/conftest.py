"""Months and windows of a vendor are counted from a fixed Monday, whatever the day of the run."""

import pytest

from tests.conftest import Clock
from tests.leads.rows import NOW


@pytest.fixture
def clock(clock: Clock) -> Clock:
    clock.fixed = NOW
    return clock
