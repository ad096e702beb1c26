"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_a_number_and_one_too_many(subject: ModuleType) -> None:
    """All differences are listed, each with its path."""
    check(subject.explain_diff, {"a": [1, 2]}, {"a": [1, 3, 4]}).returns(
        ["$['a'][1]: 2 != 3", "$['a'][2]: unexpected"], why="expected left, actual right"
    )


def test_one_is_not_true(subject: ModuleType) -> None:
    """A bool is no number."""
    check(subject.explain_diff, 1, True).returns(["$: int != bool"])


def test_a_tenth_and_two_tenths(subject: ModuleType) -> None:
    """Numbers may differ by the tolerance, which is zero at first."""
    check(subject.explain_diff, [0.1 + 0.2], [0.3]).returns(
        ["$[0]: 0.30000000000000004 != 0.3"], why="they differ, if only by 5.6e-17"
    )
    check(subject.explain_diff, [0.1 + 0.2], [0.3], tolerance=1e-9).returns([])
