"""Cheapest segmentation: a text without blanks, cut into the words that cost least."""

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
    cheapest: list[int | None] = [None] * len(text) + [0]  # of what is left from each place on
    first = [""] * len(text)  # the word that its best cut begins with
    for start in reversed(range(len(text))):
        for length in lengths:
            if start + length > len(text):
                break
            word = text[start : start + length]
            rest, best = cheapest[start + length], cheapest[start]
            if word not in costs or rest is None:
                continue
            total = costs[word] + rest
            if best is None or total <= best:  # on a tie the later, that is the longer word
                cheapest[start] = total
                first[start] = word
    if cheapest[0] is None:
        return None

    words: list[str] = []
    place = 0
    while place < len(text):
        words.append(first[place])
        place += len(first[place])
    return cheapest[0], words
