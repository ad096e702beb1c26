"""Any small tree against all its paths."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.trees.heaviest_path.tests.oracle import heaviest
from challenges.shared.testing import check


@given(
    values=st.lists(st.integers(-6, 9), min_size=1, max_size=9),
    places=st.lists(st.integers(0, 99), min_size=8, max_size=8),
)
def test_no_other_path_is_heavier(
    subject: ModuleType, values: list[int], places: list[int]
) -> None:
    """The result is the largest sum over the paths between any two nodes."""
    root, *others = (subject.TreeNode(value) for value in values)
    free: list[tuple[Any, str]] = [(root, "left"), (root, "right")]
    for node, place in zip(others, places, strict=False):
        parent, side = free.pop(place % len(free))
        setattr(parent, side, node)
        free += [(node, "left"), (node, "right")]
    check(subject.heaviest_path, root).returns(heaviest(root))
