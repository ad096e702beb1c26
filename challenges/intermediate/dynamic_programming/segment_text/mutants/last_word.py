"""Works from the front to the end, so that a tie is decided by the last word."""

from __future__ import annotations

from collections.abc import Mapping


def segment_text(text: str, costs: Mapping[str, int]) -> tuple[int, list[str]] | None:
    lengths = sorted({len(word) for word in costs})
    cheapest: list[int | None] = [0] + [None] * len(text)
    last = [""] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        for length in lengths:
            word = text[max(0, end - length) : end]
            if length <= end and word in costs:
                rest, best = cheapest[end - length], cheapest[end]
                if rest is not None and (best is None or rest + costs[word] <= best):
                    cheapest[end] = rest + costs[word]
                    last[end] = word
    if cheapest[-1] is None:
        return None
    words: list[str] = []
    place = len(text)
    while place > 0:
        words.append(last[place])
        place -= len(last[place])
    return cheapest[-1], words[::-1]
