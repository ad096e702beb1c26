"""Transfers without deadlock: threads move money between accounts at the same time."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any


class Bank:
    """Accounts between which many threads move money.

    Args:
        balances: The money of each account at the beginning, not below 0; copied.
        sync: Where Lock, RLock and Condition come from; nothing else may block.

    Complexity:
        O(1) for a transfer, O(n) for a snapshot of n accounts.
    """

    def __init__(self, balances: Mapping[str, int], sync: Any = threading) -> None:
        self._balances = dict(balances)
        # Sorted: whoever takes several locks takes them in this order, so nobody can wait in a
        # circle.
        self._locks = {account: sync.Lock() for account in sorted(self._balances)}

    def transfer(self, src: str, dst: str, amount: int) -> bool:
        """Move money from one account to another; within one account nothing moves.

        Args:
            src: The account that pays.
            dst: The account that gets the money.
            amount: How much, at least 1.

        Returns:
            False if `src` holds less than `amount`; then nothing has changed.

        Raises:
            ValueError: if the amount is not positive.
            KeyError: if there is no such account.
        """
        if amount <= 0:
            raise ValueError(f"the amount must be positive, got {amount}")
        for account in (src, dst):
            if account not in self._locks:
                raise KeyError(f"there is no account {account!r}")
        if src == dst:
            return True
        first, second = sorted((src, dst))
        with self._locks[first], self._locks[second]:
            if self._balances[src] < amount:
                return False
            self._balances[src] -= amount
            self._balances[dst] += amount
            return True

    def snapshot(self) -> dict[str, int]:
        """Return all balances as they were at one moment, between transfers."""
        with ExitStack() as held:
            for lock in self._locks.values():
                held.enter_context(lock)
            return dict(self._balances)
