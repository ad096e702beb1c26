"""Spills when it is called; a generator that never started has no finally to run."""

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
            merged = store.write(merge(*map(store.read, islice(runs, width))))
            for _ in range(width):
                store.delete(runs.popleft())
            runs.append(merged)
    except BaseException:
        while runs:
            store.delete(runs.popleft())
        raise
    return _merged(runs, store)


def _merged(runs: deque[int], store: RunStore) -> Iterator[int]:
    try:
        yield from merge(*map(store.read, runs))
    finally:
        while runs:
            store.delete(runs.popleft())
