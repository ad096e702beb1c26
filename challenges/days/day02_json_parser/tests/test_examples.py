"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_first_example(subject: ModuleType) -> None:
    """TODO: a sentence that says what holds."""
    check(subject.answer, 1).returns(1, why="TODO: why this is right")
