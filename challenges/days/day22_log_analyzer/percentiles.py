"""How long requests took: percentiles of a histogram."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import ceil


class Latency:
    """How long requests took, in microseconds.

    Args:
        histogram: (microseconds, lines), ascending.
    """

    def __init__(self, histogram: Sequence[tuple[int, int]]) -> None:
        self._histogram = histogram

    @property
    def lines(self) -> int:
        """How many lines say how long it took."""
        return self._ranks[-1] if self._ranks else 0

    def histogram(self) -> list[tuple[int, int]]:
        """Returns (microseconds, lines) for each different time, ascending."""
        return list(self._histogram)

    def percentile(self, q: float) -> int | None:
        """Returns the nearest-rank percentile: the ceil(q/100 * lines)-th smallest time.

        Args:
            q: From 0 to 100; 0 is the smallest time.

        Returns:
            Microseconds, None if no line says how long it took.

        Raises:
            ValueError: q lies outside.
        """
        if not 0 <= q <= 100:
            raise ValueError(f"q is {q}, must be from 0 to 100")
        if not self.lines:
            return None
        # As it is written: 99.9 is no binary fraction, and a rank must not depend on that.
        rank = ceil(Fraction(str(q)) * self.lines / 100)
        return self._histogram[bisect_left(self._ranks, max(1, rank))][0]

    @cached_property
    def _ranks(self) -> list[int]:
        return list(accumulate(lines for _, lines in self._histogram))
