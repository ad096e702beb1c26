"""Cheapest segmentation from the front, over the places that words lead to, then back and forth."""

from __future__ import annotations

from collections.abc import Mapping


def segment_text(text: str, costs: Mapping[str, int]) -> tuple[int, list[str]] | None:
    """Cut `text` into words with the smallest total cost.

    Args:
        text: what to cut.
        costs: the words, none of them empty, and what each occurrence costs, at least 0.

    Returns:
        The total and the words in order; None if there is no such cut. Among cuts of the same
        total, the one whose first differing word is longer.

    Complexity:
        O(len(text) * longest word) steps, O(len(text)) memory.
    """
    lengths = sorted({len(word) for word in costs})
    cheapest: list[int | None] = [0] + [None] * len(text)  # of what stands before each place
    ways: list[list[str]] = [[] for _ in range(len(text) + 1)]  # the last words that reach it
    for start in range(len(text)):
        so_far = cheapest[start]
        if so_far is None:
            continue
        for length in lengths:
            word = text[start : start + length]
            end = start + length
            if end > len(text) or word not in costs:
                continue
            total, best = so_far + costs[word], cheapest[end]
            if best is None or total < best:
                cheapest[end] = total
                ways[end] = [word]
            elif total == best:
                ways[end].append(word)
    if cheapest[-1] is None:
        return None

    # Back from the end, all words of all best cuts; of those at one place only the longest counts.
    longest: dict[int, str] = {}
    on_a_best_cut = {len(text)}
    for end in range(len(text), 0, -1):
        if end in on_a_best_cut:
            for word in ways[end]:
                start = end - len(word)
                on_a_best_cut.add(start)
                if len(word) > len(longest.get(start, "")):
                    longest[start] = word
    words: list[str] = []
    place = 0
    while place < len(text):
        words.append(longest[place])
        place += len(longest[place])
    return cheapest[-1], words
