"""Money as a value: whole cents in a currency, which never change and never get lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import total_ordering
from typing import TypeGuard


class CurrencyMismatch(TypeError):
    """Amounts of different currencies were added, subtracted or put in order."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount of whole cents in one currency; it never changes.

    Attributes:
        cents: the amount, of any size and sign.
        currency: three capital letters from A to Z.
    """

    cents: int
    currency: str

    def __post_init__(self) -> None:
        """Check the two attributes.

        Raises:
            TypeError: if `cents` is no int, or is a bool.
            ValueError: if `currency` is not three capital letters from A to Z.
        """
        if not _is_int(self.cents):
            raise TypeError(f"cents is {self.cents!r}; only an int is allowed")
        if not isinstance(self.currency, str) or not re.fullmatch("[A-Z]{3}", self.currency):
            raise ValueError(f"currency is {self.currency!r}; allowed are three letters A to Z")

    def __str__(self) -> str:
        whole, rest = divmod(abs(self.cents), 100)
        return f"{'-' if self.cents < 0 else ''}{whole}.{rest:02} {self.currency}"

    def __add__(self, other: object) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.cents + self._same_currency(other).cents, self.currency)

    def __sub__(self, other: object) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.cents - self._same_currency(other).cents, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.cents, self.currency)

    def __mul__(self, factor: object) -> Money:
        if not _is_int(factor):
            return NotImplemented
        return Money(self.cents * factor, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.cents < self._same_currency(other).cents

    def split(self, weights: Iterable[int]) -> list[Money]:
        """Split the amount in proportion to `weights`, to the cent.

        Args:
            weights: a weight for each share, none negative and not all zero.

        Returns:
            The shares in the order of the weights; their sum is the amount. Cents that are left
            after rounding down go to the largest fractions, and to the earlier of equal ones.

        Raises:
            ValueError: if a weight is negative, all are zero, or there is none.

        Complexity:
            O(n log n) for n weights.
        """
        weights = list(weights)
        total = sum(weights)
        for place, weight in enumerate(weights):
            if weight < 0:
                raise ValueError(f"weight {place} is {weight}; allowed are 0 and more")
        if total == 0:
            raise ValueError(f"the {len(weights)} weights are 0 together; one must be more")
        amount = abs(self.cents)
        shares = [amount * weight // total for weight in weights]
        # Sorting is stable: among equal fractions the earlier share stays in front.
        by_fraction = sorted(
            range(len(weights)), key=lambda place: amount * weights[place] % total, reverse=True
        )
        for place in by_fraction[: amount - sum(shares)]:
            shares[place] += 1
        sign = -1 if self.cents < 0 else 1
        return [Money(sign * share, self.currency) for share in shares]

    def _same_currency(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self} and {other} are of different currencies")
        return other


def _is_int(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
