"""Inputs on which the cost of Money shows, and what is done with them."""

from __future__ import annotations

from types import ModuleType

AMOUNT = 10**12 + 7


def uneven_weights(size: int) -> tuple[list[int]]:
    """The shares of n people have many different fractions."""
    return ([7 * place % 1009 + 1 for place in range(size)],)


def split_a_large_amount(subject: ModuleType, weights: list[int]) -> list[int]:
    """Splits an amount once."""
    return [share.cents for share in subject.Money(AMOUNT, "EUR").split(weights)]
