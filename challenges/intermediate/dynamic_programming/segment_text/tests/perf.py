"""Inputs on which the cost of segment_text shows."""

from __future__ import annotations

import random


def words_without_blanks(size: int) -> tuple[str, dict[str, int]]:
    """n characters of words of up to six letters, two hundred of them, and every single letter."""
    source = random.Random(38)
    words = ["".join(source.choices("abcde", k=source.randrange(2, 7))) for _ in range(200)]
    costs = {word: source.randrange(1, 9) for word in words} | dict.fromkeys("abcde", 9)
    source = random.Random(size)
    text = "".join(source.choices(words, k=size // 2))
    return text[:size], costs
