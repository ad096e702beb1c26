"""Writes a chunk when it is full, and forgets the one that never is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import Protocol


class RunStore(Protocol):
    def write(self, items: Iterable[int]) -> int: ...
    def read(self, run_id: int) -> Iterator[int]: ...
    def delete(self, run_id: int) -> None: ...


def spill_sort(items: Iterable[int], limit: int, store: RunStore) -> Iterator[int]:
    if limit < 1:
        raise ValueError(f"limit must be at least 1, got {limit}")
    width = max(2, limit)
    runs: deque[int] = deque()
    try:
        chunk = []
        for item in items:
            chunk.append(item)
            if len(chunk) == limit:
                runs.append(store.write(sorted(chunk)))
                chunk = []
        while len(runs) > width:
            merged = store.write(merge(*map(store.read, islice(runs, width))))
            for _ in range(width):
                store.delete(runs.popleft())
            runs.append(merged)
        yield from merge(*map(store.read, runs))
    finally:
        while runs:
            store.delete(runs.popleft())
