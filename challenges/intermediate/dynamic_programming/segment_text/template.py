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
    raise NotImplementedError("segment_text")
