"""Money as a value, without a dataclass: slots, properties, and shares by exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from heapq import nlargest
from typing import Any


class CurrencyMismatch(TypeError):
    """Amounts of different currencies were added, subtracted or put in order."""


def _between_amounts(operation: Callable[[Any, Any], Any]) -> Callable[[Any, object], Any]:
    """Let an operation see only the two amounts of cents, of one currency."""

    def method(self: Money, other: object) -> Any:
        if not isinstance(other, Money):
            return NotImplemented
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} is not {other.currency}")
        return operation(self, other)

    return method


class Money:
    """An amount of whole cents in one currency; it never changes.

    Attributes:
        cents: the amount, of any size and sign.
        currency: three capital letters from A to Z.
    """

    __slots__ = ("_cents", "_currency")

    def __init__(self, cents: int, currency: str) -> None:
        """Check the two attributes.

        Raises:
            TypeError: if `cents` is no int, or is a bool.
            ValueError: if `currency` is not three capital letters from A to Z.
        """
        if type(cents) is bool or not isinstance(cents, int):
            raise TypeError(f"cents must be an int, not {type(cents).__name__}")
        letters = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if type(currency) is not str or len(currency) != 3 or not letters.issuperset(currency):
            raise ValueError(f"{currency!r} is no currency")
        self._cents = cents
        self._currency = currency

    @property
    def cents(self) -> int:
        """The amount."""
        return self._cents

    @property
    def currency(self) -> str:
        """Its currency."""
        return self._currency

    def __repr__(self) -> str:
        return f"Money({self._cents!r}, {self._currency!r})"

    def __str__(self) -> str:
        digits = f"{abs(self._cents):03}"
        return f"{'-' * (self._cents < 0)}{digits[:-2]}.{digits[-2:]} {self._currency}"

    def __hash__(self) -> int:
        return hash((self._cents, self._currency))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return (self._cents, self._currency) == (other._cents, other._currency)

    __add__ = _between_amounts(lambda one, other: Money(one._cents + other._cents, one._currency))
    __sub__ = _between_amounts(lambda one, other: Money(one._cents - other._cents, one._currency))
    __lt__ = _between_amounts(lambda one, other: one._cents < other._cents)
    __le__ = _between_amounts(lambda one, other: one._cents <= other._cents)
    __gt__ = _between_amounts(lambda one, other: one._cents > other._cents)
    __ge__ = _between_amounts(lambda one, other: one._cents >= other._cents)

    def __neg__(self) -> Money:
        return Money(-self._cents, self._currency)

    def __mul__(self, factor: object) -> Money:
        if isinstance(factor, bool) or not isinstance(factor, int):
            return NotImplemented
        return Money(self._cents * factor, self._currency)

    def __rmul__(self, factor: object) -> Money:
        return self.__mul__(factor)

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
        weights = tuple(weights)
        if not any(weights) or min(weights) < 0:
            raise ValueError("weights must be 0 or more, and one of them more")
        if self._cents < 0:
            return [-share for share in (-self).split(weights)]
        whole = sum(weights)
        exact = [Fraction(self._cents * weight, whole) for weight in weights]
        cents = [share.numerator // share.denominator for share in exact]
        left = self._cents - sum(cents)
        # Of equal fractions nlargest takes the earlier ones, as sorting would.
        for place in nlargest(
            left, range(len(cents)), key=lambda place: exact[place] - cents[place]
        ):
            cents[place] += 1
        return [Money(share, self._currency) for share in cents]
