"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.dynamic_programming.weighted_shifts.tests.oracle import (
    Shift,
    check_shifts,
)
from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("shifts", "expected", "why"),
    [
        pytest.param([(2, 4, 7)], (7, [0]), "there is nothing against it", id="one shift"),
        pytest.param(
            [(5, 6, 1), (3, 4, 1), (1, 2, 1)],
            (3, [0, 1, 2]),
            "indices are those of the input, in ascending order",
            id="from the last to the first",
        ),
        pytest.param(
            [(0, 3, 1), (4, 9, 1), (2, 5, 9)],
            (9, [2]),
            "indices are those of the input, not of the order by end",
            id="the middle one comes last",
        ),
        pytest.param(
            [(3, 5, 4), (1, 3, 2)],
            (6, [0, 1]),
            "the second ends when the first begins",
            id="touching, the later one first",
        ),
    ],
)
def test_indices_are_those_of_the_input(
    subject: ModuleType, shifts: list[Shift], expected: tuple[int, list[int]], why: str
) -> None:
    """Where only one choice is best, its indices in the input are returned in ascending order."""
    check(subject.weighted_shifts, shifts).returns(expected, why=why)


@pytest.mark.parametrize(
    ("shifts", "total", "why"),
    [
        pytest.param(
            [(0, 9, 10), (0, 3, 3), (3, 6, 3), (6, 9, 3)],
            10,
            "the long one pays 10, the three short ones 9",
            id="a long rich one against many small ones",
        ),
        pytest.param(
            [(0, 9, 8), (0, 3, 3), (3, 6, 3), (6, 9, 3)],
            9,
            "the long one pays 8, the three short ones 9",
            id="many small ones against a long one",
        ),
        pytest.param(
            [(0, 10, 1), (2, 4, 5), (4, 6, 5), (1, 5, 7)],
            10,
            "an early start does not make a shift the first to end",
            id="the longest starts first",
        ),
        pytest.param([(1, 4, 3)] * 4, 3, "only one of them can be worked", id="identical shifts"),
        pytest.param(
            [(1, 5, 2), (3, 5, 4), (4, 5, 3), (5, 6, 1)],
            5,
            "of those that end at 5 the best paid, then the last",
            id="duplicate ends",
        ),
        pytest.param(
            [(1, 5, 2), (1, 2, 1), (1, 3, 4), (3, 5, 1)],
            5,
            "of those that start at 1 the one that leaves room",
            id="duplicate starts",
        ),
        pytest.param([(0, 1, 0), (0, 2, 0)], 0, "no pay is no pay", id="nothing is paid"),
        pytest.param(
            [(0, 2, 0), (1, 3, 6), (3, 4, 0)],
            6,
            "what is not paid is no obstacle",
            id="some unpaid",
        ),
        pytest.param(
            [(-5, -3, 2), (-4, 0, 3), (-3, 2, 2)], 4, "times may be negative", id="below zero"
        ),
        pytest.param(
            [(0, 10**12, 10**12), (0, 10**12 - 1, 10**12 - 1), (10**12 - 1, 10**12, 2)],
            10**12 + 1,
            "one more than the long one pays",
            id="times and pays of 10 ** 12",
        ),
    ],
)
def test_the_highest_total_wins(
    subject: ModuleType, shifts: list[Shift], total: int, why: str
) -> None:
    """The total is the highest there is, and the chosen shifts give it without overlap."""
    check_shifts(subject, shifts, total, why=why)
