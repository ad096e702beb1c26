"""Three-way partition that looks from the right for an item that a larger one can trade with."""

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
        O(n) time with at most 2.5 n comparisons, O(1) memory.
    """
    lo = unknown = 0
    hi = len(items)
    while unknown < hi:
        if pivot < items[unknown]:
            hi -= 1
            while unknown < hi and pivot < items[hi]:
                hi -= 1
            items[unknown], items[hi] = items[hi], items[unknown]
        elif items[unknown] < pivot:
            items[lo], items[unknown] = items[unknown], items[lo]
            lo += 1
            unknown += 1
        else:
            unknown += 1
    return lo, hi
