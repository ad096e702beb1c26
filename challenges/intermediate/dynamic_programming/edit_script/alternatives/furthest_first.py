"""Edit script by the number of changes: how far does one get with none, with one, with two?"""

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
    # A diagonal is j - i. Equal items are kept for free, so on each diagonal only the place that
    # is furthest ahead counts. reached[c][diagonal] is the i that c changes lead to.
    n, m = len(src), len(dst)
    reached: list[dict[int, int]] = []
    while not reached or reached[-1].get(m - n) != n:
        starts = _starts(reached[-1], n, m) if reached else {0: 0}
        for diagonal, i in starts.items():
            while i < n and i + diagonal < m and src[i] == dst[i + diagonal]:
                i += 1
            starts[diagonal] = i
        reached.append(starts)

    backwards: list[tuple[Any, ...]] = []
    i, diagonal = n, m - n
    for before in reached[-2::-1]:
        start = _starts(before, n, m)[diagonal]
        backwards += [("keep", item) for item in src[start:i][::-1]]
        j = start + diagonal
        if before.get(diagonal) == start - 1:
            backwards.append(("swap", src[start - 1], dst[j - 1]))
            i = start - 1
        elif before.get(diagonal + 1) == start - 1:
            backwards.append(("drop", src[start - 1]))
            i, diagonal = start - 1, diagonal + 1
        else:
            backwards.append(("add", dst[j - 1]))
            i, diagonal = start, diagonal - 1
    backwards += [("keep", item) for item in src[:i][::-1]]
    return backwards[::-1]


def _starts(before: dict[int, int], n: int, m: int) -> dict[int, int]:
    """Return how far one change leads from the places that were reached before."""
    starts: dict[int, int] = {}
    for diagonal, i in before.items():
        j = i + diagonal
        if i < n and j < m:  # swap
            starts[diagonal] = max(starts.get(diagonal, 0), i + 1)
        if i < n:  # drop
            starts[diagonal - 1] = max(starts.get(diagonal - 1, 0), i + 1)
        if j < m:  # add
            starts[diagonal + 1] = max(starts.get(diagonal + 1, 0), i)
    return starts
