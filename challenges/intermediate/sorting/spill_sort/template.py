"""Sort more than fits: a stream is sorted through runs in a store, and merged as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    raise NotImplementedError("spill_sort")
