"""The cost follows the number of values, not the number of close pairs."""

from __future__ import annotations

import math
from collections.abc import Callable
from types import ModuleType

import pytest

from challenges.senior.performance.close_pairs.slow import close_pairs as slow
from challenges.senior.performance.close_pairs.tests.perf_inputs import (
    all_pairs_count,
    some_pairs_count,
)
from challenges.shared.testing import (
    CostExceeded,
    CountedInt,
    Tally,
    cpu_growth,
    speedup,
    traced_lines,
)

Make = Callable[[int], tuple[list[int], int]]
INPUTS = [
    pytest.param(all_pairs_count, id="all pairs count"),
    pytest.param(some_pairs_count, id="few pairs count"),
]


@pytest.mark.parametrize("make", INPUTS)
def test_comparisons(subject: ModuleType, make: Make) -> None:
    """500 values are compared at most 3·n·log2(n) times, sorting included."""
    size = 500
    values, gap = make(size)
    limit = int(3 * size * math.log2(size))
    tally = Tally(limit, "comparisons", call=f"close_pairs of {size} values", why="pairs are added")
    subject.close_pairs([CountedInt(value, tally) for value in values], CountedInt(gap, tally))


@pytest.mark.parametrize("make", INPUTS)
def test_lines(subject: ModuleType, make: Make) -> None:
    """1,000 values take at most 100 lines for each, a few times what two pointers need."""
    traced_lines(
        subject,
        subject.close_pairs,
        *make(1_000),
        limit=100_000,
        why="counting pairs one by one takes as long as there are pairs",
    )


@pytest.mark.parametrize("make", INPUTS)
def test_growth(subject: ModuleType, make: Make) -> None:
    """Twice as many values take little more than twice as long."""
    sizes = (1_000, 2_000, 4_000, 8_000)
    exponent = cpu_growth(make, subject.close_pairs, sizes)
    if exponent > 1.5:
        raise CostExceeded(
            call=f"close_pairs of {sizes} values",
            expected="time like n log n: an exponent of at most 1.5",
            got=f"an exponent of {exponent:.2f}; 2 is quadratic",
            why="n log n, also when all pairs count",
        )


def test_speed_up(subject: ModuleType) -> None:
    """On 1,000 values the fast function is at least 30 times as fast as the slow one."""
    ratio = speedup(slow, subject.close_pairs, lambda: some_pairs_count(1_000), rounds=2)
    if ratio < 30:
        raise CostExceeded(
            call="close_pairs of 1,000 values",
            expected="at least 30 times as fast as slow.py",
            got=f"{ratio:.1f} times as fast",
            why="measured in this run, in pairs, on the same input",
        )
