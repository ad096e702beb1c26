"""Money as a value: whole cents in a currency, which never change and never get lost."""

from __future__ import annotations

from collections.abc import Iterable


class CurrencyMismatch(TypeError):
    """Amounts of different currencies were added, subtracted or put in order."""


class Money:
    """An amount of whole cents in one currency; it never changes.

    Attributes:
        cents: the amount, of any size and sign.
        currency: three capital letters from A to Z.
    """

    cents: int
    currency: str

    def __init__(self, cents: int, currency: str) -> None:
        """Make an amount.

        Raises:
            TypeError: if `cents` is no int, or is a bool.
            ValueError: if `currency` is not three capital letters from A to Z.
        """
        raise NotImplementedError("Money")

    # Add the operators: + - unary- * (int, on either side) == < <= > >= hash, and str and repr.

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
        raise NotImplementedError("Money.split")
