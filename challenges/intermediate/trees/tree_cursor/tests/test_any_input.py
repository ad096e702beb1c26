"""Any way through any tree against a list and an index."""

from __future__ import annotations

from random import Random
from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.trees.tree_cursor.tests.oracle import (
    PlainCursor,
    check_walk,
    in_order,
)
from challenges.shared.testing import levels


def walk(subject: ModuleType, root: Any, moves: str) -> None:
    """Require of a cursor what a list and an index give."""
    plain = PlainCursor(in_order(root))
    expected = [plain.move(1 if move == "n" else -1) for move in moves]
    why = f"from left to right there are {plain.values}"
    check_walk(subject, root, f"tree({levels(root)})", moves, expected, why)


def hung(node: type[Any], values: list[int], places: Random) -> Any:
    """Return the root of a tree that gets each value below one of the nodes so far."""
    root: Any = None
    for value in values:
        above, below, side = None, root, ""
        while below is not None:
            side = places.choice(["left", "right"])
            above, below = below, getattr(below, side)
        if above is None:
            root = node(value)
        else:
            setattr(above, side, node(value))
    return root


@given(st.lists(st.integers(0, 3), max_size=9), st.integers(0, 999), st.text("np", max_size=40))
def test_any_way(subject: ModuleType, values: list[int], shape: int, moves: str) -> None:
    """Each move returns or raises what a list and an index do."""
    walk(subject, hung(subject.TreeNode, values, Random(shape)), moves)


def test_a_long_way(subject: ModuleType) -> None:
    """Three hundred moves to and fro, with a drift to the right and then to the left."""
    random = Random(20)
    moves = "".join(random.choices("np", [3, 2], k=150) + random.choices("np", [2, 3], k=150))
    walk(subject, hung(subject.TreeNode, [*range(25)], random), moves)
