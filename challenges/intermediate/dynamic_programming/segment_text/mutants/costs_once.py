"""Pays for each word once, however often it occurs."""

from __future__ import annotations

from collections.abc import Mapping


def segment_text(text: str, costs: Mapping[str, int]) -> tuple[int, list[str]] | None:
    lengths = sorted({len(word) for word in costs})
    best: list[tuple[int, list[str]] | None] = [None] * len(text) + [(0, [])]
    for start in reversed(range(len(text))):
        for length in lengths:
            word = text[start : start + length]
            if start + length <= len(text) and word in costs:
                rest, known = best[start + length], best[start]
                if rest is not None:
                    total = rest[0] + (0 if word in rest[1] else costs[word])
                    if known is None or total <= known[0]:
                        best[start] = total, [word, *rest[1]]
    return best[0]
