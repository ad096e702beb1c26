"""Three-way partition in two passes: first the smaller items to the front, then the level ones."""

from __future__ import annotations

from typing import Any


def flag_partition(items: list[Any], pivot: Any) -> tuple[int, int]:
    """Rearrange `items` into those below, those level with and those above `pivot`.

    Args:
        items: the list, which is changed; its items and the pivot offer `<` and maybe no more.
        pivot: what each item is compared with; it need not be one of them.

    Returns:
        The borders (lo, hi): `items[:lo]` are smaller than the pivot, `items[hi:]` larger, and
        `items[lo:hi]` neither. The order within each group is free.

    Complexity:
        O(n) time with at most 2 n comparisons, O(1) memory.
    """
    lo = 0
    for place in range(len(items)):
        if items[place] < pivot:
            items[lo], items[place] = items[place], items[lo]
            lo += 1
    hi = lo
    for place in range(lo, len(items)):
        if not pivot < items[place]:
            items[hi], items[place] = items[place], items[hi]
            hi += 1
    return lo, hi
