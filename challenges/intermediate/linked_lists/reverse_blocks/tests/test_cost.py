"""Each node is passed a few times, whatever the size, and nothing is put aside."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.linked_lists.reverse_blocks.tests.oracle import in_blocks
from challenges.shared.testing import at_most, chain, check, live, peak_bytes, traced_lines, values

MANY = 20_000
SOME = 1_000
LINES_PER_NODE = 40
"""A plain solution executes seven lines for each node."""


def test_the_list_may_be_long(subject: ModuleType) -> None:
    """Twenty thousand nodes are no problem, in blocks of two."""
    head = chain(subject.Node, *range(MANY))
    check(subject.reverse_blocks, live(head), 2).satisfies(
        lambda found: values(found) == in_blocks(range(MANY), 2),
        f"chain(1, 0, 3, 2, …), all {MANY:,} nodes in pairs that are turned round",
        why="a list may be longer than calls can be nested",
    )


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(1, id="blocks of one"),
        pytest.param(2, id="many blocks"),
        pytest.param(SOME // 2, id="two blocks"),
        pytest.param(SOME, id="one block"),
        pytest.param(SOME + 1, id="no block"),
    ],
)
def test_a_node_is_passed_a_few_times(subject: ModuleType, size: int) -> None:
    """A thousand nodes take at most forty lines each, in blocks of any size."""
    found = traced_lines(
        subject,
        subject.reverse_blocks,
        chain(subject.Node, *range(SOME)),
        size,
        limit=LINES_PER_NODE * SOME,
        why="finding a block and reversing it passes its nodes twice, and no others",
    )
    assert values(found) == in_blocks(range(SOME), size)


@pytest.mark.parametrize("size", [2, 3 * SOME], ids=["many blocks", "one block"])
def test_nothing_is_put_aside(subject: ModuleType, size: int) -> None:
    """Memory stays the same, however many blocks there are and however long they are."""
    at_most(
        peak_bytes(subject.reverse_blocks, chain(subject.Node, *range(3 * SOME)), size),
        6_000,
        "bytes at the peak",
        call=f"reverse_blocks(a list of {3 * SOME:,} nodes, {size})",
        why="nodes can be linked anew one after the other",
        verdict="MLE",
    )
