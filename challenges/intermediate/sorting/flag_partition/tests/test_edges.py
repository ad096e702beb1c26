"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.intermediate.sorting.flag_partition.tests.oracle import check_partition


@pytest.mark.parametrize(
    ("items", "pivot", "borders", "why"),
    [
        pytest.param([1, 0, 2], 5, (3, 3), "all three are smaller", id="all smaller"),
        pytest.param([4, 4, 4], 4, (0, 3), "none is smaller, none is larger", id="all level"),
        pytest.param([8, 9, 7], 5, (0, 0), "all three are larger", id="all larger"),
        pytest.param([6], 6, (0, 1), "the only item is level", id="one item"),
        pytest.param([2, 1, 1], 1, (0, 2), "nothing is smaller", id="no smaller ones"),
        pytest.param([1, 0, 1], 1, (1, 3), "nothing is larger", id="no larger ones"),
    ],
)
def test_a_group_may_be_empty(
    subject: ModuleType, items: list[int], pivot: int, borders: tuple[int, int], why: str
) -> None:
    """Where a group is empty, two borders meet or touch an end of the list."""
    check_partition(subject, items, pivot, borders, why=why)


@pytest.mark.parametrize(
    ("items", "pivot", "border"),
    [
        pytest.param([4, 1, 5, 0], 3, 2, id="between the items"),
        pytest.param([4, 5], 3, 0, id="below all"),
        pytest.param([2, 1], 3, 2, id="above all"),
        pytest.param(["pear", "apple"], "b", 1, id="text"),
    ],
)
def test_the_pivot_need_not_be_there(
    subject: ModuleType, items: list[Any], pivot: Any, border: int
) -> None:
    """Without a level item both borders are the place where the pivot would go."""
    check_partition(subject, items, pivot, (border, border), why="no item is level with the pivot")


@pytest.mark.parametrize(
    ("items", "pivot", "borders", "why"),
    [
        pytest.param([2, 1], 2, (1, 2), "1 goes before 2", id="two, the level one first"),
        pytest.param([2, 1], 1, (0, 1), "2 goes behind 1", id="two, the larger one first"),
        pytest.param(
            [9, 8, 1], 5, (1, 1), "what a swap brings in must be looked at", id="larger for larger"
        ),
        pytest.param(
            [9, 0, 5, 1], 5, (2, 3), "what a swap brings in must be looked at", id="a smaller one"
        ),
        pytest.param(
            [5, 9, 5, 0, 5, 9, 0, 5], 5, (2, 6), "the level ones stand together", id="level between"
        ),
        pytest.param([0, 1, 5, 5, 8, 9], 5, (2, 4), "it is in order", id="in order already"),
        pytest.param([9, 8, 5, 5, 1, 0], 5, (2, 4), "each must move", id="the wrong way round"),
    ],
)
def test_what_is_swapped_in_is_looked_at_too(
    subject: ModuleType, items: list[int], pivot: int, borders: tuple[int, int], why: str
) -> None:
    """Every item ends in its own group, wherever it came from."""
    check_partition(subject, items, pivot, borders, why=why)


class Parcel:
    """An item that is compared by its weight, and knows `<` alone."""

    def __init__(self, name: str, weight: int) -> None:
        self.name = name
        self.weight = weight

    def __lt__(self, other: Parcel) -> bool:
        return self.weight < other.weight

    def __eq__(self, other: object) -> bool:
        raise TypeError("parcels can be compared with < alone")

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{self.name}: {self.weight} kg>"


def test_parcels_are_compared_by_weight_alone(subject: ModuleType) -> None:
    """Items that offer `<` and nothing else are partitioned, and all of them are still there."""
    names = ["lamp", "desk", "book", "vase", "sofa", "rug"]
    weights = [3, 30, 1, 3, 40, 3]
    parcels = [Parcel(name, weight) for name, weight in zip(names, weights, strict=True)]
    check_partition(
        subject,
        parcels,
        Parcel("scales", 3),
        (1, 4),
        why="three parcels are neither lighter nor heavier than the pivot",
    )


def test_equal_items_are_not_interchangeable(subject: ModuleType) -> None:
    """What is equal to the pivot stays the object it was."""
    check_partition(
        subject,
        [1.0, True, 0, 1, 2],
        1,
        (1, 4),
        why="1.0 and True equal 1, and must not be replaced by it",
    )
