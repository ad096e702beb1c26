"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_a_pattern_that_is_given_up(subject: ModuleType) -> None:
    """The pattern ab holds for three stitches, then it has to be aba."""
    check(subject.prefix_periods, "abaab").returns(
        [1, 2, 2, 3, 3], why="a, ab, ab|a, aba|a, aba|ab: the last repetition may be cut off"
    )


def test_a_single_letter(subject: ModuleType) -> None:
    """One letter is the pattern of a row of equal ones."""
    check(subject.prefix_periods, "aaa").returns([1, 1, 1], why="a, a|a, a|a|a")
