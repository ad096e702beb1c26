"""What the bounded tables of approximate counting say: how many different, and how long."""

from __future__ import annotations

import math
from collections import Counter

from .sketches import LIMITS

PRECISION = 14
_REGISTERS = 1 << PRECISION
_RANKS = 64 - PRECISION


def cardinality(registers: bytes) -> int:
    """Returns how many different keys filled the registers of a HyperLogLog; 0.81 % off usually.

    The estimator needs no table of corrections for small numbers: Ertl, "New cardinality estimation
    algorithms for HyperLogLog sketches" (2017), algorithm 6.
    """
    counts = Counter(registers)
    total = _REGISTERS * _tau(1 - counts[_RANKS + 1] / _REGISTERS)
    for rank in range(_RANKS, 0, -1):
        total = (total + counts[rank]) / 2
    total += _REGISTERS * _sigma(counts[0] / _REGISTERS)
    return round(_REGISTERS / (2 * math.log(2)) * _REGISTERS / total) if total < math.inf else 0


def _sigma(x: float) -> float:
    if x == 1:
        return math.inf
    y, z, before = 1.0, x, -1.0
    while z != before:
        x, before = x * x, z
        z += x * y
        y += y
    return z


def _tau(x: float) -> float:
    if x in (0, 1):
        return 0.0
    y, z, before = 1.0, 1 - x, -1.0
    while z != before:
        x, before, y = math.sqrt(x), z, y / 2
        z -= (1 - x) ** 2 * y
    return z / 3


def middle(bucket: int) -> int:
    """Returns the microseconds that stand for a bucket: off by at most 1 % at either end of it."""
    if bucket == 0:
        return 0
    low, high = LIMITS[bucket - 1] + 1, LIMITS[bucket]
    return round(2 * low * high / (low + high))
