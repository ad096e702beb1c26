"""Inputs on which the cost of multi_key_sort shows."""

from __future__ import annotations

import random
from typing import Any


def orders_with_gaps(size: int) -> tuple[list[dict[str, Any]], list[tuple[str, bool, bool]]]:
    """n orders by town (one of ten), then by amount, which every fourth lacks."""
    source = random.Random(size)
    towns = [f"town {number}" for number in range(10)]
    rows = [
        {"town": source.choice(towns), "amount": source.randrange(1000)}
        if place % 4
        else {"town": source.choice(towns)}
        for place in range(size)
    ]
    return rows, [("town", False, True), ("amount", True, False)]
