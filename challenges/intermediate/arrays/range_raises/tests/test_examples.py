"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_two_stretches_that_overlap(subject: ModuleType) -> None:
    """A place gets the amounts of all stretches that it lies in."""
    check(subject.range_raises, 5, [(1, 4, 2), (0, 2, -1)]).returns(
        [-1, 1, 2, 2, 0],
        why="2 for the places 1, 2 and 3, and -1 for 0 and 1; the end of a stretch is outside",
    )


def test_a_stretch_that_leaves_the_row(subject: ModuleType) -> None:
    """There is no place behind the last one."""
    check(subject.range_raises, 3, [(2, 4, 1)]).raises(
        IndexError, why="the places are 0, 1 and 2, so hi is at most 3"
    )
