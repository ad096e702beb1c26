"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.sorting.spill_sort.tests.store import MemoryStore, check_sorted
from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("numbers", "limit", "why"),
    [
        pytest.param([], 4, "there is nothing", id="no item"),
        pytest.param([7], 1, "there is one", id="one item"),
        pytest.param([2, 1], 4, "both fit", id="fewer than the limit"),
        pytest.param([3, 1, 2], 3, "all fit just so", id="as many as the limit"),
        pytest.param([4, 3, 2, 1], 3, "the last chunk has one item", id="one more"),
        pytest.param([5, 3, 4, 1, 2, 0], 3, "two full chunks", id="twice the limit"),
    ],
)
def test_the_last_chunk_may_be_short(
    subject: ModuleType, numbers: list[int], limit: int, why: str
) -> None:
    """Every item comes out, wherever the stream ends."""
    check_sorted(subject, numbers, limit, why=why)


@pytest.mark.parametrize("count", [2, 3, 4, 5, 8, 9, 16, 17])
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_more_runs_than_can_be_open(subject: ModuleType, limit: int, count: int) -> None:
    """Numbers that arrive in descending order are merged in several passes."""
    check_sorted(subject, range(count, 0, -1), limit, why="at most max(2, limit) runs are read")


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param([5] * 9, id="all equal"),
        pytest.param([1, 2, 1, 2, 1, 2, 1], id="two values"),
        pytest.param([0, -1, 10**20, -(10**20), 3, 0], id="below zero, beyond 64 bits"),
        pytest.param([1, 2, 3, 4, 5, 6, 7], id="in order already"),
    ],
)
def test_each_item_comes_out_as_often_as_it_came(subject: ModuleType, numbers: list[int]) -> None:
    """Equal items are all there, and every int is an item."""
    check_sorted(subject, numbers, 2, why="nothing is lost and nothing doubled")


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_is_refused(subject: ModuleType, limit: int) -> None:
    """With no room for a single item there is a ValueError, at the first item at the latest."""

    def spill_sort(items: list[int], limit: int, store: MemoryStore) -> list[int]:
        return list(subject.spill_sort(items, limit, store))

    check(spill_sort, [2, 1], limit, MemoryStore()).raises(
        ValueError, why="at least one item must fit"
    )
