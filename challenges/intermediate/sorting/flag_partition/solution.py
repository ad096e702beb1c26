"""Three-way partition: a list falls into smaller, equal and larger items, in place."""

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
    lo = unknown = 0
    hi = len(items)
    # Always: [:lo] smaller, [lo:unknown] level, [unknown:hi] not looked at yet, [hi:] larger.
    while unknown < hi:
        item = items[unknown]
        if item < pivot:
            items[lo], items[unknown] = item, items[lo]
            lo += 1
            unknown += 1
        elif pivot < item:
            hi -= 1
            items[unknown], items[hi] = items[hi], item
        else:
            unknown += 1
    return lo, hi
