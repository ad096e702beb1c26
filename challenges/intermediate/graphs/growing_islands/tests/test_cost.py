"""The sea is not stored, and a fill costs the same next to a small and to a large island."""

from __future__ import annotations

from itertools import pairwise
from types import ModuleType

import pytest

from challenges.shared.testing import (
    WrongAnswer,
    at_most,
    check,
    cpu_growth,
    peak_bytes,
    traced_lines,
)

LINES_PER_FILL = 150
"""A plain solution executes twenty to fifty lines for each fill."""

BILLION = 1_000_000_000


def test_the_sea_is_not_stored(subject: ModuleType) -> None:
    """Three fills in a sea of a million squares take little memory."""
    at_most(
        peak_bytes(subject.growing_islands, 1_000, 1_000, [(0, 0), (999, 999), (0, 999)]),
        100_000,
        "bytes at the peak",
        call="growing_islands(1_000, 1_000, [(0, 0), (999, 999), (0, 999)])",
        why="only what has been filled needs a place in memory",
        verdict="MLE",
    )


def test_a_sea_that_fits_nowhere(subject: ModuleType) -> None:
    """A sea of 10 ** 18 squares is as good as a small one."""
    far = BILLION - 1
    fills = [(far, far), (0, far), (far, 0), (far - 1, far), (0, 0), (far, far - 1)]
    check(subject.growing_islands, BILLION, BILLION, fills).returns(
        [1, 2, 3, 3, 4, 4], why="the corners of the sea are far apart"
    )


TEETH = 500


def comb(columns: list[int]) -> tuple[list[tuple[int, int]], list[int]]:
    """Every second square of a row, then those between, then squares above and below the first.

    An island that is joined to the next one at each step may hang deeper and deeper, and the
    squares above and below ask for the deepest.
    """
    apart = [(1, 2 * column) for column in columns]
    between = [(1, column + other) for column, other in pairwise(columns)]
    beside = [(row, col) for _, col in apart for row in (0, 2)]
    counts = [*range(1, TEETH + 1), *range(TEETH - 1, 0, -1), *[1] * len(beside)]
    return apart + between + beside, counts


def snake(length: int) -> tuple[list[tuple[int, int]], list[int]]:
    """A winding row, filled from both ends until they meet, then two squares outside."""
    path = [(2 * turn, col) for turn in range(length) for col in range(length)[:: 1 - turn % 2 * 2]]
    turns = [(2 * turn + 1, (turn + 1) % 2 * (length - 1)) for turn in range(length - 1)]
    for place, turn in enumerate(turns, start=1):
        path.insert(place * (length + 1) - 1, turn)
    fills = [square for pair in zip(path, reversed(path), strict=True) for square in pair]
    fills = fills[: len(path)]
    return fills, [1, *[2] * (len(path) - 2), 1]


@pytest.mark.parametrize(
    ("fills", "expected"),
    [
        pytest.param(*comb(list(range(TEETH))), id="a comb joined from the left"),
        pytest.param(*comb(list(range(TEETH))[::-1]), id="a comb joined from the right"),
        pytest.param(*snake(20), id="a snake from both ends"),
        pytest.param(
            [(0, col) for col in range(2_000)] + [(1, 0)],
            [1] * 2_001,
            id="a square beside the start of a long row",
        ),
    ],
)
def test_a_fill_costs_the_same_beside_a_large_island(
    subject: ModuleType, fills: list[tuple[int, int]], expected: list[int]
) -> None:
    """Fills take at most 150 lines each, however the islands came together."""
    found = traced_lines(
        subject,
        subject.growing_islands,
        BILLION,
        BILLION,
        fills,
        limit=LINES_PER_FILL * len(fills),
        why="the ways to the root of an island must stay short, and no island be walked through",
    )
    if found != expected:
        raise WrongAnswer(
            call=f"growing_islands(10**9, 10**9, {fills[:3]} and {len(fills) - 3:,} more)",
            expected=f"{expected[:3]} … {expected[-3:]}",
            got=f"{found[:3]} … {found[-3:]}",
        )


def test_no_island_is_copied(subject: ModuleType) -> None:
    """Twice as many squares in a row take about twice the time."""

    def row(size: int) -> tuple[int, int, list[tuple[int, int]]]:
        return 1, size, [(0, col) for col in range(size)]

    at_most(
        cpu_growth(row, subject.growing_islands, [250, 500, 1_000, 2_000]),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call="growing_islands(1, n, a row from left to right), for n from 250 to 2,000",
        why="an island that grows by one square must not be written anew",
    )
