"""Looks at each pair of places for all items ahead that could be kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def edit_script(src: Sequence[Any], dst: Sequence[Any]) -> list[tuple[Any, ...]]:
    n, m = len(src), len(dst)
    cost = [[n - i + m - j for j in range(m + 1)] for i in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            best = 1 + min(cost[i + 1][j + 1], cost[i + 1][j])
            for k in range(j, m):
                if src[i] == dst[k]:
                    best = min(best, k - j + cost[i + 1][k + 1])
            cost[i][j] = min(best, 1 + cost[i][j + 1])
    script: list[tuple[Any, ...]] = []
    i = j = 0
    while i < n and j < m:
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
    return script + [("drop", x) for x in src[i:]] + [("add", y) for y in dst[j:]]
