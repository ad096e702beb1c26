"""Fills the table from the front, walks it from the end, and leaves the script that way round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def edit_script(src: Sequence[Any], dst: Sequence[Any]) -> list[tuple[Any, ...]]:
    n, m = len(src), len(dst)
    cost = [[i + j for j in range(m + 1)] for i in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            if src[i - 1] == dst[j - 1]:
                cost[i][j] = cost[i - 1][j - 1]
            else:
                cost[i][j] = 1 + min(cost[i - 1][j - 1], cost[i - 1][j], cost[i][j - 1])
    script: list[tuple[Any, ...]] = []
    i, j = n, m
    while i > 0 or j > 0:
        if i > 0 and j > 0 and src[i - 1] == dst[j - 1]:
            script.append(("keep", src[i - 1]))
            i, j = i - 1, j - 1
        elif i > 0 and j > 0 and cost[i][j] == 1 + cost[i - 1][j - 1]:
            script.append(("swap", src[i - 1], dst[j - 1]))
            i, j = i - 1, j - 1
        elif i > 0 and cost[i][j] == 1 + cost[i - 1][j]:
            script.append(("drop", src[i - 1]))
            i -= 1
        else:
            script.append(("add", dst[j - 1]))
            j -= 1
    return script
