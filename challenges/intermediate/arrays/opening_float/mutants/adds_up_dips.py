"""Tops the till up at each dip, and forgets that it is in the till from then on."""

from __future__ import annotations

from collections.abc import Sequence


def opening_float(moves: Sequence[int]) -> int:
    opening = balance = 0
    for move in moves:
        balance += move
        if balance < 0:
            opening -= balance
    return opening
