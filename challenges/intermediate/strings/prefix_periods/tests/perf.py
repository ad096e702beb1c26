"""Inputs on which the cost of prefix_periods shows."""

from __future__ import annotations


def one_letter_and_another_at_the_end(size: int) -> tuple[str]:
    """A text of n characters: n - 1 times the same one, and then another."""
    return ("a" * (size - 1) + "b",)


def fibonacci_word(size: int) -> tuple[str]:
    """The first n characters of abaababa…, whose prefixes have many borders each."""
    before, word = "a", "ab"
    while len(word) < size:
        before, word = word, word + before
    return (word[:size],)
