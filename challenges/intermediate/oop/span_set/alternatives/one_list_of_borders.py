"""Set of spans in one list: where the set begins, where it ends, where it begins again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator


class SpanSet:
    """A set of integers, kept as half-open spans, whose memory does not depend on what they cover.

    A border at an even place is a start, one at an odd place an end. So an integer with an odd
    number of borders up to it is covered.
    """

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Cover the integers of some spans (a, b), from a up to b - 1.

        Raises:
            ValueError: if a span does not have a < b.
        """
        self._borders: list[int] = []
        for a, b in spans:
            self.add(a, b)

    def add(self, a: int, b: int) -> None:
        """Cover the integers from a up to b - 1.

        Raises:
            ValueError: if not a < b.

        Complexity:
            O(log n + spans joined) comparisons.
        """
        self._replace(a, b, covered=True)

    def discard(self, a: int, b: int) -> None:
        """Cover none of the integers from a up to b - 1 any more.

        Raises:
            ValueError: if not a < b.

        Complexity:
            O(log n + spans removed) comparisons.
        """
        self._replace(a, b, covered=False)

    def _replace(self, a: int, b: int, covered: bool) -> None:
        if a >= b:
            raise ValueError(f"{a} is not below {b}")
        first = bisect_left(self._borders, a)
        stop = bisect_right(self._borders, b)
        # What is before a is covered if an odd number of borders precede it; likewise behind b.
        left = [a] if (first % 2 == 1) is not covered else []
        right = [b] if (stop % 2 == 1) is not covered else []
        self._borders[first:stop] = left + right

    def __contains__(self, x: int) -> bool:
        """Say whether x is covered, in O(log n) comparisons."""
        return bisect_right(self._borders, x) % 2 == 1

    def __len__(self) -> int:
        """Return how many integers are covered."""
        return sum(self._borders[1::2]) - sum(self._borders[::2])

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the spans in ascending order, as they are now."""
        return zip(self._borders[::2], self._borders[1::2], strict=True)

    def __or__(self, other: object) -> SpanSet:
        """Return a new set of what either covers."""
        return self._sweep(other, (1, 2, 3)) if isinstance(other, SpanSet) else NotImplemented

    def __sub__(self, other: object) -> SpanSet:
        """Return a new set of what only this one covers."""
        return self._sweep(other, (1,)) if isinstance(other, SpanSet) else NotImplemented

    def __and__(self, other: object) -> SpanSet:
        """Return a new set of what both cover."""
        return self._sweep(other, (3,)) if isinstance(other, SpanSet) else NotImplemented

    def _sweep(self, other: SpanSet, wanted: tuple[int, ...]) -> SpanSet:
        """Pass all borders in order; 1 is inside of this set only, 2 of the other, 3 of both."""
        result = SpanSet()
        inside = 0
        tagged = [(x, 1) for x in self._borders] + [(x, 2) for x in other._borders]
        for x, side in sorted(tagged):
            was = inside in wanted
            inside ^= side
            if (inside in wanted) is not was:
                if result._borders and result._borders[-1] == x:
                    result._borders.pop()  # left and entered again at the same place
                else:
                    result._borders.append(x)
        return result

    def __eq__(self, other: object) -> bool:
        """Say whether the other is a set of spans that covers the same."""
        if isinstance(other, SpanSet):
            return self._borders == other._borders
        return NotImplemented

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(iter(self))})"
