"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_two_islands_are_joined(subject: ModuleType) -> None:
    """Two islands with a gap of one square become one, and a refill is only reported."""
    check(subject.growing_islands, 3, 3, [(0, 0), (0, 2), (0, 1), (0, 1)]).returns(
        [1, 2, 1, 1], why="two islands until (0, 1) is filled; the second time it is land already"
    )


def test_a_corner_joins_nothing(subject: ModuleType) -> None:
    """Squares that touch at a corner are two islands."""
    check(subject.growing_islands, 2, 2, [(0, 0), (1, 1)]).returns(
        [1, 2], why="(0, 0) and (1, 1) touch at a corner only"
    )
