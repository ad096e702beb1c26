"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.linked_lists.sort_chain.tests.oracle import check_sorted


def test_three_nodes(subject: ModuleType) -> None:
    """The values come in ascending order."""
    check_sorted(subject, [3, 1, 2], why="1 is less than 2, and 2 less than 3")


def test_the_nodes_are_those_of_the_list(subject: ModuleType) -> None:
    """The second node becomes the first, and the first the last."""
    check_sorted(subject, [2, 1], why="the node with 1 comes first now")
