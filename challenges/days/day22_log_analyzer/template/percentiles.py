"""How long requests took: percentiles of a histogram."""

from __future__ import annotations

from collections.abc import Sequence


class Latency:
    """How long requests took, in microseconds.

    Args:
        histogram: (microseconds, lines), ascending.
    """

    def __init__(self, histogram: Sequence[tuple[int, int]]) -> None:
        raise NotImplementedError("Latency.__init__")

    @property
    def lines(self) -> int:
        """How many lines say how long it took."""
        raise NotImplementedError("Latency.lines")

    def histogram(self) -> list[tuple[int, int]]:
        """Returns (microseconds, lines) for each different time, ascending."""
        raise NotImplementedError("Latency.histogram")

    def percentile(self, q: float) -> int | None:
        """Returns the nearest-rank percentile: the ceil(q/100 * lines)-th smallest time.

        Args:
            q: From 0 to 100; 0 is the smallest time.

        Returns:
            Microseconds, None if no line says how long it took.

        Raises:
            ValueError: q lies outside.
        """
        raise NotImplementedError("Latency.percentile")
