"""Edit script: how to turn one sequence into another with the fewest changes."""

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
    raise NotImplementedError("edit_script")
