"""Depth is no problem, and each node is looked at a few times."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check, live, traced_lines, tree

DEEP = 5_000
NODES = 511
LINES_PER_NODE = 40
"""A plain solution executes about ten lines for each node."""


def branch(node: type[Any], side: str, values: range) -> Any:
    """Return the root of a tree in which each node is the left or right child of the one before."""
    first, *others = values
    root = last = node(first)
    for value in others:
        child = node(value)
        setattr(last, side, child)
        last = child
    return root


@pytest.mark.parametrize("shape", ["full", "left", "right"])
def test_a_node_is_looked_at_a_few_times(subject: ModuleType, shape: str) -> None:
    """Five hundred nodes take at most forty lines each, in a full tree and in a branch."""
    if shape == "full":
        root, expected = tree(subject.TreeNode, [1] * NODES), 17
    else:
        root, expected = branch(subject.TreeNode, shape, range(NODES)), sum(range(NODES))
    found = traced_lines(
        subject,
        subject.heaviest_path,
        root,
        limit=LINES_PER_NODE * NODES,
        why="what is below a node is needed once more above it, and found once",
    )
    assert found == expected


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_tree_may_be_one_long_branch(subject: ModuleType, side: str) -> None:
    """Five thousand nodes below each other are no problem."""
    root = branch(subject.TreeNode, side, range(-DEEP // 2, DEEP // 2))
    check(subject.heaviest_path, live(root)).returns(
        sum(range(DEEP // 2)), why="a branch may be longer than calls can be nested"
    )
