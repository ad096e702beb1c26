"""Keeps each integer in a plain set, and finds the spans when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class SpanSet:
    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._covered: set[int] = set()
        for a, b in spans:
            self.add(a, b)

    def add(self, a: int, b: int) -> None:
        if a >= b:
            raise ValueError(f"{a} is not below {b}")
        self._covered.update(range(a, b))

    def discard(self, a: int, b: int) -> None:
        if a >= b:
            raise ValueError(f"{a} is not below {b}")
        self._covered.difference_update(range(a, b))

    def __contains__(self, x: int) -> bool:
        return x in self._covered

    def __len__(self) -> int:
        return len(self._covered)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        covered = self._covered.copy()
        starts = sorted(x for x in covered if x - 1 not in covered)
        ends = sorted(x + 1 for x in covered if x + 1 not in covered)
        return zip(starts, ends, strict=True)

    def _made_of(self, covered: set[int]) -> SpanSet:
        result = SpanSet()
        result._covered = covered
        return result

    def __or__(self, other: object) -> SpanSet:
        if not isinstance(other, SpanSet):
            return NotImplemented
        return self._made_of(self._covered | other._covered)

    def __sub__(self, other: object) -> SpanSet:
        if not isinstance(other, SpanSet):
            return NotImplemented
        return self._made_of(self._covered - other._covered)

    def __and__(self, other: object) -> SpanSet:
        if not isinstance(other, SpanSet):
            return NotImplemented
        return self._made_of(self._covered & other._covered)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SpanSet):
            return NotImplemented
        return self._covered == other._covered

    def __repr__(self) -> str:
        return f"SpanSet({list(self)})"
