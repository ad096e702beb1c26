"""Chain view, where a slice is a class of its own that finds out what it shows of each part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, SupportsIndex


class ChainView(Sequence[Any]):
    """A read-only sequence of the items of several sequences, one after the other.

    It shows its parts as they are at the moment. A slice of it is a view, too, of the indices that
    it was taken at.
    """

    def __init__(self, *parts: Sequence[Any]) -> None:
        """Show `parts`, which are not copied."""
        self.parts = parts

    def __len__(self) -> int:
        """Return the number of items that there are now."""
        return sum(len(part) for part in self.parts)

    def __getitem__(self, index: SupportsIndex | slice) -> Any:
        """Return the item at an index, or a view of the items of a slice.

        Raises:
            IndexError: if there is no such item.
            TypeError: if `index` is neither a slice nor what a list accepts as an index.

        Complexity:
            O(parts).
        """
        if isinstance(index, slice):
            return _SliceView(self, range(*index.indices(len(self))))
        left = index.__index__() if hasattr(index, "__index__") else None
        if left is None:
            raise TypeError(f"{index!r} is neither an index nor a slice")
        if left >= 0:
            for part in self.parts:
                if left < len(part):
                    return part[left]
                left -= len(part)
        else:
            for part in reversed(self.parts):
                if -left <= len(part):
                    return part[left]
                left += len(part)
        raise IndexError(f"there is no item {index}")

    def __iter__(self) -> Iterator[Any]:
        """Yield all items. O(parts + items)."""
        for part in self.parts:
            yield from part

    def __reversed__(self) -> Iterator[Any]:
        """Yield all items from the last to the first. O(parts + items)."""
        for part in reversed(self.parts):
            yield from reversed(part)

    def __eq__(self, other: object) -> bool:
        """Compare with any sequence but text, item by item."""
        if isinstance(other, Sequence) and not isinstance(other, str | bytes):
            if len(self) != len(other):
                return False
            return all(mine == yours for mine, yours in zip(self, other, strict=True))
        return NotImplemented


class _SliceView(ChainView):
    """What a chain view shows at some indices."""

    def __init__(self, view: ChainView, indices: range) -> None:
        self.view = view
        self.indices = indices

    def __len__(self) -> int:
        return len(self.indices)

    def __getitem__(self, index: SupportsIndex | slice) -> Any:
        if isinstance(index, slice):
            return _SliceView(self.view, self.indices[index])
        return self.view[self.indices[index]]

    def __iter__(self) -> Iterator[Any]:
        if self.indices.step < 0:
            return _SliceView(self.view, self.indices[::-1]).__reversed__()
        return self._forwards()

    def __reversed__(self) -> Iterator[Any]:
        if self.indices.step < 0:
            return iter(_SliceView(self.view, self.indices[::-1]))
        return self._backwards()

    def _forwards(self) -> Iterator[Any]:
        start = 0
        for part in self.view.parts:
            for place in self._shown(start, len(part)):
                yield part[place]
            start += len(part)

    def _backwards(self) -> Iterator[Any]:
        start = len(self.view)
        for part in reversed(self.view.parts):
            start -= len(part)
            for place in reversed(self._shown(start, len(part))):
                yield part[place]

    def _shown(self, start: int, length: int) -> range:
        """The places that rising indices have in a part of this length that begins at `start`."""
        first, stop, step = self.indices.start, self.indices.stop, self.indices.step
        skipped = max(0, -(-(start - first) // step))  # indices below `start`, rounded up
        return range(first + skipped * step - start, min(stop - start, length), step)
