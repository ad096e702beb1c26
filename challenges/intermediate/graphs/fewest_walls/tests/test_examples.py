"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("grid", "expected", "why"),
    [
        pytest.param(
            [".#.", "##.", "..."], 1, "both ways out of the corner lead through rock", id="a corner"
        ),
        pytest.param(["#"], 1, "the only square is entered, and is rock", id="one square of rock"),
        pytest.param(
            ["..#..", ".##..", "....."], 0, "down, then to the right: no rock", id="a way round"
        ),
    ],
)
def test_example(subject: ModuleType, grid: list[str], expected: int, why: str) -> None:
    """The examples of the statement hold."""
    check(subject.fewest_walls, grid).returns(expected, why=why)
