"""Processor time of calls that take turns, so that what disturbs one disturbs all."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

LEAST_SECONDS = 0.005  # of a sample: the clock has steps


@dataclass(frozen=True, slots=True)
class Timing:
    """What was measured of one engine.

    Attributes:
        seconds: Median of a call's processor time.
        ratio: Median, over the rounds, of its time divided by the base's.
        low: Smallest of these ratios.
        high: Largest of these ratios.
    """

    seconds: float
    ratio: float
    low: float
    high: float


def measure(
    calls: Mapping[str, Callable[[], object]], base: str, rounds: int, collect: bool = True
) -> dict[str, Timing]:
    """Returns the timing of each call.

    Args:
        calls: By name of the engine.
        base: What ratios refer to.
        rounds: How many samples of each, taken in turns.
        collect: Whether the cyclic collector is on.
    """
    repeats = {name: _repeats(call) for name, call in calls.items()}
    samples: dict[str, list[float]] = {name: [] for name in calls}
    was_on = gc.isenabled()
    try:
        (gc.enable if collect else gc.disable)()
        for _ in range(rounds):
            for name, call in calls.items():
                samples[name].append(_sample(call, repeats[name]))
    finally:
        (gc.enable if was_on else gc.disable)()
    found = {}
    for name, times in samples.items():
        ratios = [time / of_base for time, of_base in zip(times, samples[base], strict=True)]
        found[name] = Timing(median(times), median(ratios), min(ratios), max(ratios))
    return found


def _sample(call: Callable[[], object], repeats: int) -> float:
    gc.collect()
    start = time.process_time()
    for _ in range(repeats):
        call()
    return (time.process_time() - start) / repeats


def _repeats(call: Callable[[], object]) -> int:
    repeats = 1
    while _sample(call, repeats) * repeats < LEAST_SECONDS:
        repeats *= 4
    return repeats
