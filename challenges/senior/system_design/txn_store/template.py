"""Store with nested transactions, and a fast count of the keys that hold a value."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value", bound=Hashable)
Default = TypeVar("Default")


class NoTransaction(Exception):
    """commit or rollback without an open transaction."""


class TxnStore(Generic[Key, Value]):
    """A key-value store in memory whose changes can be undone, level by level.

    Reads see the changes of all open levels.

    Complexity:
        Every operation is O(1) on average; commit and rollback are O(k) for k keys touched at
        their level. A level costs memory for the keys touched in it alone.
    """

    def __init__(self) -> None:
        raise NotImplementedError("TxnStore")

    def set(self, key: Key, value: Value) -> None:
        """Give a key a value; None is a value like any other."""
        raise NotImplementedError("TxnStore.set")

    def get(self, key: Key, default: Default | None = None) -> Value | Default | None:
        """Return the value of a key, or `default` if the key is not there."""
        raise NotImplementedError("TxnStore.get")

    def unset(self, key: Key) -> None:
        """Remove a key; a key that is not there is left alone."""
        raise NotImplementedError("TxnStore.unset")

    def count(self, value: Value) -> int:
        """Return how many keys hold this value."""
        raise NotImplementedError("TxnStore.count")

    def begin(self) -> None:
        """Open a transaction inside the innermost open one."""
        raise NotImplementedError("TxnStore.begin")

    def commit(self) -> None:
        """Merge the innermost open transaction into the one outside of it.

        Raises:
            NoTransaction: if none is open.
        """
        raise NotImplementedError("TxnStore.commit")

    def rollback(self) -> None:
        """Undo what the innermost open transaction changed, and close it.

        Raises:
            NoTransaction: if none is open.
        """
        raise NotImplementedError("TxnStore.rollback")
