"""Chain view: several sequences shown as one, without a copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import eq
from typing import Any, SupportsIndex


class ChainView(Sequence[Any]):
    """A read-only sequence of the items of several sequences, one after the other.

    It shows its parts as they are at the moment. A slice of it is a view, too, of the indices that
    it was taken at.
    """

    def __init__(self, *parts: Sequence[Any]) -> None:
        """Show `parts`, which are not copied."""
        self._parts = parts
        self._picked: range | None = None  # a slice shows the items at these indices

    def __len__(self) -> int:
        """Return the number of items that there are now."""
        return len(self._indices())

    def __getitem__(self, index: SupportsIndex | slice) -> Any:
        """Return the item at an index, or a view of the items of a slice.

        Raises:
            IndexError: if there is no such item.
            TypeError: if `index` is neither a slice nor what a list accepts as an index.

        Complexity:
            O(parts).
        """
        # A range knows all about negative indices, steps and wrong ones.
        if isinstance(index, slice):
            view = ChainView(*self._parts)
            view._picked = self._indices()[index]
            return view
        return next(self._items_at([self._indices()[index]]))

    def __iter__(self) -> Iterator[Any]:
        """Yield all items. O(parts + items)."""
        if self._picked is None:
            return chain.from_iterable(self._parts)
        return self._items_at(self._picked)

    def __reversed__(self) -> Iterator[Any]:
        """Yield all items from the last to the first. O(parts + items)."""
        if self._picked is None:
            return chain.from_iterable(map(reversed, reversed(self._parts)))
        return self._items_at(reversed(self._picked))

    def __eq__(self, other: object) -> bool:
        """Compare with any sequence but text, item by item."""
        if not isinstance(other, Sequence) or isinstance(other, str | bytes):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    def _indices(self) -> range:
        if self._picked is None:
            return range(sum(map(len, self._parts)))
        return self._picked

    def _items_at(self, indices: Iterable[int]) -> Iterator[Any]:
        """Yield the items at rising or falling indices, and pass each part only once."""
        place = start = 0  # a part, and the index of its first item
        for index in indices:
            while index >= start + len(self._parts[place]):
                start += len(self._parts[place])
                place += 1
            while index < start:
                place -= 1
                start -= len(self._parts[place])
            yield self._parts[place][index - start]
