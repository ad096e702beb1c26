"""The cost is that of sorting: neither pairs nor inversions are looked at one by one."""

from __future__ import annotations

import random
from math import log2
from types import ModuleType

import pytest

from challenges.shared.testing import Counted, Tally, traced_lines

SIZE = 2**11
ALL_PAIRS = SIZE * (SIZE - 1) // 2
SHUFFLED = random.Random(29).sample(range(SIZE), SIZE)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        pytest.param(list(range(SIZE)), 0, id="ascending"),
        pytest.param(list(range(SIZE, 0, -1)), ALL_PAIRS, id="descending"),
        # The even numbers, then the odd ones: 1 stands behind all even ones but 0, and so on.
        pytest.param(
            [*range(0, SIZE, 2), *range(1, SIZE, 2)], SIZE * (SIZE - 2) // 8, id="two halves"
        ),
    ],
)
def test_comparisons(subject: ModuleType, numbers: list[int], expected: int) -> None:
    """At most 4 n log2 n comparisons are made, and millions of inversions are counted."""
    tally = Tally(
        int(4 * SIZE * log2(SIZE)),
        "comparisons",
        call=f"count_inversions({numbers[:4]} … {SIZE:,} items)",
        why="one comparison can tell of many pairs at once",
    )
    assert subject.count_inversions([Counted(number, tally) for number in numbers]) == expected


def test_lines(subject: ModuleType) -> None:
    """Two thousand items in any order take at most 30 lines for each step of a sort."""
    found = traced_lines(
        subject,
        subject.count_inversions,
        SHUFFLED,
        limit=int(30 * SIZE * log2(SIZE)),
        why="an item must not be moved past the others one by one",
    )
    # Turned end for end, each pair is an inversion that was none before.
    assert found + subject.count_inversions(SHUFFLED[::-1]) == ALL_PAIRS
