"""Looks at single movements: payments that follow each other are not seen together."""

from __future__ import annotations

from collections.abc import Sequence


def opening_float(moves: Sequence[int]) -> int:
    return -min([0, *moves])
