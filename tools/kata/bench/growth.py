"""The verdict on growth, from measured costs alone.

A cost that grows like n^e is a line with slope e on a log-log plot. Slopes are Theil-Sen ones: one
disturbed size among five moves them little.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from challenges.shared.testing.growth import growth_exponent
from tools.kata.perf import EXPONENTS

# The difference of slopes up to which an attempt passes, and from which on it fails.
PASS_UP_TO = 0.30
FAIL_FROM = 0.60
# So far inside, more rounds would not change the verdict.
CLEAR_PASS = 0.15
CLEAR_FAIL = 0.85

_RESAMPLES = 1000
_WORDS = {"1": "constant", "n": "linear", "n^2": "quadratic", "n^3": "cubic"}


@dataclass(frozen=True, slots=True)
class Point:
    """Costs of both at one size, in one unit: seconds of a call, or bytes at its peak."""

    n: int
    attempt: float
    reference: float


@dataclass(frozen=True, slots=True)
class Growth:
    """How two costs grow, and what to think of it.

    Attributes:
        slope: Exponent of the attempt.
        reference_slope: Exponent of the reference.
        claim: The class that the unit claims, a key of `EXPONENTS`.
    """

    slope: float
    reference_slope: float
    claim: str

    @property
    def excess(self) -> float:
        """How much steeper the attempt is than the reference, or than the claim if that is more.

        What the statement allows is never wrong, even where the reference does better.
        """
        return self.slope - max(self.reference_slope, EXPONENTS[self.claim])

    @property
    def verdict(self) -> str:
        """pass, fail, or unclear."""
        if self.excess <= PASS_UP_TO:
            return "pass"
        return "fail" if self.excess >= FAIL_FROM else "unclear"

    @property
    def is_clear(self) -> bool:
        """Whether the verdict is so far from the limits that it needs no more rounds."""
        return self.excess <= CLEAR_PASS or self.excess >= CLEAR_FAIL


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times the reference's cost the attempt's is: median and 95 % interval."""

    median: float
    low: float
    high: float


def growth(points: Sequence[Point], claim: str, *, floor: float = 0.0) -> Growth:
    """Returns how the costs of at least two sizes grow.

    Args:
        points: The sizes with their costs.
        claim: The class that the unit claims.
        floor: Costs below it count as it, for a cost that is too small to mean anything.
    """
    sizes = [point.n for point in points]
    return Growth(
        growth_exponent(sizes, [max(point.attempt, floor) for point in points]),
        growth_exponent(sizes, [max(point.reference, floor) for point in points]),
        claim,
    )


def ratio_of(pairs: Sequence[tuple[float, float]]) -> Ratio:
    """Returns the median ratio of pairs (attempt, reference), with its bootstrap interval.

    The interval holds the middle 95 % of the medians of resampled pairs.
    """
    ratios = [attempt / reference for attempt, reference in pairs]
    source = random.Random(0)
    medians = sorted(median(source.choices(ratios, k=len(ratios))) for _ in range(_RESAMPLES))
    tail = _RESAMPLES // 40
    return Ratio(median(ratios), medians[tail], medians[-tail - 1])


def in_words(claim: str) -> str:
    """Returns a class as people say it: linear for n, "n log n" as it is."""
    return _WORDS.get(claim, claim)
