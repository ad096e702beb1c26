"""All paths of a small tree, one for each pair of nodes."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import Any


def heaviest(root: Any) -> int:
    """Return the largest sum over the paths between any two nodes. O(n ** 3)."""
    ways = list(_ways_down(root, []))
    return max(_sum_between(a, b) for a, b in combinations_with_replacement(ways, 2))


def _ways_down(node: Any, above: list[Any]) -> list[list[Any]]:
    """Return for each node of a tree the nodes from the root down to it."""
    if node is None:
        return []
    way = [*above, node]
    return [way, *_ways_down(node.left, way), *_ways_down(node.right, way)]


def _sum_between(a: list[Any], b: list[Any]) -> int:
    shared = sum(one is other for one, other in zip(a, b, strict=False))
    # Both ways begin with the shared nodes; the last of these is where the path bends.
    return sum(node.value for node in [*a[shared - 1 :], *b[shared:]])
