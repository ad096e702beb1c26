"""Each step is looked at once for each stride, however high the staircase."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check, traced_lines

LINES_PER_STEP_AND_STRIDE = 20
"""A plain solution executes about five."""


@pytest.mark.parametrize(
    ("tolls", "strides", "expected"),
    [
        pytest.param([1] * 299, [1, 2], 149, id="300 up, strides of 1 and 2"),
        pytest.param([2] * 499, [1, 2, 3, 4, 5], 198, id="500 up, five strides"),
        pytest.param([1] * 500, [2, 4, 6], None, id="no way to the top"),
        pytest.param([1] * 500, [501], 0, id="one long stride"),
    ],
)
def test_lines(
    subject: ModuleType, tolls: list[int], strides: list[int], expected: int | None
) -> None:
    """At most twenty lines are executed for each step and stride."""
    found = traced_lines(
        subject,
        subject.stair_tolls,
        tolls,
        strides,
        limit=LINES_PER_STEP_AND_STRIDE * (len(tolls) + 1) * len(strides),
        why="from each step there is one best way on, whichever way led there",
    )
    assert found == expected


def test_a_hundred_thousand_steps(subject: ModuleType) -> None:
    """A staircase of 100,000 steps is no deeper a question than one of ten."""
    check(subject.stair_tolls, [1] * 100_000, {1, 2}).returns(
        50_000, why="50,000 strides of 2 and one of 1 stand on 50,000 steps in between"
    )
