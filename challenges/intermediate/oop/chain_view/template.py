"""Chain view: several sequences shown as one, without a copy."""

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
        raise NotImplementedError("ChainView.__init__")

    def __len__(self) -> int:
        """Return the number of items that there are now."""
        raise NotImplementedError("ChainView.__len__")

    def __getitem__(self, index: SupportsIndex | slice) -> Any:
        """Return the item at an index, or a view of the items of a slice.

        Raises:
            IndexError: if there is no such item.
            TypeError: if `index` is neither a slice nor what a list accepts as an index.

        Complexity:
            O(parts).
        """
        raise NotImplementedError("ChainView.__getitem__")

    def __iter__(self) -> Iterator[Any]:
        """Yield all items. O(parts + items)."""
        raise NotImplementedError("ChainView.__iter__")

    def __reversed__(self) -> Iterator[Any]:
        """Yield all items from the last to the first. O(parts + items)."""
        raise NotImplementedError("ChainView.__reversed__")

    def __eq__(self, other: object) -> bool:
        """Compare with any sequence but text, item by item."""
        raise NotImplementedError("ChainView.__eq__")
