"""Any tree against a list of its values."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.trees.search_tree_check.tests.oracle import first_offence
from challenges.shared.testing import check, tree

small = st.integers(-4, 4)
specs = st.lists(st.none() | small, max_size=14).flatmap(
    lambda rest: small.map(lambda root: [root, *rest])
)


def without_orphans(spec: list[int | None]) -> list[int | None]:
    """Return as much of a list of levels as has a parent."""
    kept, places = spec[:1], 2
    for value in spec[1:]:
        if places == 0:
            break
        kept.append(value)
        places += -1 if value is None else 1
    return kept


@given(specs)
def test_any_tree(subject: ModuleType, spec: list[int | None]) -> None:
    """The pair is the first one in a list of the values from left to right."""
    root = tree(subject.TreeNode, without_orphans(spec))
    check(subject.search_tree_check, root).returns(first_offence(root))


@given(st.permutations(range(10)), st.none() | st.tuples(st.integers(0, 9), st.integers(-1, 10)))
def test_a_search_tree_with_at_most_one_change(
    subject: ModuleType, values: list[int], change: tuple[int, int] | None
) -> None:
    """A search tree of any shape passes, and one value that is changed is noticed."""
    root: Any = None
    for value in values:
        root = inserted(subject.TreeNode, root, value)
    if change is not None:
        value, other = change
        node = root
        while node.value != value:
            node = node.left if value < node.value else node.right
        node.value = other
    check(subject.search_tree_check, root).returns(first_offence(root))


def inserted(node: type[Any], root: Any, value: int) -> Any:
    """Return the root of a search tree with one more value."""
    if root is None:
        return node(value)
    side = "left" if value < root.value else "right"
    setattr(root, side, inserted(node, getattr(root, side), value))
    return root
