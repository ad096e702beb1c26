"""Wrong: an unknown account is noticed only after the first lock was taken."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any


class Bank:
    def __init__(self, balances: Mapping[str, int], sync: Any = threading) -> None:
        self._balances = dict(balances)
        self._locks = {account: sync.Lock() for account in sorted(self._balances)}

    def transfer(self, src: str, dst: str, amount: int) -> bool:
        if amount <= 0:
            raise ValueError(f"the amount must be positive, got {amount}")
        if src == dst:
            self._locks[src]
            return True
        first, second = sorted((src, dst))
        self._locks[first].acquire()
        self._locks[second].acquire()
        try:
            if self._balances[src] < amount:
                return False
            self._balances[src] -= amount
            self._balances[dst] += amount
            return True
        finally:
            self._locks[second].release()
            self._locks[first].release()

    def snapshot(self) -> dict[str, int]:
        for lock in self._locks.values():
            lock.acquire()
        try:
            return dict(self._balances)
        finally:
            for lock in self._locks.values():
                lock.release()
