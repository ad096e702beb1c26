"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.linked_lists.clone_with_jumps.tests.oracle import check_clone


def test_two_nodes_that_jump_to_the_second(subject: ModuleType) -> None:
    """A jump forward and a jump to the node itself lead to the copy's own nodes."""
    check_clone(subject, ["a", "b"], [1, 1], why="both jump to the second node of the copy")


def test_no_node(subject: ModuleType) -> None:
    """The copy of nothing is nothing."""
    check_clone(subject, [], [], why="there is nothing to copy")
