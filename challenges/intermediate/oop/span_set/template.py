"""Set of spans: a set of integers kept as stretches that join and split by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class SpanSet:
    """A set of integers, kept as half-open spans, whose memory does not depend on what they cover.

    The spans are sorted, and no two of them touch.
    """

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Cover the integers of some spans (a, b), from a up to b - 1.

        Raises:
            ValueError: if a span does not have a < b.
        """
        raise NotImplementedError("SpanSet.__init__")

    def add(self, a: int, b: int) -> None:
        """Cover the integers from a up to b - 1.

        Raises:
            ValueError: if not a < b.

        Complexity:
            O(log n + spans joined) comparisons.
        """
        raise NotImplementedError("SpanSet.add")

    def discard(self, a: int, b: int) -> None:
        """Cover none of the integers from a up to b - 1 any more.

        Raises:
            ValueError: if not a < b.

        Complexity:
            O(log n + spans removed) comparisons.
        """
        raise NotImplementedError("SpanSet.discard")

    def __contains__(self, x: int) -> bool:
        """Say whether x is covered, in O(log n) comparisons."""
        raise NotImplementedError("SpanSet.__contains__")

    def __len__(self) -> int:
        """Return how many integers are covered."""
        raise NotImplementedError("SpanSet.__len__")

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the spans in ascending order, as they are now."""
        raise NotImplementedError("SpanSet.__iter__")

    def __or__(self, other: object) -> SpanSet:
        """Return a new set of what either covers."""
        raise NotImplementedError("SpanSet.__or__")

    def __sub__(self, other: object) -> SpanSet:
        """Return a new set of what only this one covers."""
        raise NotImplementedError("SpanSet.__sub__")

    def __and__(self, other: object) -> SpanSet:
        """Return a new set of what both cover."""
        raise NotImplementedError("SpanSet.__and__")

    def __eq__(self, other: object) -> bool:
        """Say whether the other is a set of spans that covers the same."""
        raise NotImplementedError("SpanSet.__eq__")

    def __repr__(self) -> str:
        raise NotImplementedError("SpanSet.__repr__")
