"""The corners of the statement, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("values", "gap", "expected", "why"),
    [
        pytest.param([], 5, 0, "no values, no pairs", id="no values"),
        pytest.param([7], 5, 0, "one value makes no pair", id="one value"),
        pytest.param([3, 1, 2], 0, 0, "all values differ", id="gap 0, all different"),
        pytest.param([2, 1, 2, 1, 2], 0, 4, "3 pairs of 2 and 1 pair of 1", id="gap 0, equals"),
        pytest.param([4, 4, 4], -1, 0, "a difference is never below 0", id="negative gap"),
        pytest.param([0, 10], 10, 1, "a difference equal to the gap counts", id="just close"),
        pytest.param([0, 10], 9, 0, "10 is more than 9", id="just too far"),
        pytest.param([-5, 5, -1, 0], 5, 4, "-5 and 5, -1 and 5 are too far apart", id="negative"),
        pytest.param([9, 1, 8, 2], 100, 6, "all six pairs are close", id="all pairs"),
        pytest.param(
            [2**60, 2**60 + 1, 2**60 + 2], 1, 2, "every unit counts", id="large, but not equal"
        ),
        pytest.param(
            [10**30, 10**30 + 1, -(10**30)], 1, 1, "numbers have no upper end", id="beyond 64 bits"
        ),
        pytest.param([10**30, 0], 10**30, 1, "the gap may be as large", id="a gap beyond 64 bits"),
        pytest.param([True, 1, False], 0, 1, "True is 1, False is 0", id="bools are numbers"),
        pytest.param((3, 1, 2), 1, 2, "any sequence will do", id="a tuple"),
        pytest.param(range(5), 1, 4, "any sequence will do", id="a range"),
    ],
)
def test_corners(
    subject: ModuleType, values: Sequence[int], gap: int, expected: int, why: str
) -> None:
    """Pairs are counted as the definition says."""
    check(subject.close_pairs, values, gap).returns(expected, why=why)


def test_many_pairs(subject: ModuleType) -> None:
    """2,000 equal values make 1,999,000 pairs, far more than there are values."""
    check(subject.close_pairs, [7] * 2_000, 0).returns(1_999_000, why="2,000 · 1,999 / 2")
