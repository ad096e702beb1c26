"""Copies all the rest of the text at each place, to look at its beginning."""

from __future__ import annotations

from collections.abc import Mapping


def segment_text(text: str, costs: Mapping[str, int]) -> tuple[int, list[str]] | None:
    lengths = sorted({len(word) for word in costs})
    best: list[tuple[int, str] | None] = [None] * len(text) + [(0, "")]
    for start in reversed(range(len(text))):
        left = text[start:]
        for length in lengths:
            word = left[:length]
            if length <= len(left) and word in costs:
                rest, known = best[start + length], best[start]
                if rest is not None and (known is None or rest[0] + costs[word] <= known[0]):
                    best[start] = rest[0] + costs[word], word
    if best[0] is None:
        return None
    words: list[str] = []
    place = 0
    while place < len(text):
        words.append(best[place][1])
        place += len(words[-1])
    return best[0][0], words
