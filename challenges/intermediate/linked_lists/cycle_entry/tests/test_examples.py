"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.linked_lists.cycle_entry.tests.oracle import check_entry


def test_a_list_that_ends(subject: ModuleType) -> None:
    """A list that ends has no loop, also when two nodes have the same value."""
    check_entry(subject, [1, 2, 2], None, why="the two nodes with value 2 are different nodes")


def test_a_list_that_runs_back(subject: ModuleType) -> None:
    """The entry is the first node of the loop on the way from the head."""
    check_entry(subject, [1, 2, 3, 4], 1, why="nodes 1, 2 and 3 go round for ever")
