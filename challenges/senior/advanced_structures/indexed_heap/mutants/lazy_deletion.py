"""Wrong: crossed-out entries stay in the heap until they come to the top."""

from __future__ import annotations

import heapq
from typing import Any


class _Entry:
    __slots__ = ("alive", "arrival", "key", "priority")

    def __init__(self, key: Any, priority: Any, arrival: int) -> None:
        self.key, self.priority, self.arrival = key, priority, arrival
        self.alive = True

    def __lt__(self, other: _Entry) -> bool:
        if self.arrival < other.arrival:
            return not other.priority < self.priority
        return bool(self.priority < other.priority)


class IndexedHeap:
    def __init__(self) -> None:
        self._heap: list[_Entry] = []
        self._live: dict[Any, _Entry] = {}
        self._arrivals = 0

    def __len__(self) -> int:
        return len(self._live)

    def __contains__(self, key: object) -> bool:
        return key in self._live

    def push(self, key: Any, priority: Any) -> None:
        if key in self._live:
            raise KeyError(f"{key!r} is already there")
        self._insert(key, priority, self._arrivals)
        self._arrivals += 1

    def _insert(self, key: Any, priority: Any, arrival: int) -> None:
        entry = self._live[key] = _Entry(key, priority, arrival)
        heapq.heappush(self._heap, entry)

    def update(self, key: Any, priority: Any) -> None:
        old = self._cross_out(key)
        self._insert(key, priority, old.arrival)

    def remove(self, key: Any) -> Any:
        return self._cross_out(key).priority

    def _cross_out(self, key: Any) -> _Entry:
        if key not in self._live:
            raise KeyError(f"{key!r} is not there")
        entry = self._live.pop(key)
        entry.alive = False
        return entry

    def peek(self) -> tuple[Any, Any]:
        while self._heap and not self._heap[0].alive:
            heapq.heappop(self._heap)
        if not self._heap:
            raise IndexError("the queue is empty")
        return self._heap[0].key, self._heap[0].priority

    def pop(self) -> tuple[Any, Any]:
        key, priority = self.peek()
        heapq.heappop(self._heap)
        del self._live[key]
        return key, priority
