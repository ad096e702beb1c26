"""Inputs on which the cost of encode_runs and decode_runs shows."""

from __future__ import annotations


def short_runs(size: int) -> tuple[str]:
    """A text of n characters whose runs are one or two long, a quarter of them escaped."""
    return ("ab7cc" * (size // 5),)


def code_of_short_runs(size: int) -> tuple[str]:
    """A code of n characters whose runs are one or three long."""
    return ("3ab\\7x" * (size // 6),)
