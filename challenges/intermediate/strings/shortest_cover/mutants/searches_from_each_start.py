"""Begins a new search at each place: the cost is the text times the window."""

from __future__ import annotations

from collections import Counter


def shortest_cover(text: str, need: str) -> tuple[int, int] | None:
    if not need:
        return 0, 0
    best: tuple[int, int] | None = None
    for start in range(len(text)):
        owed = Counter(need)
        missing = len(need)
        for stop in range(start, len(text)):
            missing -= owed[text[stop]] > 0
            owed[text[stop]] -= 1
            if missing == 0:
                if best is None or stop + 1 - start < best[1] - best[0]:
                    best = start, stop + 1
                break
    return best
