"""Wrong: each level is a layer, and every read goes through the layers."""

from __future__ import annotations

from collections import ChainMap
from typing import Any

_GONE = object()


class NoTransaction(Exception):
    pass


class TxnStore:
    def __init__(self) -> None:
        self._values: ChainMap[Any, Any] = ChainMap()
        self._counts: ChainMap[Any, int] = ChainMap()

    def set(self, key: Any, value: Any) -> None:
        self.unset(key)
        self._values[key] = value
        self._change_count(value, 1)

    def get(self, key: Any, default: Any = None) -> Any:
        value = self._values.get(key, _GONE)
        return default if value is _GONE else value

    def unset(self, key: Any) -> None:
        value = self._values.get(key, _GONE)
        if value is not _GONE:
            self._change_count(value, -1)
            self._values[key] = _GONE
            if len(self._values.maps) == 1:
                del self._values[key]

    def _change_count(self, value: Any, change: int) -> None:
        self._counts[value] = self.count(value) + change
        if len(self._counts.maps) == 1 and self._counts[value] == 0:
            del self._counts[value]

    def count(self, value: Any) -> int:
        return self._counts.get(value, 0)

    def begin(self) -> None:
        self._values = self._values.new_child()
        self._counts = self._counts.new_child()

    def commit(self) -> None:
        values, counts = self._values, self._counts
        self.rollback()
        for key, value in values.maps[0].items():
            self._values[key] = value
            if value is _GONE and len(self._values.maps) == 1:
                del self._values[key]
        for value, count in counts.maps[0].items():
            self._counts[value] = count
            if count == 0 and len(self._counts.maps) == 1:
                del self._counts[value]

    def rollback(self) -> None:
        if len(self._values.maps) == 1:
            raise NoTransaction("no transaction is open")
        self._values, self._counts = self._values.parents, self._counts.parents
