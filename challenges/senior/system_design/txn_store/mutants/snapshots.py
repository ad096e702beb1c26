"""Wrong: each level begins with a copy of everything."""

from __future__ import annotations

from collections import Counter
from typing import Any


class NoTransaction(Exception):
    pass


class TxnStore:
    def __init__(self) -> None:
        self._levels: list[tuple[dict[Any, Any], Counter[Any]]] = [({}, Counter())]

    def set(self, key: Any, value: Any) -> None:
        self.unset(key)
        values, counts = self._levels[-1]
        values[key] = value
        counts[value] += 1

    def get(self, key: Any, default: Any = None) -> Any:
        return self._levels[-1][0].get(key, default)

    def unset(self, key: Any) -> None:
        values, counts = self._levels[-1]
        if key in values:
            old = values.pop(key)
            counts[old] -= 1
            if counts[old] == 0:
                del counts[old]

    def count(self, value: Any) -> int:
        return self._levels[-1][1][value]

    def begin(self) -> None:
        values, counts = self._levels[-1]
        self._levels.append((dict(values), Counter(counts)))

    def commit(self) -> None:
        self._check_open()
        del self._levels[-2]

    def rollback(self) -> None:
        self._check_open()
        del self._levels[-1]

    def _check_open(self) -> None:
        if len(self._levels) == 1:
            raise NoTransaction("no transaction is open")
