"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_two_of_three_pairs_are_close(subject: ModuleType) -> None:
    """1 and 3, 5 and 3 differ by 2; 1 and 5 by 4."""
    check(subject.close_pairs, [1, 5, 3], 2).returns(2, why="1 and 5 are too far apart")


def test_equal_values_are_different_positions(subject: ModuleType) -> None:
    """Three equal values make three pairs."""
    check(subject.close_pairs, [4, 4, 4], 0).returns(3, why="three positions make three pairs")
