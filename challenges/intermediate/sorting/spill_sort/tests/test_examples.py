"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.sorting.spill_sort.tests.store import (
    check_sorted,
    require_empty,
    watched_store,
)
from challenges.shared.testing import check


def test_five_numbers_two_at_a_time(subject: ModuleType) -> None:
    """Five numbers come out in order though only two fit."""
    check_sorted(subject, [3, 1, 2, 5, 4], 2, why="5 and 4 are the last to come")


def test_one_number_is_taken_and_the_rest_left(subject: ModuleType) -> None:
    """A generator that is closed after one item deletes its runs."""
    call = "ascending = spill_sort([9, 8, 7, 6], 1, store); next(ascending); ascending.close()"
    store = watched_store(4, 1, call)
    ascending = subject.spill_sort([9, 8, 7, 6], 1, store)
    check(next, ascending).returns(6, why="6 is the least of 9, 8, 7, 6")
    ascending.close()
    require_empty(store, call, "a closed generator deletes its runs")
