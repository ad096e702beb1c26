"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("values", "spread", "expected", "why"),
    [
        pytest.param([], 0, (0, 0), "there is nothing to name", id="no readings"),
        pytest.param([], 9, (0, 0), "there is nothing to name", id="no readings, spread 9"),
        pytest.param([7], 0, (0, 1), "one reading is steady", id="one reading"),
        pytest.param([-7], 3, (0, 1), "one reading is steady", id="one reading below zero"),
        pytest.param([3, 8], 5, (0, 2), "8 - 3 is exactly 5", id="two that just fit"),
        pytest.param([3, 9], 5, (0, 1), "9 - 3 is more than 5", id="two that do not fit"),
        pytest.param([9, 3], 5, (0, 1), "9 - 3 is more than 5", id="two that fall too far"),
    ],
)
def test_short_series(
    subject: ModuleType, values: list[int], spread: int, expected: tuple[int, int], why: str
) -> None:
    """None, one or two readings."""
    check(subject.steady_window, values, spread).returns(expected, why=why)


@pytest.mark.parametrize(
    ("values", "spread", "expected", "why"),
    [
        pytest.param([5, 5, 5, 5], 0, (0, 4), "they do not differ", id="all equal"),
        pytest.param([1, 2, 2, 1, 1, 1], 0, (3, 6), "the longest run of equals", id="spread 0"),
        pytest.param([1, 1, 2, 2], 0, (0, 2), "the first of two runs", id="spread 0, two runs"),
        pytest.param([0, 5, 10, 15], 4, (0, 1), "no two go together", id="steps up too high"),
        pytest.param([15, 10, 5, 0], 4, (0, 1), "no two go together", id="steps down too deep"),
        pytest.param([0, 9, 1, 9, 0], 9, (0, 5), "all within 9", id="the whole series"),
        pytest.param([0, 1, 2, 3, 4], 2, (0, 3), "three go together, 0 to 2 first", id="a rise"),
        pytest.param([4, 3, 2, 1, 0], 2, (0, 3), "three go together, 4 to 2 first", id="a fall"),
        pytest.param(
            [0, 3, 6, 9], 3, (0, 2), "neighbours are close, the ends are not", id="small steps"
        ),
    ],
)
def test_plain_series(
    subject: ModuleType, values: list[int], spread: int, expected: tuple[int, int], why: str
) -> None:
    """Equal readings, stairs, and series that are steady as a whole."""
    check(subject.steady_window, values, spread).returns(expected, why=why)


@pytest.mark.parametrize(
    ("values", "spread", "expected", "why"),
    [
        pytest.param([0, 50, 7, 8, 7], 1, (2, 5), "it lasts until the end", id="at the end"),
        pytest.param([7, 8, 7, 50, 0], 1, (0, 3), "then comes the 50", id="at the start"),
        pytest.param([3, 4, 90, 3, 4], 1, (0, 2), "both times two readings", id="around a peak"),
        pytest.param(
            [5, 5, 0, 3, 4, 2], 4, (2, 6), "0, 3, 4, 2 is longer than 5, 5", id="a longer one later"
        ),
        pytest.param(
            [4, 8, 6, 5, 7, 6, 1],
            3,
            (1, 6),
            "8 to 5 fits; 4 and 1 do not",
            id="between two outliers",
        ),
        pytest.param(
            [1, 9, 5, 6, 5, 7],
            2,
            (2, 6),
            "two readings have to go before 5 can come in",
            id="several have to go at once",
        ),
        pytest.param(
            [6, 2, 4, 6, 8],
            4,
            (0, 4),
            "2 is too far from 8, although 6, the first, is not",
            id="the smallest is not the first",
        ),
        pytest.param(
            [2, 2, 6, 6, 6],
            3,
            (2, 5),
            "both 2 have to go, not only one of them",
            id="the smallest comes twice",
        ),
        pytest.param(
            [8, 8, 4, 4, 4],
            3,
            (2, 5),
            "both 8 have to go, not only one of them",
            id="the largest comes twice",
        ),
        pytest.param(
            [9, 3, 5, -2, -1],
            6,
            (0, 3),
            "after 9 has left, 5 is the largest and too far from -2",
            id="who is next to the largest",
        ),
        pytest.param(
            [-9, -3, -5, 2, 1],
            6,
            (0, 3),
            "after -9 has left, -5 is the smallest and too far from 2",
            id="who is next to the smallest",
        ),
        pytest.param([-3, -1, 1, 3, 2], 4, (1, 5), "from -1 to 3 is 4", id="below and above zero"),
        pytest.param(
            [-(10**9), 10**9, 10**9 - 1, 0],
            2 * 10**9,
            (0, 4),
            "the largest difference there is",
            id="large readings",
        ),
    ],
)
def test_the_longest_counts_and_of_equals_the_first(
    subject: ModuleType, values: list[int], spread: int, expected: tuple[int, int], why: str
) -> None:
    """Where the window lies, and what has to leave it for a new reading."""
    check(subject.steady_window, values, spread).returns(expected, why=why)


def test_other_sequences(subject: ModuleType) -> None:
    """A tuple or a range is a series as well."""
    check(subject.steady_window, (1, 2, 9), 1).returns((0, 2), why="any sequence will do")
    check(subject.steady_window, range(10), 3).returns((0, 4), why="any sequence will do")
