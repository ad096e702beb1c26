"""Chain view that looks for the part of an index by bisection, among the places where parts end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, SupportsIndex


class ChainView(Sequence[Any]):
    """A read-only sequence of the items of several sequences, one after the other.

    It shows its parts as they are at the moment. A slice of it is a view, too, of the indices that
    it was taken at.
    """

    def __init__(self, *parts: Sequence[Any]) -> None:
        """Show `parts`, which are not copied."""
        self._parts = parts
        self._picked: range | None = None

    def __len__(self) -> int:
        """Return the number of items that there are now."""
        return len(self._indices(self._ends()))

    def __getitem__(self, index: SupportsIndex | slice) -> Any:
        """Return the item at an index, or a view of the items of a slice.

        Raises:
            IndexError: if there is no such item.
            TypeError: if `index` is neither a slice nor what a list accepts as an index.

        Complexity:
            O(parts).
        """
        ends = self._ends()
        found = self._indices(ends)[index]
        if isinstance(found, range):
            view = ChainView(*self._parts)
            view._picked = found
            return view
        return next(self._at(ends, [found]))

    def __iter__(self) -> Iterator[Any]:
        """Yield all items. O(parts + items)."""
        ends = self._ends()
        return self._at(ends, self._indices(ends))

    def __reversed__(self) -> Iterator[Any]:
        """Yield all items from the last to the first. O(parts + items)."""
        ends = self._ends()
        return self._at(ends, self._indices(ends)[::-1])

    def __eq__(self, other: object) -> bool:
        """Compare with any sequence but text, item by item."""
        if isinstance(other, str | bytes) or not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and not any(a != b for a, b in zip(self, other, strict=True))

    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self._parts)))

    def _indices(self, ends: list[int]) -> range:
        return range(ends[-1] if ends else 0) if self._picked is None else self._picked

    def _at(self, ends: list[int], indices: Iterable[int]) -> Iterator[Any]:
        for index in indices:
            place = bisect_right(ends, index)
            part = self._parts[place]
            yield part[index - (ends[place - 1] if place else 0)]
