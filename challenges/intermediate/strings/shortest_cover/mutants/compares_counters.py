"""Compares the two tables at every step: the cost grows with the alphabet."""

from __future__ import annotations

from collections import Counter


def shortest_cover(text: str, need: str) -> tuple[int, int] | None:
    if not need:
        return 0, 0
    wanted = Counter(need)
    window: Counter[str] = Counter()
    best: tuple[int, int] | None = None
    start = 0
    for stop, entering in enumerate(text, start=1):
        window[entering] += 1
        while wanted <= window:
            if best is None or stop - start < best[1] - best[0]:
                best = start, stop
            window[text[start]] -= 1
            start += 1
    return best
