"""Processor time of calls that take turns, so that what disturbs one disturbs all."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

LEAST_SECONDS = 0.005  # of a sample: the clock has steps
LONG_SECONDS = 0.1  # a sample that takes longer is taken in every other round only


@dataclass(frozen=True, slots=True)
class Timing:
    """What was measured of one engine.

    Attributes:
        seconds: Median of a call's processor time.
        ratio: Median, over the rounds, of its time divided by the base's.
        low: Smallest of these ratios.
        high: Largest of these ratios.
        samples: Processor time of a call in each round; None in those it sat out.
    """

    seconds: float
    ratio: float
    low: float
    high: float
    samples: tuple[float | None, ...]

    def ratio_to(self, other: Timing) -> float:
        """Returns the median of the ratios in the rounds that both took part in."""
        return median(_ratios(self.samples, other.samples))


def measure(
    calls: Mapping[str, Callable[[], object]], base: str, rounds: int, collect: bool = True
) -> dict[str, Timing]:
    """Returns the timing of each call.

    Args:
        calls: By name of the engine.
        base: What ratios refer to.
        rounds: How many samples of each, taken in turns. A slow call takes half of them.
        collect: Whether the cyclic collector is on.
    """
    repeats = {name: _repeats(call) for name, call in calls.items()}
    samples: dict[str, list[float | None]] = {name: [] for name in calls}
    was_on = gc.isenabled()
    try:
        (gc.enable if collect else gc.disable)()
        for turn in range(rounds):
            for name, call in calls.items():
                first = samples[name][0] if turn else None
                sits_out = turn % 2 and first and name != base and first > LONG_SECONDS
                samples[name].append(None if sits_out else _sample(call, repeats[name]))
    finally:
        (gc.enable if was_on else gc.disable)()
    found = {}
    for name, times in samples.items():
        ratios = _ratios(times, samples[base])
        seconds = median(taken for taken in times if taken is not None)
        found[name] = Timing(seconds, median(ratios), min(ratios), max(ratios), tuple(times))
    return found


def _ratios(
    ours: list[float | None] | tuple[float | None, ...],
    theirs: list[float | None] | tuple[float | None, ...],
) -> list[float]:
    pairs = zip(ours, theirs, strict=True)
    return [one / other for one, other in pairs if one is not None and other]


def _sample(call: Callable[[], object], repeats: int) -> float:
    gc.collect()
    start = time.process_time()
    for _ in range(repeats):
        call()
    return (time.process_time() - start) / repeats


def _repeats(call: Callable[[], object]) -> int:
    repeats = 1
    while (taken := _sample(call, repeats) * repeats) < LEAST_SECONDS:
        repeats *= 4 if taken < LEAST_SECONDS / 4 else 2
    return repeats
