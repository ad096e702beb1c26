"""Inputs on which the cost of Bank shows, and what is done with them."""

from __future__ import annotations

import random
from types import ModuleType

Transfer = tuple[str, str, int]


def accounts_and_transfers(size: int) -> tuple[dict[str, int], list[Transfer]]:
    """There are n accounts, and n transfers between any two of them."""
    source = random.Random(size)
    names = [f"account {number:07}" for number in range(size)]
    transfers = [
        (source.choice(names), source.choice(names), source.randrange(1, 100)) for _ in range(size)
    ]
    return dict.fromkeys(names, 100), transfers


def transfer_one_after_the_other(
    subject: ModuleType, balances: dict[str, int], transfers: list[Transfer]
) -> tuple[list[bool], dict[str, int]]:
    """Opens a bank, makes all transfers in one thread, and takes one snapshot."""
    bank = subject.Bank(balances)
    done = [bank.transfer(*transfer) for transfer in transfers]
    return done, bank.snapshot()
