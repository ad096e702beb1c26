"""Edit script: how to turn one sequence into another with the fewest changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def edit_script(src: Sequence[Any], dst: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return a cheapest list of operations that turns `src` into `dst`.

    Args:
        src: what there is; its items and those of `dst` offer `==`.
        dst: what there should be.

    Returns:
        Operations in the order of the sequences: ("keep", x) for free, and for 1 each ("drop", x),
        ("add", y) and ("swap", x, y), where y does not equal x.

    Complexity:
        O(n * m) time and memory for sequences of n and m items.
    """
    cost = _cost_table(src, dst)
    script: list[tuple[Any, ...]] = []
    i = j = 0
    while i < len(src) and j < len(dst):
        if src[i] == dst[j]:
            script.append(("keep", src[i]))
            i, j = i + 1, j + 1
        elif cost[i][j] == 1 + cost[i + 1][j + 1]:
            script.append(("swap", src[i], dst[j]))
            i, j = i + 1, j + 1
        elif cost[i][j] == 1 + cost[i + 1][j]:
            script.append(("drop", src[i]))
            i += 1
        else:
            script.append(("add", dst[j]))
            j += 1
    # One of the two is at its end.
    script += [("drop", item) for item in src[i:]]
    script += [("add", item) for item in dst[j:]]
    return script


def _cost_table(src: Sequence[Any], dst: Sequence[Any]) -> list[list[int]]:
    """Return the table of costs: at [i][j] what it takes to turn src[i:] into dst[j:]."""
    n, m = len(src), len(dst)
    cost = [[0] * (m + 1) for _ in src]
    cost.append(list(range(m, -1, -1)))  # nothing left in src: add the rest of dst
    for i in range(n - 1, -1, -1):
        cost[i][m] = n - i  # nothing left in dst: drop the rest of src
        for j in range(m - 1, -1, -1):
            if src[i] == dst[j]:
                cost[i][j] = cost[i + 1][j + 1]
            else:
                cost[i][j] = 1 + min(cost[i + 1][j + 1], cost[i + 1][j], cost[i][j + 1])
    return cost
