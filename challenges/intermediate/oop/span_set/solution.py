"""Set of spans: a set of integers kept as stretches that join and split by themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import sub


class SpanSet:
    """A set of integers, kept as half-open spans, whose memory does not depend on what they cover.

    The spans are sorted, and no two of them touch.
    """

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Cover the integers of some spans (a, b), from a up to b - 1.

        Raises:
            ValueError: if a span does not have a < b.
        """
        self._starts: list[int] = []
        self._ends: list[int] = []
        for a, b in spans:
            self.add(a, b)

    def add(self, a: int, b: int) -> None:
        """Cover the integers from a up to b - 1.

        Raises:
            ValueError: if not a < b.

        Complexity:
            O(log n + spans joined) comparisons.
        """
        _check(a, b)
        first = bisect_left(self._ends, a)  # the first span that reaches a, or touches it
        stop = bisect_right(self._starts, b)  # behind the last span that begins up to b
        if first < stop:
            a = min(a, self._starts[first])
            b = max(b, self._ends[stop - 1])
        self._starts[first:stop] = [a]
        self._ends[first:stop] = [b]

    def discard(self, a: int, b: int) -> None:
        """Cover none of the integers from a up to b - 1 any more.

        Raises:
            ValueError: if not a < b.

        Complexity:
            O(log n + spans removed) comparisons.
        """
        _check(a, b)
        first = bisect_right(self._ends, a)  # the first span with something from a on
        stop = bisect_left(self._starts, b)  # behind the last span with something before b
        pieces = []
        if first < stop:
            if self._starts[first] < a:
                pieces.append((self._starts[first], a))
            if self._ends[stop - 1] > b:
                pieces.append((b, self._ends[stop - 1]))
        self._starts[first:stop] = [start for start, _ in pieces]
        self._ends[first:stop] = [end for _, end in pieces]

    def __contains__(self, x: int) -> bool:
        """Say whether x is covered, in O(log n) comparisons."""
        place = bisect_right(self._starts, x)
        return place > 0 and x < self._ends[place - 1]

    def __len__(self) -> int:
        """Return how many integers are covered."""
        return sum(map(sub, self._ends, self._starts))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the spans in ascending order, as they are now."""
        return iter(self._spans())

    def __or__(self, other: object) -> SpanSet:
        """Return a new set of what either covers."""
        if not isinstance(other, SpanSet):
            return NotImplemented
        result = SpanSet(self)
        for a, b in other:
            result.add(a, b)
        return result

    def __sub__(self, other: object) -> SpanSet:
        """Return a new set of what only this one covers."""
        if not isinstance(other, SpanSet):
            return NotImplemented
        result = SpanSet(self)
        for a, b in other:
            result.discard(a, b)
        return result

    def __and__(self, other: object) -> SpanSet:
        """Return a new set of what both cover."""
        if not isinstance(other, SpanSet):
            return NotImplemented
        return self - (self - other)

    def __eq__(self, other: object) -> bool:
        """Say whether the other is a set of spans that covers the same."""
        if not isinstance(other, SpanSet):
            return NotImplemented
        return self._spans() == other._spans()

    def __repr__(self) -> str:
        return f"SpanSet({self._spans()})"

    def _spans(self) -> list[tuple[int, int]]:
        # list(self) would ask for len(self), and make room for as many items.
        return list(zip(self._starts, self._ends, strict=True))


def _check(a: int, b: int) -> None:
    if not a < b:
        raise ValueError(f"the span from {a} to {b} covers nothing; the end must be above {a}")
