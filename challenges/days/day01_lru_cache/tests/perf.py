"""What `kata bench` measures."""

from __future__ import annotations

import random
from types import ModuleType


def keys_with_repeats(n: int) -> tuple[list[int]]:
    """n keys, of which few are frequent and many are rare"""
    source = random.Random(n)
    return ([int(source.paretovariate(0.6)) % max(1, n // 2) for _ in range(n)],)


def look_up_or_write(subject: ModuleType, keys: list[int]) -> list[int]:
    """look each key up in a cache of a quarter of their number, and write it if it is missing"""
    cache = subject.LRUCache(max(1, len(keys) // 4))
    for key in keys:
        if cache.get(key) is None:
            cache[key] = key
    return list(cache)
