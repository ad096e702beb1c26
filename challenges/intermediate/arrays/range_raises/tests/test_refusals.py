"""Updates that name places outside of the row, or run backwards, are refused."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check

Update = tuple[int, int, int]


@pytest.mark.parametrize(
    ("size", "update", "why"),
    [
        pytest.param(3, (0, 4, 1), "hi is at most size", id="one place too far"),
        pytest.param(3, (-1, 2, 1), "-1 is not the last place here", id="lo below 0"),
        pytest.param(3, (-3, -1, 1), "places are counted from 0", id="both below 0"),
        pytest.param(3, (2, 1, 1), "lo may not be above hi", id="backwards"),
        pytest.param(3, (3, 0, 1), "lo may not be above hi", id="backwards over the row"),
        pytest.param(3, (0, -1, 1), "lo may not be above hi", id="backwards to below 0"),
        pytest.param(3, (4, 4, 1), "also where no place is meant", id="empty, behind the row"),
        pytest.param(3, (-1, -1, 1), "also where no place is meant", id="empty, before the row"),
        pytest.param(3, (1, 5, 0), "whatever the amount is", id="an amount of 0"),
        pytest.param(0, (0, 1, 1), "the row is empty", id="an empty row"),
    ],
)
def test_a_range_outside_is_refused(
    subject: ModuleType, size: int, update: Update, why: str
) -> None:
    """0 <= lo <= hi <= size must hold."""
    check(subject.range_raises, size, [update]).raises(IndexError, why=why)


@pytest.mark.parametrize(
    "updates",
    [
        pytest.param([(0, 2, 1), (1, 3, 1), (0, 4, 1)], id="the last of three"),
        pytest.param([(0, 4, 1), (0, 3, 1)], id="the first of two"),
        pytest.param([(2, 4, 1), (2, 4, -1)], id="two that would cancel out"),
    ],
)
def test_one_wrong_update_is_enough(subject: ModuleType, updates: list[Update]) -> None:
    """Right updates do not make up for a wrong one."""
    check(subject.range_raises, 3, updates).raises(IndexError, why="there is no place 3")
