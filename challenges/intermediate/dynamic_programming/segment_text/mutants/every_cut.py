"""Cuts off each word that fits, and cuts the rest anew each time."""

from __future__ import annotations

from collections.abc import Mapping


def segment_text(text: str, costs: Mapping[str, int]) -> tuple[int, list[str]] | None:
    if not text:
        return 0, []
    best: tuple[int, list[str]] | None = None
    for length in sorted({len(word) for word in costs}):
        word = text[:length]
        if len(word) == length and word in costs:
            rest = segment_text(text[length:], costs)
            if rest is not None and (best is None or rest[0] + costs[word] <= best[0]):
                best = rest[0] + costs[word], [word, *rest[1]]
    return best
