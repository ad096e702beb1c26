"""A node is found without a search, however long the list is."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import pytest

from challenges.intermediate.linked_lists.clone_with_jumps.tests.oracle import linked
from challenges.shared.testing import Tally, check, live, nodes, traced_lines

MANY = 20_000
SOME = 500
LINES_PER_NODE = 40
"""A plain solution executes nine lines for each node, one that passes the list thrice thirteen."""

COMPARISONS_PER_NODE = 10


@pytest.mark.parametrize(
    "jumps",
    [
        pytest.param([None] * SOME, id="no jumps"),
        pytest.param([SOME - 1] * SOME, id="all to the last"),
        pytest.param(range(SOME)[::-1], id="crosswise"),
    ],
)
def test_a_node_is_passed_a_few_times(subject: ModuleType, jumps: Sequence[int | None]) -> None:
    """Hundreds of nodes take at most forty lines each, wherever they jump."""
    head, *_ = linked(subject.Node, range(SOME), jumps)
    clone = traced_lines(
        subject,
        subject.clone_with_jumps,
        head,
        limit=LINES_PER_NODE * SOME,
        why="the copy of a node can be known at once, without a walk to it",
    )
    assert len(nodes(clone)) == SOME


def test_nodes_are_not_searched_for(subject: ModuleType) -> None:
    """Finding where a jump leads compares no nodes one by one."""
    tally = Tally(
        COMPARISONS_PER_NODE * SOME,
        "comparisons of nodes",
        call=f"clone_with_jumps({SOME} nodes that jump crosswise)",
        why="`in` and `index` of a list look at one node after the other",
    )
    head, *_ = linked(comparing(subject.Node, tally), range(SOME), range(SOME)[::-1])
    subject.clone_with_jumps(head)


def test_the_list_may_be_long(subject: ModuleType) -> None:
    """Twenty thousand nodes are no problem."""
    head, *_ = linked(subject.Node, range(MANY), range(MANY))
    check(subject.clone_with_jumps, live(head)).satisfies(
        lambda clone: clone is not head and len(nodes(clone)) == MANY,
        f"a copy of {MANY:,} nodes",
        why="a list may be longer than calls can be nested",
    )


def comparing(node: type[Any], tally: Tally) -> type[Any]:
    """Return a class of nodes that adds each comparison of two different nodes to a tally."""

    def equals(self: Any, other: object) -> bool:
        tally.add()
        return self is other

    return type(node.__name__, (node,), {"__eq__": equals, "__hash__": node.__hash__})
