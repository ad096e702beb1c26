"""The cost is that of sorting the appointments, and depends on their number alone."""

from __future__ import annotations

import random
from math import log2
from types import ModuleType

import pytest

from challenges.shared.testing import CountedInt, Tally, at_most, peak_bytes

SIZE = 600
DAY = (0, 10 * SIZE)


def shuffled(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Bring the spans into an order that is the same in each run."""
    random.Random(4).shuffle(spans)
    return spans


APART = shuffled([(10 * number, 10 * number + 5) for number in range(SIZE)])
NESTED = shuffled([(number, 10 * SIZE - number) for number in range(SIZE)])
STAIRS = shuffled([(10 * number, 10 * number + 300) for number in range(SIZE)])


@pytest.mark.parametrize(
    ("busy", "gaps"),
    [
        pytest.param(APART, SIZE, id="each apart from all others"),
        pytest.param(sorted(APART), SIZE, id="in order already"),
        pytest.param(NESTED, 0, id="each inside the one before"),
        pytest.param(STAIRS, 0, id="each overlaps thirty"),
    ],
)
def test_comparisons_of_starts(subject: ModuleType, busy: list[tuple[int, int]], gaps: int) -> None:
    """600 appointments take at most 10 n log2 n comparisons of starts."""
    tally = Tally(
        int(10 * SIZE * log2(SIZE)),
        "comparisons of starts",
        call=f"free_slots({str(busy[:3])[:-1]}, … {SIZE} in all], {DAY})",
        why="once they are sorted, an appointment needs to be looked at once",
    )
    counted = [(CountedInt(start, tally), end) for start, end in busy]
    assert len(subject.free_slots(counted, DAY)) == gaps


def test_a_long_day_takes_no_more_memory(subject: ModuleType) -> None:
    """Three appointments in half a year take as much memory as on a single day."""
    busy = [(1_000, 2_000), (50_000, 50_060), (150_000, 190_000)]
    at_most(
        peak_bytes(subject.free_slots, busy, (0, 250_000)),
        20_000,
        "bytes at the peak",
        call=f"free_slots({busy}, (0, 250_000))",
        why="there are three appointments; nobody asked for each of the minutes",
        verdict="MLE",
    )
