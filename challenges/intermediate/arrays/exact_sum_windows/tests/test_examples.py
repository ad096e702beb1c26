"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_longer_is_not_larger(subject: ModuleType) -> None:
    """After a stretch that fits, a longer one can fit again."""
    check(subject.exact_sum_windows, [1, -1, 1], 1).returns(
        3, why="[1] at the front, [1] at the end, and [1, -1, 1]"
    )


def test_every_stretch_fits(subject: ModuleType) -> None:
    """Stretches that overlap count each."""
    check(subject.exact_sum_windows, [0, 0, 0], 0).returns(
        6, why="three stretches of one entry, two of two, one of three; the empty one is none"
    )
