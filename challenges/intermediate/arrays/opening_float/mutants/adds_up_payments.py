"""Adds up what is paid, as if nothing came in that could pay for it."""

from __future__ import annotations

from collections.abc import Sequence


def opening_float(moves: Sequence[int]) -> int:
    return -sum(move for move in moves if move < 0)
