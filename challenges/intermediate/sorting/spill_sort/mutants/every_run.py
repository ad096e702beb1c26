"""Looks at the next item of every run to find the least."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
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
            merged = store.write(_merge(*map(store.read, islice(runs, width))))
            for _ in range(width):
                store.delete(runs.popleft())
            runs.append(merged)
        yield from _merge(*map(store.read, runs))
    finally:
        while runs:
            store.delete(runs.popleft())


def _merge(*readers: Iterator[int]) -> Iterator[int]:
    waiting = [(first, reader) for reader in readers for first in islice(reader, 1)]
    while waiting:
        place = 0
        for other in range(1, len(waiting)):
            if waiting[other][0] < waiting[place][0]:
                place = other
        item, reader = waiting[place]
        yield item
        del item
        following = next(reader, None)
        if following is None:
            del waiting[place]
        else:
            waiting[place] = following, reader
