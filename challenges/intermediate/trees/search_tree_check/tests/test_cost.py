"""No recursion, no more comparisons than nodes, nothing read after the first offence."""

from __future__ import annotations

from itertools import cycle
from types import ModuleType
from typing import Any, Literal

import pytest

from challenges.intermediate.trees.search_tree_check.tests.oracle import branch
from challenges.shared.testing import (
    Counted,
    Tally,
    at_most,
    check,
    counting_links,
    live,
    peak_bytes,
    tree,
)

DEEP = 5_000
NODES = 2_047
HEIGHT = 11
SPINE = 40


@pytest.mark.parametrize(
    ("sides", "values"),
    [
        pytest.param(["left"], range(DEEP)[::-1], id="left branch"),
        pytest.param(["right"], range(DEEP), id="right branch"),
        pytest.param(
            ["right", "left"],
            [value for low in range(DEEP // 2) for value in (low, DEEP - 1 - low)],
            id="branch that turns at each node",
        ),
    ],
)
def test_a_tree_may_be_one_long_branch(
    subject: ModuleType, sides: list[Literal["left", "right"]], values: range | list[int]
) -> None:
    """Five thousand nodes below each other are no problem."""
    root = branch(subject.TreeNode, values, cycle(sides))
    check(subject.search_tree_check, live(root)).returns(
        None, why="a branch may be longer than calls can be nested"
    )


def full_tree(node: type[Any], values: list[Any]) -> Any:
    """Return the root of a search tree of 2 ** HEIGHT - 1 ascending values, without gaps."""
    spec = [
        values[(2 * place + 1) * 2 ** (HEIGHT - 1 - level) - 1]
        for level in range(HEIGHT)
        for place in range(2**level)
    ]
    return tree(node, spec)


def test_each_value_is_compared_with_its_neighbours(subject: ModuleType) -> None:
    """At most three comparisons for each node."""
    limit = 3 * NODES
    call, why = f"search_tree_check(a full tree of {NODES:,} nodes)", "neighbours are enough"
    tally = Tally(limit, call=call, why=why)
    root = full_tree(subject.TreeNode, [Counted(value, tally) for value in range(NODES)])
    found = subject.search_tree_check(root)
    at_most(tally.count, limit, "comparisons", call=call, why=why)
    assert found is None


def test_nothing_is_read_after_the_first_offence(subject: ModuleType) -> None:
    """The leftmost two of sixteen hundred nodes take a walk to them, and no more."""
    tally = Tally(
        5 * SPINE + 20,
        "reads of left and right",
        call=f"search_tree_check(a tree with an offence at the end of its {SPINE} left links)",
        why="the first pair is the answer, whatever comes after it",
    )
    node = counting_links(subject.TreeNode, tally, "left", "right")
    root = branch(node, range(0, 100 * SPINE, 100), ["left"] * SPINE)  # the wrong way round
    spine: Any = vars(root)
    while (below := spine["left"]) is not None:
        spine["right"] = branch(node, range(1, SPINE), ["right"] * SPINE)
        spine = vars(below)
    found = subject.search_tree_check(root)
    assert found == (100 * (SPINE - 1), 100 * (SPINE - 2))


def test_values_are_not_kept(subject: ModuleType) -> None:
    """A full tree takes memory for its height, not for its nodes."""
    root = full_tree(subject.TreeNode, list(range(NODES)))
    at_most(
        peak_bytes(subject.search_tree_check, root),
        4_000,
        "bytes at the peak",
        call=f"search_tree_check(a full tree of {NODES:,} nodes in {HEIGHT} levels)",
        why="only the value before is needed, and the way back up",
        verdict="MLE",
    )
