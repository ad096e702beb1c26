"""Run-length codec, whose decoder reads without checks and then encodes again what it has read."""

from __future__ import annotations

import re


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
    return re.sub(r"(.)\1*", _code_of_run, text, flags=re.DOTALL)


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
    text = re.sub(
        r"([0-9]*)\\?(.)",
        lambda run: run[2] * int(run[1] or 1),
        code,
        flags=re.DOTALL,
    )
    if encode_runs(text) != code:
        raise ValueError(f"not a code that any text has: {code[:40]!r}")
    return text


def _code_of_run(run: re.Match[str]) -> str:
    length = len(run[0])
    escape = "\\" if run[1] in "0123456789\\" else ""
    return f"{length if length > 1 else ''}{escape}{run[1]}"
