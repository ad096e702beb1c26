"""Sort more than fits in rounds, each of which leaves one run of a group of runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
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
    alive: set[int] = set()

    def write(run: Iterable[int]) -> int:
        run_id = store.write(run)
        alive.add(run_id)
        return run_id

    def delete(run_id: int) -> None:
        alive.remove(run_id)
        store.delete(run_id)

    def delete_all() -> None:
        while alive:
            store.delete(alive.pop())

    with ExitStack() as at_the_end:
        at_the_end.callback(delete_all)
        stream = iter(items)
        runs = [write(chunk) for chunk in iter(lambda: sorted(islice(stream, limit)), [])]
        while len(runs) > width:
            groups = [runs[start : start + width] for start in range(0, len(runs), width)]
            runs = []
            for group in groups:
                if len(group) == 1:
                    runs += group
                    continue
                runs.append(write(merge(*map(store.read, group))))
                for run in group:
                    delete(run)
        yield from merge(*map(store.read, runs))
