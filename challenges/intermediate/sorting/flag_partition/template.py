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
    raise NotImplementedError("flag_partition")
