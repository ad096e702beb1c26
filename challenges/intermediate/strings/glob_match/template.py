"""Glob matcher: whether a text matches a pattern with stars, question marks and classes."""

from __future__ import annotations


def glob_match(pattern: str, text: str) -> bool:
    """Tell whether the whole text matches a pattern.

    Args:
        pattern: `*` for any run, `?` for any character, `[a-c]` for one of a class, `[!a-c]` for
            one that is not in it; everything else stands for itself.
        text: the text, compared with regard to case.

    Returns:
        Whether it matches.

    Raises:
        ValueError: if a class has no end.

    Complexity:
        O(len(pattern) * len(text)) time, O(len(pattern)) memory.
    """
    raise NotImplementedError("glob_match")
