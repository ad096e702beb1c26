"""Set of spans in one list of pairs, found by the key of the bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from heapq import merge
from operator import itemgetter

START, END = itemgetter(0), itemgetter(1)


class SpanSet:
    """A set of integers, kept as half-open spans, whose memory does not depend on what they cover.

    The spans are sorted, and no two of them touch.
    """

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Cover the integers of some spans (a, b), from a up to b - 1.

        Raises:
            ValueError: if a span does not have a < b.
        """
        self._spans: list[tuple[int, int]] = []
        for a, b in sorted(spans):
            _check(a, b)
            self._append(a, b)

    def _append(self, a: int, b: int) -> None:
        """Add a span that does not begin before the last one."""
        if self._spans and a <= self._spans[-1][1]:
            start, end = self._spans.pop()
            a, b = start, max(end, b)
        self._spans.append((a, b))

    def add(self, a: int, b: int) -> None:
        """Cover the integers from a up to b - 1.

        Raises:
            ValueError: if not a < b.

        Complexity:
            O(log n + spans joined) comparisons.
        """
        _check(a, b)
        first, stop = self._near(a, b)
        near = self._spans[first:stop]
        joined = min([a, *map(START, near)]), max([b, *map(END, near)])
        self._spans[first:stop] = [joined]

    def discard(self, a: int, b: int) -> None:
        """Cover none of the integers from a up to b - 1 any more.

        Raises:
            ValueError: if not a < b.

        Complexity:
            O(log n + spans removed) comparisons.
        """
        _check(a, b)
        first, stop = self._near(a, b)
        self._spans[first:stop] = [
            piece
            for start, end in self._spans[first:stop]
            for piece in ((start, min(a, end)), (max(b, start), end))
            if piece[0] < piece[1]
        ]

    def _near(self, a: int, b: int) -> tuple[int, int]:
        """Where the spans stand that overlap or touch (a, b)."""
        first = bisect_left(self._spans, a, key=END)
        return first, bisect_right(self._spans, b, lo=first, key=START)

    def __contains__(self, x: int) -> bool:
        """Say whether x is covered, in O(log n) comparisons."""
        behind = bisect_right(self._spans, x, key=END)
        return behind < len(self._spans) and self._spans[behind][0] <= x

    def __len__(self) -> int:
        """Return how many integers are covered."""
        return sum(end - start for start, end in self._spans)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the spans in ascending order, as they are now."""
        yield from tuple(self._spans)

    def __or__(self, other: object) -> SpanSet:
        """Return a new set of what either covers."""
        if not isinstance(other, SpanSet):
            return NotImplemented
        result = SpanSet()
        for a, b in merge(self._spans, other._spans):
            result._append(a, b)
        return result

    def __and__(self, other: object) -> SpanSet:
        """Return a new set of what both cover."""
        if not isinstance(other, SpanSet):
            return NotImplemented
        result = SpanSet()
        mine, yours = self._spans[::-1], other._spans[::-1]
        while mine and yours:
            start = max(mine[-1][0], yours[-1][0])
            end = min(mine[-1][1], yours[-1][1])
            if start < end:
                result._spans.append((start, end))
            (mine if mine[-1][1] == end else yours).pop()
        return result

    def __sub__(self, other: object) -> SpanSet:
        """Return a new set of what only this one covers."""
        if not isinstance(other, SpanSet):
            return NotImplemented
        if not self._spans:
            return SpanSet()
        # The gaps of the other, as far as this set reaches.
        lowest, highest = self._spans[0][0], self._spans[-1][1]
        gaps = SpanSet([(lowest, highest)])
        for a, b in other:
            gaps.discard(a, b)
        return self & gaps

    def __eq__(self, other: object) -> bool:
        """Say whether the other is a set of spans that covers the same."""
        return self._spans == other._spans if isinstance(other, SpanSet) else NotImplemented

    def __repr__(self) -> str:
        return f"SpanSet({self._spans})"


def _check(a: int, b: int) -> None:
    if a >= b:
        raise ValueError(f"a is {a} and b is {b}, which is no span")
