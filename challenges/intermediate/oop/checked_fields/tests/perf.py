"""Inputs on which the cost of Checked shows, and what is done with them."""

from __future__ import annotations

from types import ModuleType


def numbers(size: int) -> tuple[list[int]]:
    """There are n numbers."""
    return (list(range(size)),)


def set_and_read_in_many_instances(subject: ModuleType, numbers: list[int]) -> int:
    """Keeps an instance for each number, and reads all of them twice."""
    holder = type("Holder", (), {"number": subject.Checked(int, low=0)})
    holders = [holder() for _ in numbers]
    for one, number in zip(holders, numbers, strict=True):
        one.number = number
    return sum(one.number for _ in range(2) for one in holders)
