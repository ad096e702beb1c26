"""Goes through the whole dictionary at each place."""

from __future__ import annotations

from collections.abc import Mapping


def segment_text(text: str, costs: Mapping[str, int]) -> tuple[int, list[str]] | None:
    cheapest: list[int | None] = [None] * len(text) + [0]
    first = [""] * len(text)
    for start in reversed(range(len(text))):
        for word, cost in costs.items():
            if text.startswith(word, start):
                rest, best = cheapest[start + len(word)], cheapest[start]
                if rest is not None and (
                    best is None or (cost + rest, -len(word)) < (best, -len(first[start]))
                ):
                    cheapest[start] = cost + rest
                    first[start] = word
    if cheapest[0] is None:
        return None
    words: list[str] = []
    place = 0
    while place < len(text):
        words.append(first[place])
        place += len(first[place])
    return cheapest[0], words
