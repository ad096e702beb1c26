"""Keeps every covering window and picks the shortest at the end: memory grows with the text."""

from __future__ import annotations

from collections import Counter


def shortest_cover(text: str, need: str) -> tuple[int, int] | None:
    if not need:
        return 0, 0
    owed = Counter(need)
    missing = len(need)
    windows: list[tuple[int, int]] = []
    start = 0
    for stop, entering in enumerate(text, start=1):
        missing -= owed[entering] > 0
        owed[entering] -= 1
        while missing == 0:
            windows.append((start, stop))
            owed[text[start]] += 1
            missing += owed[text[start]] > 0
            start += 1
    return min(windows, key=lambda window: window[1] - window[0], default=None)
