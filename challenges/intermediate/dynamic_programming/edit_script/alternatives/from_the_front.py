"""Edit script from a table of beginnings, walked backwards."""

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
    n, m = len(src), len(dst)
    cost = [list(range(m + 1))]  # cost[i][j]: to turn src[:i] into dst[:j]
    for i, old in enumerate(src, start=1):
        above, row = cost[-1], [i]
        for j, new in enumerate(dst):
            row.append(above[j] if old == new else 1 + min(above[j], above[j + 1], row[j]))
        cost.append(row)

    backwards: list[tuple[Any, ...]] = []
    i, j = n, m
    while i > 0 or j > 0:
        if i > 0 and cost[i][j] == cost[i - 1][j] + 1:
            i -= 1
            backwards.append(("drop", src[i]))
        elif j > 0 and cost[i][j] == cost[i][j - 1] + 1:
            j -= 1
            backwards.append(("add", dst[j]))
        else:  # neither of them explains the number, so it is the diagonal
            i, j = i - 1, j - 1
            same = cost[i + 1][j + 1] == cost[i][j]
            backwards.append(("keep", src[i]) if same else ("swap", src[i], dst[j]))
    return backwards[::-1]
