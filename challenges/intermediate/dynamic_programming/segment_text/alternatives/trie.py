"""Cheapest segmentation with a trie, which stops as soon as no word goes on like the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Node:
    cost: int | None = None  # of the word that ends here
    children: dict[str, _Node] = field(default_factory=dict)


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
    root = _Node()
    for word, cost in costs.items():
        node = root
        for letter in word:
            node = node.children.setdefault(letter, _Node())
        node.cost = cost

    # For each place: the total of the best cut from there on, and where its first word ends.
    best: list[tuple[int, int] | None] = [None] * len(text) + [(0, 0)]
    for start in reversed(range(len(text))):
        found: tuple[int, int] | None = None
        node = root
        end = start
        while end < len(text) and text[end] in node.children:
            node = node.children[text[end]]
            end += 1
            rest = best[end]
            if node.cost is None or rest is None:
                continue
            if found is None or node.cost + rest[0] <= found[0]:
                found = node.cost + rest[0], end
        best[start] = found

    if best[0] is None:
        return None
    words = []
    place = 0
    while place < len(text):
        step = best[place]
        assert step is not None
        words.append(text[place : step[1]])
        place = step[1]
    return best[0][0], words
