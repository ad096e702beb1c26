"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_a_star_and_a_class(subject: ModuleType) -> None:
    """A star takes what is between, a class is one of its characters."""
    check(subject.glob_match, "r*.p[xy]", "report.py").returns(
        True, why="r, then eport, then .p, then one of x and y"
    )


def test_a_class_of_what_is_not_there(subject: ModuleType) -> None:
    """With an exclamation mark, the class is everything else."""
    check(subject.glob_match, "[!a-c]?", "bz").returns(False, why="b is one of a to c")


def test_a_class_without_an_end(subject: ModuleType) -> None:
    """A bracket that is never closed is a mistake in the pattern."""
    check(subject.glob_match, "[ab", "a").raises(ValueError, why="there is no ] behind the [")
