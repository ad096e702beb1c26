"""Requests by minute; in approximate mode by longer spans once there are very many minutes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from .key_tables import pack, unpack

STEPS = (60, 3600, 86_400, 86_400 * 32)  # seconds
MOST_SPANS = 1 << 17

Span = tuple[int, int, int, int, int]


class Timeline:
    """Sums by the start of a span of time.

    Args:
        bounded: Whether spans get longer when there are more than MOST_SPANS of them.

    Attributes:
        step: How long spans are, in seconds.
    """

    def __init__(self, bounded: bool) -> None:
        self._bounded = bounded
        self._sums: defaultdict[int, int] = defaultdict(int)
        self.step = STEPS[0]

    def add(self, minute: int, packed: int) -> None:
        """Adds the sums of a minute, given by its first second."""
        if not self._bounded:
            self._sums[minute] += packed
            return
        self._sums[minute // self.step * self.step] += packed
        while len(self._sums) > MOST_SPANS and self.step < STEPS[-1]:
            self._grow(STEPS[STEPS.index(self.step) + 1])

    def _grow(self, step: int) -> None:
        self.step = step
        sums: defaultdict[int, int] = defaultdict(int)
        for start, packed in self._sums.items():
            sums[start // step * step] += packed
        self._sums = sums

    def merge(self, step: int, spans: Iterable[Span]) -> None:
        """Adds the sums of another timeline."""
        if step > self.step:
            self._grow(step)
        for start, *sums in spans:
            self.add(start, pack(*sums))

    def series(self) -> list[Span]:
        """Returns (start, requests, bytes, 4xx, 5xx) of the spans that have any, ascending."""
        return [(start, *unpack(packed)[:4]) for start, packed in sorted(self._sums.items())]
