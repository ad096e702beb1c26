"""Cost figures that compare runs of one process with each other: growth, speed-up, peak memory.

No figure here is a duration: a machine that is slow or busy gives the same answer.
"""

from __future__ import annotations

import gc
import math
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from statistics import median
from typing import Any

from challenges.shared.testing.comparing import difference
from challenges.shared.testing.rendering import call_text, short_repr
from challenges.shared.testing.verdicts import WrongAnswer


def growth_exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return e such that the costs grow like size ** e: 1 is linear, 2 quadratic.

    The Theil-Sen slope of log(cost) over log(size), that is the median over all pairs of points;
    one disturbed measurement among five does not move it far.

    Args:
        sizes: at least two different sizes.
        costs: the cost at each size, in any unit; 0 counts as the smallest positive cost there is.

    Raises:
        ValueError: if the lengths differ or there are less than two sizes.
    """
    if len(sizes) != len(costs) or len(set(sizes)) < 2:
        raise ValueError(
            f"growth needs one cost for each of two or more sizes, got {sizes} and {costs}"
        )
    floor = min((cost for cost in costs if cost > 0), default=1.0)
    points = [(math.log(s), math.log(max(c, floor))) for s, c in zip(sizes, costs, strict=True)]
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2]
    return median(slopes)


def cpu_growth(
    make: Callable[[int], Sequence[object]],
    function: Callable[..., object],
    sizes: Sequence[int],
    rounds: int = 3,
) -> float:
    """Return the growth exponent of the CPU time of `function(*make(size))`.

    The sizes take turns in each round and the fastest time of each is kept, so that a busy moment
    of the machine spoils no size. n and n log n are not told apart: judge against 1.5.

    Args:
        make: gives fresh arguments of a size; not measured.
        function: what to measure.
        sizes: doubled a few times; the smallest should take some 50 microseconds.
        rounds: how often each size is measured.
    """
    best = [math.inf] * len(sizes)
    with collector_off():
        for _ in range(rounds):
            for place, size in enumerate(sizes):
                best[place] = min(best[place], _cpu_seconds(function, make(size))[0])
    return growth_exponent(sizes, best)


def speedup(
    slow: Callable[..., object],
    fast: Callable[..., object],
    make: Callable[[], Sequence[object]],
    rounds: int = 5,
) -> float:
    """Return how many times faster `fast` is: the median of ratios measured in pairs.

    Both run one after the other on equal fresh input, with the garbage collector off: a collection
    over a large heap in one half of a pair would drown the ratio.

    Args:
        slow: the known function.
        fast: the function to judge; must return the same.
        make: gives fresh equal arguments at each call; not measured.
        rounds: the number of pairs.

    Raises:
        WrongAnswer: if the two return different values.
    """
    ratios = []
    for _ in range(rounds):
        with collector_off():
            slow_args, fast_args = make(), make()
            slow_seconds, expected = _cpu_seconds(slow, slow_args)
            fast_seconds, got = _cpu_seconds(fast, fast_args)
        found = difference(expected, got)
        if found is not None:
            raise WrongAnswer(
                call=call_text(fast, make(), {}),
                expected=short_repr(expected),
                got=short_repr(got),
                difference=found,
                why="faster counts only when the answer is the same",
            )
        ratios.append(slow_seconds / max(fast_seconds, 1e-9))
    return median(ratios)


def peak_bytes(function: Callable[..., object], *args: object) -> int:
    """Return the highest number of bytes that the call held at a time, beyond what was there.

    Args:
        function: what to call.
        *args: its arguments; what they hold does not count.
    """
    already_tracing = tracemalloc.is_tracing()
    if not already_tracing:
        tracemalloc.start()
    try:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        function(*args)
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        if not already_tracing:
            tracemalloc.stop()


def _cpu_seconds(function: Callable[..., Any], args: Sequence[object]) -> tuple[float, Any]:
    start = time.thread_time()
    result = function(*args)
    return time.thread_time() - start, result


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep the garbage collector from running meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
