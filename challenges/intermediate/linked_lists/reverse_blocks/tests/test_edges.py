"""The corners of the statement: where the blocks end, and sizes that are none."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.linked_lists.reverse_blocks.tests.oracle import check_blocks
from challenges.shared.testing import WrongAnswer, chain, check, live, nodes


@pytest.mark.parametrize(
    ("values", "size", "expected", "why"),
    [
        pytest.param("", 1, "", "there is no node", id="empty list"),
        pytest.param("a", 1, "a", "one node is the same backwards", id="one node"),
        pytest.param("abcd", 1, "abcd", "a block of one is the same backwards", id="size one"),
        pytest.param("a", 2, "a", "one node is no block of two", id="one node, size two"),
        pytest.param("abcd", 4, "dcba", "the list is one block", id="size of the list"),
        pytest.param("abcd", 5, "abcd", "no block is full", id="size above the list"),
        pytest.param("abcd", 10**15, "abcd", "no block is full", id="size far above the list"),
        pytest.param("abcd", 3, "cbad", "'d' is left", id="one node is left"),
        pytest.param("abcde", 3, "cbade", "'d' and 'e' are left", id="all but one are left"),
    ],
)
def test_one_block_or_none(
    subject: ModuleType, values: str, size: int, expected: str, why: str
) -> None:
    """A block is reversed when it is full, and nothing else is."""
    check_blocks(subject, values, size, expected, why)


@pytest.mark.parametrize(
    ("values", "size", "expected", "why"),
    [
        pytest.param("abcd", 2, "badc", "the last block is full", id="no rest, size two"),
        pytest.param("abcdef", 3, "cbafed", "the last block is full", id="no rest, size three"),
        pytest.param("abcdefgh", 3, "cbafedgh", "'g' and 'h' are left", id="a rest of two"),
        pytest.param("aabb", 2, "aabb", "both blocks look the same backwards", id="equal values"),
    ],
)
def test_blocks_follow_each_other(
    subject: ModuleType, values: str, size: int, expected: str, why: str
) -> None:
    """The last node of a block leads to the first of the next one, of the rest, or to nothing."""
    check_blocks(subject, values, size, expected, why)


@pytest.mark.parametrize("values", ["", "abc"], ids=["no node", "three nodes"])
@pytest.mark.parametrize("size", [0, -1], ids=["size 0", "size -1"])
def test_a_block_has_at_least_one_node(subject: ModuleType, values: str, size: int) -> None:
    """A size below 1 raises ValueError whatever the list, and the list stays as it was."""
    head = chain(subject.Node, *values)
    before = nodes(head)
    checked = check(subject.reverse_blocks, live(head), size)
    checked.raises(ValueError, why="there are no blocks of that size")
    if [*map(id, nodes(head))] != [*map(id, before)]:
        raise WrongAnswer(
            call=checked.call,
            expected="ValueError, and the list stays as it was",
            got="ValueError, and the list is another one",
            why="a call that is refused changes nothing",
        )
