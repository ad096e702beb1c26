"""Store with nested transactions, and a fast count of the keys that hold a value."""

from __future__ import annotations

from collections.abc import Hashable
from enum import Enum
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value", bound=Hashable)
Default = TypeVar("Default")


class NoTransaction(Exception):
    """commit or rollback without an open transaction."""


class _Absence(Enum):
    """Stands in the undo log for a key that was not there; None would be a value."""

    ABSENT = "absent"


class TxnStore(Generic[Key, Value]):
    """A key-value store in memory whose changes can be undone, level by level.

    Reads see the changes of all open levels.

    Complexity:
        Every operation is O(1) on average; commit and rollback are O(k) for k keys touched at
        their level. A level costs memory for the keys touched in it alone.
    """

    def __init__(self) -> None:
        self._values: dict[Key, Value] = {}
        self._counts: dict[Value, int] = {}  # only values that some key holds
        # One undo log for each open level: what each touched key was when the level began.
        self._levels: list[dict[Key, Value | _Absence]] = []

    def set(self, key: Key, value: Value) -> None:
        """Give a key a value; None is a value like any other."""
        self._remember(key)
        self._put(key, value)

    def get(self, key: Key, default: Default | None = None) -> Value | Default | None:
        """Return the value of a key, or `default` if the key is not there."""
        return self._values.get(key, default)

    def unset(self, key: Key) -> None:
        """Remove a key; a key that is not there is left alone."""
        self._remember(key)
        self._put(key, _Absence.ABSENT)

    def count(self, value: Value) -> int:
        """Return how many keys hold this value."""
        return self._counts.get(value, 0)

    def begin(self) -> None:
        """Open a transaction inside the innermost open one."""
        self._levels.append({})

    def commit(self) -> None:
        """Merge the innermost open transaction into the one outside of it.

        Raises:
            NoTransaction: if none is open.
        """
        inner = self._close("commit")
        if self._levels:
            outer = self._levels[-1]
            for key, before in inner.items():
                outer.setdefault(key, before)  # what the outer level knows is older

    def rollback(self) -> None:
        """Undo what the innermost open transaction changed, and close it.

        Raises:
            NoTransaction: if none is open.
        """
        for key, before in self._close("rollback").items():
            self._put(key, before)

    def _close(self, action: str) -> dict[Key, Value | _Absence]:
        if not self._levels:
            raise NoTransaction(f"{action} without an open transaction; begin opens one")
        return self._levels.pop()

    def _remember(self, key: Key) -> None:
        """Note what the key is now, unless this level has touched it before."""
        if self._levels:
            self._levels[-1].setdefault(key, self._values.get(key, _Absence.ABSENT))

    def _put(self, key: Key, value: Value | _Absence) -> None:
        """Change a key, and the counts with it: the only place where either changes."""
        old = self._values.pop(key, _Absence.ABSENT)
        if not isinstance(old, _Absence):
            self._counts[old] -= 1
            if self._counts[old] == 0:
                del self._counts[old]
        if not isinstance(value, _Absence):
            self._values[key] = value
            self._counts[value] = self._counts.get(value, 0) + 1
