"""A reading is compared a few times, however long the windows are."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import CountedInt, Tally, at_most, cpu_growth

SIZE = 1_500
TEETH = [place % 50 for place in range(SIZE)]


@pytest.mark.parametrize(
    ("values", "spread", "expected"),
    [
        pytest.param(list(range(SIZE)), SIZE // 2, (0, SIZE // 2 + 1), id="rising"),
        pytest.param(list(range(SIZE, 0, -1)), SIZE // 2, (0, SIZE // 2 + 1), id="falling"),
        pytest.param(TEETH, 48, (0, 49), id="a saw, a little too steep"),
        pytest.param(TEETH, 49, (0, SIZE), id="a saw that fits"),
        pytest.param([7] * SIZE, 0, (0, SIZE), id="all equal"),
    ],
)
def test_comparisons_of_readings(
    subject: ModuleType, values: list[int], spread: int, expected: tuple[int, int]
) -> None:
    """1,500 readings take at most 8 comparisons each."""
    tally = Tally(
        8 * SIZE,
        "comparisons of readings",
        call=f"steady_window({str(values[:4])[:-1]}, … {SIZE} in all], {spread})",
        why="the largest and the smallest of a window can be had from those of the window before",
    )
    counted = [CountedInt(value, tally) for value in values]
    assert subject.steady_window(counted, spread) == expected


def test_growth_on_a_slow_rise(subject: ModuleType) -> None:
    """Windows of half the series cost no more for each reading than short ones."""

    def a_rise(size: int) -> tuple[list[int], int]:
        return list(range(size)), size // 2

    at_most(
        cpu_growth(a_rise, subject.steady_window, [250, 500, 1_000, 2_000]),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call="steady_window(range(n), n // 2), for n from 250 to 2,000",
        why="each reading enters the window once and leaves it once",
    )
