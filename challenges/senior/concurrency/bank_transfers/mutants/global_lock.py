"""Wrong: one lock for the whole bank."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any


class Bank:
    def __init__(self, balances: Mapping[str, int], sync: Any = threading) -> None:
        self._balances = dict(balances)
        self._lock = sync.Lock()

    def transfer(self, src: str, dst: str, amount: int) -> bool:
        if amount <= 0:
            raise ValueError(f"the amount must be positive, got {amount}")
        for account in (src, dst):
            if account not in self._balances:
                raise KeyError(f"there is no account {account!r}")
        if src == dst:
            return True
        with self._lock:
            if self._balances[src] < amount:
                return False
            self._balances[src] -= amount
            self._balances[dst] += amount
            return True

    def snapshot(self) -> dict[str, int]:
        with self._lock:
            return dict(self._balances)
