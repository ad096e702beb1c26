"""Looks for the fewest words, and for the cheapest only among these."""

from __future__ import annotations

from collections.abc import Mapping


def segment_text(text: str, costs: Mapping[str, int]) -> tuple[int, list[str]] | None:
    lengths = sorted({len(word) for word in costs})
    best: list[tuple[int, int] | None] = [None] * len(text) + [(0, 0)]
    first = [""] * len(text)
    for start in reversed(range(len(text))):
        for length in lengths:
            word = text[start : start + length]
            if start + length <= len(text) and word in costs:
                rest, known = best[start + length], best[start]
                if rest is not None:
                    found = rest[0] + 1, rest[1] + costs[word]
                    if known is None or found <= known:
                        best[start] = found
                        first[start] = word
    if best[0] is None:
        return None
    words: list[str] = []
    place = 0
    while place < len(text):
        words.append(first[place])
        place += len(first[place])
    return best[0][1], words
