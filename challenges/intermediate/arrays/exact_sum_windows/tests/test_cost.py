"""Values are read once, and the time grows as the list does, though the answer can be larger."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import CountedSequence, at_most, cpu_growth

SIZE = 2_000


@pytest.mark.parametrize(
    ("values", "target", "expected"),
    [
        pytest.param([0] * SIZE, 0, SIZE * (SIZE + 1) // 2, id="all zero"),
        pytest.param([1] * SIZE, 5, SIZE - 4, id="all one"),
        pytest.param([3, -3] * (SIZE // 2), 0, SIZE * SIZE // 4, id="up and down"),
    ],
)
def test_reads_of_entries(
    subject: ModuleType, values: list[int], target: int, expected: int
) -> None:
    """2,000 entries are read at most twice each."""
    entries = CountedSequence(
        values,
        2 * SIZE,
        call=f"exact_sum_windows({values[:2]} * {SIZE // 2}, {target})",
        why="a running total knows what all the entries so far add up to",
    )
    assert subject.exact_sum_windows(entries, target) == expected


@pytest.mark.parametrize(
    ("value", "why"),
    [
        pytest.param(
            1, "which total would fit is known, so it need not be searched for", id="all one"
        ),
        pytest.param(
            0, "stretches must not be counted one by one: there are n * (n + 1) / 2", id="all zero"
        ),
    ],
)
def test_growth_of_the_time(subject: ModuleType, value: int, why: str) -> None:
    """A list of twice the length takes about twice the time, however many stretches fit."""

    target = "n // 2" if value else "0"

    def a_list_of(size: int) -> tuple[list[int], int]:
        return [value] * size, value * size // 2

    at_most(
        cpu_growth(a_list_of, subject.exact_sum_windows, [500, 1_000, 2_000, 4_000]),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call=f"exact_sum_windows([{value}] * n, {target}), for n from 500 to 4,000",
        why=why,
    )
