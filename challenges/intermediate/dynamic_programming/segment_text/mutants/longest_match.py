"""Takes the longest word that fits, again and again; where it gets stuck, the next shorter one."""

from __future__ import annotations

from collections.abc import Mapping


def segment_text(text: str, costs: Mapping[str, int]) -> tuple[int, list[str]] | None:
    lengths = sorted({len(word) for word in costs}, reverse=True)
    stuck = set()
    words: list[str] = []
    place = 0
    while place < len(text):
        for length in lengths:
            end = place + length
            if end <= len(text) and text[place:end] in costs and end not in stuck:
                words.append(text[place:end])
                place = end
                break
        else:
            stuck.add(place)
            if not words:
                return None
            place -= len(words.pop())
    return sum(costs[word] for word in words), words
