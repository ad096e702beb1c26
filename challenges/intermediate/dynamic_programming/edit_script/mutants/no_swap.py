"""Keeps the longest common subsequence, and drops and adds the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def edit_script(src: Sequence[Any], dst: Sequence[Any]) -> list[tuple[Any, ...]]:
    n, m = len(src), len(dst)
    common = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            if src[i] == dst[j]:
                common[i][j] = 1 + common[i + 1][j + 1]
            else:
                common[i][j] = max(common[i + 1][j], common[i][j + 1])
    script: list[tuple[Any, ...]] = []
    i = j = 0
    while i < n and j < m:
        if src[i] == dst[j]:
            script.append(("keep", src[i]))
            i, j = i + 1, j + 1
        elif common[i + 1][j] >= common[i][j + 1]:
            script.append(("drop", src[i]))
            i += 1
        else:
            script.append(("add", dst[j]))
            j += 1
    return script + [("drop", x) for x in src[i:]] + [("add", y) for y in dst[j:]]
