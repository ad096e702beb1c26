"""Count inversions: how many pairs of a sequence stand the wrong way round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def count_inversions(items: Sequence[Any]) -> int:
    """Count the pairs of places i < j with items[j] < items[i].

    Args:
        items: the sequence, which is not changed; its items offer `<` and maybe no more.

    Returns:
        The number of pairs; equal items make none.

    Complexity:
        O(n log n) time, O(n) memory.
    """
    raise NotImplementedError("count_inversions")
