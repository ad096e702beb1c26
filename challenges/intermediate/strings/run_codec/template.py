"""Run-length codec: runs of a character as a count and the character, one code for each text."""

from __future__ import annotations


def encode_runs(text: str) -> str:
    """Write each run of a text as its length and its character.

    Args:
        text: any text.

    Returns:
        The code. A run of one has no length; ASCII digits and backslashes have a backslash in
        front.

    Complexity:
        O(len(text)) time and memory.
    """
    raise NotImplementedError("encode_runs")


def decode_runs(code: str) -> str:
    """Restore the text that `encode_runs` has made a code of.

    Args:
        code: what `encode_runs` returned.

    Returns:
        The text.

    Raises:
        ValueError: if `encode_runs` returns this code for no text.

    Complexity:
        O(len(code) + length of the text) time and memory.
    """
    raise NotImplementedError("decode_runs")
