"""Inputs on which the cost of SpanSet shows, and what is done with them."""

from __future__ import annotations

from types import ModuleType


def spans_with_gaps(size: int) -> tuple[list[tuple[int, int]]]:
    """There are n spans of two integers, with gaps of two between them."""
    return ([(4 * number, 4 * number + 2) for number in range(size)],)


def add_ask_discard(subject: ModuleType, spans: list[tuple[int, int]]) -> int:
    """Adds the spans, asks for an integer of each, and takes them away from the last on."""
    covered = subject.SpanSet(spans)
    found = sum(a + 1 in covered for a, _ in spans)
    for a, b in reversed(spans):
        covered.discard(a, b)
    return found
