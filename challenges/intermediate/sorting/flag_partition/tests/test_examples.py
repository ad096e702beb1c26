"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.sorting.flag_partition.tests.oracle import check_partition


def test_smaller_then_level_then_larger(subject: ModuleType) -> None:
    """Five items fall into two smaller ones, the pivot, and two larger ones."""
    check_partition(
        subject,
        [3, 1, 2, 3, 0],
        2,
        (2, 3),
        why="0 and 1 are smaller than 2, and both 3 are larger",
    )


def test_an_empty_list_has_three_empty_groups(subject: ModuleType) -> None:
    """Nothing is smaller, level or larger where there is nothing."""
    check_partition(subject, [], 1, (0, 0), why="all three groups are empty")
