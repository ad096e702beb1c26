"""Few test runs are needed where few items matter."""

from __future__ import annotations

from math import log2
from types import ModuleType

import pytest

from challenges.shared.testing import Tally

SIZE = 4096


@pytest.mark.parametrize(
    "culprits",
    [
        pytest.param([0], id="the first"),
        pytest.param([2500], id="one in the middle"),
        pytest.param([4095], id="the last"),
        pytest.param([0, 4095], id="both ends"),
        pytest.param([2047, 2048], id="two neighbours in different halves"),
        pytest.param([1365, 2730, 3413], id="three scattered ones"),
        pytest.param([100, 101, 102], id="three in a row"),
    ],
)
def test_runs_grow_with_the_culprits_and_the_logarithm(
    subject: ModuleType, culprits: list[int]
) -> None:
    """Of 4,096 items, k that fail together are found in 12 k log2 n + 40 test runs."""
    runs = Tally(
        int(12 * len(culprits) * log2(SIZE) + 40),
        "test runs",
        call=f"shrink_failure(list(range({SIZE})), has_{'_and_'.join(map(str, culprits))})",
        why="one test run can show that a large chunk is not needed",
    )

    def has_all_culprits(items: list[int]) -> bool:
        runs.add()
        return set(culprits).issubset(items)

    assert subject.shrink_failure(list(range(SIZE)), has_all_culprits) == culprits


@pytest.mark.parametrize("size", [20, 40])
def test_the_worst_case_is_quadratic(subject: ModuleType, size: int) -> None:
    """Where items can only go one by one, from the end to the start, 3 n * n runs are enough."""
    runs = Tally(
        3 * size * size,
        "test runs",
        call=f"shrink_failure(list(range({size})), lacks_even_numbers_from_the_end)",
        why="a pass over the items that finds nothing is the last one",
    )
    odd = list(range(1, size, 2))

    def lacks_even_numbers_from_the_end(items: list[int]) -> bool:
        runs.add()
        even = range(0, 2 * (len(items) - len(odd)), 2)
        return sorted(items) == sorted([*even, *odd])

    assert subject.shrink_failure(list(range(size)), lacks_even_numbers_from_the_end) == odd
