"""Transfers without deadlock: threads move money between accounts at the same time."""

from __future__ import annotations

import threading
from collections.abc import Mapping
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
        raise NotImplementedError("Bank")

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
        raise NotImplementedError("Bank.transfer")

    def snapshot(self) -> dict[str, int]:
        """Return all balances as they were at one moment, between transfers."""
        raise NotImplementedError("Bank.snapshot")
