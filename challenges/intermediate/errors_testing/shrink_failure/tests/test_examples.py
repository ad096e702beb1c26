"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def has_2_and_4(items: list[int]) -> bool:
    return 2 in items and 4 in items


def always(items: list[int]) -> bool:
    return True


def test_two_culprits_far_apart(subject: ModuleType) -> None:
    """What does not take part in the failure is left out."""
    check(subject.shrink_failure, [1, 2, 3, 4, 5], has_2_and_4).returns(
        [2, 4], why="without 2 or without 4 the test passes"
    )


def test_a_test_that_always_fails(subject: ModuleType) -> None:
    """A failure that needs no item at all shrinks to the empty list."""
    check(subject.shrink_failure, [7, 8], always).returns(
        [], why="the test fails on the empty list too"
    )
