"""The parcels are gone through once for each halving of the answer, and not copied."""

from __future__ import annotations

import random
from math import log2
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import CountedSequence, WrongAnswer, at_most, check, peak_bytes

BILLION = 10**9


@pytest.mark.parametrize(
    ("weights", "days", "expected"),
    [
        pytest.param([BILLION] * 100, 10, 10 * BILLION, id="heavy parcels"),
        pytest.param([BILLION] * 100, 1, 100 * BILLION, id="heavy parcels on one day"),
        pytest.param([1] * 200, 7, 29, id="light parcels"),
        pytest.param([1] * 100 + [BILLION], 2, BILLION, id="one giant"),
        pytest.param(list(range(1, 129)), 128, 128, id="a day for each"),
        pytest.param(random.Random(33).sample(range(1, BILLION), 120), 1, None, id="any weights"),
    ],
)
def test_each_halving_goes_through_the_parcels_once(
    subject: ModuleType, weights: list[int], days: int, expected: int | None
) -> None:
    """At most n * (log2(sum) + 4) weights are read, however great they are."""
    limit = int(len(weights) * (log2(sum(weights)) + 4))
    text = f"[{', '.join(map(str, weights[:3]))}, …]" if len(weights) > 3 else f"{weights}"
    call = f"smallest_capacity({text}, {days}), of {len(weights)} weights"
    why = "each look at all parcels should rule out half of the capacities"
    counted = CountedSequence(weights, limit, call=call, why=why)
    found = subject.smallest_capacity(counted, days)
    at_most(counted.reads, limit, "reads", call=call, why=why)
    expected = sum(weights) if expected is None else expected
    if found != expected:
        raise WrongAnswer(call=call, expected=f"{expected}", got=f"{found!r}")


def enough(weights: list[int], days: int, capacity: int) -> bool:
    """Load the parcels from the last one on, which takes as many days as from the first."""
    loads = [0]
    for weight in reversed(weights):
        if loads[-1] + weight > capacity:
            loads.append(0)
        loads[-1] += weight
    return max(loads) <= capacity and len(loads) <= days


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=20), st.integers(1, 20))
def test_one_less_is_not_enough(subject: ModuleType, weights: list[int], days: int) -> None:
    """The capacity is enough, and one unit less is not."""
    check(subject.smallest_capacity, weights, days).satisfies(
        lambda capacity: enough(weights, days, capacity), "a capacity that is enough"
    ).satisfies(
        lambda capacity: not enough(weights, days, capacity - 1),
        "a capacity of which no unit can be spared",
    )


def test_the_parcels_are_not_copied(subject: ModuleType) -> None:
    """Three thousand parcels take no more memory than three."""
    at_most(
        peak_bytes(subject.smallest_capacity, [1, 2, 3] * 1_000, 500),
        4_000,
        "bytes at the peak",
        call="smallest_capacity([1, 2, 3] * 1_000, 500)",
        why="the load of the day and the number of days are all that needs to be kept",
        verdict="MLE",
    )
