"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.linked_lists.merge_feeds.tests.oracle import check_merge


def test_two_feeds_and_an_empty_one(subject: ModuleType) -> None:
    """The values of both come in ascending order."""
    check_merge(subject, [[1, 4], [2, 3], []], why="1 and 4 are around what the second list has")


def test_no_feeds(subject: ModuleType) -> None:
    """Nothing is merged to nothing."""
    check_merge(subject, [], why="there are no lists")
