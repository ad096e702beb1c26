"""A cache that is a list: too slow to use, too simple to be wrong."""

from __future__ import annotations

from typing import Any


class Model:
    """Pairs from the one used longest ago to the last one."""

    def __init__(self, maxsize: int) -> None:
        self.maxsize = maxsize
        self.pairs: list[tuple[Any, Any]] = []
        self.left: list[tuple[Any, Any, str]] = []

    def get(self, key: Any) -> Any:
        """Returns the value and uses it, None if there is none."""
        for pair in self.pairs:
            if pair[0] == key:
                self.pairs.remove(pair)
                self.pairs.append(pair)
                return pair[1]
        return None

    def write(self, key: Any, value: Any) -> None:
        """Writes a pair, and lets go of what does not fit."""
        self._take(key, "replaced")
        self.pairs.append((key, value))
        self.resize(self.maxsize, "size")

    def pop(self, key: Any) -> None:
        """Removes a pair."""
        self._take(key, "deleted")

    def resize(self, maxsize: int, reason: str = "resize") -> None:
        """Lets go of what does not fit."""
        self.maxsize = maxsize
        while len(self.pairs) > maxsize:
            self.left.append((*self.pairs.pop(0), reason))

    def _take(self, key: Any, reason: str) -> None:
        for pair in self.pairs:
            if pair[0] == key:
                self.pairs.remove(pair)
                self.left.append((*pair, reason))
                return
