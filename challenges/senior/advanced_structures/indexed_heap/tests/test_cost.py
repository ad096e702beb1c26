"""Every operation is logarithmic, and memory follows the keys, not the updates."""

from __future__ import annotations

import math
import random
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import Counted, Tally, at_most, peak_bytes

SIZE = 1024
PRIORITY_LIMIT = int(4 * math.log2(SIZE) + 8)
"""Comparisons of priorities in one operation; a plain binary heap needs half of that."""
KEY_LIMIT = 100
"""Hashes and comparisons of keys in one operation; two for each level are 20."""


@pytest.mark.parametrize("action", ["push", "update", "remove", "pop", "peek"])
def test_one_operation_looks_at_one_path(subject: ModuleType, action: str) -> None:
    """With 1,024 keys an operation compares along a path of the heap, not across it."""
    source = random.Random(51)
    of_priorities = Tally(what=f"comparisons of priorities in one {action}")
    of_keys = Tally(what=f"hashes and comparisons of keys in one {action}")
    heap = subject.IndexedHeap()
    keys = [Counted(number, of_keys) for number in range(SIZE)]
    for key in keys:
        heap.push(key, Counted(source.random(), of_priorities))
    for number in range(100):
        key = Counted(SIZE + number, of_keys) if action == "push" else keys[number]
        priority = Counted(source.choice([-1, 2]) * source.random(), of_priorities)
        arguments = {"push": (key, priority), "update": (key, priority), "remove": (key,)}
        of_priorities.count = of_keys.count = 0
        of_priorities.limit, of_keys.limit = PRIORITY_LIMIT, KEY_LIMIT
        getattr(heap, action)(*arguments.get(action, ()))
        of_priorities.limit = of_keys.limit = None


def test_memory_does_not_grow_with_updates(subject: ModuleType) -> None:
    """Three thousand updates of a hundred keys leave a hundred entries in memory."""
    heap = subject.IndexedHeap()
    for key in range(100):
        heap.push(key, key)

    def update_often(heap: Any) -> None:
        for number in range(3_000):
            heap.update(number % 100, number)

    at_most(
        peak_bytes(update_often, heap),
        64_000,
        "bytes more during 3,000 updates of 100 keys",
        verdict="MLE",
        why="entries that an update crossed out must not pile up",
    )
