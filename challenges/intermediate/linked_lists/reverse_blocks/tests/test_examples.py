"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.linked_lists.reverse_blocks.tests.oracle import check_blocks


def test_two_blocks_and_a_rest(subject: ModuleType) -> None:
    """Full blocks are reversed, and what is left stays as it is."""
    check_blocks(subject, [1, 2, 3, 4, 5], 2, [2, 1, 4, 3, 5], "5 alone is no block of two")


def test_no_full_block(subject: ModuleType) -> None:
    """A list shorter than a block stays as it is."""
    check_blocks(subject, [1, 2], 3, [1, 2], "two nodes are no block of three")
