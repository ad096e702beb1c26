"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_two_shifts_beat_the_one_between(subject: ModuleType) -> None:
    """Two shifts that touch pay more than the one that overlaps both."""
    check(subject.weighted_shifts, [(1, 3, 5), (2, 5, 6), (3, 6, 5)]).returns(
        (10, [0, 2]),
        why="the first shift ends at 3, when the third begins",
    )


def test_without_shifts_there_is_no_pay(subject: ModuleType) -> None:
    """An empty offer pays nothing."""
    check(subject.weighted_shifts, []).returns((0, []), why="there is nothing to choose")
