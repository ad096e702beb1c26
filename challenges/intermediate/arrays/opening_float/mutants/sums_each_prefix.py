"""Adds up the day anew after each movement: quadratic."""

from __future__ import annotations

from collections.abc import Sequence


def opening_float(moves: Sequence[int]) -> int:
    return -min(sum(moves[:end]) for end in range(len(moves) + 1))
