"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_two_windows_of_one_length(subject: ModuleType) -> None:
    """Of two windows that are equally long the first is named."""
    check(subject.steady_window, [4, 6, 5, 9, 8, 8], 2).returns(
        (0, 3), why="4, 6, 5 and 9, 8, 8 are equally long; 4 and 6 differ by exactly 2"
    )


def test_the_longest_begins_inside_another(subject: ModuleType) -> None:
    """What breaks a window may be the part of a longer one that begins inside of it."""
    check(subject.steady_window, [10, 1, 2, 4, 7, 2], 5).returns(
        (2, 6), why="7 is too far from 1, but not from 2, so 2, 4 and 7 stay together"
    )
