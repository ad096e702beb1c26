"""The cost is that of sorting: neither the shifts before nor the choices are searched through."""

from __future__ import annotations

from math import log2
from types import ModuleType

import pytest

from challenges.shared.testing import CountedInt, Tally, check, traced_lines

SIZE = 600

DISJOINT = [(3 * n, 3 * n + 2, 1) for n in range(SIZE)]
NESTED = [(-n, n + 1, n + 1) for n in range(SIZE)]
STAIRS = [(n, n + 50, 1) for n in range(SIZE)]


@pytest.mark.parametrize(
    ("shifts", "total"),
    [
        pytest.param(DISJOINT, SIZE, id="one after the other"),
        pytest.param(DISJOINT[::-1], SIZE, id="one before the other"),
        pytest.param(NESTED, SIZE, id="one inside the other"),
        pytest.param(STAIRS, SIZE // 50, id="each overlaps fifty"),
    ],
)
class TestHundredsOfShifts:
    def test_comparisons_of_ends(
        self, subject: ModuleType, shifts: list[tuple[int, int, int]], total: int
    ) -> None:
        """At most 8 n log2 n comparisons of ends are made."""
        tally = Tally(
            int(8 * SIZE * log2(SIZE)),
            "comparisons of ends",
            call=f"weighted_shifts({shifts[:3]} … {SIZE} shifts)",
            why="each shift is decided once, and what ends before it starts is found by bisection",
        )
        counted = [(start, CountedInt(end, tally), pay) for start, end, pay in shifts]
        assert subject.weighted_shifts(counted)[0] == total

    def test_lines(
        self, subject: ModuleType, shifts: list[tuple[int, int, int]], total: int
    ) -> None:
        """At most 80 lines are executed for each shift; a plain solution takes fifteen."""
        found = traced_lines(
            subject,
            subject.weighted_shifts,
            shifts,
            limit=80 * SIZE,
            why="each shift is taken or left once, and each choice is recovered once",
        )
        assert found[0] == total


def test_thousands_of_shifts(subject: ModuleType) -> None:
    """A long row of shifts is no deeper a question than a short one."""
    row = [(place, place + 1, 1) for place in range(5_000)]
    check(subject.weighted_shifts, row).returns(
        (5_000, [*range(5_000)]), why="each begins when the one before it ends"
    )
