"""Inputs on which the cost of TxnStore shows, and what is done with them."""

from __future__ import annotations

from types import ModuleType


def keys(size: int) -> tuple[list[str]]:
    """The store has n keys, and n levels are open at the deepest."""
    return ([f"key {number}" for number in range(size)],)


def nest_and_roll_back(subject: ModuleType, names: list[str]) -> list[tuple[int | None, int]]:
    """Sets all keys, changes each in a level of its own, reads all at the bottom, rolls back."""
    store = subject.TxnStore()
    for name in names:
        store.set(name, 0)
    for number, name in enumerate(names):
        store.begin()
        store.set(name, number % 7)
    found = [(store.get(name), store.count(number % 7)) for number, name in enumerate(names)]
    for _ in names:
        store.rollback()
    return [*found, (store.get(names[0]), store.count(0))]
