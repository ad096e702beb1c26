"""Sort more than fits, with runs from a heap: on a random stream each is about twice the limit."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heapreplace, merge
from itertools import islice
from typing import Protocol


class RunStore(Protocol):
    """Keeps runs of items outside of memory."""

    def write(self, items: Iterable[int]) -> int:
        """Store the items as a new run, in their order, taking them one by one.

        Returns:
            The run's number.
        """
        ...

    def read(self, run_id: int) -> Iterator[int]:
        """Return an iterator over a run, open until it is exhausted or the run is deleted."""
        ...

    def delete(self, run_id: int) -> None:
        """Forget a run."""
        ...


def spill_sort(items: Iterable[int], limit: int, store: RunStore) -> Iterator[int]:
    """Yield the items in ascending order, with O(limit) of them in memory at a time.

    Args:
        items: a stream, which may be longer than memory and is read once.
        limit: how many items fit into memory. No more than max(2, limit) runs are read at a time.
        store: where the runs go. All are deleted when the generator ends, is closed or fails.

    Returns:
        A generator.

    Raises:
        ValueError: if `limit` is below 1; at the latest when the first item is asked for.

    Complexity:
        O(n log n) time for n items, each written O(log(n / limit) / log(limit)) times.
    """
    if limit < 1:
        raise ValueError(f"limit must be at least 1, got {limit}")
    width = max(2, limit)
    runs: deque[int] = deque()
    try:
        stream = iter(items)
        # Pairs (run, item): an item too small for the run that is being written waits for the next.
        heap = [(0, item) for item in islice(stream, limit)]
        heapify(heap)
        while heap:
            runs.append(store.write(_next_run(heap, stream)))
        while len(runs) > width:
            merged = store.write(merge(*map(store.read, islice(runs, width))))
            for _ in range(width):
                store.delete(runs.popleft())
            runs.append(merged)
        yield from merge(*map(store.read, runs))
    finally:
        while runs:
            store.delete(runs.popleft())


def _next_run(heap: list[tuple[int, int]], stream: Iterator[int]) -> Iterator[int]:
    run = heap[0][0]
    while heap and heap[0][0] == run:
        item = heap[0][1]
        yield item
        following = next(stream, None)
        if following is None:
            heappop(heap)
        else:
            heapreplace(heap, (run if item <= following else run + 1, following))
