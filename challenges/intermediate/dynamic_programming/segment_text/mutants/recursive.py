"""Asks for the rest by a call, and remembers the answers."""

from __future__ import annotations

from collections.abc import Mapping


def segment_text(text: str, costs: Mapping[str, int]) -> tuple[int, list[str]] | None:
    lengths = sorted({len(word) for word in costs})
    known: dict[int, tuple[int, str] | None] = {len(text): (0, "")}

    def cut_from(start: int) -> tuple[int, str] | None:
        if start in known:
            return known[start]
        best: tuple[int, str] | None = None
        for length in lengths:
            word = text[start : start + length]
            if word in costs:
                rest = cut_from(start + len(word))
                if rest is not None and (best is None or rest[0] + costs[word] <= best[0]):
                    best = rest[0] + costs[word], word
        known[start] = best
        return best

    best = cut_from(0)
    if best is None:
        return None
    words: list[str] = []
    place = 0
    while place < len(text):
        words.append(known[place][1])
        place += len(words[-1])
    return best[0], words
