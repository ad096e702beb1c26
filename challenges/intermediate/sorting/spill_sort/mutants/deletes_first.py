"""Deletes the runs of a merge before the merge has read them."""

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
        stream = iter(items)
        while chunk := sorted(islice(stream, limit)):
            runs.append(store.write(chunk))
        while len(runs) > width:
            group = [runs.popleft() for _ in range(width)]
            readers = map(store.read, group)
            for run in group:
                store.delete(run)
            runs.append(store.write(merge(*readers)))
        yield from merge(*map(store.read, runs))
    finally:
        while runs:
            store.delete(runs.popleft())
